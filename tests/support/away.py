"""A store that goes away in the middle of a turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bot.errors import StoreAway
from bot.unit import Unit
from support.talk import Talk


class Away(Unit):
    """Whatever a handler wrote into the power company's systems stands; the turn is not kept."""

    def write(self, *_: Any) -> Any:
        raise StoreAway


@contextmanager
def away_at_commit(talk: Talk) -> Iterator[None]:
    healthy, world = talk.world, talk.world
    pipeline = world.parts.pipeline
    world.parts.pipeline = replace(pipeline, unit=Away(pipeline.unit.database, pipeline.unit.wake))
    talk.world = world.rebuilt()
    yield
    talk.hears("95598")
    world.parts.pipeline, talk.world = pipeline, healthy
