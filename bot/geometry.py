"""Points on the map: offsets in kilometres, distances, and the squares that a point lies in."""

import math

KM_LATITUDE = 1 / 111.0
KM_LONGITUDE = 1 / 95.0  # at 31° north

CELL_DEGREES = 0.03
"""A cell is wider than `REACH_KM`, so that a point's reach lies in it and its 8 neighbours."""
BLOCK_DEGREES = 0.006
BLOCK_REACH_KM = 0.5
REACH_KM = 2.0
_COLUMNS = 100_000  # more than there are around the globe; the numbers stay below 2**31
_MAX_LATITUDE, _MAX_LONGITUDE = 90, 180


def offset(point: tuple[float, float], north_km: float, east_km: float) -> tuple[float, float]:
    """A point some kilometres away, rounded to about a metre."""
    return (
        round(point[0] + north_km * KM_LATITUDE, 5),
        round(point[1] + east_km * KM_LONGITUDE, 5),
    )


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points of one county: flat is near enough."""
    return math.hypot(
        (one[0] - other[0]) / KM_LATITUDE,
        (one[1] - other[1]) / KM_LONGITUDE,
    )


def on_earth(point: tuple[float, float]) -> bool:
    """Whether a point has a latitude and longitude at all."""
    return abs(point[0]) <= _MAX_LATITUDE and abs(point[1]) <= _MAX_LONGITUDE


def square(point: tuple[float, float], degrees: float) -> int:
    """The number of the square of that width that a point lies in."""
    row, column = _square(point, degrees)
    return row * _COLUMNS + column


def around(point: tuple[float, float], degrees: float) -> list[int]:
    """The square of a point and its eight neighbours."""
    row, column = _square(point, degrees)
    return [(row + down) * _COLUMNS + column + right for down in (-1, 0, 1) for right in (-1, 0, 1)]


def _square(point: tuple[float, float], degrees: float) -> tuple[int, int]:
    return math.floor(point[0] / degrees), math.floor(point[1] / degrees)
