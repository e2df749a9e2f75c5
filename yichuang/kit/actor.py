"""Who did it, as far as the cellar knows: an id and a name for the journal."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anyone who can do something: a member of staff, or one of the constants below."""

    @property
    def actor_id(self) -> str: ...

    @property
    def actor_name(self) -> str: ...

    @property
    def centre_id(self) -> int | None:
        """The centre that she works for; None for one who works for none."""


@dataclass(frozen=True)
class Nobody:
    """An actor that is not a member of staff."""

    actor_id: str
    actor_name: str
    centre_id: int | None = None


CLOCK = Nobody("clock", "时钟")
SYSTEM = Nobody("system", "系统")
CITIZEN = Nobody("citizen", "办事人")
