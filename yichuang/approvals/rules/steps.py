"""The words of a step, and the pure verdict on it. No queries, no clock."""

from django.db.models import TextChoices

from yichuang.people.public import Role


class TaskState(TextChoices):
    """Where a task stands."""

    OPEN = "open", "待办"
    AT_WINDOW = "at_window", "已退窗口补说明"
    DENYING = "denying", "拟不予，正在报备"
    PASSED = "passed", "已通过"
    SENT_BACK = "sent_back", "已退回上一步"
    DENIED = "denied", "已决定不予"
    DROPPED = "dropped", "办件已结束，不用再办"


class Move(TextChoices):
    """What can be done to a step. No move belongs to the applicant: she is sent nowhere (R009)."""

    PASS_ON = "pass_on", "同意"
    SEND_BACK = "send_back", "退回上一步"
    NAME_SIGNERS = "name_signers", "请会签"
    RETURN = "return", "退回窗口"
    ANSWER = "answer", "答复部门"
    REGISTER_DENIAL = "register_denial", "登记拟不予"
    WITHDRAW_DENIAL = "withdraw_denial", "撤回拟不予"
    DENY = "deny", "决定不予"


MOVES: dict[tuple[TaskState, Move], TaskState] = {
    (TaskState.OPEN, Move.PASS_ON): TaskState.PASSED,
    (TaskState.OPEN, Move.SEND_BACK): TaskState.SENT_BACK,
    (TaskState.OPEN, Move.NAME_SIGNERS): TaskState.OPEN,
    (TaskState.OPEN, Move.RETURN): TaskState.AT_WINDOW,  # R114: the case stays accepted, the clock runs
    (TaskState.AT_WINDOW, Move.ANSWER): TaskState.OPEN,  # back to the very same step
    (TaskState.OPEN, Move.REGISTER_DENIAL): TaskState.DENYING,  # R146
    (TaskState.DENYING, Move.WITHDRAW_DENIAL): TaskState.OPEN,
    (TaskState.DENYING, Move.DENY): TaskState.DENIED,
}
UNFINISHED = (TaskState.OPEN, TaskState.AT_WINDOW, TaskState.DENYING)

# Whose turn it is. A step that the source gives to the window is reviewed in the department all the
# same: who takes in does not review (R013).
ROLE_OF_STEP = {
    "window": Role.REVIEWER,
    "reviewer": Role.REVIEWER,
    "approver": Role.APPROVER,
    "leader": Role.LEADER,
}
OFFICE_ROLES = (Role.REVIEWER, Role.APPROVER, Role.LEADER)


class Verdict(TextChoices):
    """What someone who was asked to countersign said."""

    ASKED = "asked", "等待会签"
    AGREED = "agreed", "同意"
    OBJECTED = "objected", "不同意"


class Countersigned(TextChoices):
    """What the signatures of a step come to."""

    WAITING = "waiting", "还在会签"
    ENOUGH = "enough", "会签通过"
    FAILED = "failed", "会签没有通过"


def wanted_of(needed: int, named: int) -> int:
    """Return how many must agree: 0 in the published procedure means all that were named (R112)."""
    return named if needed == 0 else needed


def countersigned(needed: int, verdicts: list[Verdict]) -> Countersigned:
    """Say what the signatures come to under any (1), n of m, or all (0). Nobody named: still waiting."""
    wanted = wanted_of(needed, len(verdicts))
    agreed = verdicts.count(Verdict.AGREED)
    if verdicts and agreed >= wanted:
        return Countersigned.ENOUGH
    if verdicts and len(verdicts) - verdicts.count(Verdict.OBJECTED) < wanted:
        return Countersigned.FAILED
    return Countersigned.WAITING
