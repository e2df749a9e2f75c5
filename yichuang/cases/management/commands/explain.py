"""`explain CASE_NO`: why a case's dates and light are what they are, and everything that happened to it."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from yichuang.cases.public import Case, History, case_by_no, days_left, history_of, ledger_of
from yichuang.catalogue.public import intake_sheet
from yichuang.journal.public import story
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.worktime.public import calendar, local_day


class Command(JsonCommand):
    help = "Explain a case: its limits, its clock day by day, its light, its journal."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("number", metavar="CASE_NO", help="as in 202609160043; spaces are allowed")

    def report(self, **options: Any) -> Report:
        case = case_by_no(options["number"])
        if case is None:
            raise Refused(f"没有编号为“{options['number']}”的办件。")
        facts = {**_facts(case), "ledger": _ledger(case), "days": _days(case), "journal": _journal(case)}
        return Report(facts, text=_text(facts))


def _facts(case: Case) -> dict[str, Any]:
    sheet = intake_sheet(case.guide_id)
    facts: dict[str, Any] = {
        "no": case.no,
        "matter": case.matter_name,
        "guide": sheet.guide_number,
        "state": case.get_state_display(),
        "promised_limit": str(sheet.promised) if sheet.promised else None,
        "statutory_limit": str(sheet.statutory) if sheet.statutory else None,
    }
    clock = getattr(case, "clock", None)
    if clock is None:
        return {**facts, "clock": None}
    today = timezone.localdate()
    facts["clock"] = {
        "started_at": clock.started_at and timezone.localtime(clock.started_at),
        "paused_until": clock.paused_until,
        "promised_due_on": clock.promised_due_on,
        "statutory_due_on": clock.statutory_due_on,
        "statutory_by_law": clock.is_statutory_by_law,
        "law_article": clock.law_article,
        "provisional": clock.is_provisional,
        "light": clock.light,
        "look_at": clock.look_at and timezone.localtime(clock.look_at),
        "stopped_at": clock.stopped_at and timezone.localtime(clock.stopped_at),
        "working_days_left": clock.promised_due_on and days_left(clock.promised_due_on, today, calendar()),
    }
    return facts


def _days(case: Case) -> list[dict[str, Any]]:
    """Return every day from acceptance to the last limit with the working day it counts as."""
    clock = getattr(case, "clock", None)
    ends = [d for d in (clock.promised_due_on, clock.statutory_due_on) if d] if clock else []
    if not clock or not ends or clock.started_at is None:
        return []
    history = history_of(clock)
    counted = 0
    days = []
    for day in calendar().days(local_day(clock.started_at), max(ends)):
        starts = day.on == local_day(clock.started_at)
        out = _why_not_counted(day.on, history)
        counts = day.is_working and not starts and not out
        counted += counts
        said = "起算当日不计" if starts else (out or "不计")
        days.append(
            {"on": day.on, "counts_as": f"第 {counted} 个工作日" if counts else said, "name": day.name}
        )
    return days


def _why_not_counted(on: date, history: History) -> str:
    """Say what takes a day out of the count, beyond the calendar; empty when nothing does."""
    if notice := next((shut.reason for shut in history.outside if shut.from_on <= on <= shut.until_on), ""):
        return f"停办，不计：{notice}"
    is_paused = any(pause.first < on <= pause.last for pause in history.pauses)
    return "特别程序，不计" if is_paused else ""


def _ledger(case: Case) -> list[dict[str, Any]]:
    """Return each start, pause, resumption, extension and recount with the dates it led to."""
    return [
        {
            "at": timezone.localtime(line.at),
            "what": line.what,
            "who": line.who,
            "article": line.article,
            "words": line.words,
            "promised_due_on": line.promised_on,
            "statutory_due_on": line.statutory_on,
        }
        for line in ledger_of(case)
    ]


def _journal(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "at": timezone.localtime(line.at),
            "event": line.event,
            "by": line.by_name or line.by,
            "data": line.data,
        }
        for line in story(case.subject)
    ]


def _text(facts: dict[str, Any]) -> str:
    clock = facts["clock"] or {}
    by_law = clock.get("law_article") or "指南没有写明"
    lines = [
        f"{facts['no']}　{facts['matter']}（指南第 {facts['guide']} 版）　{facts['state']}",
        f"承诺：{facts['promised_limit'] or '指南没有写明'}，到 {clock.get('promised_due_on') or '–'}",
        f"法定：{facts['statutory_limit'] or by_law}，到 {clock.get('statutory_due_on') or '–'}",
        f"灯：{clock.get('light', '–')}，下次查看 {clock.get('look_at') or '不再看'}",
        "",
        *(_ledger_text(line) for line in facts["ledger"]),
        "",
        *(f"{day['on']}  {day['counts_as']}  {day['name']}".rstrip() for day in facts["days"]),
        "",
        *(f"{line['at']:%Y-%m-%d %H:%M:%S}  {line['event']}  {line['by']}" for line in facts["journal"]),
    ]
    return "\n".join(lines)


def _ledger_text(line: dict[str, Any]) -> str:
    said = "　".join(filter(None, [line["what"], line["who"], line["article"], line["words"]]))
    ends = f"承诺 {line['promised_due_on'] or '–'}，法定 {line['statutory_due_on'] or '–'}"
    return f"{line['at']:%Y-%m-%d %H:%M}  {said}  {ends}"
