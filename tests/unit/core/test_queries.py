"""Queries that the driver runs find what SQLAlchemy would find, with the same types."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select

from bot.database import Base, Database
from bot.errors import StoreAway
from bot.queries import Query, among, joined, within
from bot.store import bindings
from bot.store.bindings import Binding, BindingRow

BOUND_AT = datetime(2026, 11, 23, 20, 15)
_OF = Query(
    select(BindingRow.openid, BindingRow.is_default, BindingRow.bound_at, BindingRow.until).where(
        BindingRow.openid == bindparam("openid"), BindingRow.role.in_(("holder", "child"))
    )
)
_AMONG = Query(select(BindingRow.openid).where(among(BindingRow.openid, "openids")))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'bot.db'}")
    Base.metadata.create_all(database.engine)
    with database.write() as connection:
        for openid in ("ann", "O'Hara"):
            for statement in bindings.bind_statements(
                Binding(openid, "5130000001", BOUND_AT, "mark", is_default=True)
            ):
                connection.execute(statement)
    yield database
    database.close()


def test_a_query_reads_values_and_types_as_sqlalchemy_does(database: Database) -> None:
    (row,) = database.rows(_OF, openid="O'Hara")
    assert row == ("O'Hara", True, BOUND_AT, None)
    assert row.bound_at == BOUND_AT
    with database.write() as connection:
        assert within(connection)(_OF, openid="O'Hara") == [row]


def test_many_words_are_one_value(database: Database) -> None:
    assert [row.openid for row in database.rows(_AMONG, openids=joined(["ann", '"', "bob"]))] == [
        "ann"
    ]
    assert database.rows(_AMONG, openids=joined([])) == []


@pytest.mark.parametrize("values", [{}, {"openid": "ann", "until": None}])
def test_a_value_that_is_missing_or_unknown_is_an_error(
    database: Database, values: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match="openid"):
        database.rows(_OF, **values)


def test_after_an_error_the_next_query_starts_anew(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE bindings RENAME TO away")
    with pytest.raises(StoreAway) as failed:
        database.rows(_OF, openid="ann")
    assert failed.value.ids == {"database_error": "OperationalError"}
    with database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO bindings")
    assert database.rows(_OF, openid="ann")
