"""Dates that were agreed on: kept, broken, or moved to another day."""

import re

from bot.intents.entities.contexts import Around

_OVERDUE = re.compile(r"都.{1,7}号了")
_REACH = 20
"""So far after the clause of a date the words count that tell what became of it."""


class Appointments:
    """Reads around a time what became of an appointment."""

    def __init__(self) -> None:
        self._promise = re.compile(r"(?:说|约好|约的|约了|原定|讲好|答应|定好|通知)[^，。,]{0,6}$")
        self._broken = re.compile(
            r"(?:没|未|不见|(?<![来到])不)(?:来|到|见|人)|[今都][天都].{1,3}号了|过期|影|放鸽子|拖[起到着]|失约|白等"
        )
        self._done = re.compile(r"实际|人呢|才(?:送|来|通|恢复|修好)")
        self._original = re.compile(
            r"(?:原|原来|原先|本来|先前|之前)(?:定|预?约|说|计划|安排)[^，。,]{0,3}$"
        )
        self._move = re.compile(r"(?:改|推迟?|延期?|提前|调|换|挪)[成到为在约]")
        self._moved = re.compile(rf"{self._move.pattern}[^，。,]{{0,2}}$")
        self._from = re.compile(r"(?:从|由)[^，。,]{0,3}$")
        self._from_to = re.compile(rf"(?:从|由)[^，。,]{{1,12}}{self._move.pattern}$")
        self._away = re.compile(r"[^，。,]{0,3}(?:改|推迟?|延期?|提前|调|换|挪|移)[成到为至]")

    def is_moved(self, near: Around) -> bool:
        """原定30号…改成31号: whether a date was planned and has been moved."""
        if self._from.search(near.left) and self._away.match(near.right):
            return True
        is_original = self._original.search(near.left)
        return bool(is_original and self._move.search(near.right + near.later[:_REACH]))

    def is_new(self, near: Around) -> bool:
        """改成31号: whether a date is the one that an appointment was moved to."""
        return bool(self._moved.search(near.left))

    def before_move(self, near: Around) -> str:
        """What stands in the clause before 从15号改到, right before a date; empty without it."""
        found = self._from_to.search(near.left)
        return near.left[: found.start()] if found else ""

    def is_past(self, near: Around) -> bool:
        """A promise that was broken (说好26号来，没来), or what came of a plan (实际20:15才送)."""
        later = near.right + near.later[:_REACH]
        if self._done.search(later):
            return True
        is_broken = self._broken.search(later) or _OVERDUE.search(near.earlier)
        is_promised = self._promise.search(near.left) or self.is_new(near)
        return bool(is_promised and is_broken)
