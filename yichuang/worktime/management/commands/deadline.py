"""`deadline --from 2026-09-30 --days 20`: when a limit ends, and which days off lie in between."""

from datetime import date, datetime, time
from typing import Any

import psycopg
from django.core.management.base import CommandParser
from django.db import DatabaseError, connection
from django.utils.timezone import get_default_timezone
from psycopg.conninfo import make_conninfo

from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.worktime.public import Calendar, Due, LimitUnit, calendar, due, packaged

MOST = 100_000
CONNECT_SECONDS = 1


class Command(JsonCommand):
    help = "When a limit ends: working days by the official calendar, or another unit."
    needs_database = False  # imported years are used when it is running, the packaged ones when not

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", dest="start", required=True, metavar="YYYY-MM-DD", help="day 0")
        parser.add_argument("--days", dest="limit", required=True, help="how many of the unit")
        parser.add_argument(
            "--unit",
            default="working_day",
            help=f"one of {', '.join(LimitUnit.values)} (default working_day)",
        )

    def report(self, **options: Any) -> Report:
        try:
            answer = _answer(_date(options["start"]), _limit(options["limit"]), _unit(options["unit"]))
        except ValueError as error:
            raise Refused(str(error)) from error
        return Report(answer, text=_sentence(answer))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"没有“{text}”这一天，请写成 2026-09-30。") from None


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > MOST:
        raise ValueError(f"“{text}”不能作天数，请写 0 到 {MOST} 的整数。")
    return int(text)


def _unit(text: str) -> LimitUnit:
    if text not in LimitUnit.values:
        raise ValueError(f"没有“{text}”这种单位，可用：{'、'.join(LimitUnit.values)}。")
    return LimitUnit(text)


def _answer(start: date, limit: int, unit: LimitUnit) -> dict[str, Any]:
    known = _calendar()
    at = datetime.combine(start, time(), get_default_timezone())
    try:
        end = due(limit, unit, at, known)
    except OverflowError:
        raise ValueError("算出的日期超出了公元 9999 年。") from None
    passed = [day for day in known.days(start, end.on) if day.on > start]
    return {
        "from": start.isoformat(),
        "days": limit,
        "unit": unit.value,
        "due_on": end.on.isoformat(),
        **({"due_at": end.at.isoformat()} if end.at else {}),
        "provisional": end.provisional,
        "note": _note(end, known),
        "skipped": [{"on": day.on.isoformat(), "name": day.name} for day in passed if not day.is_working],
        "makeup": [{"on": day.on.isoformat(), "name": day.name} for day in passed if day.is_makeup],
    }


def _calendar() -> Calendar:
    """Return the calendar with imported years when the database answers at once, else the packaged one."""
    known = connection.get_connection_params()
    wanted = {key: str(known[key]) for key in ("dbname", "user", "password", "host", "port") if key in known}
    try:
        psycopg.connect(make_conninfo("", **wanted), connect_timeout=CONNECT_SECONDS).close()
        return calendar()
    except (psycopg.Error, DatabaseError):  # not running, or not yet migrated
        return packaged()


def _note(end: Due, known: Calendar) -> str:
    if not end.provisional:
        return ""
    return f"暂定：{known.known_until.year + 1} 年起的放假安排尚未公布，按周末推算，公布后可能变动。"


def _sentence(answer: dict[str, Any]) -> str:
    unit = LimitUnit(answer["unit"]).label
    words = f"从 {answer['from']} 起 {answer['days']} {unit}：{answer.get('due_at', answer['due_on'])}"
    return words + (f"（{answer['note']}）" if answer["note"] else "")
