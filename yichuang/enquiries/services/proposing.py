"""An answer worth keeping becomes a FAQ of its matter: proposed by who answered, decided by the publisher.

What goes into the guide is what the publisher wrote, in a draft that is approved and published like any other.
The enquiry itself is never published.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Faq, Guide, Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import Officer

from ..models import Enquiry, FaqProposal
from ..policies import why_not_decide_faq, why_not_propose
from ..rules.faq import says_who
from ..rules.words import MOST_FAQ, MOST_REASON, MOST_WORDS, FaqState


@transaction.atomic
def propose_faq(
    enquiry: Enquiry, question: str, answer: str, *, matter: Matter | None = None, by: Officer, now: datetime
) -> FaqProposal:
    """Propose question and answer in general words. Raises `Refused`, and `Invalid` when words are missing or
    say who asked."""
    held = Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)
    about = matter or held.matter
    if reason := why_not_propose(held, by=by):
        raise Refused(reason)
    if about is None or about.current_id is None or about.centre_id != held.centre_id:
        raise Invalid(gettext("请选一个有指南的事项。"), field="matter")
    question, answer = _checked(held, question, answer)
    made = FaqProposal.objects.create(
        enquiry=held,
        matter=about,
        question=question,
        answer=answer,
        proposed_at=now,
        proposed_by_id=by.staff_id,
    )
    _note(made, Event.FAQ_PROPOSED, by, now, first=True)
    return made


@transaction.atomic
def take_faq(proposal: FaqProposal, question: str, answer: str, *, by: Officer, now: datetime) -> Guide:
    """Put it, as the publisher words it, into the draft of the matter's next guide; return that draft.

    Nothing is published by this: the draft is submitted and approved as every other. Raises `Refused`, also
    while a version waits for approval, and `Invalid`, `Stale`.
    """
    _allow(proposal, by, now)
    question, answer = _checked(proposal.enquiry, question, answer)
    matter = proposal.matter
    draft = matter.guides.filter(state=catalogue.State.DRAFT).first()
    if draft is None:
        draft = catalogue.draft(matter, by=by, now=now)
    said = catalogue.content_of(draft)
    if any(row.question == question for row in said.faqs or ()):
        raise Refused(gettext("指南里已经有这个问题。"))
    faqs = (*(said.faqs or ()), Faq(question=question, answer=answer))
    catalogue.edit(draft, replace(said, faqs=faqs), by=by, now=now)
    swap(
        proposal, state=FaqState.TAKEN, question=question, answer=answer, guide_number=draft.number,
        decided_at=now, decided_by_id=by.staff_id,
    )  # fmt: skip
    _note(proposal, Event.FAQ_TAKEN, by, now, data={"guide": draft.number})
    return draft


@transaction.atomic
def refuse_faq(proposal: FaqProposal, reason: str, *, by: Officer, now: datetime) -> None:
    """Refuse it, and say why. Raises `Refused`, `Invalid`, `Stale`."""
    _allow(proposal, by, now)
    reason = reason.strip()
    if not reason or len(reason) > MOST_REASON or "\x00" in reason:
        raise Invalid(gettext("请写为什么不采用，三百字以内。"), field="reason")
    swap(proposal, state=FaqState.REFUSED, reason=reason, decided_at=now, decided_by_id=by.staff_id)
    _note(proposal, Event.FAQ_REFUSED, by, now, data={"words": reason})


def _allow(proposal: FaqProposal, by: Officer, now: datetime) -> None:
    if reason := why_not_decide_faq(proposal, by=by, now=now):
        raise Refused(reason)


def _checked(enquiry: Enquiry, question: str, answer: str) -> tuple[str, str]:
    question, answer = question.strip(), answer.strip()
    if not question or len(question) > MOST_FAQ or "\x00" in question:
        raise Invalid(gettext("请写大家会怎么问，%(most)s 字以内。") % {"most": MOST_FAQ}, field="question")
    if not answer or len(answer) > MOST_WORDS or "\x00" in answer:
        raise Invalid(gettext("请写答案，%(most)s 字以内。") % {"most": MOST_WORDS}, field="answer")
    for words, field in ((question, "question"), (answer, "answer")):
        if says_who(words, enquiry.asker, enquiry.phone, enquiry.email):
            raise Invalid(gettext("里面有办事人的称呼、电话或者证件号码，请去掉。"), field=field)
    return question, answer


def _note(
    proposal: FaqProposal,
    event: Event,
    by: Officer,
    now: datetime,
    *,
    first: bool = False,
    data: dict[str, object] | None = None,
) -> None:
    facts = {"matter": proposal.matter.code, "enquiry": proposal.enquiry.no, **(data or {})}
    journal.record(
        proposal.subject, event, by=by, at=now, data=facts, thing=proposal, first=first,
        centre=proposal.matter.centre_id,
    )  # fmt: skip
