"""The only code that issues papers.

Issuing is part of something larger (accepting, deciding), so `issue` writes the papers and leaves the
journal's lines to the caller, who writes them with its own in one statement: `lines_for`.
"""

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.journal.public import Event, Line, record
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import aside, insert_later
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import ApprovalSeal, Centre, Department
from yichuang.worktime.public import local_day

from ..models import NumberSeries, Paper
from ..rules.bodies import Body, kind_of, title_of, what_is_missing
from ..rules.codec import to_json
from ..rules.kinds import KINDS, Issuer, number_text
from ..selectors import digest_of, rare_on, title_at

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread aloud or on paper
CODE_LENGTH = 12  # 58 bits


_Series = tuple[int, int, str]  # of a department or (the other is 0) of a centre


@dataclass(frozen=True)
class PaperOrder:
    """A paper to be issued. `title` overrides what the centre calls it (its setting), or else the house."""

    body: Body
    centre: Centre
    department: Department | None = (
        None  # issues, numbers and seals it; None: the centre does, without a seal
    )
    case_no: str = ""
    addressee: str = ""
    title: str = ""

    @property
    def series(self) -> _Series | None:
        """Return the series that numbers it, None for a paper without a number."""
        kind = kind_of(self.body)
        series = KINDS[kind].series
        if not series or (self.department is None and KINDS[kind].issuer not in (Issuer.CENTRE, Issuer.UNIT)):
            return None
        return (self.department.pk, 0, series) if self.department else (0, self.centre.pk, series)

    @property
    def letter(self) -> str:
        """Return the letters of whoever issues it, as they stand in its number."""
        return self.department.letter if self.department else f"{self.centre.short}政务"


@dataclass(frozen=True)
class _Taken:
    """The last number of a series after this transaction's were taken, and the department's seal."""

    last: int
    seal_id: int | None
    seal_name: str


@transaction.atomic(savepoint=False)
def issue(orders: list[PaperOrder], *, by: Actor, now: datetime) -> list[Paper]:
    """Number, seal and keep several papers, in the caller's transaction: two statements in all, besides
    the centre's settings, which are remembered.

    Numbers have no gap: a rolled-back transaction gives its numbers back. Raises Invalid for a paper
    that would be incomplete (R138) and Refused where a sealed paper's department has no seal (R011).
    """
    for order in orders:
        if problem := what_is_missing(order.body):
            raise Invalid(problem)
    wanted = Counter(order.series for order in orders if order.series)
    year = local_day(now).year
    taken = _take_numbers(wanted, year)
    following = {key: taken[key].last - count for key, count in wanted.items()}
    papers = []
    for order in orders:
        number = ""
        if series := order.series:
            following[series] += 1
            number = number_text(order.letter, series[2], year, following[series])
        papers.append(_paper(order, number, taken, by=by, now=now))
    insert_later(papers)
    return papers


_TAKE = """
WITH taken AS (
  INSERT INTO {series} (department_id, centre_id, series, year, last) VALUES {rows}
  ON CONFLICT (department_id, centre_id, series, year) DO UPDATE SET last = {series}.last + excluded.last
  RETURNING department_id, centre_id, series, last
)
SELECT coalesce(taken.department_id, 0), coalesce(taken.centre_id, 0), taken.series, taken.last, seal.id, seal.name
  FROM taken LEFT JOIN LATERAL (
    SELECT id, name FROM {seals}
     WHERE department_id = taken.department_id AND retired_on IS NULL ORDER BY id LIMIT 1
  ) seal ON true
"""


def _take_numbers(wanted: Counter[_Series], year: int) -> dict[_Series, _Taken]:
    """Move every series on in one statement, always in one order, so that two issuers cannot deadlock."""
    keys = sorted(wanted)
    if not keys:
        return {}
    sql = _TAKE.format(
        series=NumberSeries._meta.db_table,
        seals=ApprovalSeal._meta.db_table,
        rows=", ".join(["(nullif(%s, 0), nullif(%s, 0), %s, %s, %s)"] * len(keys)),
    )
    values = [value for key in keys for value in (*key, year, wanted[key])]
    with aside(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    return {row[:3]: _Taken(row[3], row[4], row[5] or "") for row in rows}


def _paper(
    order: PaperOrder, number: str, taken: dict[_Series, _Taken], *, by: Actor, now: datetime
) -> Paper:
    kind = kind_of(order.body)
    mark = taken.get(order.series) if order.series else None
    issuer = order.department.name if order.department else order.centre.name
    seal = mark if mark and KINDS[kind].is_sealed else None
    if KINDS[kind].is_sealed and (seal is None or seal.seal_id is None):
        raise Refused(
            gettext("%(issuer)s还没有登记行政审批专用章，不能出具%(kind)s。请先登记印章。")
            % {"issuer": issuer, "kind": gettext(kind.label)}
        )
    paper = Paper(
        code=_code(),
        kind=kind,
        title=title_of(order.body, order.title or title_at(order.centre.pk, kind)),
        number=number,
        centre=order.centre,
        department=order.department,
        issuer=issuer,
        subject=f"case:{order.case_no}" if order.case_no else "",
        case_no=order.case_no,
        addressee=order.addressee,
        body=to_json(order.body),
        seal_id=seal.seal_id if seal else None,
        seal_name=seal.seal_name if seal else "",
        issued_at=now,
        issued_by=by.actor_id,
    )
    paper.digest = digest_of(paper)
    return paper


def _code() -> str:
    """Draw a code: one draw for all letters, because each is a call to the system's source of chance."""
    drawn, letters = secrets.randbelow(len(CODE_ALPHABET) ** CODE_LENGTH), ""
    for _ in range(CODE_LENGTH):
        drawn, at = divmod(drawn, len(CODE_ALPHABET))
        letters += CODE_ALPHABET[at]
    return letters


def lines_for(papers: list[Paper]) -> list[Line]:
    """Return the journal's lines about papers just issued: each paper, and each use of a seal (R011)."""
    lines = []
    for paper in papers:
        facts = {"kind": paper.kind, "number": paper.number, "code": paper.code}
        rare = {"unprintable": rare} if (rare := rare_on(paper)) else {}
        lines.append(Line(Event.PAPER_ISSUED, {**facts, "digest": paper.digest, **rare}))
        if paper.seal_id is not None:
            lines.append(Line(Event.SEAL_USED, {**facts, "seal": paper.seal_id, "name": paper.seal_name}))
    return lines


@transaction.atomic
def mark_printed(paper: Paper, *, by: Actor, now: datetime) -> None:
    """Count one print; who printed stands in the journal. The paper itself does not change."""
    Paper.objects.filter(pk=paper.pk).update(printed=F("printed") + 1, printed_at=now)
    paper.refresh_from_db(fields=["printed", "printed_at"])
    facts = {"kind": paper.kind, "number": paper.number, "code": paper.code, "print": paper.printed}
    record(paper.subject or f"paper:{paper.code}", Event.PAPER_PRINTED, by=by, at=now, data=facts)
