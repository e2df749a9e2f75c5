"""What needs a superior's word, and whose (R097, R116; 行政许可法 42)."""

from django.db.models import TextChoices

from yichuang.people.public import Role


class RequestKind(TextChoices):
    """What is asked for."""

    SECOND_SUPPLEMENT = "second_supplement", "再次补正"
    EXTENSION = "extension", "延长办理期限"
    INSTRUCTION = "instruction", "疑难请示"


# Whose word it is. The head of the deciding body extends (行政许可法 42); the chief representative
# answers for the window (R097).
ANSWERED_BY: dict[RequestKind, tuple[Role, ...]] = {
    RequestKind.SECOND_SUPPLEMENT: (Role.CHIEF_REP,),
    RequestKind.EXTENSION: (Role.LEADER,),
    RequestKind.INSTRUCTION: (Role.CHIEF_REP, Role.LEADER),
}
MOST_EXTENSION = 10  # working days; 行政许可法 42
