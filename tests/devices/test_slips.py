"""Slips on paper: what a printer on the network is sent."""

import pytest

from tests.cast import NOW, a_hall
from tests.devices.build import Paper, a_dead_address, a_printer
from yichuang.devices import public as devices
from yichuang.devices.public import Slip
from yichuang.devices.rules.slip import CHINESE_ON, as_escpos
from yichuang.kit.refusal import Refused

SLIP = Slip(
    "青禾市政务服务中心", "A055", "社会事务  7、8 号窗口", (("前面", "6 人，约 10–20 分钟"),),
    "http://localhost:8000/t/abc/", "扫码看叫到几号",
)  # fmt: skip
FOUR_TIMES = b"\x1d!\x33"  # GS ! n: four times as wide and as high
CUT = b"\x1dV"


def test_chinese_is_sent_as_gb18030_after_the_mode_is_set() -> None:
    sent = as_escpos(SLIP)
    assert sent.startswith(b"\x1b@" + CHINESE_ON)
    for words in (SLIP.hall, SLIP.where, "约 10–20 分钟", SLIP.hint):
        assert words.encode("gb18030") in sent
    assert "𫚉".encode("gb18030") in as_escpos(Slip("𫚉村", "A1", "", (), "x", "")), "rare characters too"


def test_the_number_is_large_and_the_address_a_code_of_the_printers_own() -> None:
    sent = as_escpos(SLIP)
    large = sent.index(FOUR_TIMES)
    assert 0 < sent.index(b"A055") - large < 20
    assert b"\x1d(k" in sent
    assert SLIP.address.encode() in sent
    assert sent.index(CUT) > sent.index(SLIP.hint.encode("gb18030"))


@pytest.mark.django_db
def test_the_bytes_reach_the_printer_and_it_was_heard() -> None:
    paper, hall = Paper(), a_hall()
    printer = a_printer(hall, paper.address)
    devices.print_slip(SLIP, printer, now=NOW)
    assert paper.printed() == as_escpos(SLIP)
    assert printer.heard_at == NOW


@pytest.mark.django_db
def test_a_printer_that_does_not_answer_is_said_in_a_sentence() -> None:
    printer = a_printer(a_hall(), a_dead_address())
    with pytest.raises(Refused, match="打印机没有回音"):
        devices.print_slip(SLIP, printer, now=NOW)
