from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.demo_loader import NOW, Loader

from bot.backends import demo
from bot.backends.base import Backends
from bot.clock import Deadline
from bot.database import Database


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[Loader]:
    loader = Loader(tmp_path)
    yield loader
    loader.close()


@pytest.fixture
def database(loaded: Loader) -> Database:
    return loaded()


@pytest.fixture
def backends(database: Database) -> Backends:
    return demo.DemoSource(database, lambda: NOW).within(Deadline())


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backends]:
    """The county of the usual size; for reading only."""
    loader = Loader(tmp_path_factory.mktemp("county"))
    yield demo.DemoSource(loader(2000), lambda: NOW).within(Deadline())
    loader.close()


@pytest.fixture
def shown(database: Database) -> dict[str, Any]:
    return demo.show(database, NOW)
