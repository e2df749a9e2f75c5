"""The door of review.

- `open_tasks(TaskFilter, by=)`: a reviewer's list, what is due first. `count_open`, `done_by`.
- `steps_of(case_id)`, `open_task_of(case_id)`: where a case stands.
- `pass_on`, `send_back`, `note_draft`: what the person whose turn it is does; `why_not` says why not.
"""

from .models import Task
from .policies import why_not, why_not_words
from .rules import MOVES, Move, TaskState
from .selectors import (
    TaskFilter,
    TaskPage,
    count_open,
    done_by,
    open_task_of,
    open_tasks,
    steps_of,
)
from .services import note_draft, pass_on, send_back, sweep_lights

__all__ = [
    "MOVES",
    "Move",
    "Task",
    "TaskFilter",
    "TaskPage",
    "TaskState",
    "count_open",
    "done_by",
    "note_draft",
    "open_task_of",
    "open_tasks",
    "pass_on",
    "send_back",
    "steps_of",
    "sweep_lights",
    "why_not",
    "why_not_words",
]
