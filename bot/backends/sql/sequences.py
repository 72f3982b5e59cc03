"""Numbers given out one by one, and writes that happen once."""

from collections.abc import Callable

from sqlalchemy import Connection, bindparam, select, text, update

from bot.backends.sql.tables import EffectRow

# Both databases know this form; SQLAlchemy has it only once a dialect.
_NEXT = text(
    "INSERT INTO utility_sequences (series, last) VALUES (:series, 1)"
    " ON CONFLICT (series) DO UPDATE SET last = utility_sequences.last + 1 RETURNING last"
)
_RAISE = text(
    "INSERT INTO utility_sequences (series, last) VALUES (:series, :last) ON CONFLICT (series)"
    " DO UPDATE SET last = :last WHERE utility_sequences.last < :last"
)
_CLAIM = text(
    "INSERT INTO utility_effects (key, made) VALUES (:key, '') ON CONFLICT (key) DO NOTHING"
)

_MADE = update(EffectRow).where(EffectRow.key == bindparam("of_key"))
_FOUND = select(EffectRow.made).where(EffectRow.key == bindparam("key"))


def next_number(connection: Connection, series: str) -> int:
    """The next number of a series, the first is 1; two transactions never get the same."""
    return int(connection.execute(_NEXT, {"series": series}).scalar_one())


def raise_to(connection: Connection, series: str, last: int) -> None:
    """Take numbers up to `last` out of a series."""
    connection.execute(_RAISE, {"series": series, "last": last})


def once(connection: Connection, key: str, make: Callable[[], str]) -> str:
    """Do a write once a key.

    Args:
        connection: The transaction of the write.
        key: The idempotency key, with the name of the method before it.
        make: Writes, and returns the number of what it made or changed.

    Returns:
        The number that the first call with this key made.
    """
    if not connection.execute(_CLAIM, {"key": key}).rowcount:
        return str(connection.execute(_FOUND, {"key": key}).scalar_one())
    made = make()
    connection.execute(_MADE, {"of_key": key, "made": made})
    return made
