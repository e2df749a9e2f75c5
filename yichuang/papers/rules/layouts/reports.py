"""What stands on a centre's reports to the public."""

from ..bodies import RatingLine, RatingReport
from ..sheet import Block, Grid, Pairs, bold, pair, text

NONE = "–"


def ratings(body: RatingReport) -> tuple[Block, ...]:
    """好差评月报: what counts is said above the figures, what is done below them."""
    served = sum(line.served for line in body.lines)
    rated = sum(line.rated for line in body.lines)
    content = sum(line.content for line in body.lines)
    rows = tuple(_row(line) for line in body.lines)
    return (
        text(bold(body.month), "办理的事项，按规定公布满意度评价结果。"),
        text(
            "满意率＝非常满意、满意和基本满意的评价数÷全部有效评价数。没有评价的不算好评；"
            "核实为误评或者恶意的不计入，另列。"
        ),
        Grid(("部门", "办理", "有效评价", "满意", "满意率", "不予采纳"), rows, wide=0),
        Pairs(
            (
                (pair("办理合计", str(served)), pair("有效评价合计", str(rated))),
                (pair("满意合计", str(content)), pair("满意率", bold(_share(content, rated)))),
                (pair("差评", str(body.bad)), pair("已整改或者说明", str(body.bad_settled))),
                (pair("说到多跑趟的评价", str(body.errands)), pair("签发", body.published_by)),
            )
        ),
        text(bold("改进措施")),
        *(text(line) for line in body.measures.splitlines() if line.strip()),
    )


def _row(line: RatingLine) -> tuple[str, ...]:
    share = _share(line.content, line.rated)
    return line.name, str(line.served), str(line.rated), str(line.content), share, str(line.excluded)


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else NONE
