"""Tells a case's journal as a story, in words for people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from yichuang.journal.public import Entry, Event

from .office_story import office_words


@dataclass(frozen=True)
class Told:
    """One thing that happened, as it is shown."""

    at: datetime
    words: str
    by: str
    more: str = ""


def tell(lines: list[Entry]) -> list[Told]:
    """Return the events that people want to read; prints and single scans are left to the auditor."""
    told: list[Told] = []
    for line in lines:
        words, more = _words(Event(line.event), line.data)
        if not words:
            continue
        if told and told[-1].words == words and told[-1].at == line.at:
            more = f"{told.pop().more}、{more}"  # papers issued together are told together
        told.append(Told(line.at, words, line.by_name or line.by, more))
    return told


def _words(event: Event, data: dict[str, Any]) -> tuple[str, str]:
    step = str(data.get("step", ""))
    plain = {
        Event.CASE_DRAFTED: gettext("开始收件"),
        Event.CASE_ACCEPTED: gettext("受理"),
        Event.CASE_CONCLUDED: gettext("领取，办结"),
        Event.CASE_DISCARDED: gettext("作废"),
        Event.MATERIAL_RETURNED: gettext("退还原件"),
    }
    if event in plain:
        return plain[event], str(data.get("reason", "") or data.get("relation", ""))
    if office := office_words(event, data):
        return office
    if event is Event.TASK_PASSED:
        return gettext("%(step)s：同意") % {"step": step}, str(data.get("words", ""))
    if event is Event.TASK_RETURNED:
        return gettext("%(step)s：退回上一步") % {"step": step}, str(data.get("words", ""))
    if event is Event.CASE_LIGHT_CHANGED:
        lights = {"yellow": gettext("临期"), "red": gettext("超期"), "green": gettext("正常")}
        return gettext("时限灯变为%(light)s") % {"light": lights.get(str(data.get("to")), "")}, ""
    if event is Event.CASE_RECOUNTED:
        return gettext("放假安排公布，期限重算"), "、".join(str(day) for day in data.get("to", []) if day)
    if event is Event.PAPER_ISSUED and data.get("number"):
        return gettext("出具文书"), str(data["number"])
    return "", ""
