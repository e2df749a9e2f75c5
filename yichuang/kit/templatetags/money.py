"""Amounts of money for templates."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def yuan(fen: int) -> str:
    """Return an amount in fen as people read it: 120.00 元."""
    sign, whole = ("−" if fen < 0 else ""), abs(fen)
    return gettext("%(amount)s 元") % {"amount": f"{sign}{whole // 100:,}.{whole % 100:02d}"}
