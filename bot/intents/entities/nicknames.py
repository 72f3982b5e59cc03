"""Surnames after 老, 小 or 阿 (老贺, 小周)."""

import re
from collections.abc import Iterator

from bot.intents.entities.lexicon import Lexicon

_HAN = r"\u4e00-\u9fff"


class Nicknames:
    """Finds 老贺 and 小周, by what follows or by a role before (客服小周).

    Args:
        lexicon: The word lists.
        common: An expression for common surnames.
        every: An expression for all surnames.
    """

    def __init__(self, lexicon: Lexicon, common: str, every: str) -> None:
        self._stop = re.compile(rf"$|[^{_HAN}]|{lexicon.choice('titles.stop')}")
        role = "|".join(lexicon.words("titles.role"))
        self._nick = re.compile(
            rf"(?:(?<![古养敬衰苍元大从很太最较胆细])[老小阿]{common}"
            rf"|^[老小]{every}(?=[,，:： 家说])"
            rf"|(?<={role})[老小]{every}|(?<=[找喊叫])[老小]{every})"
            r"(?:师傅|哥|姐|工|总|老师|姑娘|妹儿|师[兄姐弟妹]?(?!傅))?"
        )
        self._role = re.compile(f"(?:{role})$")
        self._bare = re.compile(lexicon.choice("titles.bare"))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of such names in a normalised text."""
        for found in self._nick.finditer(text):
            has_role = self._role.search(text, 0, found.start())
            is_plain = found.end() - found.start() == len("老贺") and not has_role
            if self._bare.match(text, found.start()) or (
                is_plain and not self._stop.match(text, found.end())
            ):
                continue
            yield found.span()
