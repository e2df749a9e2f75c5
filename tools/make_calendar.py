"""Writes yichuang/worktime/data/*.tsv from chinesecalendar. Run it again after an upgrade of that package.

    python tools/make_calendar.py

Only years that the package knows from a published notice are written; nothing is worked out here.
"""

import csv
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays

OUT = Path(__file__).resolve().parent.parent / "yichuang" / "worktime" / "data"
# Where the notice itself is known to us. The other years say honestly that they come from the package.
NOTICES = {2026: ("国务院办公厅 2025-11-04 关于 2026 年部分节假日安排的通知", "2025-11-04")}
WEEKEND = 5


def main() -> None:
    chinese = {holiday.value: holiday.chinese for holiday in Holiday}
    rows: dict[date, tuple[str, str]] = {}
    for on, name in holidays.items():
        rows[on] = ("off", chinese[name])
    for on, name in workdays.items():
        if on.weekday() < WEEKEND:
            raise SystemExit(f"{on} is called a make-up day but is no weekend day")
        rows[on] = ("work", chinese[name])
    _write("days.tsv", ("date", "kind", "name"), [(str(on), *rows[on]) for on in sorted(rows)])
    package = f"chinesecalendar {version('chinesecalendar')}"
    years = sorted({on.year for on in rows})
    _write(
        "years.tsv",
        ("year", "source", "dated_on"),
        [(str(year), *_source(year, package)) for year in years],
    )


def _source(year: int, package: str) -> tuple[str, str]:
    if year not in NOTICES:
        return package, ""
    document, dated_on = NOTICES[year]
    return f"{document}（数据取自 {package}）", dated_on


def _write(name: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
