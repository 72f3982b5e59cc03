"""A PostgreSQL server for the length of the tests, where its programs are installed."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

# The server refuses to run as root; its package brings this user.
_USER = "postgres" if os.geteuid() == 0 else None
_OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off"


@dataclass
class Postgres:
    """A running server that is reached through a socket in `folder`."""

    folder: Path
    numbers: "count[int]" = field(default_factory=count)

    @classmethod
    def start(cls, folder: Path) -> "Postgres":
        if not (shutil.which("pg_ctl") and shutil.which("initdb")):
            message = "PostgreSQL is not installed"
            if os.environ.get("REQUIRE_ALL"):
                pytest.fail(message)
            pytest.skip(message)
        if _USER:
            shutil.chown(folder, _USER)
        server = cls(folder)
        server._run("initdb", "--auth=trust", "--username=bot", "--no-sync", "--encoding=UTF8")
        server._run("pg_ctl", "start", "--wait", "-o", f"{_OPTIONS} -k {folder}")
        return server

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--mode=fast")

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://bot@/{name}?host={self.folder}"

    def create(self, template: str = "template1") -> str:
        """A new database, a copy of another one that nobody is connected to."""
        name = f"bot_{next(self.numbers)}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return name

    def _run(self, *command: str) -> None:
        # Its output goes to a file: a pipe would stay open as long as the server runs.
        with (self.folder.parent / "postgres.log").open("a") as log:
            subprocess.run(  # fixed commands of the tests
                [*command, "-D", str(self.folder / "data")],
                check=True,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=_USER,
            )
