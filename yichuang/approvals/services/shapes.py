"""What can be kept as it was typed: a sentence for what is missing or too long."""

from django.utils.translation import gettext

from yichuang.kit.refusal import Invalid


def needed(words: str, field: str, missing: str) -> None:
    """Raise `Invalid` with the sentence when nothing was written."""
    if not words.strip():
        raise Invalid(missing, field=field)


def at_most(most: int, **fields: str) -> None:
    """Raise `Invalid` for the first field that is longer than its place."""
    for field, words in fields.items():
        if len(words) > most:
            raise Invalid(gettext("最多 %(most)s 字。") % {"most": most}, field=field)
