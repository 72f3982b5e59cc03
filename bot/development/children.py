"""Child processes that are ended one after the other, in the reverse order of their start."""

import subprocess
import time
from collections.abc import Mapping, Sequence

STOP_S = 15.0
_POLL_S = 0.2


class Children:
    """Named child processes."""

    def __init__(self) -> None:
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(self, name: str, words: Sequence[str], environ: Mapping[str, str]) -> None:
        """Start one in a session of its own: Ctrl-C reaches only us, and we end them in order."""
        child = subprocess.Popen(words, env=dict(environ), start_new_session=True)  # noqa: S603  # our own words
        self._running.append((name, child))

    def any_ended(self) -> bool:
        """Whether one of them has ended by itself."""
        return any(child.poll() is not None for _, child in self._running)

    def wait(self) -> int:
        """Wait until one of them ends; its exit code, or 1 where it ended without an error."""
        while not self.any_ended():
            time.sleep(_POLL_S)
        return next(child.returncode for _, child in self._running if child.poll() is not None) or 1

    def stop(self) -> None:
        """End them: the last started first, each with time to finish its work."""
        for _, child in reversed(self._running):
            if child.poll() is None:
                child.terminate()
                _wait_or_kill(child)
        self._running.clear()


def _wait_or_kill(child: "subprocess.Popen[bytes]") -> None:
    try:
        child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
