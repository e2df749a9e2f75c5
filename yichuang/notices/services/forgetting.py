"""Where a message went, what it said, and why it did not arrive are forgotten after its term; that it did stays."""

from yichuang.kit.forgetting import GONE, Holding, Term

from ..models import Message
from ..rules.kinds import State


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of messages to applicants and visitors past the term."""
    old = Message.objects.filter(centre=term.centre_id, created_at__lt=term.before, staff=None)
    sent = old.exclude(state=State.QUEUED).exclude(body=GONE).exclude(case_no__in=term.cases)
    return (Holding("messages", sent, {"address": "", "body": GONE, "error": ""}),)
