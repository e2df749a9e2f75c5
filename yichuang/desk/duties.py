"""Which roles share a kind of work: who may open the pages of it."""

from yichuang.people.public import Role

REVIEW_ROLES = (Role.REVIEWER, Role.APPROVER, Role.LEADER)
ANSWER_ROLES = (*REVIEW_ROLES, Role.CHIEF_REP)
OVERDUE_ROLES = (Role.MANAGER, Role.SUPERVISION, *ANSWER_ROLES)
CARD_ROLES = (Role.CLERK, *OVERDUE_ROLES)
CATALOGUE_ROLES = (Role.PUBLISHER, Role.CENTRE_APPROVER)
LEDGER_ROLES = (Role.CLERK, Role.MANAGER, Role.SUPERVISION, *REVIEW_ROLES, Role.CHIEF_REP)
