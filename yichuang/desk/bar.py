"""The bar on top of the workbench: what a role opens every day stands in it, the rest under 更多 in groups."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext

from yichuang.approvals import public as approvals
from yichuang.archive import public as archive
from yichuang.complaints import public as complaints
from yichuang.enquiries import public as enquiries
from yichuang.people.public import Officer, Role

from .duties import (
    ANSWER_ROLES,
    CARD_ROLES,
    CATALOGUE_ROLES,
    DOC_ROLES,
    HALL_PAPER_ROLES,
    LEDGER_ROLES,
    OVERDUE_ROLES,
    REVIEW_ROLES,
)

FITS = 8  # so many places stand in one line of a screen of 1366 pixels beside a name and a window


@dataclass(frozen=True)
class Place:
    """One entry of the bar."""

    name: str
    url: str
    is_here: bool
    count: int | None = None


@dataclass(frozen=True)
class Bar:
    """What one person's bar holds: places in it, and groups of the others with their names."""

    places: list[Place]
    more: dict[str, list[Place]] = field(default_factory=dict)

    @property
    def here_in_more(self) -> Place | None:
        """The place one is at, where it does not stand in the bar itself."""
        return next((place for places in self.more.values() for place in places if place.is_here), None)


@dataclass(frozen=True)
class _Entry:
    """Whom a place is for (nobody named: everyone), and whose daily work it is."""

    key: str
    name: str
    url: str
    roles: tuple[Role, ...] = ()
    daily: tuple[Role, ...] = ()


def bar_of(by: Officer, here: str) -> Bar:
    """Return a person's bar. One query, and only for those who have tasks: how many wait."""
    groups = {name: [one for one in entries if _is_for(one, by)] for name, entries in _groups()}
    everything = [one for entries in groups.values() for one in entries]
    daily = {one.key for one in everything if len(everything) <= FITS or by.holds(*one.daily)}
    return Bar(
        [_place(one, by, here) for one in everything if one.key in daily],
        {
            name: rest
            for name, entries in groups.items()
            if (rest := [_place(one, by, here) for one in entries if one.key not in daily])
        },
    )


def _is_for(entry: _Entry, by: Officer) -> bool:
    return not entry.roles or by.holds(*entry.roles)


def _place(entry: _Entry, by: Officer, here: str) -> Place:
    count = approvals.count_open(by) if entry.key == "tasks" else None
    return Place(entry.name, entry.url, entry.key == here, count)


def _groups() -> Iterator[tuple[str, tuple[_Entry, ...]]]:
    """Yield the groups with their names, in the order of the bar."""
    yield gettext("办件"), _cases()
    yield gettext("大厅"), _hall()
    yield gettext("监督"), _watching()
    yield gettext("资料"), _shelves()


def _cases() -> tuple[_Entry, ...]:
    clerk, review = (Role.CLERK,), REVIEW_ROLES
    return (
        _Entry("window", gettext("工作台"), "/desk/window/", clerk, clerk),
        _Entry("collect", gettext("出件"), "/desk/collect/", clerk, clerk),
        _Entry("joint", gettext("联办"), "/desk/joint/", clerk, clerk),
        _Entry("returned", gettext("部门退回"), "/desk/returned/", clerk, clerk),
        _Entry("tasks", gettext("待办"), "/desk/tasks/", review, review),
        _Entry("done", gettext("已办"), "/desk/tasks/done/", review, review),
        _Entry("handovers", gettext("交接"), "/desk/handovers/", (*clerk, *review), (*clerk, *review)),
        _Entry("docs", gettext("公文收发"), "/desk/official-docs/", DOC_ROLES),
        _Entry("fees", gettext("收费"), "/desk/fees/", (Role.CLERK, Role.MANAGER)),
        _Entry("licences", gettext("证照"), "/desk/licences/", review, (Role.APPROVER,)),
        _Entry("checks", gettext("承诺核查"), "/desk/checks/", review),
    )


def _hall() -> tuple[_Entry, ...]:
    front = (Role.RECEPTION, Role.MANAGER)
    return (
        _Entry("board", gettext("实时"), "/desk/board/", (Role.MANAGER, Role.SUPERVISION), (Role.MANAGER,)),
        _Entry("reception", gettext("导办"), "/desk/reception/", front, front),
        _Entry(
            "enquiries",
            gettext("咨询"),
            "/desk/enquiries/",
            enquiries.READERS,
            (Role.CLERK, Role.RECEPTION, Role.MANAGER),
        ),
        _Entry("bookings", gettext("预约"), "/desk/bookings/", (*front, Role.CLERK), (Role.RECEPTION,)),
        _Entry("posts", gettext("A、B 岗"), "/desk/posts/", (Role.MANAGER,)),
        _Entry("devices", gettext("设备"), "/desk/devices/", front),
        _Entry("closings", gettext("停办"), "/desk/closings/", (Role.MANAGER,)),
    )


def _watching() -> tuple[_Entry, ...]:
    watchers = (Role.SUPERVISION, Role.MANAGER)
    orders = (Role.SUPERVISION, *ANSWER_ROLES)
    return (
        _Entry("answers", gettext("待我答复"), "/desk/answers/", ANSWER_ROLES, ANSWER_ROLES),
        _Entry("supervision", gettext("监察"), "/desk/supervision/", watchers, watchers),
        _Entry("cards", gettext("提醒和牌"), "/desk/cards/", CARD_ROLES, (*orders, Role.CLERK)),
        _Entry("own-notes", gettext("自评"), "/desk/ratings/own/", (Role.CLERK,)),
        _Entry("orders", gettext("督办单"), "/desk/orders/", orders, (Role.SUPERVISION,)),
        _Entry("ratings", gettext("好差评"), "/desk/ratings/", (*orders, Role.MANAGER), watchers),
        _Entry(
            "complaints",
            gettext("投诉"),
            "/desk/complaints/",
            complaints.READERS,
            (Role.RECEPTION, Role.EFFICIENCY, *watchers),
        ),
        _Entry("overdue", gettext("超期"), "/desk/overdue/", OVERDUE_ROLES, (Role.SUPERVISION,)),
    )


def _shelves() -> tuple[_Entry, ...]:
    keepers = (Role.MANAGER, Role.SYSADMIN)
    return (
        _Entry("ledger", gettext("台账"), "/desk/ledger/", LEDGER_ROLES, (*OVERDUE_ROLES, Role.CLERK)),
        _Entry("matters", gettext("事项目录"), "/desk/matters/", (), CATALOGUE_ROLES),
        _Entry("archive", gettext("归档"), "/desk/archive/", archive.READERS),
        _Entry("seals", gettext("封存"), "/desk/seals/", (Role.AUDITADMIN,)),
        _Entry("messages", gettext("消息"), "/desk/messages/", keepers),
        _Entry("hall-papers", gettext("厅内文书"), "/desk/hall-papers/", HALL_PAPER_ROLES),
        _Entry("layouts", gettext("文书版式"), "/desk/layouts/", keepers),
    )
