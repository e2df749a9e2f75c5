"""The words and the arithmetic of a joint application. No queries, no clock."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import TextChoices

from yichuang.catalogue.public import Material

JOINT_LIMIT = 45  # working days in all; 行政许可法 42 第二款
JOINT_EXTENSION = 15  # working days, with the approval of the government's head
LEAST_DEPARTMENTS = 2  # the source leaves the number out (001 t; A-V 1)


class State(TextChoices):
    """Where a joint application stands."""

    GATHERING = "gathering", "收件中"
    RUNNING = "running", "联合办理中"
    READY = "ready", "全部办好，待领取"
    CONCLUDED = "concluded", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    DISCARDED = "discarded", "已作废"


class Action(TextChoices):
    """What can be done to it."""

    EDIT = "edit", "登记"
    ACCEPT = "accept", "一并受理"
    MEET = "meet", "记联办会议"
    EXTEND = "extend", "延长期限"
    FINISH = "finish", "全部办好"
    HAND_OUT = "hand_out", "一次出件"
    WITHDRAW = "withdraw", "撤回"
    DISCARD = "discard", "作废"


MOVES: dict[tuple[State, Action], State] = {
    (State.GATHERING, Action.EDIT): State.GATHERING,
    (State.GATHERING, Action.ACCEPT): State.RUNNING,
    (State.GATHERING, Action.DISCARD): State.DISCARDED,
    (State.RUNNING, Action.MEET): State.RUNNING,
    (State.RUNNING, Action.EXTEND): State.RUNNING,
    (State.RUNNING, Action.FINISH): State.READY,
    (State.RUNNING, Action.WITHDRAW): State.WITHDRAWN,
    (State.READY, Action.HAND_OUT): State.CONCLUDED,
}


class MeetingKind(TextChoices):
    """How the departments come together (R103)."""

    MEETING = "meeting", "联办会议"
    SITE_VISIT = "site_visit", "联合踏勘"


@dataclass
class SharedLine:
    """One material asked for once, and the lines of the parts' lists that it serves."""

    name: str
    form: str
    copies: int
    necessity: str
    situation: str
    serves: list[tuple[int, int]] = field(default_factory=list)  # (part, line)


def share(lists: Sequence[Sequence[Material]]) -> list[SharedLine]:
    """Merge the parts' lists: what several ask for under the same name is asked for once (R276, R292).

    Copies add up, because every department keeps its own; needed by one is needed.
    """
    found: dict[str, SharedLine] = {}
    for part, materials in enumerate(lists, start=1):
        for line, material in enumerate(materials, start=1):
            key = "".join(unicodedata.normalize("NFKC", material.name).split())
            shared = found.get(key)
            if shared is None:
                shared = found[key] = SharedLine(
                    material.name, material.form, 0, material.necessity, material.situation
                )
            shared.copies += material.copies or 1
            if material.necessity in {"required", ""} and not material.situation:
                shared.necessity, shared.situation = material.necessity, ""
            shared.serves.append((part, line))
    return list(found.values())


def why_not_order(after: dict[int, Sequence[int]], parts: int) -> str:
    """Say which part waits for itself in the end: such an order would never begin."""
    done: set[int] = set()
    while len(done) < parts:
        ready = {n for n in range(1, parts + 1) if n not in done and set(after.get(n, ())) <= done}
        if not ready:
            return "、".join(str(n) for n in range(1, parts + 1) if n not in done)
        done |= ready
    return ""
