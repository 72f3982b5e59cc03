import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.inbox_desk import STAMP, TEMPLATES, InboxDesk

from bot.database import Base, Database


@pytest.fixture(scope="session")
def templates_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the templates of `docs/inbox` taken in."""
    folder = tmp_path_factory.mktemp("templates")
    database = Database(f"sqlite:///{folder / 'bot.db'}")
    Base.metadata.create_all(database.engine)
    desk = InboxDesk(database, folder)
    for kind in TEMPLATES:
        outcome = desk.drop((desk.template(kind)), f"{kind}-{STAMP}.csv")
        assert outcome.state == "taken", [str(fault) for fault in outcome.faults]
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return folder / "bot.db"


@pytest.fixture
def desk(templates_database: Path, tmp_path: Path) -> Iterator[InboxDesk]:
    shutil.copy(templates_database, tmp_path / "bot.db")
    database = Database(f"sqlite:///{tmp_path / 'bot.db'}")
    yield InboxDesk(database, tmp_path / "inbox")
    database.close()
