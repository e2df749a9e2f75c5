"""A centre's own words: read strictly, tried on a sample, kept version by version."""

from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import NOW, Hall, a_hall
from tests.notices.test_post import ACCEPTED, CASE, an_applicant
from yichuang.kit.refusal import Forbidden, Invalid, Stale
from yichuang.notices.public import (
    KINDS,
    WORDED,
    Kind,
    Language,
    Wording,
    house_wording,
    inbox,
    post,
    preview_of,
    set_words,
    why_not_words,
)
from yichuang.notices.rules.sms import parts_of
from yichuang.notices.rules.wording import fill, parse, values_of

GOOD = Wording("受理了：{matter}", "编号 {case_no}[，{promised_on}前办好]。", "受理了{case_no}")


def set_in(hall: Hall, wording: Wording | None = GOOD, *, after: int = 0, who: str = "manager") -> Any:
    return set_words(
        hall.centre, Kind.ACCEPTED, Language.ZH, wording, after=after, by=hall.officer(who), now=NOW
    )


def said(hall: Hall, key: str = "k") -> str:
    post(
        Kind.ACCEPTED,
        to=APPLICANT[0],
        case_no=CASE,
        context=ACCEPTED,
        key=key,
        now=NOW,
        centre=hall.centre.pk,
    )
    return inbox(APPLICANT[0])[0].body


APPLICANT: list[Any] = []


@pytest.fixture
def hall(db: None) -> Hall:
    APPLICANT[:] = [an_applicant(email="")]
    return a_hall()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", WORDED)
def test_the_house_words_every_kind_in_every_language_without_fault(kind: Kind, language: Language) -> None:
    wording = house_wording(kind, language)
    assert why_not_words(kind, language, wording) == []
    filled, parts = preview_of(kind, language, wording)
    for text in (filled.subject, filled.body, filled.sms):
        assert text
        assert not set("{}[]") & set(text)
    assert "\n\n\n" not in filled.body
    assert 1 <= parts <= 2


@pytest.mark.parametrize("kind", WORDED)
def test_what_is_missing_leaves_no_hole(kind: Kind) -> None:
    sample = KINDS[kind].sample
    bare = replace(sample, **{f.name: f.default for f in fields(sample) if f.default is not MISSING})
    values = values_of(bare, Language.ZH)
    words = house_wording(kind, Language.ZH)
    for text in (words.body, words.sms):
        filled = fill(parse(text), values)
        assert "电话 。" not in filled
        assert not [line for line in filled.splitlines() if line.endswith(("咨询", "查进度：", "查看："))]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("subject", "{name}的事", "没有“{name}”这个内容"),
        ("body", "编号 {case_no", "花括号没有成对"),
        ("body", "编号 case_no}", "花括号没有成对"),
        ("body", "[编号 {case_no}", "有一个“[”没有用“]”结束"),
        ("body", "编号] {case_no}", "“]”前面没有“[”"),
        ("body", "[[[[[[{case_no}]]]]]]", "套得太深"),
        ("body", "<script>alert(1)</script>", "不能写网页代码：<script>"),
        ("body", "{case_no.__class__}", "没有“{case_no.__class__}”这个内容"),
        ("body", "{{ case_no|safe }}", "花括号没有成对"),
        ("sms", "{{case_no}}", "花括号没有成对"),
        ("body", "字" * 4001, "最多 4000 个字，现在有 4001 个"),
        ("subject", "一\n二", "只能写一行"),
        ("sms", " ", "不能空着"),
        ("sms", "长" * 400, "短信太长：按示例要分 6 条，最多 4 条"),
    ],
)
def test_words_that_cannot_be_used_are_said_beside_their_field(field: str, text: str, sentence: str) -> None:
    words = {"subject": GOOD.subject, "body": GOOD.body, "sms": GOOD.sms, field: text}
    [fault] = why_not_words(Kind.ACCEPTED, Language.ZH, Wording(**words))
    assert fault.field == field
    assert sentence in fault.sentence


def test_a_part_in_brackets_goes_with_its_variable(hall: Hall) -> None:
    set_in(hall)
    assert said(hall) == f"编号 {CASE}，2026年9月30日前办好。\n"
    set_in(hall, Wording(GOOD.subject, "编号 {case_no}[，查：{track_url}]。", GOOD.sms), after=1)
    assert said(hall, "k2") == f"编号 {CASE}。\n"


def test_what_was_sent_keeps_its_words_and_names_its_version(hall: Hall) -> None:
    before = said(hall)
    assert set_in(hall).version == 1
    after = said(hall, "k2")
    messages = inbox(APPLICANT[0])
    assert [m.wording for m in messages] == [1, 0]
    assert messages[1].body == before != after
    assert set_in(hall, None, after=1).version == 2
    assert said(hall, "k3") == before


def test_a_centre_below_says_what_the_one_above_says_until_it_has_words_of_its_own(hall: Hall) -> None:
    below = a_hall("dongcheng", follows=hall.centre)
    set_in(hall)
    assert said(below).startswith("编号 ")
    set_in(below, Wording("东城", "东城：{case_no}", "东城{case_no}"))
    assert said(below, "k2") == f"东城：{CASE}\n"
    assert said(hall, "k3").startswith("编号 ")


def test_who_was_slower_is_told_and_strangers_set_nothing(hall: Hall) -> None:
    set_in(hall)
    with pytest.raises(Stale):
        set_in(hall)
    with pytest.raises(Forbidden):
        set_in(hall, after=1, who="clerk")
    with pytest.raises(Invalid) as refused:
        set_in(hall, Wording("", "x", "x"), after=1)
    assert refused.value.field == "subject"


def test_the_preview_says_in_how_many_parts_a_text_goes() -> None:
    words = Wording("标题", "正文", "字" * 71)
    filled, parts = preview_of(Kind.ACCEPTED, Language.ZH, words)
    assert (parts, parts_of(filled.sms)) == (2, 2)


def test_dates_are_written_as_the_language_writes_them() -> None:
    for language, day in ((Language.ZH, "2026年9月30日"), (Language.EN, "2026-09-30")):
        filled, _ = preview_of(Kind.BOOKED, language, Wording("a", "{starts_at}", "b"))
        assert filled.body == f"{day} 9:00"
    assert KINDS[Kind.BOOKED].sample.starts_at + timedelta(0)  # type: ignore[union-attr]
