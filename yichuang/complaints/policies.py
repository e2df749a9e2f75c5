"""Who registers, sorts, handles and judges; who may know who complained. Each gives the sentence, or nothing."""

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from .models import Complaint, OpinionBox, Rectification, Transfer, Unresolved
from .rules import (
    BORNE_OUT,
    LADDER,
    MOVES,
    NATURES,
    OF_A_DEPARTMENT,
    RECTIFICATION_MOVES,
    TRANSFER_MOVES,
    UNRESOLVED_MOVES,
    Kind,
    Move,
    RectificationMove,
    RectificationState,
    Rung,
    State,
    TransferMove,
    TransferState,
    UnresolvedMove,
    UnresolvedState,
)

OVERSEERS = (Role.SUPERVISION, Role.EFFICIENCY)
CENTRE_ROLES = (*OVERSEERS, Role.MANAGER)
DESK_ROLES = (Role.CLERK, Role.RECEPTION, *CENTRE_ROLES)  # wherever somebody may come to complain
DEPARTMENT_ROLES = (Role.CHIEF_REP, Role.LEADER)
READERS = (*DESK_ROLES, *DEPARTMENT_ROLES)
HOLDERS: dict[str, tuple[Role, ...]] = {
    Rung.CHIEF_REP: (Role.CHIEF_REP,),
    Rung.LEADER: (Role.LEADER,),
    Rung.SERVICE_DESK: (Role.RECEPTION, Role.MANAGER),
    Rung.CENTRE_LEADER: (Role.MANAGER,),
    Rung.EFFICIENCY: OVERSEERS,
}
_HANDLERS = (Move.ESCALATE, Move.INVESTIGATE, Move.ANSWER)
_BY_THE_CENTRE = (
    Move.ASSIGN,
    Move.EXTEND,
    Move.UPHOLD,
    Move.CLOSE,
    Move.ARCHIVE,
    Move.COME_BACK,
    Move.CONCLUDE,
)


def is_about(complaint: Complaint, *, by: Officer) -> bool:
    """Whether it is about her: by name, or about the window where she sits and nobody is named."""
    if complaint.staff_id is not None:
        return complaint.staff_id == by.staff_id
    return complaint.window_id is not None and complaint.window_id == by.window_id


def is_handler(complaint: Complaint, *, by: Officer) -> bool:
    """Whether it was given to her to look into."""
    roles = HOLDERS.get(complaint.rung, ())
    if complaint.rung in OF_A_DEPARTMENT:
        return by.holds(*roles, department_id=complaint.handler_id)
    return bool(roles) and by.holds(*roles, centre_id=complaint.centre_id)


def oversees(complaint: Complaint, *, by: Officer) -> bool:
    """Whether she sorts and judges it: the centre's people; of a report only those to whom reports go (R156)."""
    roles = OVERSEERS if complaint.kind == Kind.REPORT else CENTRE_ROLES
    return by.holds(*roles, centre_id=complaint.centre_id)


def can_view(complaint: Complaint, *, by: Officer) -> bool:
    """Whether this complaint is hers to see. Whom it is about never sees it."""
    if is_about(complaint, by=by):
        return False
    return (
        oversees(complaint, by=by)
        or is_handler(complaint, by=by)
        or (
            complaint.registered_by_id == by.staff_id and by.holds(*DESK_ROLES, centre_id=complaint.centre_id)
        )
    )


def may_see_complainant(complaint: Complaint, *, by: Officer) -> bool:
    """Whether she may know who complained: those who sort and judge, never the department it is about."""
    return oversees(complaint, by=by) and not is_about(complaint, by=by)


def why_not_register(*, by: Officer) -> str:
    """Say why she cannot take a complaint down."""
    return "" if by.holds(*DESK_ROLES, centre_id=by.centre_id) else gettext("投诉由窗口、导办和中心登记。")


def why_not(complaint: Complaint, move: Move, *, by: Officer) -> str:
    """Say why this cannot be done with a complaint now; an empty string means go ahead. No query."""
    if (State(complaint.state), move) not in MOVES:
        return gettext("这件投诉现在是“%(state)s”，不能%(move)s。") % {
            "state": gettext(complaint.get_state_display()),
            "move": gettext(str(move.label)),
        }
    if is_about(complaint, by=by):
        return gettext("投诉的是您本人，不能由您办理。")
    return _why_not_hers(complaint, move, by) or _why_not_yet(complaint, move)


def _why_not_hers(complaint: Complaint, move: Move, by: Officer) -> str:
    if move in _HANDLERS:
        if complaint.reviewed_id == by.staff_id:
            return gettext("答复是您作出的，复核要换人办。")
        return "" if is_handler(complaint, by=by) else gettext("由分办到的人调查、答复。")
    if move in _BY_THE_CENTRE:
        return _why_not_centres(complaint, move, by)
    if move is Move.TRANSFER and complaint.kind != Kind.PETITION:
        return (
            ""
            if oversees(complaint, by=by)
            else gettext("转其他机关，由中心的督查科、效能监察室或者大厅管理办理。")
        )
    return "" if can_view(complaint, by=by) else gettext("由登记、分办或者办理这件投诉的人做。")


def _why_not_centres(complaint: Complaint, move: Move, by: Officer) -> str:
    if not oversees(complaint, by=by):
        return gettext("由中心的督查科、效能监察室或者大厅管理办理。")
    if move is Move.UPHOLD and by.staff_id in {complaint.answered_by_id, complaint.reviewed_id}:
        return gettext("答复是您作出的，复核要换人办。")
    return ""


def _why_not_yet(complaint: Complaint, move: Move) -> str:
    petition = complaint.kind == Kind.PETITION
    if petition and move in (Move.ASSIGN, Move.SETTLE):
        return gettext("信访事项接收、记录后上报有关部门，请用“转其他机关”。")
    if move is Move.SETTLE and complaint.is_important:
        return gettext("重大投诉不能当场了结，请分办调查。")
    if move is Move.INVESTIGATE and complaint.is_important and not complaint.is_written:
        return gettext("重大投诉要有书面材料：请投诉人书面写明，或者代为记录经本人核对，再记调查结果。")
    if move is Move.EXTEND and complaint.is_extended:
        return gettext("已经延长过一次。")
    if move is Move.ESCALATE and next_rung(complaint) is None:
        return gettext("已经在最上一级，不能再上报。")
    if move is Move.CLOSE and complaint.finding in BORNE_OUT and complaint.apologised_at is None:
        return gettext("查实的投诉，先向群众道歉并登记，再办结。")
    return ""


def next_rung(complaint: Complaint) -> Rung | None:
    """Return the next one up: chief representative, service desk, leader of the centre (R159)."""
    rung = Rung(complaint.rung) if complaint.rung else None
    if rung is Rung.LEADER:
        return Rung.CENTRE_LEADER
    if rung not in LADDER or rung is LADDER[-1]:
        return None
    return LADDER[LADDER.index(rung) + 1]


def why_not_assign_to(complaint: Complaint, rung: Rung) -> str:
    """Say why it cannot be given to this rung: reports and errors have theirs (R156, R157)."""
    if complaint.kind == Kind.REPORT and rung is not Rung.EFFICIENCY:
        return gettext("举报由效能监察室、督查科受理。")
    nature = NATURES.get(complaint.nature)
    if complaint.kind == Kind.COMPLAINT and nature and nature.is_error and rung is Rung.CHIEF_REP:
        return gettext("办理差错引起的投诉，由部门分管领导处理。")
    return ""


def why_not_appeal(complaint: Complaint) -> str:
    """Say why the complainant cannot ask for a review now; the days are the service's to count."""
    if (State(complaint.state), Move.APPEAL) in MOVES:
        return ""
    if complaint.state == State.APPEALED:
        return gettext("已经要求复核，正在办理。")
    return (
        gettext("还没有答复，答复以后才能要求复核。")
        if complaint.state != State.ARCHIVED
        else gettext("已经归档。")
    )


def why_not_transfer(transfer: Transfer, move: TransferMove, *, by: Officer) -> str:
    """Say why what another body said cannot be entered now."""
    if (TransferState(transfer.state), move) not in TRANSFER_MOVES:
        return gettext("这次转办现在是“%(state)s”，不能%(move)s。") % {
            "state": gettext(transfer.get_state_display()),
            "move": gettext(str(move.label)),
        }
    complaint = transfer.complaint
    if is_about(complaint, by=by) or not oversees(complaint, by=by):
        return gettext("由中心的督查科、效能监察室或者大厅管理办理。")
    if move is TransferMove.EXTEND and transfer.is_extended:
        return gettext("已经延长过一次。")
    return ""


def why_not_rectify(complaint: Complaint, *, by: Officer) -> str:
    """Say why no order to put right can go out: it has to be found first (R252)."""
    if is_about(complaint, by=by) or not oversees(complaint, by=by):
        return gettext("整改单由中心的督查科、效能监察室或者大厅管理发出。")
    return "" if complaint.finding in BORNE_OUT else gettext("查实以后才能发整改单。")


def why_not_report_up(complaint: Complaint, *, by: Officer) -> str:
    """Say why it cannot be reported to the supervisory body: grave, and borne out (R252)."""
    if is_about(complaint, by=by) or not by.holds(*OVERSEERS, centre_id=complaint.centre_id):
        return gettext("报监察机关由督查科、效能监察室办理。")
    return "" if complaint.finding in BORNE_OUT else gettext("查实以后，情节严重的才报监察机关。")


def can_view_rectification(row: Rectification, *, by: Officer) -> bool:
    """Whether this order is hers to see: the centre's, or her department's."""
    return by.holds(*CENTRE_ROLES, centre_id=row.centre_id) or _is_ordered(row, by)


def _is_ordered(row: Rectification, by: Officer) -> bool:
    return by.holds(*DEPARTMENT_ROLES, department_id=row.department_id)


def why_not_rectification(row: Rectification, move: RectificationMove, *, by: Officer) -> str:
    """Say why this cannot be done with an order to put right now."""
    if (RectificationState(row.state), move) not in RECTIFICATION_MOVES:
        return gettext("这张整改单现在是“%(state)s”，不能%(move)s。") % {
            "state": gettext(row.get_state_display()),
            "move": gettext(str(move.label)),
        }
    if move is RectificationMove.ANSWER:
        return "" if _is_ordered(row, by) else gettext("由被要求整改的部门回复。")
    hers = by.holds(*CENTRE_ROLES, centre_id=row.centre_id)
    return "" if hers else gettext("由中心的督查科、效能监察室或者大厅管理办理。")


def can_view_unresolved(row: Unresolved, *, by: Officer) -> bool:
    """Whether it is hers to see: her own, or one of the centre's where she takes such things in."""
    return row.owner_id == by.staff_id or by.holds(*DESK_ROLES, centre_id=row.centre_id)


def why_not_unresolved(row: Unresolved, move: UnresolvedMove, *, by: Officer) -> str:
    """Say why this cannot be done with what could not be done elsewhere."""
    if (UnresolvedState(row.state), move) not in UNRESOLVED_MOVES:
        return gettext("这件事现在是“%(state)s”，不能%(move)s。") % {
            "state": gettext(row.get_state_display()),
            "move": gettext(str(move.label)),
        }
    managers = by.holds(Role.MANAGER, Role.SUPERVISION, centre_id=row.centre_id)
    if managers or row.owner_id == by.staff_id:
        return ""
    if move is UnresolvedMove.REOPEN and by.holds(*DESK_ROLES, centre_id=row.centre_id):
        return ""
    return gettext("由责任人或者大厅管理办理。")


def why_not_boxes(*, by: Officer) -> str:
    """Say why she cannot set up opinion boxes."""
    return "" if by.holds(*CENTRE_ROLES, centre_id=by.centre_id) else gettext("意见箱由中心管理。")


def why_not_open_box(box: OpinionBox, *, by: Officer) -> str:
    """Say why she cannot open a box."""
    if not box.is_active:
        return gettext("这个意见箱已经停用。")
    return "" if by.holds(*CENTRE_ROLES, centre_id=box.centre_id) else gettext("意见箱由中心开启，两人在场。")


def why_not_report(*, by: Officer) -> str:
    """Say why she cannot make the monthly report."""
    return "" if by.holds(*CENTRE_ROLES, centre_id=by.centre_id) else gettext("投诉月报由中心汇总。")
