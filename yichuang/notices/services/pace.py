"""Not faster than the provider takes."""

import threading
from time import monotonic, sleep


class Pace:
    """Gives out moments, `rate` a second, to several threads; 0 gives each at once."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Wait for one's turn. A turn that nobody took in time is not made up for."""
        if not self._gap:
            return
        with self._lock:
            now = monotonic()
            mine = max(self._next, now)
            self._next = mine + self._gap
        if mine > now:
            sleep(mine - now)
