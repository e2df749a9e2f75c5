"""The ledger of machines: where they stand, which are silent, what was looked at in the morning."""

from datetime import timedelta

import pytest

from tests.cast import NOW, Hall, a_hall
from tests.devices.build import Paper, a_dead_address, a_kiosk, a_printer
from yichuang.devices import public as devices
from yichuang.devices.public import Check, Device, Kind, Machine, Move, Seen, State
from yichuang.devices.rules.addresses import printer_address
from yichuang.devices.rules.states import MOVES, SILENT_AFTER
from yichuang.devices.services.ledger import HEARD_EVERY
from yichuang.journal.public import Entry, Event
from yichuang.kit.refusal import Invalid, Refused

pytestmark = pytest.mark.django_db
LATE = NOW + SILENT_AFTER + timedelta(seconds=1)


@pytest.fixture
def hall() -> Hall:
    """Return a hall without machines."""
    return a_hall()


def stands(device: Device) -> State:
    """Return the state that the ledger has."""
    return State(Device.objects.get(pk=device.pk).state)


@pytest.mark.rule("R295")
def test_a_machine_is_in_the_ledger_with_its_place(hall: Hall) -> None:
    a_kiosk(hall)
    printer = a_printer(hall, "10.0.0.5")
    rows = [(d.name, d.place, d.state) for d in devices.devices_at(hall.centre.pk)]
    assert rows == [("1 号取号机", "一楼东门", "working"), ("小票机", "一楼东门", "working")]
    devices.change(printer, Move.RETIRE, by=hall.officer("manager"), now=NOW)
    assert len(devices.devices_at(hall.centre.pk)) == 1


def test_only_the_manager_adds_machines_and_no_name_stands_twice(hall: Hall) -> None:
    with pytest.raises(Refused, match="大厅管理"):
        devices.add(Machine("屏", Kind.SCREEN, "二楼"), by=hall.officer("clerk"), now=NOW)
    by = hall.officer("manager")
    devices.add(Machine("屏", Kind.SCREEN, "二楼"), by=by, now=NOW)
    with pytest.raises(Invalid, match="已经有"):
        devices.add(Machine("屏", Kind.SCREEN, "三楼"), by=by, now=NOW)
    with pytest.raises(Invalid, match="网络地址"):
        devices.add(Machine("小票机", Kind.PRINTER, "三楼", "http://x/"), by=by, now=NOW)
    with pytest.raises(Invalid, match="放在哪里"):
        devices.add(Machine("屏二", Kind.SCREEN, " "), by=by, now=NOW)


def test_the_code_of_a_machine_is_not_guessed(hall: Hall) -> None:
    by = hall.officer("manager")
    first, second = (devices.add(Machine(n, Kind.KIOSK, "门"), by=by, now=NOW) for n in ("甲", "乙"))
    assert first.code != second.code
    assert len(first.code) >= 12


@pytest.mark.rule("R295")
def test_a_machine_that_is_not_heard_falls_silent_and_comes_back_when_it_is(hall: Hall) -> None:
    kiosk = a_kiosk(hall)
    assert devices.watch(LATE) == 0, "one that has never spoken is not missed"
    devices.beat(kiosk, now=NOW)
    assert devices.watch(NOW + timedelta(minutes=1)) == 0
    assert devices.watch(LATE) == 1
    assert stands(kiosk) == State.SILENT
    assert devices.watch(LATE) == 0
    devices.beat(Device.objects.get(pk=kiosk.pk), now=LATE)
    assert stands(kiosk) == State.WORKING
    told = [e.event for e in Entry.objects.filter(subject=kiosk.subject).order_by("id")]
    assert told == [Event.DEVICE_ADDED, Event.DEVICE_FELL_SILENT, Event.DEVICE_ANSWERED]


def test_a_page_loaded_again_and_again_is_written_once(hall: Hall) -> None:
    kiosk = a_kiosk(hall)
    devices.beat(kiosk, now=NOW)
    devices.beat(kiosk, now=NOW + HEARD_EVERY / 2)
    assert Device.objects.get(pk=kiosk.pk).heard_at == NOW


def test_a_printer_is_looked_for_on_the_network(hall: Hall) -> None:
    paper = Paper()
    there, gone = a_printer(hall, paper.address), None
    by = hall.officer("manager")
    gone = devices.add(Machine("坏的", Kind.PRINTER, "二楼", a_dead_address()), by=by, now=NOW)
    assert devices.watch(NOW) == 1
    paper.printed()
    assert (stands(there), stands(gone)) == (State.WORKING, State.SILENT)
    assert Device.objects.get(pk=there.pk).heard_at == NOW


def test_a_report_says_what_is_wrong_and_a_repair_ends_it(hall: Hall) -> None:
    kiosk, by = a_kiosk(hall), hall.officer("manager")
    with pytest.raises(Invalid, match="哪里坏了"):
        devices.change(kiosk, Move.REPORT, note=" ", by=by, now=NOW)
    devices.change(kiosk, Move.REPORT, note="没纸", by=by, now=NOW)
    devices.beat(kiosk, now=NOW)
    assert (stands(kiosk), kiosk.note) == (State.FAULTY, "没纸")
    with pytest.raises(Refused, match="报修"):
        devices.change(kiosk, Move.REPORT, note="还没纸", by=by, now=NOW)
    devices.change(kiosk, Move.REPAIR, by=by, now=NOW)
    assert (stands(kiosk), kiosk.note) == (State.WORKING, "")


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", [Move.REPORT, Move.REPAIR, Move.RETIRE])
def test_only_what_the_table_says_can_be_done(hall: Hall, state: State, move: Move) -> None:
    device = Device(name="屏", kind=Kind.SCREEN, state=state, centre=hall.centre)
    allowed = not devices.why_not(device, move, by=hall.officer("manager"))
    assert allowed == ((state, move) in MOVES)


@pytest.mark.rule("R239")
def test_the_mornings_list_says_who_looked_at_what(hall: Hall) -> None:
    by, today = hall.officer("manager"), NOW.date()
    assert [line.item for line in devices.checks_on(hall.centre.pk, today)] == list(Check)
    with pytest.raises(Invalid, match="哪里不正常"):
        devices.check(Seen(Check.SUPPLIES, is_fine=False), by=by, now=NOW)
    devices.check(Seen(Check.SUPPLIES, is_fine=False, note="小票纸只剩一卷"), by=by, now=NOW)
    devices.check(Seen(Check.NETWORK, is_fine=True), by=by, now=NOW)
    done = {line.item: line.done for line in devices.checks_on(hall.centre.pk, today)}
    supplies, network = done[Check.SUPPLIES], done[Check.NETWORK]
    assert supplies is not None
    assert (supplies.is_fine, supplies.note, supplies.checked_name) == (False, "小票纸只剩一卷", "manager")
    assert network is not None
    assert network.is_fine
    assert done[Check.CALLING] is None
    devices.check(Seen(Check.SUPPLIES, is_fine=True), by=by, now=NOW)
    assert all(line.done.is_fine for line in devices.checks_on(hall.centre.pk, today) if line.done)


def test_the_reviewer_of_a_department_does_not_tick_the_list(hall: Hall) -> None:
    with pytest.raises(Refused, match="照看"):
        devices.check(Seen(Check.NETWORK, is_fine=True), by=hall.officer("reviewer"), now=NOW)


def test_help_that_is_asked_for_is_seen_until_someone_has_gone(hall: Hall) -> None:
    kiosk = a_kiosk(hall)
    devices.ask_help(kiosk, now=NOW)
    devices.ask_help(kiosk, now=LATE)
    assert [d.help_asked_at for d in devices.asking_for_help(hall.centre.pk)] == [NOW]
    devices.answer_help(kiosk, by=hall.officer("manager"), now=LATE)
    assert devices.asking_for_help(hall.centre.pk) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("192.168.1.60", ("192.168.1.60", 9100)),
        ("printer.lan:9101", ("printer.lan", 9101)),
        ("[fe80::1]:9100", ("fe80::1", 9100)),
        ("", None),
        ("http://x", None),
        ("a b", None),
        ("x:99999", None),
        ("user@x", None),
    ],
)
def test_a_printers_address_is_a_host_and_a_port(text: str, place: tuple[str, int] | None) -> None:
    assert printer_address(text) == place
