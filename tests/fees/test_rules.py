"""The tables of bills and payments, and what a guide's words come to: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.fees.public import (
    BILL_MOVES,
    PAYMENT_MOVES,
    Bill,
    BillMove,
    BillState,
    Payment,
    PaymentMove,
    PaymentState,
    fen_of,
    read_standard,
    why_not_bill,
    why_not_move,
    why_unpaid,
    yuan,
)


@pytest.mark.parametrize("state", BillState)
@pytest.mark.parametrize("move", BillMove)
def test_a_bill_moves_only_as_listed(state: BillState, move: BillMove) -> None:
    assert bool(why_not_bill(Bill(state=state), move)) is ((state, move) not in BILL_MOVES)


@pytest.mark.parametrize("state", PaymentState)
@pytest.mark.parametrize("move", PaymentMove)
def test_a_payment_moves_only_as_listed(state: PaymentState, move: PaymentMove) -> None:
    assert bool(why_not_move(Payment(state=state), move)) is ((state, move) not in PAYMENT_MOVES)


@pytest.mark.rule("R143")
@pytest.mark.parametrize("state", BillState)
def test_a_result_waits_only_for_a_published_fee_that_is_due(state: BillState) -> None:
    assert bool(why_unpaid(Bill(state=state, total_fen=4000))) is (state is BillState.DUE)
    assert why_unpaid(None) == ""


@pytest.mark.rule("R142")
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("40元/证", [("工本费", 4000, "证", False)]),
        ("工本费10.50元", [("工本费", 1050, "", False)]),
        (
            "住宅类80元/件；非住宅类550元/件；小微企业免收",
            [("住宅类", 8000, "件", True), ("非住宅类", 55000, "件", True)],
        ),
        ("每证20元", [("工本费", 2000, "证", False)]),
        ("住宅每件80元", [("住宅", 8000, "件", False)]),
        ("森林植被恢复费每平方米2-10元，城市及城市规划区的林地按2倍收取", []),
        ("地产交易手续费按地价总额分6档100-5000元；存量住宅100元/套", []),
        ("按规定收取", []),
        ("免收", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_standard_is_computed_whole_or_not_at_all(
    text: str, read: list[tuple[str, int, str, bool]]
) -> None:
    found = read_standard(text, "文号")
    assert [(t.name, t.amount_fen, t.unit, t.asks_quantity) for t in found] == read


def test_who_need_not_pay_is_kept_in_the_words_of_the_guide() -> None:
    (first, _) = read_standard("住宅类80元/件；非住宅类550元/件；小微企业免收", "文号")
    assert first.exemptions == "小微企业免收"
    assert first.standard == "80 元/件"


@given(st.integers(min_value=0, max_value=10**11))
def test_an_amount_is_read_back_as_it_was_written(fen: int) -> None:
    expected = fen if fen <= 1_000_000_000 else None
    assert fen_of(yuan(fen).removesuffix(" 元")) == expected or fen > 1_000_000_000


@pytest.mark.parametrize("text", ["", "-1", "1.234", "１２", "1e3", "一百", "12345678901", "1..2"])
def test_what_is_no_amount_is_not_guessed_at(text: str) -> None:
    assert fen_of(text) is None
