"""Giving the catalogue out: JSON Lines in the normal form, CSV and XLSX for people and programs.

The tables carry each record whole in their last column, so that importing them gives the same back;
the columns before it are for reading.
"""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from yichuang.kit import spreadsheet
from yichuang.kit.refusal import Invalid
from yichuang.people.public import Centre

from ..models import Guide, Matter
from ..rules import labels, normal_form
from ..rules.content import Content
from ..rules.elements import elements
from ..rules.item import Item
from ..rules.limits import render
from ..rules.words import LimitUnit, State, Tier
from ..selectors.contents import contents_of
from .guarding import guarded

FORMATS = ("jsonl", "csv", "xlsx")
_CHUNK = 500
_CELL = 32_000  # a spreadsheet cell holds 32,767 characters
_OWN = "完整记录（再导入时以此为准；改过其他栏，请删去此栏）"
_TITLES = (
    *(
        "事项名称",
        "主项名称",
        "子项名称",
        "事项编码",
        "实施编码",
        "基本编码",
        "实施主体",
        "事项类型",
        "办件类型",
    ),
    *("行使层级", "承诺办结时限", "法定办结时限", "受理条件", "申请材料", "办理流程", "设定依据", "收费情况"),
    *("审批结果名称", "到办事现场次数", "主题分类", "备注"),
)


def export_file(path: Path, *, format_name: str = "", centre: Centre | None = None) -> int:
    """Write the latest version of every matter to a file; return how many.

    The format follows the file's ending where none is named. Raises Invalid for an unknown one.
    """
    format_name = format_name or path.suffix.lower().removeprefix(".")
    writers: dict[str, Callable[[Path, Iterator[Item]], int]] = {
        "jsonl": _write_jsonl,
        "csv": _write_csv,
        "xlsx": _write_xlsx,
    }
    if format_name not in writers:
        raise Invalid(f"不能导出成“{format_name}”。能导出的是 {'、'.join(FORMATS)}。", field="format")
    path.parent.mkdir(parents=True, exist_ok=True)
    return writers[format_name](path, items(centre))


def items(centre: Centre | None = None) -> Iterator[Item]:
    """Yield every matter with its published version, or the one in the making, in order of entry."""
    matters = Matter.objects.filter(is_active=True).select_related("parent__parent", "centre")
    if centre is not None:
        matters = matters.filter(centre=centre)
    last = 0
    while chunk := list(matters.filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        last = chunk[-1].pk
        latest = _latest(chunk)
        said = contents_of(latest.values())
        for matter in chunk:
            if matter.pk in latest:
                yield _item(matter, said[latest[matter.pk].pk], names_centre=centre is None)


def _latest(matters: list[Matter]) -> dict[int, Guide]:
    guides = Guide.objects.filter(matter__in=matters).exclude(state=State.SUPERSEDED)
    # Published last, so that it stands for its matter where another version is in the making.
    ordered = sorted(guides, key=lambda guide: guide.state == State.PUBLISHED)
    return {guide.matter_id: guide for guide in ordered}


def _item(matter: Matter, said: Content, *, names_centre: bool) -> Item:
    main, sub = _above(matter)
    return Item(
        content=said,
        code=matter.local_code,
        task_code=matter.task_code,
        catalog_code=matter.catalog_code,
        main_name=main,
        sub_name=sub,
        centre_code=matter.centre.code if names_centre else "",
    )


def _above(matter: Matter) -> tuple[str, str]:
    """Return the names of the main item and the sub-item above a matter."""
    parent = matter.parent
    if parent is None:
        return "", ""
    if parent.tier == Tier.MAIN:
        return parent.name, ""
    return parent.parent.name if parent.parent else "", parent.name


def _write_jsonl(path: Path, stream: Iterator[Item]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for item in stream:
            file.write(normal_form.as_line(item) + "\n")
            count += 1
    return count


def _write_csv(path: Path, stream: Iterator[Item]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*_TITLES, _OWN])
        for item in stream:
            writer.writerow([guarded(cell) for cell in (*_cells(item), _whole(item))])
            count += 1
    return count


def _write_xlsx(path: Path, stream: Iterator[Item]) -> int:
    rows = ([guarded(cell[:_CELL]) for cell in (*_cells(item), *_pieces(_whole(item)))] for item in stream)
    return spreadsheet.write(path, "办事指南", (*_TITLES, _OWN), rows)


def _pieces(text: str) -> Iterator[str]:
    """Cut a long record into cells, never at a blank or a mark that reading would take off."""
    while len(text) > _CELL:
        at = _CELL
        while text[at - 1].isspace() or text[at].isspace() or text[at] in "'=+-@":
            at -= 1
        yield text[:at]
        text = text[at:]
    yield text


def _whole(item: Item) -> str:
    return json.dumps(normal_form.write(item), ensure_ascii=False, separators=(",", ":"))


def _cells(item: Item) -> list[str]:
    said = item.content
    shown = {element.letter: "\n".join(element.lines) for element in elements(said)}
    return [
        said.name,
        item.main_name,
        item.sub_name,
        item.code,
        item.task_code,
        item.catalog_code,
        said.source_agency,
        said.category,
        labels.label(said.case_kind, labels.CASE_KINDS),
        said.use_level,
        said.promised_text or render(said.promised_value, LimitUnit(said.promised_unit)),
        said.statutory_text or render(said.statutory_value, LimitUnit(said.statutory_unit)),
        shown["c"],
        shown["g"],
        shown["e"],
        shown["b"],
        shown["h"],
        said.result_name,
        "" if said.visits is None else str(said.visits),
        said.theme,
        said.notes,
    ]
