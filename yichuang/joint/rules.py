"""The words and the arithmetic of a joint application. No queries, no clock."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import TextChoices

from yichuang.cases.public import State as CaseState
from yichuang.catalogue.public import Material, Necessity

JOINT_LIMIT = 45  # working days in all; 行政许可法 42 第二款
JOINT_EXTENSION = 15  # working days, with the approval of the government's head
LEAST_DEPARTMENTS = 2  # the source leaves the number out (001 t; A-V 1)
DRAFT_KEPT = timedelta(days=30)  # after the last change; then an unsent application is forgotten
MOST_FILES_A_MATERIAL = 5
MOST_FILES = 60  # in one application


MOST_TYPED = 2000  # characters in one field
_PERSON = ("id_kind", "id_number", "name", "phone", "address", "confirmed")
DRAFT_FIELDS = frozenset(
    {f"{prefix}{name}" for prefix in ("", "agent_") for name in _PERSON}
    | {
        "authority",
        "content",
        "has_agent",
        "way",
        "receiver",
        "receiver_phone",
        "receiver_address",
        "consent",
    }
)
_BY_KEY = re.compile(r"(situation|m)_[0-9a-f]{12}")


def may_be_typed(name: str) -> bool:
    """Say whether a citizen's form has this field: fixed ones, and one for each situation and material."""
    return name in DRAFT_FIELDS or _BY_KEY.fullmatch(name) is not None


class State(TextChoices):
    """Where a joint application stands."""

    GATHERING = "gathering", "收件中"
    RECEIVED = "received", "已收件，待受理"
    SUPPLEMENTING = "supplementing", "待补正"
    RUNNING = "running", "联合办理中"
    READY = "ready", "全部办好，待领取"
    CONCLUDED = "concluded", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    ENDED = "ended", "没有受理，已结束"
    DISCARDED = "discarded", "已作废"


class Action(TextChoices):
    """What can be done to it."""

    EDIT = "edit", "登记"
    CHECK = "check", "核对材料"
    RECEIVE = "receive", "收下申请"
    SUPPLEMENT = "supplement", "一次告知补正"
    RESUBMIT = "resubmit", "收补正材料"
    END = "end", "结束"
    ACCEPT = "accept", "一并受理"
    MEET = "meet", "记联办会议"
    EXTEND = "extend", "延长期限"
    FINISH = "finish", "全部办好"
    HAND_OUT = "hand_out", "一次出件"
    WITHDRAW = "withdraw", "撤回"
    DISCARD = "discard", "作废"


MOVES: dict[tuple[State, Action], State] = {
    (State.GATHERING, Action.EDIT): State.GATHERING,
    (State.GATHERING, Action.CHECK): State.GATHERING,
    (State.GATHERING, Action.RECEIVE): State.RECEIVED,  # sent in from the portal (行政许可法 29, 33)
    (State.GATHERING, Action.ACCEPT): State.RUNNING,
    (State.GATHERING, Action.DISCARD): State.DISCARDED,
    (State.RECEIVED, Action.CHECK): State.RECEIVED,
    (State.RECEIVED, Action.ACCEPT): State.RUNNING,  # also by the clock itself: deemed acceptance (32)
    (State.RECEIVED, Action.SUPPLEMENT): State.SUPPLEMENTING,  # 32 (四), within five working days
    (State.RECEIVED, Action.WITHDRAW): State.WITHDRAWN,
    (State.RECEIVED, Action.END): State.ENDED,  # every part was refused or not required
    (State.SUPPLEMENTING, Action.CHECK): State.SUPPLEMENTING,
    (State.SUPPLEMENTING, Action.RESUBMIT): State.RECEIVED,
    (State.SUPPLEMENTING, Action.ACCEPT): State.RUNNING,
    (State.SUPPLEMENTING, Action.WITHDRAW): State.WITHDRAWN,
    (State.SUPPLEMENTING, Action.END): State.ENDED,  # nothing came by the day told
    (State.RUNNING, Action.MEET): State.RUNNING,
    (State.RUNNING, Action.EXTEND): State.RUNNING,
    (State.RUNNING, Action.FINISH): State.READY,
    (State.RUNNING, Action.WITHDRAW): State.WITHDRAWN,
    (State.READY, Action.HAND_OUT): State.CONCLUDED,
}

# What the applicant does herself, online, once she has shown who she is: the same moves as at the window.
HER_OWN_ACTIONS = frozenset({Action.RESUBMIT, Action.WITHDRAW})
BEFORE_ACCEPTANCE = frozenset({State.RECEIVED, State.SUPPLEMENTING})


def next_action(state: State, parts: Collection[CaseState]) -> Action | None:
    """Return what a whole that was sent in does next, so that it stands where its parts stand.

    `parts` are those that wait for no other. One part to supplement holds the whole; it runs when no part
    is left to be looked at and one of them runs; with none it ends.
    """
    if state not in BEFORE_ACCEPTANCE:
        return None
    if CaseState.SUPPLEMENTING in parts:
        return Action.SUPPLEMENT if state is State.RECEIVED else None
    if CaseState.RECEIVED in parts:
        return Action.RESUBMIT if state is State.SUPPLEMENTING else None
    going = {CaseState.ACCEPTED, CaseState.SENT_UP, CaseState.DECIDED, CaseState.CONCLUDED}
    return Action.ACCEPT if going.intersection(parts) else Action.END


class Channel(TextChoices):
    """How a joint application came."""

    WINDOW = "window", "窗口"
    ONLINE = "online", "网上"


class Said(TextChoices):
    """What the applicant says of a material when she sends her application in."""

    UPLOADED = "uploaded", "已上传"
    BRINGS = "brings", "带到窗口"
    NOT_MINE = "not_mine", "没有这种情形"
    LEFT_OUT = "left_out", "不交"


class MeetingKind(TextChoices):
    """How the departments come together (R103)."""

    MEETING = "meeting", "联办会议"
    SITE_VISIT = "site_visit", "联合踏勘"


@dataclass(frozen=True)
class OfferTerms:
    """What a manager says of one thing that the centre offers. `after`: by part, the parts granted first."""

    code: str
    name: str
    after: dict[int, Sequence[int]] = field(default_factory=dict)
    name_en: str = ""
    summary: str = ""
    summary_en: str = ""
    event_id: int | None = None
    is_open: bool = False


@dataclass
class SharedLine:
    """One material asked for once, and the lines of the parts' lists that it serves."""

    name: str
    form: str
    copies: int
    necessity: str
    situation: str
    serves: list[tuple[int, int]] = field(default_factory=list)  # (part, line)
    source: str = ""  # whence the applicant has it
    notes: str = ""

    @property
    def key(self) -> str:
        """By which a form knows it, whatever its place in the list becomes."""
        return short_key(self.name)

    @property
    def situation_key(self) -> str:
        """By which a form knows the situation in which it is needed; empty: always."""
        return short_key(self.situation) if self.situation else ""

    @property
    def is_optional(self) -> bool:
        """Whether the application is complete without it."""
        return self.necessity == Necessity.OPTIONAL


def short_key(words: str) -> str:
    """Return a name for words that fits a form's field."""
    tidy = "".join(unicodedata.normalize("NFKC", words).split())
    return hashlib.sha256(tidy.encode()).hexdigest()[:12]


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
                    material.name,
                    material.form,
                    0,
                    material.necessity,
                    material.situation,
                    source=material.source,
                    notes=material.notes,
                )
            shared.copies += material.copies or 1
            if material.necessity in {"required", ""} and not material.situation:
                shared.necessity, shared.situation = material.necessity, ""
            elif shared.serves and shared.situation and material.situation not in shared.situation:
                shared.situation = f"{shared.situation}；{material.situation}"
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
