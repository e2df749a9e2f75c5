"""Loads the real guides into the demonstration: agencies mapped to its own departments.

Where several places publish the same matter, the second goes to the county, the third to the township
and the fourth to the village, so that every centre has matters of its own.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import ImportPlan, LifeEvent, Matter
from yichuang.enquiries import public as enquiries
from yichuang.kit.actor import SYSTEM
from yichuang.people.public import Department

from . import town
from .organisation import Town

DATA = Path(__file__).parent / "data"
FALLBACK = "sfj"  # matters that no bureau's words fit
LOWER = ("linxi", "wenchang", "liuqiao")
SAME_MATTERS = (
    "养老保险参保",
    "高龄",
    "法律援助",
    "商品房预售",
    "取水许可",
    "危险化学品",
)  # under many names
_SAME = re.compile(r"[（(].*?[)）]|许可证?|审批|核发|申请|办理|登记|注册|经营")

LIFE_EVENTS = (
    ("企业开办", "Starting a business", ("个体工商户", "经营许可", "食品", "娱乐", "印刷", "出版物", "放映")),
    (
        "工程建设",
        "Building something",
        ("建设", "施工", "选址", "防护装置", "挖掘", "排水", "绿地", "林地", "涉河"),
    ),
    ("不动产登记", "Buying or selling a home", ("不动产", "国有建设用地", "商品房、经济适用房")),
    ("商品房预售", "Selling new homes", ("预售",)),
    ("就业和失业", "Work and unemployment", ("失业", "就业", "运动员", "护士")),
    ("退休养老", "Retirement", ("退休", "养老", "高龄")),
    ("扶残助困", "Help for disabled and poor people", ("残疾", "法律援助", "优待证")),
    ("身份和居住", "Identity and residence", ("身份证", "居住证")),
    ("文化活动", "Shows and events", ("演出", "焰火", "气球", "健身气功", "艺术品", "演员")),
)


@dataclass(frozen=True)
class Placed:
    """A guide with the centre and department that it goes to."""

    guide: dict[str, Any]
    centre: str
    bureau: str


def load(built: Town, *, now: datetime) -> int:
    """Import and publish every guide through the catalogue's own importer. Returns how many."""
    placed = place(_read("guides.jsonl")) + [Placed(g, "qinghe", "wgl") for g in _read("culture.jsonl")]
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for one in placed:
        groups[one.centre, one.bureau].append(one.guide)
    with TemporaryDirectory() as folder, catalogue.dictionary.held():
        for key, guides in groups.items():
            _import(built.bureaus[key], guides, Path(folder), now=now)
    _arrange(now=now)
    enquiries.index_new()
    return len(placed)


def _read(name: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def place(guides: Iterable[dict[str, Any]]) -> list[Placed]:
    """Decide where each guide goes."""
    seen: Counter[str] = Counter()
    placed = []
    for guide in guides:
        core = next((w for w in SAME_MATTERS if w in str(guide["name"])), _SAME.sub("", str(guide["name"])))
        nth = seen[core]
        seen[core] += 1
        if nth or guide.get("level") == "乡镇":
            lowest = "liuqiao" if nth and guide.get("level") == "乡镇" else "wenchang"
            centre = LOWER[min(nth - 1, 2)] if nth and guide.get("level") != "乡镇" else lowest
            placed.append(Placed(guide, centre, next(b.code for b in town.BUREAUS if b.centre == centre)))
        else:
            placed.append(Placed(guide, "qinghe", bureau_of(guide)))
    return placed


def bureau_of(guide: dict[str, Any]) -> str:
    """Return the city department whose words fit the matter's name best, its agency breaking ties."""
    best, most = FALLBACK, 0
    for bureau in town.BUREAUS:
        words = bureau.words.split()
        score = sum(2 * (w in str(guide["name"])) + (w in str(guide.get("agency") or "")) for w in words)
        if bureau.centre == "qinghe" and score > most:
            best, most = bureau.code, score
    return best


def _import(department: Department, guides: list[dict[str, Any]], folder: Path, *, now: datetime) -> None:
    path = folder / f"{department.centre.code}-{department.code}.jsonl"
    path.write_text("".join(json.dumps(g, ensure_ascii=False) + "\n" for g in guides), encoding="utf-8")
    plan = ImportPlan(
        path=path,
        centre=department.centre,
        report=path.with_suffix(".csv"),
        department=department,
        publish=True,
    )
    catalogue.import_file(plan, by=SYSTEM, now=now)


def _arrange(*, now: datetime) -> None:
    """Put matters under the life events that their names belong to."""
    events = {
        name: LifeEvent.objects.get_or_create(name=name, defaults={"name_en": english, "order": order})[0]
        for order, (name, english, _words) in enumerate(LIFE_EVENTS)
    }
    for matter in Matter.objects.select_related("theme", "centre", "department"):
        mine = [events[name] for name, _e, words in LIFE_EVENTS if any(w in matter.name for w in words)]
        if mine:
            catalogue.arrange(matter, theme=matter.theme, life_events=mine, by=SYSTEM, now=now)
