from .answering import answers, meant_by
from .lists import (
    Row,
    answered_at,
    enquiries_of_visit,
    enquiry_by_id,
    enquiry_by_no,
    followed,
    handings_of,
    light_of,
    waiting_for,
)

__all__ = [
    "Row",
    "answered_at",
    "answers",
    "enquiries_of_visit",
    "enquiry_by_id",
    "enquiry_by_no",
    "followed",
    "handings_of",
    "light_of",
    "meant_by",
    "waiting_for",
]
