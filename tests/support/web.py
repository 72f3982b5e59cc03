"""The bot as it is deployed: gunicorn with several worker processes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any

from bot.paths import ROOT


class WebServer:
    """gunicorn on a free port."""

    def __init__(self, environ: Mapping[str, str], workers: int) -> None:
        self.port = _free_port()
        words = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*words, "app:create_app()"],
            cwd=ROOT,
            env=os.environ | dict(environ) | {"WEB_CONCURRENCY": str(workers)},
            stderr=subprocess.PIPE,
        )

    def post(self, query: str, body: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("POST", f"/wechat?{query}", body.encode())
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def wait_until_ready(self) -> None:
        for _ in range(600):
            if self.process.poll() is not None:
                raise AssertionError(self.errors())
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=0.1):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the web server did not come up")

    def errors(self) -> str:
        stream: Any = self.process.stderr
        return str(stream.read().decode())

    def stop(self) -> int:
        self.process.terminate()
        code = self.process.wait(20)
        stream: Any = self.process.stderr
        stream.close()
        return code


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
