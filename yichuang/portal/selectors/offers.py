"""The guide of one thing: what it is made of, what is brought once, how long at most, what it costs."""

from dataclasses import dataclass
from datetime import date

from yichuang.joint.public import JOINT_EXTENSION, JOINT_LIMIT, OfferPage, OfferStep, SharedLine
from yichuang.people.public import department_card
from yichuang.worktime.public import Due, calendar


@dataclass(frozen=True)
class StepShown:
    """One matter of the offer with the department that decides it."""

    step: OfferStep
    department: str


@dataclass(frozen=True)
class OfferView:
    """Everything on the guide of one thing."""

    page: OfferPage
    steps: tuple[StepShown, ...]
    today: date
    latest: Due  # were it accepted today

    limit = JOINT_LIMIT
    extension = JOINT_EXTENSION

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments, each once."""
        return tuple(dict.fromkeys(shown.department for shown in self.steps))

    @property
    def always(self) -> tuple[SharedLine, ...]:
        """What everyone brings."""
        return tuple(one for one in self.page.lines if not one.situation and not one.is_optional)

    @property
    def sometimes(self) -> tuple[SharedLine, ...]:
        """What is brought in some situations."""
        return tuple(one for one in self.page.lines if one.situation and not one.is_optional)

    @property
    def optional(self) -> tuple[SharedLine, ...]:
        """What may be left out."""
        return tuple(one for one in self.page.lines if one.is_optional)

    @property
    def is_silent_on_materials(self) -> bool:
        """Whether some guide names no material at all: the window says what it needs."""
        return any(not shown.step.sheet.materials for shown in self.steps)

    @property
    def fee(self) -> bool | None:
        """Whether anything is charged; None where a guide is silent."""
        said = [shown.step.sheet.fee.charged for shown in self.steps]
        if any(said):
            return True
        return None if None in said else False


def offer_view(page: OfferPage, *, today: date) -> OfferView:
    """Return what a citizen reads about one thing; the departments' names come from memory."""
    steps = tuple(StepShown(step, department_card(step.sheet.department_id).name) for step in page.steps)
    return OfferView(page, steps, today, calendar().add(today, JOINT_LIMIT))
