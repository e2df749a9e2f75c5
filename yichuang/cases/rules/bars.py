"""Bars on applying again (行政许可法 78, 79): they lift by themselves."""

from datetime import date

from django.db.models import TextChoices


class BarGround(TextChoices):
    """Why someone may not apply again for a time, in matters that touch on safety."""

    FALSE_MATERIALS = "false_materials", "隐瞒有关情况或者提供虚假材料申请"
    FRAUD = "fraud", "以欺骗、贿赂等不正当手段取得许可"


YEARS = {BarGround.FALSE_MATERIALS: 1, BarGround.FRAUD: 3}
ARTICLE = {
    BarGround.FALSE_MATERIALS: "《中华人民共和国行政许可法》第七十八条",
    BarGround.FRAUD: "《中华人民共和国行政许可法》第七十九条",
}


def last_day(ground: BarGround, from_on: date) -> date:
    """Return the last day of the bar: so many calendar years from the day after it was imposed."""
    year = from_on.year + YEARS[ground]
    try:
        return from_on.replace(year=year)
    except ValueError:  # 29 February: the month has no such day (民法典 202)
        return date(year, 2, 28)
