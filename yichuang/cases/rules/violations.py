"""Duties that can be broken in a case (行政许可法 72, 74; R096, R097, R119)."""

from django.db.models import TextChoices


class ViolationKind(TextChoices):
    """What was not done as it had to be."""

    NO_NOTICE = "no_notice", "收件后 5 个工作日未作受理决定"
    SECOND_SUPPLEMENT = "second_supplement", "再次要求补正"
    LATE_HANDOVER = "late_handover", "材料未当日交接"
    OVERDUE = "overdue", "超过法定期限未作决定"
    BROKEN_PROMISE = "broken_promise", "超过承诺期限未办结"
    LATE_DELIVERY = "late_delivery", "决定后未按期送达"
