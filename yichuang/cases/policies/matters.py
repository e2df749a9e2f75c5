"""Who may say how a matter is taken in, and who may bar an applicant from it."""

from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.people.public import Officer, Role

from ..models import Case


def why_not_set_intake(matter: Matter, *, by: Officer) -> str:
    """Say why this person cannot set how a matter is taken in when something is missing (C-18)."""
    if by.holds(Role.MANAGER, Role.SYSADMIN, centre_id=matter.centre_id):
        return ""
    return gettext("只有受理这个事项的中心的管理人员可以改收件方式。")


def why_not_bar(case: Case, *, by: Officer) -> str:
    """Say why this person cannot bar the applicant of a case from applying again (行政许可法 78, 79)."""
    if not by.holds(Role.APPROVER, department_id=case.department_id):
        return gettext("限制再次申请由承办部门的审批人员决定。")
    return "" if case.applicant_id else gettext("这一件还没有登记申请人。")
