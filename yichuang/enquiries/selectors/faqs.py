"""Reads of proposed FAQs."""

from yichuang.people.public import Officer, Role

from ..models import Enquiry, FaqProposal
from ..rules.words import FaqState

_WITH = ("matter__department", "matter__current", "enquiry", "proposed_by", "decided_by")


def faqs_to_decide(by: Officer, *, limit: int = 100) -> list[FaqProposal]:
    """Return what was proposed for the matters of the departments whose guides she writes. One query."""
    mine = FaqProposal.objects.filter(
        state=FaqState.PROPOSED, matter__department__in=by.departments(Role.PUBLISHER)
    )
    return list(mine.select_related(*_WITH)[:limit])


def faq_by_id(proposal_id: int) -> FaqProposal | None:
    """Return a proposal. One query."""
    return FaqProposal.objects.select_related(*_WITH).filter(pk=proposal_id).first()


def faq_of(enquiry: Enquiry) -> FaqProposal | None:
    """Return what was proposed from this enquiry. One query."""
    return FaqProposal.objects.select_related(*_WITH).filter(enquiry=enquiry).first()
