"""Reads of what centres offer as one thing."""

from dataclasses import dataclass

from yichuang.catalogue.public import IntakeSheet, intake_sheet

from ..models import Offer
from ..rules import SharedLine, share


@dataclass(frozen=True)
class OfferStep:
    """One matter of an offer: what its published guide asks and promises, and what is granted first."""

    order: int
    after: tuple[int, ...]
    sheet: IntakeSheet


@dataclass(frozen=True)
class OfferPage:
    """An offer with everything that its guides say today."""

    offer: Offer
    steps: tuple[OfferStep, ...]
    lines: tuple[SharedLine, ...]
    is_whole: bool  # every matter of it is published

    @property
    def situations(self) -> dict[str, str]:
        """The questions that decide which materials are needed, by key."""
        return {line.situation_key: line.situation for line in self.lines if line.situation}

    @property
    def is_begun_here(self) -> bool:
        """Whether a citizen can begin it now."""
        return self.offer.is_open and self.is_whole

    @property
    def asked_before(self) -> int:
        """How many materials the guides ask for one by one."""
        return sum(len(step.sheet.materials) for step in self.steps)


def offer_page(code: str) -> OfferPage | None:
    """Return an offer by its code, open or not. Two queries, and the guides from memory."""
    related = ("centre", "window", "event")
    offer = Offer.objects.select_related(*related).filter(code=code).first()
    return page_of_offer(offer) if offer else None


def page_of_offer(offer: Offer) -> OfferPage:
    """Return everything that the guides of an offer say today. One query."""
    parts = list(offer.parts.select_related("matter"))
    steps = tuple(
        OfferStep(part.order, tuple(part.after), intake_sheet(part.matter.current_id))
        for part in parts
        if part.matter.current_id
    )
    lines = tuple(share([step.sheet.materials for step in steps]))
    return OfferPage(offer, steps, lines, len(steps) == len(parts) > 0)


def offers_at(centre_id: int, *, event_id: int | None = None, only_open: bool = True) -> list[Offer]:
    """Return what a centre offers as one thing, in the order set up. One query."""
    found = Offer.objects.filter(centre=centre_id).select_related("window", "event")
    if only_open:
        found = found.filter(is_open=True).exclude(parts__matter__current=None)
    if event_id is not None:
        found = found.filter(event=event_id)
    return list(found.prefetch_related("parts__matter"))
