"""What a guide tells those who take a case in: frozen values that travel through the door."""

from dataclasses import dataclass

from .content import Special
from .words import CaseKind, LimitUnit, StepKind, StepRole


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of time: a whole number of units, and the words of the source where it had more to say.

    `value` 0 working days means the same day or on the spot.
    """

    value: int
    unit: LimitUnit
    text: str = ""

    def __str__(self) -> str:
        if self.unit is LimitUnit.NONE:
            return "无"
        if self.value == 0:
            return "当场办结"
        return f"{self.value} {self.unit.label}"


@dataclass(frozen=True, slots=True)
class Material:
    """One line of the closed list of materials (R035)."""

    id: int
    name: str
    form: str  # MaterialForm, or the source's own word
    copies: int | None  # None: the source does not say
    carrier: str
    necessity: str  # Necessity
    source: str
    situation: str  # when it is needed; empty: always
    notes: str

    @property
    def is_required(self) -> bool:
        """Whether it must be there at acceptance: said to be necessary, or not said to be otherwise."""
        return self.necessity in {"required", ""} and not self.situation


@dataclass(frozen=True, slots=True)
class Step:
    """One approval step in order. `needed` is how many must agree: 1, several, or 0 for all."""

    order: int
    name: str
    kind: StepKind
    role: StepRole
    limit: Limit | None
    needed: int = 1


@dataclass(frozen=True, slots=True)
class Fee:
    """What the matter costs; `charged` None: the source does not say."""

    charged: bool | None
    standard: str = ""
    basis: str = ""


DEFAULT_STEPS = (
    Step(1, "审查", StepKind.REVIEW, StepRole.REVIEWER, None),
    Step(2, "决定", StepKind.DECIDE, StepRole.APPROVER, None),
)


@dataclass(frozen=True, slots=True)
class IntakeSheet:
    """All that taking a case in and deciding it needs to know of one published version.

    A published version never changes, so a sheet may be kept for as long as the process lives.
    """

    guide_id: int
    guide_number: int
    matter_id: int
    matter_code: str
    name: str
    category: str  # 行政许可, 行政确认 …; empty: the source does not say
    department_id: int
    centre_id: int
    theme_name: str
    case_kind: str  # CaseKind, or the source's own word
    promised: Limit | None
    statutory: Limit | None
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    is_default_steps: bool  # the source names no approval step: review, then decision
    fee: Fee
    result_name: str
    result_kind: str
    delivery: tuple[str, ...]
    quantity_limit: str = ""  # as the source words it: 每年 20 个
    site_step: str = ""  # the published step in which somebody goes and looks; empty: none
    is_site_as_needed: bool = False  # the guide says 必要时: the reviewer may find it unnecessary
    conditions: tuple[str, ...] = ()  # 法定条件, as the guide words them; nothing where it is silent
    specials: tuple[Special, ...] = ()  # 特别程序, each counted in the limit or not

    @property
    def is_licence(self) -> bool:
        """Whether the Administrative Licensing Law's own limits and words apply."""
        return "许可" in self.category

    @property
    def is_immediate(self) -> bool:
        """即办件: decided at the window on the same day (R098)."""
        return self.case_kind == CaseKind.IMMEDIATE
