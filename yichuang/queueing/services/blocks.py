"""Numbers for when the server is away (R265): reserved before, entered afterwards with their true times."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import Theme
from yichuang.worktime.public import local_day

from ..models import NumberBlock, Ticket
from ..rules.numbers import BLOCK_SIZE, MOST_NUMBER, MOST_RESERVED, label, seconds_between
from ..rules.policy import standing
from ..rules.sheet import CLOCKS_DIFFER
from ..rules.states import Channel
from ..selectors import policy_of
from .live import tell_hall

LOCK_SERIES = """
INSERT INTO queueing_series (centre_id, prefix, day_on, last) VALUES (%s, %s, %s, 0)
ON CONFLICT (centre_id, prefix, day_on) DO UPDATE SET last = queueing_series.last"""


@dataclass(frozen=True)
class PaperNumber:
    """A number of a block as it was given out: to whom ever came, at that time."""

    number: int
    came_at: datetime


@transaction.atomic
def reserve_block(theme: Theme, *, by: Actor, now: datetime) -> NumberBlock:
    """Keep a block of today's numbers for a machine; asked again, it has the one it was given.

    Raises `Refused` when the day's blocks are used up.
    """
    today = local_day(now)
    mine = NumberBlock.objects.filter(holder=by.actor_id, theme=theme, day_on=today)
    if held := mine.first():
        return held
    with connection.cursor() as cursor:  # the same row that numbers are counted by: one at a time
        cursor.execute(LOCK_SERIES, [theme.centre_id, theme.code, today])
    if held := mine.first():  # the same machine asked twice at once
        return held
    taken = NumberBlock.objects.filter(centre=theme.centre_id, prefix=theme.code, day_on=today)
    first = (taken.aggregate(last=Max("last"))["last"] or MOST_NUMBER) + 1
    if first + BLOCK_SIZE - 1 > MOST_RESERVED:
        raise Refused(gettext("今天的备用号段已经分完。"))
    block = NumberBlock.objects.create(
        centre_id=theme.centre_id,
        theme=theme,
        prefix=theme.code,
        day_on=today,
        first=first,
        last=first + BLOCK_SIZE - 1,
        holder=by.actor_id,
        reserved_at=now,
    )
    data = {"theme": theme.name, "first": label(block.prefix, first), "last": label(block.prefix, block.last)}
    subject = f"block:{block.pk}"
    journal.record(subject, Event.NUMBERS_RESERVED, by=by, at=now, data=data, centre=theme.centre_id)
    return block


@transaction.atomic
def enter(block: NumberBlock, paper: PaperNumber, *, by: Actor, now: datetime) -> Ticket:
    """Enter a number that was given out of a block; it stands in the line since it was given.

    Entered twice, it is the same ticket; one that a window's paper sheet has brought in before learns when its
    person came. Raises `Invalid` for a number that is not the block's, and for a time
    that is not of its day or has not come yet.
    """
    if not block.first <= paper.number <= block.last or block.holder != by.actor_id:
        raise Invalid(gettext("这个号不在备用号段里。"), field="number")
    if local_day(paper.came_at) != block.day_on or paper.came_at > now + CLOCKS_DIFFER:
        raise Invalid(gettext("取号的时间不对。"), field="came_at")
    with connection.cursor() as cursor:
        cursor.execute(LOCK_SERIES, [block.centre_id, block.prefix, block.day_on])
    known = Ticket.objects.filter(
        centre=block.centre_id, day_on=block.day_on, prefix=block.prefix, number=paper.number
    )
    if entered := known.first():
        return _told(entered, paper, by=by, now=now)
    came_at = min(paper.came_at, now)
    where = standing(policy_of(block.centre_id)[0], (), came_at=came_at)
    ticket = Ticket(
        centre_id=block.centre_id,
        day_on=block.day_on,
        prefix=block.prefix,
        number=paper.number,
        theme_id=block.theme_id,
        channel=Channel.BLOCK,
        key=where.key,
        head_start_min=where.head_start_min,
        came_at=came_at,
        stands_at=where.stands_at,
        since_at=came_at,
    )
    insert_all([ticket])
    data = {
        "ticket": ticket.label,
        "channel": ticket.channel,
        "class": where.key,
        "came_at": came_at.isoformat(),
    }
    journal.record(
        ticket.subject, Event.TICKET_TAKEN, by=by, at=now, data=data, first=True, centre=block.centre_id
    )
    tell_hall(block.centre_id)
    return ticket


def _told(ticket: Ticket, paper: PaperNumber, *, by: Actor, now: datetime) -> Ticket:
    """Write when the person came, where a paper sheet was entered first and knew only of the call."""
    if ticket.came_at != ticket.called_at or paper.came_at >= ticket.came_at:
        return ticket
    wait_s = ticket.wait_s + seconds_between(paper.came_at, ticket.came_at)
    swap(ticket, came_at=paper.came_at, stands_at=paper.came_at, wait_s=wait_s)
    data = {"ticket": ticket.label, "channel": ticket.channel, "came_at": paper.came_at.isoformat()}
    journal.record(ticket.subject, Event.TICKET_TAKEN, by=by, at=now, data=data, centre=ticket.centre_id)
    return ticket
