"""Numbers of applications (SQ…) and of repair tickets (BX…)."""

import re

from bot.intents.entities.entity import Entity
from bot.intents.entities.numerals import ONE_OF, digits_of

_SEPARATOR = r"[\s\-_.·,，、:()（）~/]{0,2}"
_DIGIT = r"[0-9零一二三四五六七八九幺两洞拐]"
_LETTERS = re.compile("[sSbB]")
_TYPES = {"S": "application_no", "B": "ticket_no"}


class Codes:
    """Finds the company's own codes: two letters and twelve digits, however they are spelled."""

    def __init__(self) -> None:
        between = r"(?:开头的?|打头的?|后面是?|号码?是?|编号是?|单号是?)?"
        self._code = re.compile(
            rf"(?<![a-z0-9])(?P<letters>s{_SEPARATOR}q|b{_SEPARATOR}x)[\s\-_.·:：,，#号]{{0,3}}{between}"
            rf"{_SEPARATOR}(?P<digits>{_DIGIT}(?:{_SEPARATOR}{_DIGIT}){{11}})(?![0-9])"
            rf"(?!(?<=[零一二三四五六七八九幺两洞拐])(?!一{ONE_OF})[零一二三四五六七八九幺两洞拐])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[Entity]:
        """Find codes in a normalised text.

        Args:
            text: The text.

        Returns:
            The codes in order; value upper case, without separators.
        """
        if not _LETTERS.search(text):
            return []
        return [_code(found) for found in self._code.finditer(text)]


def _code(found: re.Match[str]) -> Entity:
    first, last = found["letters"][0].upper(), found["letters"][-1].upper()
    value = first + last + digits_of(found["digits"])
    return Entity(_TYPES[first], value, found.start(), found.end())
