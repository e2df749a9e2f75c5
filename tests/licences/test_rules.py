"""The table of a licence, and how long guides say that one holds: pure."""

from datetime import date

import pytest

from yichuang.licences.public import (
    MOVES,
    Licence,
    LicenceMove,
    LicenceState,
    Term,
    is_certificate,
    read_validity,
    why_not_move,
)


@pytest.mark.parametrize("state", LicenceState)
@pytest.mark.parametrize("move", LicenceMove)
def test_a_licence_moves_only_as_listed(state: LicenceState, move: LicenceMove) -> None:
    assert bool(why_not_move(Licence(state=state), move)) is ((state, move) not in MOVES)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("5年", Term(60)),
        ("有效期五年", Term(60)),
        ("十二个月", Term(12)),
        ("2年6个月", Term(30)),
        ("90日", Term(0, 90)),
        ("三十天", Term(0, 30)),
        ("长期", Term()),
        ("无期限", Term()),
        ("", None),
        ("3-5年", None),
        ("不超过5年", None),
        ("与经营期限一致", None),
        ("按批文", None),
    ],
)
def test_only_a_validity_of_one_length_is_read(text: str, term: Term | None) -> None:
    assert read_validity(text) == term


@pytest.mark.parametrize(
    ("start", "term", "until"),
    [
        (date(2026, 9, 14), Term(60), date(2031, 9, 13)),
        (date(2026, 1, 31), Term(1), date(2026, 2, 27)),
        (date(2024, 2, 29), Term(12), date(2025, 2, 27)),
        (date(2026, 9, 14), Term(0, 1), date(2026, 9, 14)),
        (date(2026, 9, 14), Term(), None),
    ],
)
def test_a_term_counts_from_its_first_day(start: date, term: Term, until: date | None) -> None:
    assert term.until(start) == until


@pytest.mark.parametrize(
    ("name", "kind", "is_one"),
    [
        ("食品小经营许可证", "", True),
        ("护士执业证书", "", True),
        ("营业执照", "", True),
        ("居民身份证", "", True),
        ("失业登记证明", "证照", False),
        ("准予决定书", "", False),
        ("批复", "批文", False),
        ("", "证照", True),
        ("", "", False),
    ],
)
def test_certificates_are_told_from_approvals_and_proofs(name: str, kind: str, is_one: bool) -> None:
    assert is_certificate(name, kind) is is_one
