"""What is looked at in a case that was drawn: 申报登记、办理、程序、收费 (R131). Pure."""

from django.db.models import TextChoices


class DrawnFrom(TextChoices):
    """What is drawn: every case, every step and every fee can be (R131)."""

    ACCEPTED = "accepted", "受理的件"
    NOT_ACCEPTED = "not_accepted", "没有受理就结束的件"
    STEP = "step", "办完的审批环节"
    FEE = "fee", "收的费"


class Part(TextChoices):
    """Which part of the work a line is about."""

    INTAKE = "intake", "申报登记"
    HANDLING = "handling", "事项办理"
    PROCEDURE = "procedure", "审批程序"
    FEE = "fee", "收费"


class Point(TextChoices):
    """One line of the list: a question that is answered yes, no, or does not apply."""

    ONLY_PUBLISHED = "only_published", "只收了公布的材料，没有另外索要"
    TOLD_ONCE = "told_once", "需要补正的一次性书面告知"
    RECEIPT = "receipt", "出具了加盖专用章、注明日期的书面凭证"
    IN_TIME = "in_time", "在承诺期限内办结；超期的说明了原因"
    MATERIALS_KEPT = "materials_kept", "材料齐全，与清单一致，原件已退还"
    STEPS = "steps", "环节、顺序与公布的流程一致，没有自行增减"
    WHO_DECIDED = "who_decided", "受理与决定不是同一人，或者有书面授权"
    REASONS = "reasons", "不予办理的说明了理由和救济途径"
    INSPECTION = "inspection", "应当核查的有两名以上人员的核查记录"
    PUBLISHED_FEE = "published_fee", "只收公布的费用，标准与依据一致"
    FEE_RECEIPT = "fee_receipt", "收费开具了票据，减免有依据"

    @property
    def part(self) -> Part:
        """Which part of the work it is about."""
        return _PARTS[self]


_PARTS = {
    **dict.fromkeys((Point.ONLY_PUBLISHED, Point.TOLD_ONCE, Point.RECEIPT), Part.INTAKE),
    **dict.fromkeys((Point.IN_TIME, Point.MATERIALS_KEPT), Part.HANDLING),
    **dict.fromkeys((Point.STEPS, Point.WHO_DECIDED, Point.REASONS, Point.INSPECTION), Part.PROCEDURE),
    **dict.fromkeys((Point.PUBLISHED_FEE, Point.FEE_RECEIPT), Part.FEE),
}
CHECKLIST = tuple(Point)
_OF = {
    DrawnFrom.ACCEPTED: frozenset(Part),
    DrawnFrom.NOT_ACCEPTED: frozenset({Part.INTAKE, Part.PROCEDURE}),
    DrawnFrom.STEP: frozenset({Part.HANDLING, Part.PROCEDURE}),
    DrawnFrom.FEE: frozenset({Part.FEE}),
}


def points_of(of: DrawnFrom) -> tuple[Point, ...]:
    """Return the lines that are looked at in what was drawn."""
    return tuple(point for point in CHECKLIST if point.part in _OF[of])


MOST_DRAWN = 200
