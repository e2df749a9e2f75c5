"""The form of a guide: what it shows and gets back is the guide, whole."""

import json
from dataclasses import fields, replace

import pytest
from django.http import QueryDict

from tests.catalogue.builders import GUIDES
from yichuang.catalogue.public import Basis, Content, Faq, MaterialLine, Special, StepLine
from yichuang.catalogue.rules import normal_form
from yichuang.desk.guide_form.blanks import SECTIONS, TABLES
from yichuang.desk.guide_form.cells import sections, tables
from yichuang.desk.guide_form.reading import content_from
from yichuang.kit.refusal import Invalid

FROM_THE_SOURCE = {"limit_raw", "theme", "source_id", "source_place", "source_agency", "extra"}
GUIDES_OF_HALLS = [
    normal_form.read(json.loads(line)).content for line in GUIDES.read_text("utf-8").splitlines()
]


def sent(said: Content, **changes: str | list[str]) -> QueryDict:
    """What a browser sends of the form of this guide when only these inputs were touched."""
    posted = QueryDict(mutable=True)
    for _title, lines in sections(said, QueryDict(), {}):
        for cell in (cell for line in lines for cell in line):
            posted.appendlist(cell.name, cell.text)
    for table, rows in tables(said, QueryDict(), {}):
        for row in rows:
            posted.appendlist(table.at, row.at)
            for cell in row.cells:
                posted.appendlist(cell.name, cell.text)
    for name, value in changes.items():
        posted.setlist(name, [value] if isinstance(value, str) else value)
    return posted


@pytest.mark.parametrize("said", GUIDES_OF_HALLS, ids=lambda said: said.name[:20])
def test_a_real_guide_that_is_opened_and_saved_is_the_same(said: Content) -> None:
    again = content_from(sent(said), said)
    assert {f.name: getattr(again, f.name) for f in fields(said)} == {
        f.name: getattr(said, f.name) for f in fields(said)
    }


def test_whatever_a_guide_says_of_its_own_can_be_written() -> None:
    asked = {blank.name for section in SECTIONS for blank in section.blanks} | {t.field for t in TABLES}
    assert asked | FROM_THE_SOURCE == {f.name for f in fields(Content)}


STEPPED = Content(
    name="采伐许可",
    promised_value=5,
    promised_unit="working_day",
    promised_text="五个工作日（不含现场查验）",
    limit_raw={"promised": "五个工作日（不含现场查验）"},
    conditions=(),
    legal_basis=(Basis(law="森林法", article="第五十七条"),),
    materials=(
        MaterialLine(name="申请表", source="申请人自备", sample="样表 1", form="电子签名件"),
        MaterialLine(name="身份证", source="政府部门核发", sample="样表 2"),
        MaterialLine(name="林权证", source="政府部门核发", sample="样表 3"),
    ),
    steps=(
        StepLine(name="查验", kind="inspect", role="reviewer", limit_value=3, limit_unit="natural_day",
                 limit_text="三日"),
        StepLine(name="决定", kind="decide", role="approver", needed=2, notes="两人"),
    ),
    special_procedures=(Special(name="公示", value=5, unit="工作日", counted=False),),
    faqs=(Faq(question="要多久？", answer="五天。"),),
)  # fmt: skip


def test_what_the_form_does_not_show_goes_with_its_line_when_another_is_taken_out() -> None:
    names = ["", "身份证", "林权证"]
    posted = sent(STEPPED, **{"materials-name": [*names, "", "", "", ""]})
    for name in ("source", "situation", "carrier", "notes", "copies", "form", "necessity"):
        values = posted.getlist(f"materials-{name}")
        posted.setlist(f"materials-{name}", ["", *values[1:]])
    said = content_from(posted, STEPPED)
    assert [(m.name, m.sample) for m in said.materials or ()] == [("身份证", "样表 2"), ("林权证", "样表 3")]


def test_a_step_keeps_its_unit_and_the_word_of_its_source_until_its_limit_is_changed() -> None:
    same = content_from(sent(STEPPED, name="林木采伐许可"), STEPPED)
    assert same.steps == STEPPED.steps
    assert (same.materials or ())[0].form == "电子签名件"
    other = content_from(sent(STEPPED, **{"steps-limit_value": ["4", "", "", "", "", ""]}), STEPPED)
    assert other.steps is not None
    assert (other.steps[0].limit_value, other.steps[0].limit_unit, other.steps[0].limit_text) == (
        4,
        "natural_day",
        "",
    )


def test_a_new_step_is_what_its_name_says() -> None:
    posted = sent(STEPPED)
    posted.setlist("steps-name", ["查验", "决定", "现场踏勘", "", "", ""])
    posted.setlist("steps-role", ["reviewer", "approver", "reviewer", "", "", ""])
    assert [s.kind for s in content_from(posted, STEPPED).steps or ()] == ["inspect", "decide", "inspect"]


def test_a_guide_that_states_there_is_none_goes_on_stating_it() -> None:
    assert content_from(sent(STEPPED), STEPPED).conditions == ()
    silent = replace(STEPPED, conditions=None)
    assert content_from(sent(silent), silent).conditions is None


def test_a_limit_without_a_number_has_no_unit() -> None:
    said = content_from(sent(STEPPED, promised_value="", promised_unit="working_day"), STEPPED)
    assert (said.promised_value, said.promised_unit) == (None, "")
    none = content_from(sent(STEPPED, promised_value="", promised_unit="none"), STEPPED)
    assert (none.promised_value, none.promised_unit) == (None, "none")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"promised_value": "七天"}, "promised_value", "应为整数"),
        ({"promised_value": "²"}, "promised_value", "应为整数"),
        ({"visits": "100"}, "visits", "最大 99"),
        ({"promised_value": "5", "promised_unit": "none"}, "promised_value", "单位却选了“无”"),
        ({"short_name": "长" * 201}, "short_name", "最多 200 个"),
        ({"materials-copies": ["1", "x", "", ""]}, "materials-copies-1", "应为整数"),
        ({"materials-name": ["申请表", "", "林权证"]}, "materials-name-1", "没有写名称"),
        ({"faqs-question": ["要多久？"], "faqs-answer": ["长" * 2001]}, "faqs-answer-0", "最多 2000 个"),
        ({"steps-limit_unit": ["none", "", ""]}, "steps-limit_value-0", "单位却选了“无”"),
    ],
)
def test_what_cannot_be_is_said_at_its_input(
    changes: dict[str, str | list[str]], field: str, words: str
) -> None:
    posted = sent(STEPPED, **changes)
    with pytest.raises(Invalid, match=words) as refused:
        content_from(posted, STEPPED)
    assert refused.value.field == field
    faults = {field: refused.value.sentence}
    drawn = [c for _t, lines in sections(STEPPED, posted, faults) for line in lines for c in line]
    drawn += [c for _t, rows in tables(STEPPED, posted, faults) for row in rows for c in row.cells]
    assert [c.id for c in drawn if c.fault] == [field]
    typed = {text for texts in posted.lists() for text in texts[1] if text}
    assert typed <= {c.text for c in drawn} | {"0", "1", "2"}, "something typed is not drawn again"
