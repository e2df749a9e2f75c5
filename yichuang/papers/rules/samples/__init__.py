"""One invented paper of each kind: what templates are tried on before they are saved."""

from ..bodies import Body
from . import complaining, decided, going, hall, taken_in

SAMPLES: tuple[Body, ...] = (
    *taken_in.BODIES,
    *going.BODIES,
    *decided.BODIES,
    *complaining.BODIES,
    *hall.BODIES,
)

__all__ = ["SAMPLES"]
