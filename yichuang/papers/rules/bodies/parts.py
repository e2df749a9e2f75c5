"""Values that several kinds of papers share."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Contacts:
    """Whom to ask. The person is the first responsible one, the only one to contact (R078, R079)."""

    person: str = ""
    person_phone: str = ""
    window: str = ""  # 青禾县政务服务中心 5 号窗口
    consult_phone: str = ""
    complaint_phone: str = ""


@dataclass(frozen=True)
class Limit:
    """A limit as a paper states it: 自受理次日起 10 个工作日, its last day, and whether that may move."""

    text: str
    on: date | None = None
    is_provisional: bool = False


@dataclass(frozen=True)
class MaterialLine:
    """One material on the list that was received."""

    order: int
    name: str
    form: str  # 原件; 核原件，退还; 数据共享，免交
    copies: int = 0  # 0 is printed as –
    is_returned: bool = False  # an original that goes back to the applicant


@dataclass(frozen=True)
class SupplementItem:
    """A material that is missing or wrong: what is the matter with it and what is wanted (R090)."""

    order: int
    name: str
    problem: str  # 未提交; 未盖公章; 面积与图纸不一致
    wanted: str  # the specification and form wanted: A4 复印件 1 份，加盖公章
    sample: str = ""  # where a sample is: 窗口样表夹第 3 页


@dataclass(frozen=True)
class Fact:
    """A labelled line of a licence, a form or a list."""

    label: str
    value: str


@dataclass(frozen=True)
class Opinion:
    """What one person or department said about a case. An empty `opinion` is left for the pen."""

    who: str  # 审查人员; 青禾县自然资源局; 分管领导
    opinion: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    limit: str = ""  # by when it was asked for: 3 个工作日


@dataclass(frozen=True)
class Attendee:
    """Someone at a meeting, a hearing or a site visit."""

    name: str
    role: str = ""  # 听证主持人; 核查人员; 申请人
    unit: str = ""
    badge: str = ""  # 执法证号, where an inspector has one


@dataclass(frozen=True)
class Remedies:
    """Where an applicant can turn against a decision: reconsideration within 60 days (行政复议法 20),
    a lawsuit within 6 months (行政诉讼法 46). Empty names are printed as the body or court in charge."""

    reviewer: str = ""  # 青禾县人民政府
    court: str = ""  # 青禾县人民法院


@dataclass(frozen=True, kw_only=True)
class OfCase:
    """What stands on every paper of a case. Department, centre and day are the order's and the paper's."""

    applicant: str
    matter: str
    case_no: str
    contacts: Contacts = field(default_factory=Contacts)
