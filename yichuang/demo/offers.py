"""What the demonstration offers as one thing: real guides of three departments each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yichuang.catalogue.public import LifeEvent, Matter, intake_sheet
from yichuang.joint import public as joint
from yichuang.joint.public import OfferTerms
from yichuang.people import public as people
from yichuang.people.public import Window
from yichuang.worktime.public import local_day

from .organisation import Town

MANAGER = "0102"


@dataclass(frozen=True)
class Thing:
    """One thing: its words, its matters by name in order, what is granted first, and its window."""

    terms: OfferTerms
    event: str
    matters: Sequence[str]
    window: int


THINGS = (
    Thing(
        OfferTerms(
            "open-arcade",
            "开一家游艺厅",
            {2: [1]},
            name_en="Opening an amusement arcade",
            summary="先登记个体工商户，再办游艺娱乐场所许可；排水许可同时办。",
            summary_en="Registration first, then the amusement permit; the drainage permit at the same time.",
            is_open=True,
        ),
        "企业开办",
        ("个体工商户登记注册", "游艺娱乐场所经营单位设立审批", "城镇污水排入排水管网许可"),
        5,
    ),
    Thing(
        OfferTerms(
            "hold-show",
            "办一场有焰火的演出",
            name_en="Holding a show with fireworks",
            summary="演出、焰火和气球由三个部门审批，一张表同时办。",
            summary_en="Show, fireworks and balloons are approved by three departments at the same time, on one form.",
            is_open=True,
        ),
        "文化活动",
        ("营业性演出审批", "举办焰火晚会及其他大型焰火燃放活动许可", "施放气球活动审批"),
        9,
    ),
)


def arrange(built: Town, *, now: datetime) -> None:
    """Offer them at the city's centre, as its manager would."""
    centre = built.centres["qinghe"]
    manager = people.officer(built.staff[MANAGER].pk, on=local_day(now))
    if manager is None:
        return
    for thing in THINGS:
        held = Matter.objects.filter(centre=centre, current__isnull=False, name__in=thing.matters)
        guides = {matter.name: matter.current_id for matter in held}
        sheets = [intake_sheet(guide) for name in thing.matters if (guide := guides.get(name))]
        if len(sheets) < len(thing.matters):
            continue  # an installation that was given other guides offers nothing that it does not take in
        event = LifeEvent.objects.filter(name=thing.event).first()
        terms = replace(thing.terms, event_id=event.pk if event else None)
        window = Window.objects.get(centre=centre, number=thing.window)
        joint.offer(terms, sheets, window, by=manager, now=now)
