"""Matters with a fee, and cases that owe one."""

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_matter
from yichuang.cases.public import Case, State
from yichuang.catalogue.public import IntakeSheet
from yichuang.fees import public as fees
from yichuang.fees.public import Bill
from yichuang.people import public as people


def a_matter_with_fee(hall: Hall, standard: str = "40元/证", code: str = "sf-1") -> IntakeSheet:
    """Publish a guide that charges."""
    basis = "发改价格〔2003〕2322号"
    return a_matter(
        hall, code, name="居民身份证补领", fee_charged=True, fee_standard=standard, fee_basis=basis
    )


def a_bill(hall: Hall, standard: str = "40元/证", *, at: State = State.ACCEPTED) -> Bill:
    """Accept a case that has something to pay."""
    case = a_case(hall, at=at, sheet=a_matter_with_fee(hall, standard))
    return the_bill(case)


def the_bill(case: Case) -> Bill:
    """Return the bill as it stands now."""
    bill = fees.bill_of(case.pk)
    assert bill is not None
    return bill


def opened_online(hall: Hall) -> None:
    """Let the centre take online payments through the demonstration's provider."""
    people.set_setting(hall.centre, "fees.online", "sandbox", by=hall.officer("manager"), now=NOW)
