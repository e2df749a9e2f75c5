"""What people type, looked at as text."""

from unicodedata import category

from django.utils.translation import gettext

from yichuang.kit.refusal import Invalid

# Control characters, invisible format marks, halves of a pair, and line and paragraph breaks of other systems.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def hides_something(text: str) -> bool:
    """Say whether a one-line text holds characters that nobody sees: they would change what a paper says
    (a right-to-left mark turns a name around) or cannot be printed. Rare characters are not hidden."""
    return any(category(c) in _HIDDEN for c in text)


def why_too_long(text: str, most: int) -> str:
    """Return the sentence for a text that is longer than so many characters, or nothing."""
    if len(text) <= most:
        return ""
    return gettext("最多 %(most)s 个字，现在有 %(length)s 个。") % {"most": most, "length": len(text)}


def within(text: str, most: int, *, field: str) -> str:
    """Return a text without outer blanks. Raises `Invalid` for one that is too long: nothing is cut silently."""
    said = text.strip()
    if reason := why_too_long(said, most):
        raise Invalid(reason, field=field)
    return said
