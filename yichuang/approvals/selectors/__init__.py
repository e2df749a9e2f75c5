from .course import (
    Course,
    course_of,
    denials_for,
    is_asked,
    pauses_of,
    records_of,
    returned_to,
    signatures_for,
)
from .overdue import Late, overdue
from .tasks import (
    TaskFilter,
    TaskPage,
    count_open,
    done_by,
    lights_due,
    mine,
    open_task_of,
    open_tasks,
    steps_of,
)

__all__ = [
    "Course",
    "Late",
    "TaskFilter",
    "TaskPage",
    "count_open",
    "course_of",
    "denials_for",
    "done_by",
    "is_asked",
    "lights_due",
    "mine",
    "open_task_of",
    "open_tasks",
    "overdue",
    "pauses_of",
    "records_of",
    "returned_to",
    "signatures_for",
    "steps_of",
]
