"""How an application whose materials are not complete may be taken in (C-18; rules.md B7)."""

from django.db.models import TextChoices


class IntakeMode(TextChoices):
    """What a centre does when a material that may come later is not there yet."""

    STRICT = "strict", "补齐后才受理"
    SUPPLEMENT_THEN_ACCEPT = "supplement_then_accept", "先受理并通知补齐，时限自补齐之日起算"
    TOLERANT = "accept_with_gap", "容缺受理：书面承诺后受理"


class ClockFrom(TextChoices):
    """From when the limits run after an acceptance with something missing."""

    COMMITMENT = "from_commitment", "自作出承诺、受理之日起"
    COMPLETE = "from_complete", "自材料补齐之日起"


class LapseOutcome(TextChoices):
    """What happens when the promised or told day passes without the materials."""

    WITHDRAWN = "withdrawn", "视为撤回申请"
    RETURNED = "returned", "退件"
    TERMINATED = "terminated", "终止办理"
    REJECTED = "rejected", "按不予办理报批"  # a person decides: never an automatic denial
