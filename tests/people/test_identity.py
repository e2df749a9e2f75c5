"""Numbers of people and bodies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.people.public import IdKind, id_check, read_identity, uscc_check

TODAY = date(2026, 9, 14)


@pytest.mark.rule("R069")
def test_birthday_and_sex_follow_from_the_number() -> None:
    identity = read_identity(IdKind.ID_CARD, " 340524 19800101 001x ", today=TODAY)
    assert identity.problem == ""
    assert (identity.number, identity.birthday, identity.sex) == (
        "34052419800101001X",
        date(1980, 1, 1),
        "男",
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("340524198001010011", "最后一位对不上"),
        ("34052419800230001X", "不是真实的日期"),
        ("3405241980010100", "应为 18 位"),
        ("34052420300101001X", "出生日期不对"),
        ("A4052419800101001X", "全是数字"),
        ("", "请填写"),
        ("810000199408230021", "港澳台居民居住证"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_is_wrong(number: str, said: str) -> None:
    assert said in read_identity(IdKind.ID_CARD, number, today=TODAY).problem


def test_full_width_digits_are_read() -> None:
    assert read_identity(IdKind.ID_CARD, "３４０５２４１９８００１０１００１Ｘ", today=TODAY).problem == ""


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",
        "91512081MA62K0260E",
        "11450721MB15580811",
        "11450721348531435D",
        "9131000063159284XQ",
    ],
)
def test_real_credit_codes_pass(code: str) -> None:
    identity = read_identity(IdKind.USCC, code, today=TODAY)
    assert (identity.problem, identity.doubt) == ("", "")


@pytest.mark.parametrize("code", ["91350211M0000XUF46", "91350100M0001TGQXM"])
def test_an_existing_code_with_a_wrong_check_is_doubted_not_refused(code: str) -> None:
    identity = read_identity(IdKind.USCC, code, today=TODAY)
    assert identity.problem == ""
    assert "确认" in identity.doubt


@pytest.mark.parametrize(
    ("kind", "number", "fine"),
    [
        (IdKind.HKM_PASS, "H12345678", True),
        (IdKind.HKM_PASS, "H1234567801", True),
        (IdKind.HKM_PASS, "X12345678", False),
        (IdKind.TW_PASS, "12345678", True),
        (IdKind.TW_PASS, "1234567", False),
        (IdKind.PASSPORT, "E12345678", True),
        (IdKind.PASSPORT, "张三", False),
        (IdKind.FOREIGN_PR, "ABC123456789012", True),
        (IdKind.FOREIGN_PR, "123456789012345", False),
    ],
)
def test_other_papers_have_their_own_shapes(kind: IdKind, number: str, fine: bool) -> None:
    assert (read_identity(kind, number, today=TODAY).problem == "") is fine


def test_a_residence_permit_carries_its_prefix_and_check() -> None:
    body = "81000019940823002"
    number = body + id_check(body)
    assert read_identity(IdKind.HKMT_PERMIT, number, today=TODAY).birthday == date(1994, 8, 23)
    assert "810000" in read_identity(IdKind.HKMT_PERMIT, "34052419800101001X", today=TODAY).problem


@given(st.text(max_size=30), st.sampled_from(list(IdKind)))
def test_nothing_typed_breaks_the_reader(text: str, kind: IdKind) -> None:
    identity = read_identity(kind, text, today=TODAY)
    assert identity.problem or identity.number


@given(st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_changing_one_character_of_a_credit_code_is_noticed(body: str) -> None:
    code = body + uscc_check(body)
    other = ("1" if code[0] != "1" else "2") + code[1:]
    assert read_identity(IdKind.USCC, code, today=TODAY).doubt == ""
    assert read_identity(IdKind.USCC, other, today=TODAY).doubt != ""
