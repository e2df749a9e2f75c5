"""Who answers, hands on and confirms; each gives the sentence, or nothing. No query."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Action
from yichuang.people.public import Officer, Role
from yichuang.worktime.public import local_day

from .models import Enquiry, FaqProposal, Handing, PhoneCall
from .rules.words import MOVES, FaqState, Move, State

ASKED = (Role.CLERK, Role.RECEPTION, Role.MANAGER)  # people are asked at the desk
RECEIVERS = (Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP)
READERS = (*ASKED, *RECEIVERS, Role.SUPERVISION)


def is_first(enquiry: Enquiry, *, by: Officer) -> bool:
    """Whether she is the first-contact officer; of what nobody has opened yet, anyone at the desk becomes it."""
    if enquiry.first_contact_id is None:
        return by.holds(*ASKED, centre_id=enquiry.centre_id)
    return enquiry.first_contact_id == by.staff_id or by.holds(Role.MANAGER, centre_id=enquiry.centre_id)


def receives(handing: Handing | None, *, by: Officer) -> bool:
    """Whether it was handed on to her: to the window where she sits, or to her department."""
    if handing is None:
        return False
    if handing.window_id is not None and handing.window_id == by.window_id:
        return True
    return handing.department_id is not None and by.holds(*RECEIVERS, department_id=handing.department_id)


def is_outside(handing: Handing) -> bool:
    """Whether it went to a house that does not work here: then the first contact asks whether it arrived."""
    return handing.window_id is None and handing.department_id is None


def can_view(enquiry: Enquiry, handing: Handing | None, *, by: Officer) -> bool:
    """Whether this enquiry is hers to read: the desk's and supervision's of its centre, or the receiver's."""
    return by.holds(*ASKED, Role.SUPERVISION, centre_id=enquiry.centre_id) or receives(handing, by=by)


def why_not(enquiry: Enquiry, move: Move, handing: Handing | None, *, by: Officer) -> str:
    """Say why this cannot be done now; an empty string means go ahead. `handing`: the last one, if any."""
    state = State(enquiry.state)
    if (state, move) not in MOVES:
        return gettext("这条咨询现在是“%(state)s”，不能%(move)s。") % {
            "state": gettext(str(state.label)),
            "move": gettext(str(move.label)),
        }
    first = is_first(enquiry, by=by)
    there = receives(handing, by=by) if state is not State.OPEN else False
    gone = first and handing is not None and is_outside(handing)
    if state is State.OPEN:
        return "" if first else gettext("由首问人答复或者转出。")
    if move in (Move.TAKE, Move.COME_BACK, Move.HAND_ON):
        return "" if there or gone else gettext("由接到的窗口或者部门确认、再转。")
    if state is State.TAKEN:
        return "" if there or gone else gettext("已经接到，由接到的窗口或者部门答复。")
    return "" if first or there else gettext("由首问人或者接到的窗口、部门答复。")


def why_not_register(*, by: Officer) -> str:
    """Say why she cannot register that somebody asked."""
    return "" if by.holds(*ASKED, centre_id=by.centre_id) else gettext("由窗口、导办和大厅登记咨询。")


def may_report_calls(*, by: Officer) -> bool:
    """Whether a key reports the calls of its centre: the one that a hall's manager answers for."""
    return by.holds(Role.MANAGER, centre_id=by.centre_id)


def why_not_ring_back(call: PhoneCall, *, by: Officer) -> str:
    """Say why she cannot take it on to ring back; an empty string means go ahead."""
    if not by.holds(*ASKED, centre_id=call.centre_id):
        return gettext("由窗口、导办和大厅回拨。")
    if not call.is_missed:
        return gettext("这通电话有人接了，不用回拨。")
    if not call.caller:
        return gettext("来电没有显示号码，不能回拨。")
    return gettext("已经有人回拨了。") if call.rung_back_at else ""


def why_not_set_extensions(centre_id: int, *, by: Officer) -> str:
    """Say why she cannot say whose a telephone is."""
    return "" if by.holds(Role.MANAGER, centre_id=centre_id) else gettext("分机由大厅管理登记。")


def why_not_tie(call: PhoneCall, *, by: Officer) -> str:
    """Say why an enquiry of hers cannot be tied to this call."""
    if call.centre_id != by.centre_id:
        return gettext("这通电话不是本中心的。")
    if call.picked_up_at is None and call.rung_back_at is None:
        return gettext("这通电话还没有人接。")
    return gettext("这通电话已经登记过。") if hasattr(call, "enquiry") else ""


def why_not_propose(enquiry: Enquiry, *, by: Officer) -> str:
    """Say why she cannot propose that its answer be kept for everybody. One query."""
    if enquiry.state != State.ANSWERED:
        return gettext("答复以后才能推荐成常见问题。")
    if enquiry.answered_by_id != by.staff_id and not by.holds(Role.MANAGER, centre_id=enquiry.centre_id):
        return gettext("由答复的人推荐成常见问题。")
    return gettext("已经推荐过。") if hasattr(enquiry, "faq") else ""


def why_not_decide_faq(proposal: FaqProposal, *, by: Officer, now: datetime) -> str:
    """Say why she cannot decide: it is the publisher's who writes the matter's guide (R028)."""
    if proposal.state != FaqState.PROPOSED:
        return gettext("已经有人处理了。")
    return catalogue.why_not_manage(proposal.matter, Action.EDIT, by=by, today=local_day(now))
