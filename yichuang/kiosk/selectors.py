"""What the kiosk and the phone show of a number."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, Material, Matter, intake_sheet
from yichuang.papers.public import qr_svg
from yichuang.people.public import Centre, Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Outlook, State, Ticket

from .rules import MOST_BROUGHT


@dataclass(frozen=True)
class Wanted:
    """What someone chose: a theme, and the matter where one was looked for."""

    theme: Theme
    matter: Matter | None = None
    sheet: IntakeSheet | None = None

    @property
    def bring(self) -> list[Material]:
        """What has to be brought, as many as fit."""
        needed = [m for m in self.sheet.materials if m.is_required] if self.sheet else []
        return needed[:MOST_BROUGHT]

    @property
    def more(self) -> int:
        """How many more there are."""
        return sum(m.is_required for m in self.sheet.materials) - len(self.bring) if self.sheet else 0


@dataclass(frozen=True)
class Number:
    """A number as its holder sees it."""

    ticket: Ticket
    outlook: Outlook
    class_name: str
    proof: str
    why: list[str]
    back_after: int

    @property
    def is_over(self) -> bool:
        return self.ticket.state in queueing.OVER

    @property
    def can_be_given_back(self) -> bool:
        return self.ticket.state in (State.WAITING, State.MISSED)


def wanted_of(centre: Centre, *, theme: int | None, matter: str) -> Wanted | None:
    """Return what was chosen at this centre; None for what is not there. Three queries at most."""
    if matter:
        found = Matter.objects.select_related("theme").filter(code=matter, current__isnull=False)
        chosen = found.filter(theme__centre=centre).first()
        if chosen is None or chosen.theme is None or chosen.current_id is None:
            return None
        return Wanted(chosen.theme, chosen, intake_sheet(chosen.current_id))
    known = Theme.objects.filter(pk=theme or 0, centre=centre).first()
    return Wanted(known) if known else None


def ticket_by(code: str) -> Ticket | None:
    """Return the ticket of that code with its theme, window and centre. One query."""
    return Ticket.objects.select_related("theme", "window", "centre").filter(code=code).first()


def number_of(ticket: Ticket, *, now: datetime, with_why: bool = False) -> Number:
    """Return a number as its holder sees it. Seven queries at most."""
    policy, _ = queueing.policy_of(ticket.centre_id)
    known = policy.of(ticket.key)
    return Number(
        ticket,
        queueing.outlook_of(ticket, now=now),
        gettext(known.name) if known.head_start_min else "",
        gettext(known.needs_proof) if known.needs_proof else "",
        queueing.why_behind(ticket) if with_why else [],
        policy.back_after,
    )


def phone_address(ticket: Ticket) -> str:
    """Return the address of the number's page."""
    return f"{settings.PUBLIC_URL}/t/{ticket.code}/"


def qr_of(ticket: Ticket) -> str:
    """Return the QR code of the number's page, as SVG."""
    return qr_svg(phone_address(ticket), gettext("扫码看叫到几号"))
