"""What the generated cases say: pure, from a seed, as lines for COPY.

About 3 % are under review, 1 % decided and waiting to be collected, the rest concluded. A smaller hall is
the same hall earlier: as many cases a day, fewer days; a million are five years of 800 a working day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from random import Random

from .people import invented, is_body, name_of

SEED = 2026
A_DAY, FEWEST_DAYS = 800, 60
LINES = 5  # materials of each case
NEW_IN_TEN = 6  # of ten cases come from someone new, the others from someone known
RECENT = 0.05  # the newest cases, among which are the open ones
# A reviewer's list is as full in a small hall as in a large one: comparing two sizes then compares finding
# fifty tasks, not drawing ten of them and fifty. With 6,000 the reviewer's second page held 24 tasks in the
# small hall and her list of today 29, both 50 in the large one.
LEAST_RECENT = 9_800
OPEN_OF_RECENT, WAITING_OF_RECENT = 0.6, 0.2
LATER_STEP = 0.3  # of the open cases stand at their last step
NULL = "\\N"


@dataclass(frozen=True)
class Dates:
    """Both limits of a case accepted on a day, and what its clock shows while it runs, as COPY text."""

    promised_on: str
    promised_at: str
    statutory_on: str
    statutory_at: str
    flags: str  # by law, provisional
    light: str
    look_at: str


@dataclass(frozen=True)
class StepDates:
    """A step's own limit and what its light shows, as COPY text."""

    due_at: str
    light: str
    look_at: str


@dataclass
class Kind:
    """A matter as cases of it are loaded: everything that does not change from case to case."""

    centre: int
    department: int
    matter: int
    guide: int
    name: str
    case_kind: str
    materials: Sequence[str]  # COPY text of each line after its case, `order` first
    clerks: Sequence[tuple[int, str, int]]  # staff id, number, window
    steps: Sequence[tuple[str, str]]  # name and role
    days: int  # working days that its cases take at most


@dataclass
class Chunk:
    """Some cases, as COPY text for each table."""

    applicants: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    materials: list[str] = field(default_factory=list)
    clocks: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)


def escaped(text: str) -> str:
    """Return text as COPY's text format wants it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def stamp(at: datetime | None) -> str:
    """Return an instant as COPY text."""
    return at.isoformat(" ") if at else NULL


def day_stamp(on: date | None) -> str:
    """Return a date as COPY text."""
    return on.isoformat() if on else NULL


@dataclass
class Generator:
    """Makes cases `0 … total` in order; ids begin at 1 in a hall that has none."""

    total: int
    kinds: Sequence[Kind]
    days: Sequence[date]  # the working days on which they came, the last one before today
    limits: Callable[[Kind, date], Dates]  # of a case accepted that day
    step: Callable[[Kind, date, int], StepDates]  # of a step opened that day
    all_open: bool = False  # every case is under review: for sweeps

    @cached_property
    def weights(self) -> list[int]:
        """Some matters are asked for often, most rarely."""
        return [4 + 20 // (place + 1) for place in range(len(self.kinds))]

    def chunk(self, first: int, last: int) -> Chunk:
        """Return cases `first … last` (the last not included) and the applicants that are new with them."""
        chunk, pick = Chunk(), Random(SEED + first)
        chunk.applicants = [self._applicant(serial) for serial in self.applicants(first, last)]
        kinds = pick.choices(self.kinds, self.weights, k=last - first)
        for number, kind in zip(range(first, last), kinds, strict=True):
            self._case(chunk, number, kind, pick)
        return chunk

    def applicants(self, first: int, last: int) -> range:
        """Return the serials that are new with these cases."""
        return range(_newest(first - 1) + 1, _newest(last - 1) + 1)

    def _applicant(self, serial: int) -> str:
        who = invented(serial)
        birthday = day_stamp(who.birthday)
        recorded = f"{self.days[0]} 09:00:00+08"
        return (
            f"{serial + 1}\t{who.kind.value}\t{who.number}\t{who.name}\t{birthday}\t{who.sex}\t\t{who.phone}"
            f"\t\t\t{recorded}\tbench\t0\n"
        )

    def _who(self, number: int, pick: Random) -> tuple[int, int | None]:
        """Return the applicant's serial and the agent's: a body sends someone."""
        newest = _newest(number)
        serial = newest if pick.randrange(10) < NEW_IN_TEN else pick.randrange(newest + 1)
        if not is_body(serial):
            return serial, None
        agent = serial
        while agent > 0 and is_body(agent):
            agent -= 1
        return serial, None if is_body(agent) else agent

    def _case(self, chunk: Chunk, number: int, kind: Kind, pick: Random) -> None:
        place = number * len(self.days) // self.total
        of_day = number - -(-place * self.total // len(self.days))
        day = self.days[place]
        a_day = self.total // len(self.days) + 1
        minute, second = divmod(of_day * 25_200 // a_day, 60)  # seven hours at the windows
        began = f"{day} {9 + minute // 60:02d}:{minute % 60:02d}:{second:02d}+08"
        case, who, agent = number + 1, *self._who(number, pick)
        staff, staff_no, window = pick.choice(kind.clerks)
        state, decided, concluded = self._fate(number, place, kind, pick)
        handled = NULL if decided is None else str(decided - place)
        decided_at = NULL if decided is None else f"{self.days[decided]} 16:30:00+08"
        concluded_at = NULL if concluded is None else f"{self.days[concluded]} 17:00:00+08"
        name = name_of(who)
        chunk.cases.append(
            f"{case}\t{day:%Y%m%d}{of_day + 1:04d}\t{kind.centre}\t{kind.department}\t{kind.matter}\t{kind.guide}"
            f"\t{kind.name}\t{kind.case_kind}\t{state}\t{('accepted', 'decided', 'concluded').index(state) + 1}"
            f"\twindow\t{who + 1}\t{name}\t{NULL if agent is None else agent + 1}\t{'已收' if agent else ''}"
            f"\t000{who:08d}\t{{}}\t{{}}\t{window}\t{staff}\t{began}\t{began}\t{staff_no}\t{decided_at}"
            f"\t{'' if decided is None else '1102'}\t{'' if decided is None else 'granted'}"
            f"\t{'' if decided is None else '符合条件，准予办理。'}\t{concluded_at}"
            f"\t{'' if concluded is None else staff_no}\t{'' if concluded is None else name}\t{handled}\t\t\t\t\tf\t\n"
        )
        chunk.materials += [f"{case}\t{line}" for line in kind.materials]
        dates = self.limits(kind, day)
        running = decided is None
        chunk.clocks.append(
            f"{case}\t{began}\t{dates.promised_on}\t{dates.promised_at}\t{dates.statutory_on}"
            f"\t{dates.statutory_at}\t{dates.flags}\t{dates.light if running else 'green'}"
            f"\t{dates.look_at if running else NULL}\t{decided_at}\t0\n"
        )
        if running:
            chunk.tasks.append(self._task(case, kind, day, began, dates, pick))

    def _fate(self, number: int, place: int, kind: Kind, pick: Random) -> tuple[str, int | None, int | None]:
        """Return the state, and the places of the days of decision and conclusion."""
        last = len(self.days) - 1
        decided = min(place + pick.randrange(kind.days + 1), last)
        if self.all_open:
            return "accepted", None, None
        if number >= self.total - max(int(self.total * RECENT), LEAST_RECENT):
            chance = pick.random()
            if chance < OPEN_OF_RECENT:
                return "accepted", None, None
            if chance < OPEN_OF_RECENT + WAITING_OF_RECENT:
                return "decided", decided, None
        return "concluded", decided, min(decided + pick.randrange(5), last)

    def _task(self, case: int, kind: Kind, day: date, began: str, dates: Dates, pick: Random) -> str:
        order = len(kind.steps) if pick.random() < LATER_STEP else 1
        name, role = kind.steps[order - 1]
        own = self.step(kind, day, order)
        due = dates.promised_on if dates.promised_on != NULL else dates.statutory_on
        return (
            f"{case}\t{kind.department}\t{order}\t{len(kind.steps)}\t{name}\t{role}\topen\t0\t{began}"
            f"\t{own.due_at}\t{due}\t{own.light}\t{own.look_at}\t\t"
            f"\t{'decide' if order == len(kind.steps) else 'review'}\t1\n"
        )


def _newest(number: int) -> int:
    """Return the serial of the newest applicant there is when this case comes; -1 before the first."""
    return number * NEW_IN_TEN // 10


def chunks(total: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges that cases are loaded in."""
    for first in range(0, total, size):
        yield first, min(first + size, total)
