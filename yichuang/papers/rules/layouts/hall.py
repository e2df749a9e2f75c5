"""The layout of the hall's own papers: every one follows from its form."""

from ..bodies import HallPaper
from ..hall import HALL_FORMS, HallForm
from ..sheet import Block, Grid, Pair, Pairs, bold, pair, text

SHORT = 16  # characters of a value beside which another pair has room
PEN_MM = 12


def paper(body: HallPaper) -> tuple[Block, ...]:
    """Facts as a table, what was written under its heading, the form's table, what the form always says."""
    form = HALL_FORMS[body.kind]
    headings = {f"{blank.label}：" for blank in form.blanks}
    blocks: list[Block] = [text(form.opening)] if form.opening else []
    if body.facts:
        blocks.append(Pairs(_in_pairs(body)))
    blocks += [text(bold(line) if line in headings else line) for line in body.words]
    blocks += _table(body, form)
    return (*blocks, *(text(line) for line in form.closing))


def _in_pairs(body: HallPaper) -> tuple[tuple[Pair, ...], ...]:
    rows: list[tuple[Pair, ...]] = []
    for fact in body.facts:
        is_short = len(fact.value) <= SHORT
        if is_short and rows and len(rows[-1]) == 1 and len(rows[-1][0].runs[0].text) <= SHORT:
            rows[-1] = (*rows[-1], pair(fact.label, fact.value))
        else:
            rows.append((pair(fact.label, fact.value),))
    return tuple(rows)


def _table(body: HallPaper, form: HallForm) -> list[Block]:
    if form.pen_rows:
        return [Grid(form.head, (("",) * len(form.head),) * form.pen_rows, wide=0, row_mm=PEN_MM)]
    return [Grid(form.head, body.rows, wide=len(form.head) - 1)] if body.rows else []
