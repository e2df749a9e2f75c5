"""What people type, looked at as text."""

from unicodedata import category

# Control characters, invisible format marks, halves of a pair, and line and paragraph breaks of other systems.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def hides_something(text: str) -> bool:
    """Say whether a one-line text holds characters that nobody sees: they would change what a paper says
    (a right-to-left mark turns a name around) or cannot be printed. Rare characters are not hidden."""
    return any(category(c) in _HIDDEN for c in text)
