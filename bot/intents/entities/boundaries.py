"""Where a proper name begins: after the last word that cannot be inside one."""

import re

from bot.intents.entities.lexicon import alternatives


class Boundary:
    """Looks left from the end of a name for its first character.

    Args:
        stops: Words that cannot be inside a name.
        safe: Longer words that hold a stop word and may be inside a name; they win over it.
        inside: A regular expression class body of what a name may consist of.
    """

    def __init__(self, stops: tuple[str, ...], safe: tuple[str, ...], inside: str) -> None:
        self._word = re.compile(rf"(?P<safe>{alternatives(safe)})|(?P<stop>{alternatives(stops)})")
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
        for word in self._word.finditer(text, start, end):
            if word["stop"]:
                start = word.end()
        return start
