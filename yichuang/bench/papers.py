"""`bench papers`: how long a paper takes, each kind in turn, beside an empty page by the same compiler."""

from datetime import datetime
from statistics import median
from time import perf_counter
from typing import Any

from django.db import transaction

from yichuang.kit.actor import SYSTEM
from yichuang.papers.public import KINDS as SPECS
from yichuang.papers.public import SAMPLES, Layout, Paper, PaperOrder, empty_pdf, issue, kind_of, pdf_of
from yichuang.people.public import Department
from yichuang.site.ops.places import Places

from .inside import Plan, now

ROUNDS = 8  # each of the samples so many times at most: about one a second
CASE_NO = "BENCH"


def run(plan: Plan, _where: Places) -> dict[str, Any]:
    """Return milliseconds: the first PDF of a paper (set, signed if a certificate, kept on the disk), the
    same sent again, its issue, and an empty page as the floor."""
    at = now()
    _first_of_each(at)  # fonts loaded, pyHanko imported: as on any working day
    took: dict[str, list[float]] = {"set": [], "signed": [], "again": [], "issue": [], "floor": []}
    for _ in range(max(1, min(ROUNDS, round(plan.seconds)))):
        papers = _issued(at, took["issue"])
        for paper in papers:
            is_signed = SPECS[_kind(paper)].layout is Layout.CERTIFICATE
            took["signed" if is_signed else "set"].append(_timed(paper, at))
            took["again"].append(_timed(paper, at))
            took["floor"].append(_floor())
    of_paper = [*took["set"], *took["signed"]]
    return {
        "papers": len(of_paper),
        "paper_ms": _ms(of_paper),
        "paper_p95_ms": round(sorted(of_paper)[int(len(of_paper) * 0.95)] * 1000, 1),
        "signed_ms": _ms(took["signed"]),
        "again_ms": _ms(took["again"]),
        "issue_ms": _ms(took["issue"]),
        "floor_ms": _ms(took["floor"]),
        "ratio": round(median(of_paper) / median(took["floor"]), 1),
    }


def _kind(paper: Paper) -> Any:
    return next(kind for kind in SPECS if kind == paper.kind)


def _first_of_each(at: datetime) -> None:
    for paper in _issued(at, []):
        pdf_of(paper, now=at)


def _issued(at: datetime, took: list[float]) -> list[Paper]:
    """Issue one paper of each sample, in one department; note the time of one."""
    department = Department.objects.select_related("centre").filter(is_active=True).first()
    if department is None:
        raise RuntimeError("the hall has no department")
    orders = [
        PaperOrder(body, department.centre, department, CASE_NO, "青禾县某某小吃店")
        for body in sorted(SAMPLES, key=kind_of)
    ]
    started = perf_counter()
    with transaction.atomic():
        papers = issue(orders, by=SYSTEM, now=at)
    took.append((perf_counter() - started) / len(orders))
    return papers


def _timed(paper: Paper, at: datetime) -> float:
    started = perf_counter()
    pdf_of(paper, now=at)
    return perf_counter() - started


def _floor() -> float:
    started = perf_counter()
    empty_pdf()
    return perf_counter() - started


def _ms(took: list[float]) -> float:
    return round(median(took) * 1000, 2)
