"""Reads of the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import F, Q, QuerySet

from yichuang.catalogue.public import Matter
from yichuang.kit import files
from yichuang.people.public import Officer, setting_text

from .models import Package, RetentionRule
from .policies import CENTRE_ROLES, DEPARTMENT_ROLES
from .rules.package import before_in, hurt_in
from .rules.retention import SETTING, Keep

PAGE = 50


@dataclass(frozen=True)
class Found:
    """One page of packages; `next_after` is where the following one begins."""

    packages: list[Package]
    next_after: int | None


def _visible(by: Officer) -> QuerySet[Package]:
    mine = Q(centre__in=by.centres(*CENTRE_ROLES)) | Q(department__in=by.departments(*DEPARTMENT_ROLES))
    return Package.objects.filter(mine)


def find_packages(
    by: Officer, *, query: str = "", month: date | None = None, after: int | None = None
) -> Found:
    """Return the packages that she may read, newest first; narrowed by the case's number, or by the month
    in which it ended. One query."""
    rows = _visible(by).order_by("-id")
    if digits := "".join(query.split()):
        rows = rows.filter(case_no=digits)
    if month is not None:
        rows = rows.filter(ended_on__gte=month.replace(day=1), ended_on__lt=_next_month(month))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.select_related("department")[: PAGE + 1])
    more = len(found) > PAGE
    return Found(found[:PAGE], found[PAGE - 1].pk if more else None)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def package_of(case_no: str, number: int = 1) -> Package | None:
    """Return a case's package, the first or a later one; None while there is none. One query."""
    known = Package.objects.select_related("department", "centre")
    return known.filter(case_no=case_no, number=number).first()


def packages_of(case_no: str) -> list[Package]:
    """Return all packages of a case, the first one first. One query."""
    return list(Package.objects.filter(case_no=case_no).select_related("case").order_by("number"))


def ended_between(centre_ids: list[int], first: date, last: date) -> QuerySet[Package]:
    """Return the packages of cases that ended from one day to another, by day. One query."""
    rows = Package.objects.filter(centre__in=centre_ids, ended_on__gte=first, ended_on__lte=last)
    return rows.order_by("ended_on", "id")


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    return day.replace(day=1), date.fromordinal(_next_month(day).toordinal() - 1)


def problem_of(package: Package) -> str:
    """Say what is wrong with a package's file; an empty string when it is as it was made.

    Names the file inside that changed, as far as the package can still be opened.
    """
    path = files.path_of(settings.ARCHIVE_DIR, package.sha256)
    try:
        if files.digest_of_file(path) == package.sha256:
            return _problem_before(package)
        with path.open("rb") as content:
            hurt = list(_some(hurt_in(content)))
    except FileNotFoundError:
        return "归档包的文件不见了"
    except OSError as problem:
        return f"归档包读不出来：{problem.strerror}"
    return f"归档包被改动过：{'、'.join(hurt)}"[:300] if hurt else "归档包被改动过"


def _problem_before(package: Package) -> str:
    """Say what is wrong with the packages that a sound one continues: the chain is read back to the first."""
    if package.number == 1:
        return ""
    with files.path_of(settings.ARCHIVE_DIR, package.sha256).open("rb") as content:
        said = before_in(content)
    before = package_of(package.case_no, package.number - 1)
    if before is None or said is None or (said.sha256, said.sm3) != (before.sha256, before.sm3):
        return f"接不上第 {package.number - 1} 号归档包"
    problem = problem_of(before)
    return f"第 {before.number} 号：{problem}"[:300] if problem else ""


def _some(paths: Iterator[str], most: int = 5) -> Iterator[str]:
    for _ in range(most):
        path = next(paths, None)
        if path is None:
            return
        yield path


def due_for_check(*, limit: int) -> list[Package]:
    """Return the packages that nobody has looked at for longest. Reads the index only as far as asked."""
    return list(Package.objects.order_by(F("checked_at").asc(nulls_first=True), "id")[:limit])


def count_damaged() -> int:
    """Return how many packages failed their last check. One query on a partial index."""
    return Package.objects.exclude(problem="").count()


def keep_of(matter_id: int, centre_id: int) -> Keep:
    """Return how long a matter's cases are kept: its own rule, else the centre's setting. One query."""
    own = RetentionRule.objects.filter(pk=matter_id).values_list("keep", flat=True).first()
    return Keep(own or setting_text(centre_id, SETTING))


def retention_rules(centre_id: int) -> list[tuple[Matter, str]]:
    """Return the centre's matters with a rule of their own. One query."""
    rules = RetentionRule.objects.filter(matter__centre=centre_id).select_related("matter")
    return [(rule.matter, rule.get_keep_display()) for rule in rules.order_by("matter__code")]
