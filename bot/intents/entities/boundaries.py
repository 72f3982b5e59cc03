"""Where a proper name begins: after the last word that cannot be inside one."""

import re

from bot.intents.entities.lexicon import alternatives

_INTRODUCING = frozenset("在住到是址往 :：,，。")
_FIRST = frozenset("后先太日月年得人发")
"""A name may begin with these soft stops, too (住后刘村)."""


class Boundary:
    """Looks left from the end of a name for its first character.

    Args:
        stops: Words that cannot be inside a name.
        safe: Longer words that hold a stop word and may be inside a name; they win over it.
        inside: A regular expression class body of what a name may consist of.
        soft: Characters that stop, too, but not a name that stands right behind ``floor``, at the
            start of a clause or behind a word that introduces a place.
    """

    def __init__(
        self, stops: tuple[str, ...], safe: tuple[str, ...], inside: str, soft: tuple[str, ...] = ()
    ) -> None:
        stop = f"(?P<stop>{alternatives(stops)})|(?P<soft>{alternatives(soft) or '(?!)'})"
        self._word = re.compile(rf"(?P<safe>{alternatives(safe)})|{stop}")
        self._outside = re.compile(rf"[^{inside}]")

    def before(self, text: str, end: int, floor: int, limit: int) -> int:
        """The index at which a name that ends at ``end`` begins.

        Args:
            text: The text.
            end: Index after the name's known end.
            floor: An index before which the name cannot begin.
            limit: The most characters that the name may have before ``end``.

        Returns:
            The index; ``end`` where there is no room for a name.
        """
        start = max(floor, end - limit)
        for mark in self._outside.finditer(text, start, end):
            start = mark.end()
        hard = start
        for word in self._word.finditer(text, start, end):
            if word["safe"] is None:
                start = word.end()
                is_inside = word["soft"] and (word.start() > hard or word["soft"] in _FIRST)
                hard = hard if is_inside else start
        return hard if hard == floor or text[hard - 1] in _INTRODUCING else start
