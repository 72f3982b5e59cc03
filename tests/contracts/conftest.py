import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from implementations import Known, Utility
from postgres_server import Postgres
from support.clock import TurnableClock

from bot.backends import demo
from bot.backends.base import Backends
from bot.database import Base, Database

NOW = datetime(2026, 11, 24, 20, 15)  # noqa: DTZ001  # local wall time in Asia/Shanghai
ACCOUNTS = 400


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    # Its socket's path must be short, and its user must reach the folder.
    folder = Path("/tmp") / tmp_path_factory.mktemp("pg").parent.name / "pg"  # noqa: S108
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    server = Postgres.start(folder)
    yield server
    server.stop()
    shutil.rmtree(folder.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    name = postgres.create()
    database = Database(postgres.url(name))
    Base.metadata.create_all(database.engine)
    demo.load(database, ACCOUNTS, now=NOW)
    database.close()
    return name


@pytest.fixture
def demo_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    def url(kind: str) -> str:
        if kind == "demo on SQLite":
            shutil.copy(request.getfixturevalue("demo_database"), tmp_path / "demo.db")
            return f"sqlite:///{tmp_path / 'demo.db'}"
        server: Postgres = request.getfixturevalue("postgres")
        return server.url(server.create(request.getfixturevalue("postgres_template")))

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


# An implementation joins as one more name here and one more branch in `utility`.
@pytest.fixture(params=["demo on SQLite", "demo on PostgreSQL"])
def utility(
    request: pytest.FixtureRequest, demo_url: Callable[[str], str], demo_known: Known
) -> Iterator[Utility]:
    database, clock = Database(demo_url(request.param)), TurnableClock(NOW)
    source = demo.DemoSource(database, clock)
    yield Utility(source, clock, demo_known)
    source.close()
    database.close()


@pytest.fixture
def backends(utility: Utility) -> Backends:
    return utility.at_leisure


@pytest.fixture
def known(utility: Utility) -> Known:
    return utility.known
