"""The words of review, and the pure verdict on a step. No queries, no clock."""

from dataclasses import dataclass

from django.db.models import TextChoices

from yichuang.people.public import Role


class TaskState(TextChoices):
    """Where a task stands."""

    OPEN = "open", "待办"
    PASSED = "passed", "已通过"
    SENT_BACK = "sent_back", "已退回上一步"
    DROPPED = "dropped", "办件已结束，不用再办"


class Move(TextChoices):
    """What the person whose turn it is can do."""

    PASS_ON = "pass_on", "同意"
    SEND_BACK = "send_back", "退回上一步"


MOVES: dict[tuple[TaskState, Move], TaskState] = {
    (TaskState.OPEN, Move.PASS_ON): TaskState.PASSED,
    (TaskState.OPEN, Move.SEND_BACK): TaskState.SENT_BACK,
}

ROLE_OF_STEP = {"reviewer": Role.REVIEWER, "approver": Role.APPROVER}


@dataclass(frozen=True)
class Place:
    """Where a case stands among its steps: this one, and how many there are."""

    order: int
    of: int

    @property
    def is_last(self) -> bool:
        """The last step decides."""
        return self.order >= self.of
