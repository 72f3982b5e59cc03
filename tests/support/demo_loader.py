from datetime import datetime
from pathlib import Path

from bot.backends import demo
from bot.database import Base, Database

NOW = datetime(2026, 11, 24, 20, 15)  # local wall time in Asia/Shanghai


class Loader:
    """Loads demo utilities, each into a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[Database] = []

    def __call__(self, accounts: int = 400, now: datetime = NOW) -> Database:
        database = Database(f"sqlite:///{self.folder / f'{len(self.made)}.db'}")
        self.made.append(database)
        Base.metadata.create_all(database.engine)
        demo.load(database, accounts, now=now)
        return database

    def close(self) -> None:
        for database in self.made:
            database.close()
