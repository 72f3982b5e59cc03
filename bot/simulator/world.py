"""Everything that the simulator keeps, in one hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

from redis import Redis

from bot.simulator.people import People
from bot.simulator.quota import Quota
from bot.simulator.shelf import Shelf
from bot.simulator.streams import Stream
from bot.simulator.watcher import seen_stream

ACCOUNT: Final = "gh_5f1a7c0e9b3d"
"""The official account's own id, `ToUserName` of whatever residents send."""

_CHAT_KEPT: Final = 400


@dataclass(frozen=True, slots=True)
class World:
    """Residents, what they may be sent, their chats, what was understood, and the account."""

    people: People
    quota: Quota
    chats: Stream
    seen: Stream
    shelf: Shelf

    @classmethod
    def of(cls, redis: Redis, app_id: str, clock_s: Callable[[], float]) -> Self:
        """All of it over one client."""
        return cls(
            people=People(redis, app_id, clock_s),
            quota=Quota(redis, clock_s),
            chats=Stream(redis, "chat", _CHAT_KEPT),
            seen=seen_stream(redis),
            shelf=Shelf(redis),
        )

    def forget(self, openid: str) -> None:
        """A phone is taken away with all that was on it."""
        self.people.remove(openid)
        self.quota.close(openid)
        self.chats.drop(openid)
        self.seen.drop(openid)
