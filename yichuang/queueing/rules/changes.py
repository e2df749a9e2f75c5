"""What changed from one calling policy to another, in words that can be read out. Pure."""

from django.utils.translation import gettext

from .policy import Policy, PriorityClass


def changes_between(old: Policy, new: Policy) -> list[str]:
    """Return one sentence for each figure or word that differs, in the order of the page; none when alike."""
    before = {c.key: c for c in old.classes}
    after = {c.key for c in new.classes}
    said = [
        words
        for each in new.classes
        for words in (_class_changes(before[each.key], each) if each.key in before else [_added(each)])
    ]
    said += [gettext("去掉“%(name)s”。") % {"name": _name(c)} for c in old.classes if c.key not in after]
    return said + _figure_changes(old, new)


def _name(each: PriorityClass) -> str:
    return gettext(each.name)


def _added(each: PriorityClass) -> str:
    words = {"name": _name(each), "minutes": each.head_start_min}
    return gettext("新设“%(name)s”，提前 %(minutes)s 分钟。") % words


def _class_changes(old: PriorityClass, new: PriorityClass) -> list[str]:
    words = {
        "old": _name(old),
        "name": _name(new),
        "a": old.head_start_min,
        "b": new.head_start_min,
        "proof": gettext(new.needs_proof) if new.needs_proof else "",
    }
    said = []
    if old.name != new.name:
        said.append(gettext("“%(old)s”改称“%(name)s”。") % words)
    if old.head_start_min != new.head_start_min:
        said.append(gettext("“%(name)s”提前的分钟数由 %(a)s 改为 %(b)s。") % words)
    if old.needs_proof != new.needs_proof and new.needs_proof:
        said.append(gettext("“%(name)s”改为出示%(proof)s。") % words)
    elif old.needs_proof != new.needs_proof:
        said.append(gettext("“%(name)s”不再要求出示证件。") % words)
    if new.is_escorted and not old.is_escorted:
        said.append(gettext("“%(name)s”改为有人陪同。") % words)
    elif old.is_escorted and not new.is_escorted:
        said.append(gettext("“%(name)s”不再陪同。") % words)
    return said


def _figure_changes(old: Policy, new: Policy) -> list[str]:
    figures = (
        (gettext("叫几次不到算过号：由 %(a)s 次改为 %(b)s 次。"), old.calls, new.calls),
        (gettext("过号恢复后隔几位：由 %(a)s 位改为 %(b)s 位。"), old.back_after, new.back_after),
        (gettext("预约早到多少分钟之内算按时：由 %(a)s 改为 %(b)s。"), old.early_min, new.early_min),
        (gettext("预约迟到多少分钟之内算按时：由 %(a)s 改为 %(b)s。"), old.late_min, new.late_min),
    )
    return [words % {"a": a, "b": b} for words, a, b in figures if a != b]
