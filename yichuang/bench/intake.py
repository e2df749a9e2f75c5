"""`bench intake`: create and accept with five materials through JSON, beside one INSERT by the same server, and
beside one behind no middleware."""

import itertools
import json
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import Any

from django.db.models import Count
from django.utils import timezone

from yichuang.catalogue.public import IntakeSheet, Matter, intake_sheet
from yichuang.kit.actor import SYSTEM
from yichuang.people.public import Officer, Role, Staff, give_token, officer
from yichuang.site.ops.places import Places

from . import alone, folder
from .inside import Plan
from .people import AUTHORITY, Invented, invented, is_body, person
from .rows import LINES
from .server import Driven, Request, bare_web, drive, web

CLERK = "0305"
MOST_A_SECOND = 12_000  # more floor requests than any client can send
FIRST_NEW, A_RUN = 6_000_000, 250_000  # serials that no generated hall has, and how many a run may use


@dataclass
class Serials:
    """Hands out applicants that nobody has seen."""

    following: int

    def take(self, count: int) -> range:
        first, self.following = self.following, self.following + count
        return range(first, self.following)


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return rates a second: the floor's and the intake's over HTTP, the service's and the raw SQL's."""
    now = timezone.now()
    clerk = Staff.objects.get(staff_no=CLERK)
    by = officer(clerk.pk, on=timezone.localdate(now))
    assert by is not None  # noqa: S101 - the demonstration's own clerk
    sheets = five_materials(by)
    serials = unused(where)
    _token, key = give_token(clerk, "bench", by=SYSTEM, now=now)
    with web(where) as port, bare_web(where) as bare_port:
        over_http = _over_http((port, bare_port), plan, sheets, key, serials)
    return {
        "cases": plan.cases,
        "clients": plan.clients,
        "matters": [sheet.name for sheet in sheets],
        **over_http,
        **alone.run(sheets[0], by, serials, seconds=plan.seconds, rounds=plan.rounds),
    }


def unused(where: Places) -> Serials:
    """Return applicants of a block that no run in this hall has used: a request sent again costs nothing."""
    known = folder.kept(where)
    first = known.get("unused", FIRST_NEW)
    folder.keep(where, known | {"unused": first + A_RUN})
    return Serials(first)


def five_materials(by: Officer) -> list[IntakeSheet]:
    """Return the clerk's centre's published guides with five materials that departments decide on.

    They belong to several departments, as the cases of a day do: papers are numbered by department, and
    cases of one department wait for each other's numbers.
    """
    centre = next(grant.centre_id for grant in by.grants if grant.role is Role.CLERK)
    matters = Matter.objects.filter(centre=centre, is_active=True, current__isnull=False)
    listed = matters.annotate(lines=Count("current__materials")).filter(lines=LINES).order_by("code")
    sheets = [intake_sheet(guide) for guide in listed.values_list("current_id", flat=True)]
    return [sheet for sheet in sheets if not sheet.is_immediate]


def _over_http(
    ports: tuple[int, int], plan: Plan, sheets: list[IntakeSheet], key: str, serials: Serials
) -> dict[str, Any]:
    """Drive the floors and the intake in turn, so that all see the same machine; keep the middle round."""
    port, bare_port = ports
    _drive_intake(
        port, plan, sheets, key, serials, seconds=min(1.5, plan.seconds)
    )  # connections made, templates read
    rounds = []
    for _ in range(plan.rounds):
        floor = drive_floor(port, plan, seconds=plan.seconds / 2)
        intake = _drive_intake(port, plan, sheets, key, serials, seconds=plan.seconds / 2)
        bare = drive_floor(bare_port, plan, seconds=plan.seconds / 2, path="/insert")
        rounds.append((floor, intake, bare))
    rounds.sort(key=lambda them: them[1].rate / them[0].rate)
    floor, intake, _bare = rounds[plan.rounds // 2]
    of_bare = sorted(intake.rate / bare.rate for _floor, intake, bare in rounds)
    return {
        "insert_view_per_s": round(floor.rate, 1),
        "intake_per_s": round(intake.rate, 1),
        "ratio": round(intake.rate / floor.rate, 3),
        "ratios": [round(i.rate / f.rate, 3) for f, i, _b in rounds],
        "bare_view_per_s": round(median(bare.rate for _f, _i, bare in rounds), 1),
        "of_bare": round(median(of_bare), 3),
        "of_bare_all": [round(part, 3) for part in of_bare],
        "intake_p50_ms": intake.quantile("intake", 0.5),
        "intake_p95_ms": intake.quantile("intake", 0.95),
        "wrong": dict(sum((Counter(driven.wrong) for driven in chain(*rounds)), Counter())),
    }


def drive_floor(port: int, plan: Plan, *, seconds: float, path: str = "/bench/insert") -> Driven:
    """Drive a floor: one INSERT; where nothing else is said, by the same server through the same middlewares."""
    request = Request("floor", "POST", path, {}, "{}", 201)
    most = int(MOST_A_SECOND * seconds / plan.clients) + 1
    return drive(port, [[request] * most] * plan.clients, seconds=seconds)


def _drive_intake(
    port: int, plan: Plan, sheets: list[IntakeSheet], key: str, serials: Serials, *, seconds: float
) -> Driven:
    most = int(MOST_A_SECOND / 10 * seconds / plan.clients) + 1
    headers = {"Authorization": f"Bearer {key}"}
    shares = [
        [
            Request("intake", "POST", "/api/v1/cases", headers, json.dumps(body(sheet, serial)), 201)
            for serial, sheet in zip(serials.take(most), itertools.cycle(sheets), strict=False)
        ]
        for _ in range(plan.clients)
    ]
    return drive(port, shares, seconds=seconds)


def body(sheet: IntakeSheet, serial: int) -> dict[str, Any]:
    """Return an application by someone new, as an integrator sends it; a body's is brought by a person."""
    told: dict[str, Any] = {
        "matter": sheet.matter_code,
        "applicant": _told(invented(serial)),
        "materials": [{"order": order} for order in range(1, len(sheet.materials) + 1)],
        "request_key": f"bench-{serial}",
    }
    if is_body(serial):
        told |= {"agent": _told(person(serial)), "agent_authority": AUTHORITY}
    return told


def _told(who: Invented) -> dict[str, str]:
    return {"id_kind": who.kind.value, "id_number": who.number, "name": who.name, "phone": who.phone}
