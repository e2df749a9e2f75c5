"""The procedures that stop the statutory clock: a closed list of the law (行政许可法 45)."""

from django.db.models import TextChoices

ARTICLE = "行政许可法第四十五条"


class Procedure(TextChoices):
    """One of the eight; or another, where the matter's own law says that its time is not counted."""

    HEARING = "hearing", "听证"
    TENDER = "tender", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TESTING = "testing", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert_review", "专家评审"
    BY_LAW = "by_law", "其他法律、法规规定的程序"
