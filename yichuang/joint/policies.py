"""Who may do what to a joint application, and why not."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext

from yichuang.cases.public import Mark
from yichuang.catalogue.public import IntakeSheet, Necessity
from yichuang.kit.actor import CITIZEN, Actor
from yichuang.people.public import Officer, Role, Window

from .models import Bundle, Draft, Shared
from .rules import (
    HER_OWN_ACTIONS,
    JOINT_EXTENSION,
    LEAST_DEPARTMENTS,
    MOVES,
    Action,
    Channel,
    OfferTerms,
    State,
    why_not_order,
)


def no_longer(bundle: Bundle, action: Action) -> str:
    """Say that the table of moves has no such move from where the whole stands."""
    words = {"state": gettext(bundle.get_state_display()), "action": gettext(action.label)}
    return gettext("这一件%(state)s，不能再%(action)s。") % words


def why_not(bundle: Bundle, action: Action, *, by: Actor) -> str:
    """Say why this person cannot do this now; an empty string means go ahead.

    `CITIZEN` is the applicant herself; that it is she, the caller has made sure of.
    """
    if (State(bundle.state), action) not in MOVES:
        return no_longer(bundle, action)
    if by == CITIZEN and action in HER_OWN_ACTIONS:
        return "" if bundle.channel == Channel.ONLINE else gettext("这一件是在窗口收的，请到窗口办理。")
    if action is Action.EXTEND:
        if not (isinstance(by, Officer) and by.holds(Role.MANAGER, centre_id=bundle.centre_id)):
            return gettext("联合办理的延长由中心负责登记政府的批准。")
        return ""
    if not (isinstance(by, Officer) and by.holds(Role.CLERK, centre_id=bundle.centre_id)):
        return gettext("只有本中心的综合窗口人员可以在窗口办理。")
    return ""


def why_not_begin(sheets: Sequence[IntakeSheet], after: dict[int, Sequence[int]], *, by: Officer) -> str:
    """Say why these matters cannot be taken in together (R102, R147)."""
    if len({sheet.department_id for sheet in sheets}) < LEAST_DEPARTMENTS:
        words = {"least": LEAST_DEPARTMENTS}
        return gettext("联合办理要有 %(least)s 个以上部门的事项，一个部门的请分别收件。") % words
    if len({sheet.matter_id for sheet in sheets}) < len(sheets):
        return gettext("同一个事项选了两次。")
    if any(not by.holds(Role.CLERK, centre_id=sheet.centre_id) for sheet in sheets):
        return gettext("有的事项不在本中心受理，不能一起收。")
    if stuck := why_not_order(after, len(sheets)):
        return gettext("第 %(parts)s 项互相等待，永远不会开始，请改先后。") % {"parts": stuck}
    return ""


def why_not_accept(bundle: Bundle, materials: Sequence[Shared], *, by: Officer) -> str:
    """Say why the whole cannot be accepted yet; the sentence under the button."""
    if reason := why_not(bundle, Action.ACCEPT, by=by):
        return reason
    if not (bundle.typed.get("id_number") and bundle.typed.get("name")):
        return gettext("还不能受理：申请人没有填完。")
    if reason := _why_not_checked(materials):
        return reason
    if wanting := lacking(materials):
        return gettext("不能受理：第 %(lines)s 项没有齐。") % {"lines": _listed([m.order for m in wanting])}
    return ""


def _why_not_checked(materials: Sequence[Shared]) -> str:
    pending = [m.order for m in materials if m.mark == Mark.PENDING]
    return gettext("还不能受理：第 %(lines)s 项没有核对。") % {"lines": _listed(pending)} if pending else ""


def lacking(materials: Sequence[Shared]) -> list[Shared]:
    """Return what is needed, and missing or faulty."""
    needed = {Necessity.REQUIRED, Necessity.UNSAID, Necessity.DEFERRABLE}
    return [m for m in materials if m.necessity in needed and m.mark in {Mark.MISSING, Mark.FAULTY}]


def why_not_supplement(bundle: Bundle, materials: Sequence[Shared], *, by: Officer) -> str:
    """Say why no notice of what to supplement can go out: everything at once, each fault said (R073)."""
    if reason := why_not(bundle, Action.SUPPLEMENT, by=by) or _why_not_checked(materials):
        return reason
    wanting = lacking(materials)
    if not wanting:
        return gettext("材料没有缺，也没有错，不用补正，应当受理。")
    if unsaid := [m.order for m in wanting if m.mark == Mark.FAULTY and not m.note]:
        return gettext("第 %(lines)s 项有误，请写明错在哪里、要怎样改，一次告知清楚。") % {
            "lines": _listed(unsaid)
        }
    return ""


def _listed(orders: Sequence[int]) -> str:
    return gettext("、").join(map(str, orders))


def why_not_offer(
    offer: OfferTerms, sheets: Sequence[IntakeSheet], window: Window | None, *, by: Officer
) -> str:
    """Say why this cannot be offered as one thing: the manager sets it up, of matters taken in here."""
    if not by.holds(Role.MANAGER):
        return gettext("一件事由大厅主任设置。")
    if window is None or not by.holds(Role.MANAGER, centre_id=window.centre_id):
        return gettext("请选本中心的一个窗口作责任窗口。")
    if any(sheet.centre_id != window.centre_id for sheet in sheets):
        return gettext("有的事项不在本中心受理，不能一起收。")
    if len({sheet.department_id for sheet in sheets}) < LEAST_DEPARTMENTS:
        words = {"least": LEAST_DEPARTMENTS}
        return gettext("联合办理要有 %(least)s 个以上部门的事项，一个部门的请分别收件。") % words
    if len({sheet.matter_id for sheet in sheets}) < len(sheets):
        return gettext("同一个事项选了两次。")
    if stuck := why_not_order(offer.after, len(sheets)):
        return gettext("第 %(parts)s 项互相等待，永远不会开始，请改先后。") % {"parts": stuck}
    return ""


def why_not_extend(bundle: Bundle, days: int, *, by: Officer) -> str:
    """Say why the whole cannot be extended: once, at most fifteen working days (42)."""
    if reason := why_not(bundle, Action.EXTEND, by=by):
        return reason
    if bundle.extended_days:
        return gettext("已经延长过一次，不能再延长。")
    if not 1 <= days <= JOINT_EXTENSION:
        return gettext("延长最多 %(most)s 个工作日。") % {"most": JOINT_EXTENSION}
    return ""


def why_not_change(draft: Draft) -> str:
    """Say that what was sent cannot be changed any more here."""
    return gettext("申请已经提交，不能再改。要改请找责任窗口。") if draft.bundle_id else ""


def why_not_upload(bundle: Bundle, wanted: Collection[int]) -> str:
    """Say why the applicant cannot hand anything in herself now. `wanted`: what the open notices ask for."""
    if wanted:
        return ""
    words = {"state": gettext(bundle.get_state_display())}
    return gettext("这一件%(state)s，现在没有要补正的材料。已经交来的不用再交。") % words


def why_not_hand_in(bundle: Bundle, wanted: Collection[int], uploaded: Collection[int]) -> str:
    """Say why what was uploaded cannot be handed in yet: everything at once, like the notice (R073)."""
    if reason := why_not_upload(bundle, wanted):
        return reason
    if lacks := sorted(set(wanted) - set(uploaded)):
        words = {"lines": _listed(lacks)}
        return (
            gettext(
                "第 %(lines)s 项还没有上传，传齐了一起交。有不能上传的，请带到窗口，已经传的窗口一并收下。"
            )
            % words
        )
    return ""
