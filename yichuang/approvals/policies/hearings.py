"""Who may tell, ask for, call and record a hearing, and when (行政许可法 36, 46 to 48)."""

from datetime import date, datetime

from django.utils.translation import gettext

from yichuang.cases.public import Case, State
from yichuang.catalogue.public import Action, Matter, why_not_manage
from yichuang.people.public import Officer, Role, Staff, days_outside_limits
from yichuang.worktime.public import calendar, local_day

from ..models import Denial, Hearing, InterestedParty, Task
from ..rules.hearing import DAYS_OF_NOTICE, HEARING_MOVES, UNSETTLED, HearingMove, HearingState, days_open
from .office import why_not_here


def why_not_party(case: Case, *, by: Officer) -> str:
    """Say why this person cannot tell an interested party of the application (36)."""
    return why_not_here(case, by=by)


def why_not_party_answer(party: InterestedParty, *, by: Officer) -> str:
    """Say why a party's answer cannot be written down. The window may: the party comes there."""
    if party.answered_at is not None:
        return gettext("这一位的答复已经登记过了。")
    return _why_not_either(party.case, by=by)


def why_not_tell_right(case: Case, *, by: Officer) -> str:
    """Say why nobody can be told of the right to a hearing now: one at a time."""
    if reason := why_not_here(case, by=by):
        return reason
    if case.hearings.filter(state__in=UNSETTLED).exists():
        return gettext("听证正在进行，一件一次只办一个听证。")
    return ""


def why_not_order(case: Case, *, by: Officer) -> str:
    """Say why no hearing can be held of the office's own motion now: one at a time (46)."""
    return why_not_tell_right(case, by=by)


def why_not_rule(matter: Matter, *, by: Officer, now: datetime) -> str:
    """Say why this person does not say which rule orders a hearing for a matter: its publisher does."""
    return why_not_manage(matter, Action.EDIT, by=by, today=local_day(now))


def _why_not_either(case: Case, *, by: Officer) -> str:
    """The department, or the window where the party came."""
    if State(case.state) is State.ACCEPTED and by.holds(Role.CLERK, centre_id=case.centre_id):
        return ""
    return why_not_here(case, by=by)


def why_not_hearing(hearing: Hearing, move: HearingMove, *, by: Officer, now: datetime) -> str:
    """Say why this cannot be done to a hearing now. Asking has its last day (47)."""
    if (HearingState(hearing.state), move) not in HEARING_MOVES:
        words = {"state": gettext(hearing.get_state_display()), "move": gettext(move.label)}
        return gettext("听证%(state)s，现在不能%(move)s。") % words
    who = _why_not_either if move in {HearingMove.ASK, HearingMove.WAIVE} else why_not_here
    if reason := who(hearing.case, by=by):
        return reason
    if move is HearingMove.WAIVE and hearing.is_announced:
        return gettext("依法举行的听证没有人可以放弃，要举行并归档笔录。")
    if move is HearingMove.ASK and hearing.ask_by_on and local_day(now) > hearing.ask_by_on:
        return gettext("申请听证的期限是 %(day)s，已经过了。") % {"day": f"{hearing.ask_by_on:%Y-%m-%d}"}
    return ""


def days_to_hold(hearing: Hearing, *, now: datetime) -> tuple[date, date | None]:
    """Return the first and the last day for which a hearing can be called now."""
    asked_at = None if hearing.is_announced else hearing.asked_at or now
    return days_open(now, asked_at, calendar(), days_outside_limits(hearing.case.centre_id))


def why_not_call(
    hearing: Hearing, on: date | None, presider: Staff | None, *, by: Officer, now: datetime
) -> str:
    """Say why a hearing cannot be called for this day under this presider (48)."""
    if reason := why_not_hearing(hearing, HearingMove.CALL, by=by, now=now):
        return reason
    if on is None:
        return gettext("请写听证的日期。")
    first, last = days_to_hold(hearing, now=now)
    if on < first:
        return gettext("听证要提前 %(days)s 个工作日通知，最早 %(day)s。") % {
            "days": DAYS_OF_NOTICE,
            "day": f"{first:%Y-%m-%d}",
        }
    if last and on > last:
        return gettext("听证要在申请后 20 个工作日内举行，最晚 %(day)s。") % {"day": f"{last:%Y-%m-%d}"}
    if presider is None:
        return gettext("没有这个工号的主持人。")
    return _why_not_preside(hearing, presider, by=by)


def _why_not_preside(hearing: Hearing, presider: Staff, *, by: Officer) -> str:
    """The presider is none of those who review the application (48 (四))."""
    case = hearing.case
    reviewed = set(
        Task.objects.filter(case=case, closed_by__isnull=False).values_list("closed_by", flat=True)
    )
    reviewed |= set(Denial.objects.filter(case=case).values_list("registered_by", flat=True))
    if presider.pk in {*reviewed, by.staff_id, case.taken_by_id}:
        return gettext("听证的主持人不能是审查这一件的人，请换一位。")
    return ""


def why_not_record(hearing: Hearing, *, by: Officer, now: datetime) -> str:
    """Say why the record cannot be filed: not before the hearing was held."""
    if reason := why_not_hearing(hearing, HearingMove.RECORD, by=by, now=now):
        return reason
    if hearing.on and local_day(now) < hearing.on:
        return gettext("听证还没有举行。")
    return ""
