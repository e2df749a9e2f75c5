"""What happened when the system says no. Each carries a sentence that a clerk can read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils.translation import gettext


class Refused(Exception):
    """A rule says no. The sentence is shown as it is: on the page, in JSON (409), under the button."""

    code = "refused"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Stale(Refused):
    """Someone else changed the record after it was shown; nothing was written."""

    code = "stale"

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or gettext("刚才有人改过这一件，您的操作没有保存。请刷新后再看。"))


class Forbidden(Refused):
    """This person may not do or see this at all (403), whatever the state of the thing."""

    code = "forbidden"


class Invalid(Refused):
    """What was entered cannot be right (422). `field` names the input that it stands beside."""

    code = "invalid"

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@contextmanager
def called(names: Mapping[str, str]) -> Iterator[None]:
    """Have a refusal name its input as the page calls it, where the service calls it otherwise."""
    try:
        yield
    except Invalid as wrong:
        wrong.field = names.get(wrong.field, wrong.field)
        raise
