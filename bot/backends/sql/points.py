"""Service points of a utility in SQL."""

import json
from datetime import time
from functools import lru_cache
from typing import Final

from sqlalchemy import select

from bot.backends.network import OpeningHours, ServicePoint
from bot.backends.sql.calls import Calls
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.tables import ServicePointRow
from bot.geometry import distance_km
from bot.queries import Query

_ALL: Final = Query(select(ServicePointRow).order_by(ServicePointRow.id))


class SqlPoints:
    """`ServicePoints` over SQL: a dozen rows, so all are read, once a turn."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls
        self._listed: tuple[ServicePoint, ...] | None = None

    def near(self, latitude: float, longitude: float, limit: int = 3) -> tuple[ServicePoint, ...]:
        """The nearest points, nearest first."""
        here = (latitude, longitude)
        nearest = sorted(
            self.listed(), key=lambda point: distance_km(here, (point.latitude, point.longitude))
        )
        return tuple(nearest[:limit])

    def listed(self) -> tuple[ServicePoint, ...]:
        """All of them."""
        if self._listed is None:
            self._listed = tuple(map(_point, self._calls.rows(_ALL)))
        return self._listed


@lru_cache
def _point(row: AnyRow) -> ServicePoint:
    return ServicePoint(
        name=row.name,
        kind=row.kind,
        address=row.address,
        phone=row.phone,
        latitude=row.latitude,
        longitude=row.longitude,
        hours=_hours(row.hours),
        holidays=row.holidays,
    )


def _hours(text: str) -> tuple[OpeningHours, ...]:
    return tuple(
        OpeningHours(
            weekdays=tuple(span["weekdays"]),
            opens=time.fromisoformat(span["opens"]),
            closes=time.fromisoformat(span["closes"]),
        )
        for span in json.loads(text)
    )
