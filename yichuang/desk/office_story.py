"""Tells what the department did around a case's steps."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.public import Outcome
from yichuang.journal.public import Event


def office_words(event: Event, data: dict[str, Any]) -> tuple[str, str] | None:
    """Return what is said of an event of the office, and more of it; None for any other event."""
    if event is Event.CASE_DECIDED:
        outcome = str(data.get("outcome", Outcome.GRANTED.value))
        return gettext("决定：%(outcome)s") % {"outcome": gettext(Outcome(outcome).label)}, ""
    if event is Event.TASK_COUNTERSIGN_ASKED:
        return gettext("请会签"), "、".join(map(str, data.get("asked", [])))
    if event is Event.TASK_COUNTERSIGNED:
        agreed = gettext("同意") if data.get("verdict") == "agreed" else gettext("不同意")
        return gettext("会签：%(verdict)s") % {
            "verdict": agreed
        }, f"{data.get('who', '')} {data.get('words', '')}"
    if event in {Event.TASK_PASSED, Event.TASK_RETURNED}:
        said = gettext("%(step)s：同意") if event is Event.TASK_PASSED else gettext("%(step)s：退回上一步")
        return said % {"step": data.get("step", "")}, str(data.get("words", ""))
    plain = _plain().get(event)
    if plain is None:
        return None
    words, key = plain
    more = data.get(key, "")
    return words, "；".join(map(str, more)) if isinstance(more, list) else str(more)


def _plain() -> dict[Event, tuple[str, str]]:
    """Events whose words are always the same, and the fact that says more."""
    return {
        Event.TASK_SENT_TO_WINDOW: (gettext("退回窗口"), "words"),
        Event.TASK_ANSWERED: (gettext("窗口答复"), "words"),
        Event.DENIAL_REGISTERED: (gettext("登记拟不予"), "reasons"),
        Event.DENIAL_CONFIRMED: (gettext("拟不予：同意"), "words"),
        Event.DENIAL_SENT_BACK: (gettext("拟不予：退回"), "words"),
        Event.DENIAL_WITHDRAWN: (gettext("撤回拟不予"), ""),
        Event.MEETING_ASKED: (gettext("申请业务会议"), "question"),
        Event.MEETING_HELD: (gettext("开业务会议"), "on"),
        Event.MEETING_MINUTED: (gettext("会议纪要"), "concluded"),
        Event.MEETING_CALLED_OFF: (gettext("取消业务会议"), ""),
        Event.INSPECTION_WAIVED: (gettext("不需要现场核查"), "words"),
        Event.INSPECTION_RECORDED: (gettext("现场核查"), "words"),
        Event.PARTY_TOLD: (gettext("告知利害关系人"), ""),
        Event.PARTY_ANSWERED: (gettext("利害关系人答复"), ""),
        Event.HEARING_ORDERED: (gettext("决定举行听证"), "basis"),
        Event.HEARING_RIGHT_TOLD: (gettext("告知听证权利"), "ask_by"),
        Event.HEARING_ASKED: (gettext("申请听证"), "hold_by"),
        Event.HEARING_WAIVED: (gettext("不要求听证"), ""),
        Event.HEARING_CALLED: (gettext("通知听证"), "on"),
        Event.HEARING_RECOUNTED: (gettext("听证的期限重新推算"), "to"),
        Event.HEARING_RECORDED: (gettext("听证笔录归档"), "on"),
        Event.SUPERVISION_ORDERED: (gettext("督办"), "required"),
        Event.SUPERVISION_ANSWERED: (gettext("答复督办"), "words"),
        Event.SUPERVISION_RETURNED: (gettext("督办的答复被退回"), "words"),
        Event.SUPERVISION_ACCEPTED: (gettext("督办的答复得到认可"), "words"),
        Event.SUPERVISION_WITHDRAWN: (gettext("督办撤回"), "words"),
        Event.DELAY_EXPLAINED: (gettext("向社会说明超期的原因"), "words"),
    }
