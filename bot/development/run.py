"""`make run`: everything on one machine, ended together by Ctrl-C."""

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from urllib.error import URLError

from bot import embedded
from bot.development.children import Children
from bot.paths import ROOT

READY_S = 30.0
SECRET_FILE = "secret"  # noqa: S105  # a file's name
"""The signing key of this checkout's runs, in `DATA_DIR`."""


def main() -> int:
    """Prepare var/, start all processes, say where the simulator is, and wait for Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _as_interrupt)
    os.chdir(ROOT)
    var = Path(os.environ.get("DATA_DIR", "var"))
    redis = embedded.start(var / "redis", keep=True)
    children = Children()
    try:
        environ = os.environ | environment(port, var, redis.url)
        _prepare(environ)
        _start(children, environ, port)
        _wait_until_ready(port, children)
        address = f"http://127.0.0.1:{port}/simulator"
        sys.stdout.write(f"\n  The simulator: {address}   (Ctrl-C stops all)\n\n")
        sys.stdout.flush()
        return children.wait()
    except KeyboardInterrupt:
        return 0
    except subprocess.CalledProcessError as error:
        return error.returncode
    finally:
        children.stop()
        redis.stop()


def environment(port: int, var: Path, redis_url: str) -> dict[str, str]:
    """The settings of a development run; what the caller's environment sets wins."""
    secret = _kept_secret(var / SECRET_FILE)
    address = f"http://127.0.0.1:{port}"
    settings = {
        "WECHAT_APP_ID": "wx_simulated_account",
        "WECHAT_APP_SECRET": secret,
        "WECHAT_TOKEN": secret[:32],
        "WECHAT_AES_KEY": (secret * 2)[:42] + "A",
        "WECHAT_API_BASE": f"{address}/simulator/platform",
        "REDIS_URL": redis_url,
        "DATABASE_URL": f"sqlite:///{(var / 'bot.db').resolve()}",
        "SECRET_KEY": secret,
        "PUBLIC_URL": address,
        "DATA_DIR": str(var),
        "SIMULATOR": "1",
        "PROMETHEUS_MULTIPROC_DIR": str((var / "metrics").resolve()),
    }
    return {name: os.environ.get(name, value) for name, value in settings.items()}


def _prepare(environ: Mapping[str, str]) -> None:
    metrics = Path(environ["PROMETHEUS_MULTIPROC_DIR"])
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True)
    for command in (("intents", "train", "--if-stale"), ("db", "upgrade"), ("demo", "load")):
        flask = [sys.executable, "-m", "flask", "--app", "app", *command]
        subprocess.run(flask, env=environ, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words


def _start(children: Children, environ: Mapping[str, str], port: int) -> None:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--quiet", "-A", "bot.tasks"]
    quiet = ["--loglevel", "WARNING"]
    children.start("scheduler", [*celery, "beat", *quiet, "--pidfile", ""], environ)
    children.start("worker", [*celery, "worker", *quiet, "--pool", "threads", "-c", "4"], environ)
    children.start(
        "web", [*python, "gunicorn", "--bind", f"127.0.0.1:{port}", "app:create_app()"], environ
    )


def _wait_until_ready(port: int, children: Children) -> None:
    until_s = time.monotonic() + READY_S
    while time.monotonic() < until_s and not children.any_ended():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.05)


def _kept_secret(path: Path) -> str:
    """A signing key of this checkout's own, made once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii")


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
