"""One process that is kept alive: started, watched, started again with growing pauses, stopped."""

import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import processes

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
DEAF = 1.0  # seconds after which a process that was asked to end is taken not to have heard
SETTLED = 60.0  # a process that lived this long had started well; its next pause is short again


@dataclass
class Child:
    """A part of the installation that runs as a process with children of its own."""

    name: str
    command: list[str]
    environment: dict[str, str]
    data: Path
    patience: float
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again_at: float = 0.0

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        marked = {processes.MARK: processes.mark(self.name, self.data)}
        self.process = subprocess.Popen(
            self.command, env=self.environment | marked, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started = time.monotonic()
        self.again_at = 0.0

    def has_ended(self) -> bool:
        """Say whether it was started and is no longer running."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Ask it to finish what it is doing, then end it and whatever it left."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            if not self._ends_within(DEAF):
                self._ask_its_children()
                if not self._ends_within(self.patience):
                    self.process.kill()
        self.process.wait()
        self.end_left_over()
        self.process = None

    def _ends_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not self.has_ended():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def _ask_its_children(self) -> None:
        """Ask those that were asked too early: a web process that is just starting does not hear it yet."""
        head = self.process.pid if self.process else 0
        found = processes.left_over(self.name, self.data)
        processes.send([child for child in found if child.pid != head], signal.SIGTERM)

    def end_left_over(self) -> None:
        """End processes of this part that no longer have a parent, of this run or of one that was killed."""
        processes.end(processes.left_over(self.name, self.data), 3)

    def keep_alive(self) -> str:
        """Start it again when its pause is over. Return a sentence when there is something to say."""
        if not self.has_ended():
            return ""
        now = time.monotonic()
        if not self.again_at:
            if now - self.started > SETTLED:
                self.pause = FIRST_PAUSE
            self.again_at = now + self.pause
            said = f"{self.name} 意外退出，{self.pause:.0f} 秒后重新启动。 / {self.name} ended unexpectedly; "
            said += f"it starts again in {self.pause:.0f} s."
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            self.end_left_over()
            return said
        if now >= self.again_at:
            self.start()
        return ""
