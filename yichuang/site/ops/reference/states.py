"""docs/reference/states.md: the lives of cases, steps of review and guides, drawn from their tables of moves."""

from collections.abc import Mapping
from typing import Any

from yichuang.appointments import public as appointments
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.catalogue import public as catalogue
from yichuang.complaints import public as complaints
from yichuang.devices import public as devices
from yichuang.joint import public as joint

from .markdown import code, table

LIVES: dict[str, Mapping[Any, Any]] = {
    "办件 / Case": cases.MOVES,
    "预约 / Booking": appointments.MOVES,
    "联办件 / Joint application": joint.MOVES,
    "审批环节 / Step of review": approvals.MOVES,
    "拟不予 / Intended denial": approvals.DENIAL_MOVES,
    "听证 / Hearing": approvals.HEARING_MOVES,
    "业务会议 / Business meeting": approvals.MEETING_MOVES,
    "投诉 / Complaint": complaints.MOVES,
    "转其他机关 / Complaint with another body": complaints.TRANSFER_MOVES,
    "整改单 / Order to put right": complaints.RECTIFICATION_MOVES,
    "办不成事 / Could not be done elsewhere": complaints.UNRESOLVED_MOVES,
    "设备 / Machine of the hall": devices.MOVES,
    "办事指南的一版 / Version of a guide": catalogue.MOVES,
}


def page() -> str:
    """Return the page: a diagram and a table for each life. What is not in a table cannot happen."""
    parts = [f"## {title}\n\n{_diagram(moves)}\n{_table(moves)}" for title, moves in LIVES.items()]
    return "# 状态 / States\n\nThe only moves there are; everything else is refused.\n\n" + "\n".join(parts)


def _diagram(moves: Mapping[Any, Any]) -> str:
    states = dict.fromkeys([state for state, _ in moves] + list(moves.values()))
    left = {state for state, _ in moves}
    lines = [f"  {state.value}: {state.label}" for state in states]
    lines.append(f"  [*] --> {next(iter(states)).value}")
    lines += [f"  {before.value} --> {after.value}: {act.label}" for (before, act), after in moves.items()]
    lines += [f"  {state.value} --> [*]" for state in states if state not in left]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n"


def _table(moves: Mapping[Any, Any]) -> str:
    rows = ((_both(before), _both(action), _both(after)) for (before, action), after in moves.items())
    return table(("From", "Action", "To"), rows)


def _both(word: Any) -> str:
    return f"{word.label} {code(word.value)}"
