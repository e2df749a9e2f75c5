"""Who may pass a step, and why not."""

from collections.abc import Sequence

from django.utils.translation import gettext

from yichuang.cases.public import Case, State
from yichuang.catalogue.public import IntakeSheet, StepKind
from yichuang.people.public import Officer, Role

from ..models import Hearing, Signature, Task, WindowReturn
from ..rules.examination import MOST_NOTE, Examined
from ..rules.steps import MOVES, UNFINISHED, Countersigned, Move, TaskState, Verdict, countersigned, wanted_of

MOST_WORDS = 4000
# Taken elsewhere: the denial's own table says who may.
_OF_DENIAL = frozenset({Move.WITHDRAW_DENIAL, Move.DENY})


def no_longer(task: Task, move: Move) -> str:
    """Say that the table has no such move from where the step stands."""
    words = {"state": gettext(task.get_state_display()), "move": gettext(move.label)}
    if task.state not in UNFINISHED:
        return gettext("这一步%(state)s，不能再办。") % words
    return gettext("这一步%(state)s，现在不能%(move)s。") % words


def why_not(task: Task, move: Move, *, by: Officer) -> str:
    """Say why this person cannot do this to the step now; an empty string means go ahead.

    Nobody decides on what she took in (R013), whatever roles she holds.
    """
    if (TaskState(task.state), move) not in MOVES:
        return no_longer(task, move)
    if move is Move.ANSWER:
        return why_not_window(task.case, by=by)
    if move in _OF_DENIAL:
        return ""
    if reason := _why_not_hers(task, by=by):
        return reason
    if move is Move.SEND_BACK and task.order <= 1:
        return gettext("这是第一步，没有上一步可退。")
    if move is Move.NAME_SIGNERS and task.kind != StepKind.COUNTERSIGN:
        return gettext("这一步不是会签。")
    return ""


def why_not_send_in(case: Case, sheet: IntakeSheet, *, is_open: bool, by: Officer) -> str:
    """Say why the window cannot hand an immediate case to the department (R108)."""
    if case.state != State.ACCEPTED or is_open:
        return gettext("这一件不在窗口，不用转部门。")
    if not by.holds(Role.CLERK, centre_id=case.centre_id):
        return gettext("只有本中心的综合窗口人员可以转部门办理。")
    return "" if sheet.is_immediate else gettext("承诺件受理后自动转部门，不用另转。")


def _why_not_hers(task: Task, *, by: Officer) -> str:
    case: Case = task.case
    if by.staff_id == case.taken_by_id:
        return gettext("这一件是您在窗口收的，受理和审批要分开，请由别人办。")
    role = Role(task.role)
    if not by.holds(role, department_id=task.department_id):
        return gettext("这一步由%(department)s的%(role)s办理。") % {
            "department": task.department.name,
            "role": gettext(role.label),
        }
    return ""


def why_not_window(case: Case, *, by: Officer) -> str:
    """Say why this person does not answer for the window."""
    if not by.holds(Role.CLERK, centre_id=case.centre_id):
        return gettext("只有本中心的综合窗口人员可以在窗口办理。")
    return ""


def why_not_words(task: Task, move: Move, words: str) -> str:
    """Say what the opinion lacks."""
    if not words.strip():
        if move is Move.SEND_BACK:
            return gettext("请写明退回的理由。")
        if task.order >= task.of:
            return gettext("请写决定的内容。")
        return gettext("请写审查意见，意见要写进档案。")
    return gettext("意见最多 4000 字。") if len(words) > MOST_WORDS else ""


def why_not_examined(task: Task, examined: Examined | None) -> tuple[str, str]:
    """Say what a review's examination lacks, with the field; two empty strings when it is whole (R109).

    Every step that a reviewer takes records truth, legality and match; a countersign does not.
    """
    if task.role != Role.REVIEWER or task.kind == StepKind.COUNTERSIGN:
        return "", ""
    if examined is None:
        return gettext("请逐项选审查结论：真实性、合法性、与实际是否一致。"), "is_true"
    if field := examined.unexplained:
        return gettext("选了“否”或“有争议”的，请写明情况。"), field
    for name in ("truth_note", "law_note", "match_note", "dispute"):
        if len(getattr(examined, name)) > MOST_NOTE:
            return gettext("情况说明最多 %(most)s 字。") % {"most": MOST_NOTE}, name
    return "", ""


def countersign_of(task: Task, signatures: Sequence[Signature]) -> Countersigned:
    """Say what the signatures on a step come to."""
    return countersigned(task.needed, [Verdict(s.verdict) for s in signatures])


def why_not_pass_yet(task: Task, *, by: Officer) -> str:
    """Say what still stands in the way of passing: countersigns, or that she presided the hearing.

    One query, two for a countersign.
    """
    if Hearing.objects.filter(case=task.case_id, presider=by.staff_id).exists():
        return gettext("您主持了这一件的听证，听证和审查要分开，请由别人办。")
    if task.kind != StepKind.COUNTERSIGN:
        return ""
    signatures = list(task.signatures.all())
    verdict = countersign_of(task, signatures)
    if verdict is Countersigned.FAILED:
        return gettext("会签没有通过，请退回上一步，或者登记拟不予。")
    if verdict is Countersigned.WAITING:
        if not signatures:
            return gettext("还没有请会签，先选会签的部门或人员。")
        agreed = sum(s.verdict == Verdict.AGREED for s in signatures)
        words = {"agreed": agreed, "wanted": wanted_of(task.needed, len(signatures))}
        return gettext("会签还不够：要 %(wanted)s 份同意，现有 %(agreed)s 份。") % words
    return ""


def why_not_name_signers(task: Task, departments: Sequence[int], staff: Sequence[int], *, by: Officer) -> str:
    """Say why these cannot be asked to countersign."""
    if reason := why_not(task, Move.NAME_SIGNERS, by=by):
        return reason
    if not departments and not staff:
        return gettext("请选会签的部门或人员。")
    if task.case.taken_by_id in staff or by.staff_id in staff:
        return gettext("收件人和经办人自己不能会签。")
    named = task.signatures.count() + len(departments) + len(staff)
    if named < task.needed:
        return gettext("这一步要 %(needed)s 份同意，选的部门和人员不够。") % {"needed": task.needed}
    return ""


def why_not_sign(signature: Signature, *, by: Officer) -> str:
    """Say why this person cannot sign: she was asked herself, or reviews for the department asked."""
    task = signature.task
    if task.state != TaskState.OPEN:
        return gettext("这一步%(state)s，不用再会签。") % {"state": gettext(task.get_state_display())}
    if signature.verdict != Verdict.ASKED:
        return gettext("已经签过了。")
    if by.staff_id == task.case.taken_by_id:
        return gettext("这一件是您在窗口收的，受理和审批要分开，请由别人办。")
    if signature.staff_id is not None:
        return "" if signature.staff_id == by.staff_id else gettext("请的是别人会签。")
    office = (Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER)
    if not by.holds(*office, department_id=signature.department_id):
        return gettext("请的是%(department)s会签。") % {"department": signature.who}
    return ""


def why_not_answer_return(returned: WindowReturn, *, by: Officer) -> str:
    """Say why this clerk cannot answer what the department handed back."""
    if returned.answered_at is not None:
        return gettext("这一次退回已经答复过了。")
    return why_not(returned.task, Move.ANSWER, by=by)
