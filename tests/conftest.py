import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from support.clock import TurnableClock
from support.platform import FakePlatform
from support.postgres_server import Postgres
from support.talk import Talk, World

from app import create_app
from bot import embedded
from bot.backends import demo
from bot.clock import Deadline
from bot.database import Base, Database
from bot.intents import Understander, load, training
from bot.parts import Parts
from bot.paths import ROOT

NOW = datetime(2026, 11, 24, 20, 15)
ACCOUNTS = 400
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = embedded.start(tmp_path_factory.mktemp("redis"), keep=False)
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def platform_server() -> Iterator[FakePlatform]:
    server = FakePlatform()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "bot.db"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    demo.load(database, accounts=ACCOUNTS, now=NOW)
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


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
    demo.load(database, accounts=ACCOUNTS, now=NOW)
    database.close()
    return name


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a table, of each kind that the bot runs on."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.create())


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def demo_url(request: pytest.FixtureRequest, demo_database: Path, tmp_path: Path) -> str:
    """The demo utility in a database of each kind that the bot runs on."""
    if request.param == "SQLite":
        shutil.copy(demo_database, tmp_path / "demo.db")
        return f"sqlite:///{tmp_path / 'demo.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.create(request.getfixturevalue("postgres_template")))


@pytest.fixture(scope="session")
def model_dir() -> Path:
    path = ROOT / os.environ.get("MODEL_DIR", "var/model")
    training.train_if_stale(ROOT / "dictionaries", path)
    return path


@pytest.fixture(scope="session")
def understander(model_dir: Path, demo_database: Path) -> Understander:
    database = Database(f"sqlite:///{demo_database}")
    places = demo.DemoSource(database, lambda: NOW).within(Deadline()).network.names()
    database.close()
    return load(model_dir, ROOT / "dictionaries", places)


@pytest.fixture
def clock() -> TurnableClock:
    return TurnableClock(NOW)


@pytest.fixture
def platform(platform_server: FakePlatform) -> FakePlatform:
    platform_server.reset()
    return platform_server


@pytest.fixture
def environ(
    redis_url: str, demo_database: Path, platform: FakePlatform, tmp_path: Path
) -> dict[str, str]:
    path = tmp_path / "bot.db"
    shutil.copy(demo_database, path)
    return {
        "WECHAT_APP_ID": "wx_of_the_test",
        "WECHAT_APP_SECRET": "secret-of-the-test",
        "WECHAT_TOKEN": "token",
        "WECHAT_AES_KEY": AES_KEY,
        "WECHAT_API_BASE": platform.url,
        "REDIS_URL": redis_url,
        "CELERY_BROKER_URL": "memory://",
        "DATABASE_URL": f"sqlite:///{path}",
        "SECRET_KEY": "a-secret-key-of-the-test-of-40-characters",
        "PUBLIC_URL": "http://bot.example",
        "DATA_DIR": str(tmp_path / "var"),
    }


@pytest.fixture
def make_world(
    environ: dict[str, str],
    clock: TurnableClock,
    platform: FakePlatform,
    understander: Understander,
) -> Iterator[Callable[..., World]]:
    made: list[Parts] = []

    def make(**variables: str) -> World:
        parts = Parts(environ | variables, clock=clock)
        parts.understander = understander
        parts.redis.flushdb()
        made.append(parts)
        return World(create_app(parts), parts, clock, platform)

    yield make
    for parts in made:
        parts.database.close()
        parts.redis.close()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world()


@pytest.fixture
def talk(world: World) -> Talk:
    return Talk(world)
