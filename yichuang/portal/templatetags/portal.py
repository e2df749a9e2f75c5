"""Readings for the citizens' templates: limits, forms and kinds in the reader's language."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from yichuang.catalogue.public import CaseKind, Material, MaterialForm, Matter
from yichuang.joint.public import Offer, SharedLine
from yichuang.kit.templatetags.kit import words, zh
from yichuang.people.public import Window

register = template.Library()
BRIEF = 22  # characters of a matter's name that fit a column of the front page

# Words of the ten elements (R026) and of source lists that reach the page through the `words` filter.
SHOWN = (
    gettext_noop("设立依据"), gettext_noop("法定批准条件"), gettext_noop("数量限制"), gettext_noop("办理程序"),
    gettext_noop("办理时限"), gettext_noop("承诺时限"), gettext_noop("法定时限"), gettext_noop("申请材料"),
    gettext_noop("示范文本"), gettext_noop("收费项目、依据及标准"), gettext_noop("收费依据"),
    gettext_noop("收费标准"), gettext_noop("承办部门、责任人、监督投诉电话"), gettext_noop("责任人"),
    gettext_noop("监督投诉电话"), gettext_noop("办理结果"), gettext_noop("行政许可"), gettext_noop("行政确认"),
    gettext_noop("行政给付"), gettext_noop("行政裁决"), gettext_noop("行政奖励"), gettext_noop("行政权力事项"),
    gettext_noop("其他行政权力"), gettext_noop("公共服务"), gettext_noop("证照"), gettext_noop("批文"),
    gettext_noop("其他"), gettext_noop("窗口领取"), gettext_noop("邮寄"), gettext_noop("政府部门核发"),
    gettext_noop("周一"), gettext_noop("周二"), gettext_noop("周三"), gettext_noop("周四"), gettext_noop("周五"),
    gettext_noop("周六"), gettext_noop("周日"), gettext_noop("元旦"), gettext_noop("春节"), gettext_noop("清明节"),
    gettext_noop("劳动节"), gettext_noop("端午节"), gettext_noop("中秋节"), gettext_noop("国庆节"),
)  # fmt: skip


@register.filter
def case_kind_word(kind: str) -> str:
    """Return a case kind in the field's word; a source's own word stays."""
    return words(dict(CaseKind.choices).get(kind, kind))


@register.filter
def form_words(material: Material) -> str:
    """原件 1 份: which form, how many; what is not said is not made up."""
    form = words(dict(MaterialForm.choices).get(material.form, material.form)) if material.form else ""
    if material.copies is None:
        return form or gettext("没有写明原件或复印件")
    copies = ngettext("%(n)d 份", "%(n)d 份", material.copies) % {"n": material.copies}
    return f"{form} {copies}".strip()


@register.filter
def numbers(windows: Iterable[Window]) -> str:
    """5–8, or 5、7: window numbers as they are said."""
    found = sorted(window.number for window in windows)
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}–{found[-1]}"
    return gettext("、").join(map(str, found))


@register.filter
def listed(names: Iterable[str]) -> str:
    """中秋节、国庆节, in the reader's language."""
    return gettext("、").join(gettext(name) for name in names)


@register.filter
def complaint_phone(matter: Matter) -> str:
    """Return the hall's own number for complaints: the department's, else the centre's (R026 i)."""
    return matter.department.complaint_phone or matter.centre.complaint_phone


@register.filter
def brief(name: str) -> str:
    """Shorten a long official name for a list; the page carries the whole."""
    return name if len(name) <= BRIEF else f"{name[: BRIEF - 1]}…"


@register.filter
def days_past(number: int) -> int:
    """Return a negative count as the days that have passed."""
    return -number


@register.filter
def at(values: Mapping[str, str], key: str) -> str:
    """Return the value under a key that is only known in the template."""
    return values.get(key, "")


@register.filter
def summarised(offer: Offer) -> str:
    """Return what an offer is for, in the reader's language."""
    return (
        offer.summary_en
        if offer.summary_en and (get_language() or "").startswith("en")
        else zh(offer.summary)
    )


@register.filter
def coded(code: str) -> str:
    """ABCD-EFGH-…: a code as one reads it out."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


@register.filter
def wanted(line: SharedLine) -> str:
    """原件 3 份: in which form, and how many for all departments together."""
    form = words(dict(MaterialForm.choices).get(line.form, line.form)) if line.form else ""
    copies = ngettext("%(n)d 份", "%(n)d 份", line.copies) % {"n": line.copies}
    return f"{form} {copies}".strip()
