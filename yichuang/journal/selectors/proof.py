"""The proof: every line follows from the one before it on its subject, and every seal from the one before it
of its centre; what a seal covers is there, as it was, and nothing stands between.

One pass over the journal in the order of transactions, one sealing's window at a time. Windows end where no
earlier transaction was running any more, so a subject's lines come in their order: within a window by id,
because a subject is held from its tip to the commit, and from window to window because a transaction that
began earlier was over before anything of the next window could be read.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from ..models import Entry, Seal
from ..rules import GENESIS, SealFacts, Witness, digest, mark_of, read_manifest

CHUNK = 5_000
MOST_TOLD = 50
Progress = Callable[[int], None]


class FaultKind(StrEnum):
    """What can be wrong."""

    LINE_ALTERED = "line_altered"
    LINE_MISSING = "line_missing"
    LINE_ADDED = "line_added"
    LINE_MOVED = "line_moved"
    SEAL_ALTERED = "seal_altered"
    SEAL_MISSING = "seal_missing"
    SEAL_REWRITTEN = "seal_rewritten"


WORDS = {
    FaultKind.LINE_ALTERED: "这一行的内容被改过",
    FaultKind.LINE_MISSING: "这一行不见了",
    FaultKind.LINE_ADDED: "这一行是后来添上的",
    FaultKind.LINE_MOVED: "这一行接不上同一对象的前一行",
    FaultKind.SEAL_ALTERED: "这个封存被改过",
    FaultKind.SEAL_MISSING: "这个封存之前有封存不见了",
    FaultKind.SEAL_REWRITTEN: "这个封存和送出去的清单不一致，此前的记录被整体改写过",
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the line or the seal that it is about, and whose it is."""

    kind: FaultKind
    centre: int
    subject: str = ""
    entry_id: int | None = None
    seal: int | None = None

    @property
    def sentence(self) -> str:
        """Return it in words for the auditor."""
        whose = f"中心 {self.centre}" if self.centre else "全系统"
        if self.entry_id is None:
            return f"{whose}第 {self.seal} 号封存：{WORDS[self.kind]}。"
        return f"{whose}，{self.subject}，第 {self.entry_id} 行：{WORDS[self.kind]}。"


@dataclass
class Proof:
    """What was looked at and what was found. Of many faults only the first are kept; `count` is all."""

    lines: int = 0
    seals: int = 0
    unsealed: int = 0
    count: int = 0
    faults: list[Fault] = field(default_factory=list)

    def found(self, fault: Fault) -> None:
        """Note one more fault."""
        self.count += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append(fault)


@dataclass(slots=True)
class _Line:
    """A line as the table holds it."""

    id: int
    xid: int
    centre: int
    subject: str
    previous: str
    digest: str
    by_name: str
    is_right: bool  # its digest follows from its content


_LINES = """
SELECT id, xid, centre, subject, previous, digest, by_name, event, by, at, data FROM journal_entry
WHERE xid >= %s ORDER BY xid, id
"""


def prove(
    since: Seal | None = None,
    *,
    against: Iterable[Witness] = (),
    progress: Progress | None = None,
) -> Proof:
    """Prove the journal, or what came after the window of `since`; compare with seals that were sent away.

    One pass; the memory that it takes follows the subjects (a quarter of a kilobyte each) and the longest
    window, not the lines.
    """
    proof = Proof()
    start = since.upto_xid if since else 0
    with transaction.atomic():
        state = _State(proof, start)
        lines = _Peekable(_lines(start, proof, progress))
        for upto, seals in groupby(_seals(start), attrgetter("upto_xid")):
            state.window(list(seals), lines.upto(upto))
        for line in lines.rest():
            proof.unsealed += 1
            state.link(line)
    _compare(proof, against)
    return proof


def breaks() -> Iterator[Fault]:
    """Yield what is wrong with the journal, the first faults at most."""
    yield from prove().faults


def _seals(start: int) -> Iterator[Seal]:
    rows = Seal.objects.filter(upto_xid__gt=start).order_by("upto_xid", "centre")
    return rows.iterator(chunk_size=100)


def _lines(start: int, proof: Proof, progress: Progress | None) -> Iterator[_Line]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LINES, [start])
        while rows := cursor.fetchmany(CHUNK):
            for row in rows:
                yield _line(row)
            proof.lines += len(rows)
            if progress:
                progress(proof.lines)


def _line(row: tuple[Any, ...]) -> _Line:
    entry_id, xid, centre, subject, previous, mark, by_name, event, by, at, data = row
    is_right = digest(previous, subject, event, by, at, json.loads(data)) == mark
    return _Line(entry_id, xid, centre, subject, previous, mark, by_name, is_right)


class _Peekable:
    """The stream of lines, taken up to a transaction number at a time."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._next = next(lines, None)

    def upto(self, xid: int) -> list[_Line]:
        """Return the lines of transactions before this one, by id."""
        taken = []
        while self._next is not None and self._next.xid < xid:
            taken.append(self._next)
            self._next = next(self._lines, None)
        return sorted(taken, key=attrgetter("id"))

    def rest(self) -> list[_Line]:
        """Return what has no seal yet, by id."""
        return self.upto(2**63)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What a seal says of a line."""

    mark: str
    subject: str
    centre: int


class _State:
    """How far the proof has come: the tips of subjects and of centres, and who is known to be hurt."""

    def __init__(self, proof: Proof, start: int) -> None:
        self.proof = proof
        self.start = self.upto = start
        self.tips: dict[str, str] = {}
        self.hurt: set[str] = set()
        self.last: dict[int, tuple[int, str]] = _last_before(start)

    def window(self, seals: list[Seal], lines: list[_Line]) -> None:
        """Prove one sealing: its seals, then that its lines are those which were sealed."""
        sealed: dict[int, _Sealed] = {}
        for seal in seals:
            self._seal(seal)
            for entry_id, mark, subject in read_manifest(seal.manifest):
                sealed[entry_id] = _Sealed(mark, subject, seal.centre)
        self.upto = seals[0].upto_xid
        there = {line.id for line in lines}
        # A subject that lost a line is told once, by that line; the next one's broken link says no more.
        self.hurt.update(sealed[gone].subject for gone in sealed.keys() - there)
        by_id = {line.id: line for line in lines}
        for entry_id in sorted(sealed.keys() | there):
            self._compare(by_id.get(entry_id), sealed.get(entry_id), entry_id)

    def _seal(self, seal: Seal) -> None:
        self.proof.seals += 1
        number, tip = self.last.get(seal.centre, (0, GENESIS))
        facts = SealFacts(
            seal.previous, seal.centre, seal.number, seal.from_xid, seal.upto_xid, seal.at, seal.lines,
            seal.manifest,
        )  # fmt: skip
        if facts.digest != seal.digest or seal.lines != seal.manifest.count("\n"):
            self.proof.found(Fault(FaultKind.SEAL_ALTERED, seal.centre, seal=seal.number))
        elif (seal.number, seal.previous) != (number + 1, tip) or seal.from_xid != self.upto:
            self.proof.found(Fault(FaultKind.SEAL_MISSING, seal.centre, seal=seal.number))
        self.last[seal.centre] = (seal.number, seal.digest)

    def _compare(self, line: _Line | None, sealed: _Sealed | None, entry_id: int) -> None:
        if line is None:
            assert sealed is not None  # noqa: S101 - the id came from one of the two
            gone = Fault(FaultKind.LINE_MISSING, sealed.centre, sealed.subject, entry_id)
            self.proof.found(gone)
        elif sealed is None:
            self._broken(FaultKind.LINE_ADDED, line)
        elif (sealed.mark, sealed.subject, sealed.centre) != (
            mark_of(line.digest, line.by_name),
            line.subject,
            line.centre,
        ):
            self._broken(FaultKind.LINE_ALTERED, line)
            self.hurt.add(sealed.subject)
        else:
            self.link(line)

    def link(self, line: _Line) -> None:
        """Prove that a line's digest is its content's and that it follows the one before it."""
        if not line.is_right:
            self._broken(FaultKind.LINE_ALTERED, line)
            return
        known = self.tips.get(line.subject)
        if known is None:
            known = GENESIS if self.start == 0 else _tip_before(line.subject, self.start)
        if line.previous != known and line.subject not in self.hurt:
            self._broken(FaultKind.LINE_MOVED, line)
        self.tips[line.subject] = line.digest

    def _broken(self, kind: FaultKind, line: _Line) -> None:
        self.proof.found(Fault(kind, line.centre, line.subject, line.id))
        self.hurt.add(line.subject)
        self.tips[line.subject] = line.digest


def _last_before(start: int) -> dict[int, tuple[int, str]]:
    """Return number and digest of each centre's last seal up to a window's end."""
    rows = Seal.objects.filter(upto_xid__lte=start).order_by("centre", "-number").distinct("centre")
    return {row.centre: (row.number, row.digest) for row in rows.defer("manifest")} if start else {}


def _tip_before(subject: str, start: int) -> str:
    """Return where a subject's chain ended before a window. One query for each subject that goes on."""
    lines = Entry.objects.filter(subject=subject, xid__lt=start).order_by("-id")
    return lines.values_list("digest", flat=True).first() or GENESIS


def _compare(proof: Proof, against: Iterable[Witness]) -> None:
    """Compare seals with those that were sent away, oldest first."""
    for witness in sorted(against, key=attrgetter("centre", "number")):
        there = Seal.objects.filter(centre=witness.centre, number=witness.number)
        if there.values_list("digest", flat=True).first() != witness.digest:
            proof.found(Fault(FaultKind.SEAL_REWRITTEN, witness.centre, seal=witness.number))
