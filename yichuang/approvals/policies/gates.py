"""What has to be there before a case is decided, whoever decides it and whatever is decided."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.cases.public import Case, Outcome, why_not_grant_yet, why_not_in_turn
from yichuang.catalogue.public import intake_sheet
from yichuang.worktime.public import local_day

from ..models import Examination, Hearing, HearingRule, Inspection, InspectionWaiver, InterestedParty, Meeting
from ..rules.examination import inspection_is_missing
from ..rules.hearing import UNSETTLED, HearingState
from ..rules.meeting import MeetingState


def why_not_decide(case: Case, outcome: Outcome, *, now: datetime) -> str:
    """Say what is still missing before this decision; an empty string means that it may be taken.

    Turn (行政许可法 57), what was promised, inspection (34; R110), meeting (R113), hearing and parties (36, 47, 48).
    """
    return (
        why_not_in_turn(case, outcome, now=now)
        or why_not_grant_yet(case, outcome)
        or _why_not_inspected(case)
        or _why_not_met(case)
        or _why_not_heard(case, now=now)
        or _why_not_answered(case, now=now)
    )


def _why_not_inspected(case: Case) -> str:
    flagged = [row.examined_at for row in Examination.objects.filter(task__case=case) if row.needs_inspection]
    if not flagged:
        return _why_not_visited(case)
    recorded = list(Inspection.objects.filter(case=case).values_list("recorded_at", flat=True))
    if inspection_is_missing(flagged, recorded):
        return gettext("审查认为材料与实际不一致或者有争议，要先由两人以上现场核查并归档记录，才能决定。")
    return _why_not_visited(case)


def _why_not_visited(case: Case) -> str:
    """A published step of inspection is obligatory; where the guide says 必要时, unless waived in writing."""
    sheet = intake_sheet(case.guide_id)
    if not sheet.site_step or Inspection.objects.filter(case=case).exists():
        return ""
    if not sheet.is_site_as_needed:
        return gettext("办事指南有“%(step)s”这一步，要先由两人以上现场核查并归档记录，才能决定。") % {
            "step": sheet.site_step
        }
    if InspectionWaiver.objects.filter(case=case).exists():
        return ""
    return gettext("办事指南有“%(step)s”这一步：先现场核查并归档记录，或者写明不需要的理由，才能决定。") % {
        "step": sheet.site_step
    }


def _why_not_met(case: Case) -> str:
    held = Meeting.objects.filter(case=case, state__in=[MeetingState.ASKED, MeetingState.HELD]).first()
    if held is None:
        return ""
    return gettext("业务会议%(state)s，会议纪要出来以后才能决定。") % {
        "state": gettext(held.get_state_display())
    }


def _why_not_heard(case: Case, *, now: datetime) -> str:
    hearing = Hearing.objects.filter(case=case, state__in=UNSETTLED).first()
    if hearing is None:
        return _why_not_heard_by_law(case)
    if hearing.is_announced:
        return gettext("这一件要向社会公告并举行听证，笔录签字归档后，根据笔录决定。")
    if hearing.state != HearingState.TOLD:
        return gettext("已经申请听证，要举行听证并归档笔录，根据笔录决定。")
    if hearing.ask_by_on and local_day(now) <= hearing.ask_by_on:
        return gettext("已告知听证权利，%(day)s前可以申请听证，到期后才能决定。") % {
            "day": f"{hearing.ask_by_on:%Y-%m-%d}"
        }
    return _why_not_heard_by_law(case)


def _why_not_heard_by_law(case: Case) -> str:
    """Where a rule orders a hearing for the matter, nothing is decided before its record is signed (46)."""
    rule = HearingRule.objects.filter(matter=case.matter_id).first()
    if rule is None or Hearing.objects.filter(case=case, state=HearingState.RECORDED).exists():
        return ""
    return gettext("%(article)s规定应当听证：先公告、举行听证，笔录签字归档后才能决定。") % {
        "article": rule.article
    }


def _why_not_answered(case: Case, *, now: datetime) -> str:
    waiting = InterestedParty.objects.filter(case=case, answered_at=None, reply_by_on__gte=local_day(now))
    party = waiting.order_by("reply_by_on").first()
    if party is None:
        return ""
    return gettext("利害关系人的意见还没有听：请等到 %(day)s，或者登记他们的答复。") % {
        "day": f"{party.reply_by_on:%Y-%m-%d}"
    }
