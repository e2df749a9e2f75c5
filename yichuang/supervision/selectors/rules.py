"""The rule in force for a watch: a centre's own version by its date of effect, else that of the centre it follows."""

from datetime import date

from yichuang.people.public import centre_card, line_of

from ..models import RuleVersion
from ..rules import Rule, Watch, default_rule, read_thresholds


def rule_for(watch: Watch, centre_id: int, *, on: date) -> Rule:
    """Return the rule of a day. One query for a centre and each one it follows, until one has a rule."""
    for centre in line_of(centre_card(centre_id)):
        found = _latest(watch, centre.pk, on)
        if found is not None:
            return _read(found)
    return default_rule(watch)


def _latest(watch: Watch, centre_id: int, on: date) -> RuleVersion | None:
    known = RuleVersion.objects.filter(centre=centre_id, watch=watch, from_on__lte=on)
    return known.order_by("-from_on", "-version").first()


def _read(found: RuleVersion) -> Rule:
    return Rule(Watch(found.watch), read_thresholds(found.thresholds), found.version, found.is_on)


def versions_of(watch: Watch, centre_id: int) -> list[RuleVersion]:
    """Return every version that the centre made, the newest first. One query."""
    return list(RuleVersion.objects.filter(centre=centre_id, watch=watch))
