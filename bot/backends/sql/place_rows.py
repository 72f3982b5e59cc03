"""Rows for places and what residents call them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from bot.backends.sql.tables import PlaceNameRow, PlaceRow
from bot.geometry import BLOCK_DEGREES, CELL_DEGREES, square

SUFFIXES: Final = ("小区", "花园", "家园", "名居", "镇", "乡", "村", "苑")

PlaceSeed = tuple[type[PlaceRow] | type[PlaceNameRow], dict[str, Any]]


class PlaceRows:
    """Numbers the places of one utility and names them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Count the bare names, because only one that is unique may stand alone."""
        self._bare = Counter(bare for name in names if (bare := without_suffix(name)))
        self._last_id = 0

    def place(
        self, kind: str, name: str, point: tuple[float, float], more: dict[str, Any]
    ) -> PlaceSeed:
        """A place; the names that follow are its."""
        self._last_id += 1
        row = {"code": None, "cell": None, "block": None, **more}
        row |= {"id": self._last_id, "kind": kind, "name": name}
        return PlaceRow, row | {"latitude": point[0], "longitude": point[1]}

    def names(self, name: str) -> Iterator[PlaceSeed]:
        """A name, and the bare one where that is unique."""
        yield self.name(name)
        bare = without_suffix(name)
        if self._bare[bare] == 1:
            yield self.name(bare, bare=True)

    def name(self, name: str, *, bare: bool = False) -> PlaceSeed:
        """What residents call the last place."""
        return PlaceNameRow, {"name": name, "place_id": self._last_id, "bare": bare}


def without_suffix(name: str) -> str:
    """石桥镇 as 石桥; empty for a street, whose bare name is an everyday word."""
    return next((name[: -len(suffix)] for suffix in SUFFIXES if name.endswith(suffix)), "")


def squares(point: tuple[float, float]) -> dict[str, Any]:
    """What makes a transformer findable by position."""
    return {"cell": square(point, CELL_DEGREES), "block": square(point, BLOCK_DEGREES)}
