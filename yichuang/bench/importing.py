"""`bench import`: a file of guides taken in by the command itself, ten times the rows, and the same file again.

What counts is the memory at the height, of the small file and the large one: one pass, whatever the length. The
floor is the same file's text sent to a bare table by COPY.
"""

import csv
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from typing import Any

from django.db import connection

from yichuang.site.ops.places import ROOT, Places

from . import folder

TITLES = (
    "事项名称", "权力内部编码", "实施主体", "事项类型", "办件类型", "承诺办结时限", "法定办结时限", "受理条件",
    "申请材料", "办理流程", "设定依据", "是否收费", "审批结果名称", "到办事现场次数", "主题分类",
)  # fmt: skip
_PLACES = ("餐饮店", "书店", "游泳馆", "诊所", "加油站", "旅馆", "印刷厂", "幼儿园", "药店", "驾校")
_ACTS = ("设立许可", "变更登记", "备案", "延续", "注销", "补证")
MEGABYTE = 1 << 20
CENTRE = "qinghe"  # the demonstration's city


def run(plan: Any, where: Places) -> dict[str, Any]:
    """Return seconds, rows a second and megabytes for a tenth of the rows, for all, and for all once more."""
    paths = {rows: where.data / f"guides-{rows}.csv" for rows in (max(plan.cases // 10, 1), plan.cases)}
    for rows, path in paths.items():
        write(path, rows)
    small, large = (_take_in(path, where) for path in paths.values())
    again = _take_in(paths[plan.cases], where)
    floor = _copy(paths[plan.cases])
    return {
        "rows": plan.cases,
        "imported": large["imported"],
        "unchanged_again": again["unchanged"],
        "seconds": large["seconds"],
        "rows_a_second": round(plan.cases / large["seconds"]),
        "again_seconds": again["seconds"],
        "floor_rows_a_second": round(plan.cases / floor),
        "ratio": round(floor / large["seconds"], 4),
        "peak_mb_of_a_tenth": small["peak_mb"],
        "peak_mb": large["peak_mb"],
        "memory_ratio": round(large["peak_mb"] / small["peak_mb"], 2),
    }


def write(path: Path, rows: int) -> None:
    """Write a file of so many matters, as a hall exports them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(TITLES)
        for n in range(rows):
            place, act = _PLACES[n % len(_PLACES)], _ACTS[n // len(_PLACES) % len(_ACTS)]
            out.writerow(
                (
                    f"第{n}号{place}{act}", f"GUIDE-{rows}-{n}", "某市某局", "行政许可", "承诺件",
                    f"{n % 18 + 1}个工作日", "20个工作日",
                    f"1.有固定场所；2.有{n % 9 + 1}名以上从业人员；3.符合消防要求",
                    "1.申请表（原件1份）；2.身份证（复印件1份）；3.场所证明（复印件2份）；4.从业人员名单；5.安全承诺书",
                    "受理→审查→勘验→决定→送达", "《行政许可法》第四十二条", "否", f"{place}经营许可证", "1", "准营准办",
                )
            )  # fmt: skip


def _take_in(path: Path, where: Places) -> dict[str, Any]:
    """Run the command as an operator does; return what it says, how long it took and its memory at the height."""
    command = [
        sys.executable,
        str(ROOT / "manage.py"),
        "import_guides",
        str(path),
        "--centre",
        CENTRE,
        "--json",
    ]
    with TemporaryFile() as out:
        since = perf_counter()
        child = subprocess.Popen(command, env=folder.told(where), cwd=ROOT, stdout=out)
        _pid, status, used = os.wait4(child.pid, 0)
        seconds = perf_counter() - since
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"import_guides ended with {child.returncode}")
        out.seek(0)
        facts: dict[str, Any] = json.load(out)
    return facts | {"seconds": round(seconds, 2), "peak_mb": _megabytes(used)}


def _megabytes(used: resource.struct_rusage) -> float:
    """Linux counts the height in kilobytes, macOS in bytes."""
    return round(used.ru_maxrss / (MEGABYTE if sys.platform == "darwin" else 1024), 1)


def _copy(path: Path) -> float:
    """Send the file's rows to a bare table; return the seconds."""
    columns = ", ".join(f"c{n} text" for n in range(len(TITLES)))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE floor ({columns})")
        since = perf_counter()
        with (
            path.open(encoding="utf-8-sig", newline="") as file,
            cursor.copy("COPY floor FROM STDIN") as copy,
        ):
            rows = csv.reader(file)
            next(rows)
            for row in rows:
                copy.write_row(row)
        return perf_counter() - since
