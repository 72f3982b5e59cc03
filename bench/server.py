"""One server under gunicorn (one worker, threads), and what it costs."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `started_s`: from its start to its first answer."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    log: Path
    started_s: float

    def worker_pid(self) -> int:
        """The one worker below gunicorn's master."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text(encoding="ascii").split()[0])

    def cpu_s(self) -> float:
        """CPU seconds that the worker has used so far."""
        stat = Path(f"/proc/{self.worker_pid()}/stat").read_text(encoding="ascii")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND

    def memory_mb(self) -> float:
        """Resident memory of the worker, in MB."""
        status = Path(f"/proc/{self.worker_pid()}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)


def start(name: str, target: str, port: int, environ: Mapping[str, str], probe: "Probe") -> Server:
    """Start a server and wait for its first answer to a real message."""
    log = Path(environ["DATA_DIR"]) / f"{name}.log"
    config = "gunicorn.conf.py" if name == "bot" else os.devnull
    words = [
        *(sys.executable, "-m", "gunicorn", "--config", config, "--workers", "1"),
        *("--threads", "8", "--bind", f"127.0.0.1:{port}", target),
    ]
    words += [] if name == "bot" else ["--worker-class", "gthread"]
    began_s = time.monotonic()
    with log.open("wb") as stderr:
        process = subprocess.Popen(words, env=dict(environ), stderr=stderr, stdout=stderr)
    while not _answers(port, probe):
        if process.poll() is not None:
            raise SystemExit(f"{name} ended: see {log}\n{log.read_text()[-2000:]}")
        time.sleep(0.01)
    return Server(name, port, process, log, time.monotonic() - began_s)


@dataclass(frozen=True, slots=True)
class Probe:
    """A request to be posted."""

    path: str
    body: bytes


def _answers(port: int, probe: Probe) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", probe.path, probe.body)
        return connection.getresponse().status == 200  # noqa: PLR2004  # OK
    except OSError:
        return False
    finally:
        connection.close()
