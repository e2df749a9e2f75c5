"""The generated hall: rows that the services could have written, and can go on with."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import timezone

from yichuang.approvals import public as approvals
from yichuang.approvals.public import Task
from yichuang.bench import alone, joint, loading, sweep
from yichuang.bench.intake import CLERK, Serials, five_materials
from yichuang.bench.people import invented, is_body, person
from yichuang.cases import public as cases
from yichuang.cases.public import Case, CaseMaterial, Clock, Collection
from yichuang.demo import guides, organisation
from yichuang.joint.public import parts_of
from yichuang.people import public as people
from yichuang.people.public import IdKind, Officer, RoleGrant, Staff, read_identity

CASES = 500


@pytest.fixture
def hall(db: None) -> None:
    """The demonstration with five hundred cases."""
    now = timezone.now()
    guides.load(organisation.build(now), now=now)
    loading.load(CASES, now=now)


def someone(role: str, department_id: int) -> Officer:
    """Return a member of staff who holds a role in a department."""
    grant = RoleGrant.objects.filter(role=role, department=department_id).first()
    assert grant is not None
    found = people.officer(grant.staff_id, on=timezone.localdate())
    assert found is not None
    return found


@pytest.mark.usefixtures("hall")
def test_every_case_has_five_materials_a_clock_and_if_open_a_task() -> None:
    states = Counter(Case.objects.values_list("state", flat=True))
    assert sum(states.values()) == Clock.objects.count() == CASES
    assert CaseMaterial.objects.count() == 5 * CASES
    assert Task.objects.filter(state="open").count() == states["accepted"] > 0
    assert not Clock.objects.filter(case__state="accepted", stopped_at__isnull=False).exists()
    assert not Clock.objects.exclude(case__state="accepted").filter(stopped_at=None).exists()


@pytest.mark.usefixtures("hall")
def test_the_loaded_rows_hold_every_constraint() -> None:
    # Foreign keys are checked at the end of a transaction; this is the end.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    numbers = list(Case.objects.order_by("id").values_list("no", flat=True))
    assert numbers == sorted(set(numbers))


@pytest.mark.usefixtures("hall")
def test_a_loaded_case_goes_on_to_its_end_through_the_services() -> None:
    now = timezone.now()
    case = Case.objects.filter(state="accepted", agent=None).order_by("id").first()
    assert case is not None
    while task := approvals.open_task_of(case.pk):
        approvals.pass_on(
            task,
            "符合条件，同意。",
            examined=approvals.FINE,
            by=someone(task.role, task.department_id),
            now=now,
        )
    case.refresh_from_db()
    clerk = people.officer(case.taken_by_id, on=timezone.localdate(now))
    assert clerk is not None
    assert case.applicant is not None
    who = case.applicant
    came = Collection(who.name, IdKind(who.id_kind), who.id_number, "本人")
    cases.hand_out(case, came, by=clerk, now=now)
    assert case.state == "concluded"


@pytest.mark.usefixtures("hall")
def test_a_new_case_comes_after_the_loaded_ones() -> None:
    now = timezone.now()
    by = people.officer(Staff.objects.get(staff_no="0305").pk, on=timezone.localdate(now))
    assert by is not None
    sheet = five_materials(by)[0]
    made = cases.take_in(alone.application(sheet, 6_000_000), by=by, now=now)
    assert made.pk == CASES + 1
    assert made.no.startswith(f"{timezone.localdate(now):%Y%m%d}")


@pytest.mark.usefixtures("hall")
def test_the_statements_sent_again_are_those_of_the_call_and_get_the_same_keys() -> None:
    now = timezone.now()
    by = people.officer(Staff.objects.get(staff_no="0305").pk, on=timezone.localdate(now))
    assert by is not None
    sheet = five_materials(by)[0]
    serials = Serials(6_000_000)
    cases.take_in(alone.application(sheet, serials.take(1)[0]), by=by, now=now)
    people_only = [serial for serial in range(6_000_001, 6_000_050) if not is_body(serial)]
    with transaction.atomic(), alone.recording() as sent:
        cases.take_in(alone.application(sheet, people_only[0]), by=by, now=now)
        transaction.set_rollback(True)
    recorded = alone.record(alone.intakes(sheet, by, Serials(people_only[0])), count=1)
    plain = [one for one in sent if not one.sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    (own,) = recorded[0]  # one transaction
    assert [one.sql for one in own] == [one.sql for one in plain]
    count = Case.objects.count()
    with connection.cursor() as cursor:
        for one in own:
            cursor.execute(one.sql, one.values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert Case.objects.count() == count + 1


@pytest.mark.usefixtures("hall")
def test_a_joint_application_of_five_departments_is_brought_through_and_told_by_transaction() -> None:
    by = people.officer(Staff.objects.get(staff_no=CLERK).pk, on=timezone.localdate())
    assert by is not None
    at_work = joint.at_work()
    sheets = joint.of_five_departments(by, at_work)
    assert len({sheet.department_id for sheet in sheets}) == joint.DEPARTMENTS
    bundle = joint.bring_through(sheets, by, at_work, person(6_000_000))
    bundle.refresh_from_db()
    assert bundle.state == "concluded"
    assert {part.case.state for part in parts_of(bundle)} == {"concluded"}
    (told,) = alone.record(joint.wholes(sheets, by, at_work, Serials(6_000_001)), count=1)
    steps = sum(len(sheet.steps) for sheet in sheets)
    assert len(told) == bundle.materials.count() + steps + 4  # begun, typed, accepted, handed out
    assert not any(own[0].sql.startswith("SAVEPOINT") for own in told)


def test_the_same_hall_is_generated_every_time() -> None:
    assert [invented(serial).name for serial in range(50)] == [invented(serial).name for serial in range(50)]


@pytest.mark.parametrize("serial", [0, 1, 2, 3, 17, 999, 600_000, 6_000_000, 19_999_999])
def test_invented_numbers_pass_their_checks_and_belong_to_nobody(serial: int) -> None:
    today = timezone.localdate()
    for who in (invented(serial), person(serial)):
        identity = read_identity(who.kind, who.number, today=today)
        assert (identity.problem, identity.doubt) == ("", "")
        assert who.number.startswith(("99", "Y1990000"))


def test_three_of_ten_applicants_are_bodies() -> None:
    share = sum(is_body(serial) for serial in range(10_000)) / 10_000
    assert 0.28 < share < 0.32


def test_an_applicant_is_not_invented_twice() -> None:
    assert len({invented(serial).number for serial in range(30_000)}) == 30_000


def test_a_hall_in_which_nothing_is_due_stands_by_the_law_and_is_swept_for_what_becomes_due(db: None) -> None:
    now = timezone.now()
    guides.load(organisation.build(now), now=now)
    loading.load(60, now=now, all_open=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    sweep.let_nothing_be_due()
    for one in sweep.SWEEPS.values():
        assert one.run(now) == 0
    waiting = Case.objects.filter(state="received").values_list("pk", flat=True)[:15]
    Case.objects.filter(pk__in=list(waiting)).update(look_at=now, notice_due_at=now)
    assert sweep.SWEEPS["waiting"].run(now) == 15


def test_a_large_load_leaves_every_index_and_reference_as_it_was(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    guides.load(organisation.build(now), now=now)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    before = standing()
    monkeypatch.setattr(loading, "MANY", 1)
    loading.load(50, now=now)
    assert standing() == before
    assert {name for kind, name, _how in before if kind == "f"}
    assert {name for kind, name, _how in before if kind == "index"}


def standing() -> set[tuple[str, str, str]]:
    """Return every index and constraint of the loaded tables, with how it is made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) "
            "UNION ALL SELECT contype::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid::regclass::text = ANY(%s)",
            [loading._tables()] * 2,
        )
        return set(cursor.fetchall())
