import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from support.clock import TurnableClock
from support.file_utility import KNOWN, fill
from support.implementations import Known, Utility
from support.postgres_server import Postgres

from bot.backends import demo
from bot.backends.base import Backends, BackendSource
from bot.backends.file import FileSource
from bot.database import Base, Database

NOW = datetime(2026, 11, 24, 20, 15)  # local wall time in Asia/Shanghai


@pytest.fixture(scope="session")
def postgres_files(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    name = postgres.create()
    database = Database(postgres.url(name))
    Base.metadata.create_all(database.engine)
    fill(database, tmp_path_factory.mktemp("inbox"), NOW)
    database.close()
    return name


@pytest.fixture(scope="session")
def file_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    path = folder / "bot.db"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    fill(database, folder, NOW)
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


# Of every backend: the file of its SQLite database, and the template of its PostgreSQL one.
DATA = {
    "demo": ("demo_database", "postgres_template"),
    "file": ("file_database", "postgres_files"),
}


@pytest.fixture
def url_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str, str], str]:
    def url(backend: str, database: str) -> str:
        path, template = DATA[backend]
        if database == "SQLite":
            shutil.copy(request.getfixturevalue(path), tmp_path / "contract.db")
            return f"sqlite:///{tmp_path / 'contract.db'}"
        server: Postgres = request.getfixturevalue("postgres")
        return server.url(server.create(request.getfixturevalue(template)))

    return url


@pytest.fixture(scope="session")
def demo_known(demo_database: Path) -> Known:
    database = Database(f"sqlite:///{demo_database}")
    shown = demo.show(database, NOW)
    database.close()
    accounts = shown["accounts"]
    fault = next(outage for outage in shown["outages"] if outage["kind"] == "fault")
    settled = next(one for one in accounts if one["balance"] == "0.00" and not one["outage"])
    applied = next(one for one in accounts if one["application"])
    return Known(
        in_arrears=accounts[0]["account_no"],
        settled=settled["account_no"],
        without_phone=next(one["account_no"] for one in accounts if not one["phone"]),
        with_fault=fault["accounts"][0],
        place=settled["address"],
        application=applied["application"],
        application_account=applied["account_no"],
    )


# An implementation joins as one more name here, its data above, and one more branch in `utility`.
@pytest.fixture(
    params=["demo on SQLite", "demo on PostgreSQL", "file on SQLite", "file on PostgreSQL"]
)
def utility(
    request: pytest.FixtureRequest, url_of: Callable[[str, str], str], demo_known: Known
) -> Iterator[Utility]:
    backend, kind = request.param.split(" on ")
    database, clock = Database(url_of(backend, kind)), TurnableClock(NOW)
    source: BackendSource = (
        FileSource(database, clock) if backend == "file" else demo.DemoSource(database, clock)
    )
    yield Utility(source, clock, KNOWN if backend == "file" else demo_known)
    database.close()


@pytest.fixture
def backends(utility: Utility) -> Backends:
    return utility.at_leisure


@pytest.fixture
def known(utility: Utility) -> Known:
    return utility.known
