"""Global words: a message that is nothing but one, in any polite form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intents.corpus import load_lists

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ("cancel", "back", "human", "help", "more", "resume", "yes", "no")

_LONGEST = 16
_NOISE = re.compile(r"[^\w👌👍🙅]+|_+")
_REPEATED = re.compile(r"^(.+?)\1+$")
_POLITE = re.compile(
    r"^(?:请|麻烦|您|你|帮我|给我|我要|我想要|我想|我|就|那|那就|那么|先|快|直接)+(?=..)"
)
_PARTICLE = re.compile(
    r"(?:吧|啊|呀|哦|噢|喔|嘛|哈|呢|啦|喽|咯|哟|哒|滴|的|了|嗷|呗|谢谢|一下|哇|额)$"
)


class Commands:
    """Finds the global word in a cleaned text."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    @classmethod
    def load(cls, path: Path) -> Commands:
        """Read `command: word word …` lines."""
        lists = load_lists(path)
        return cls({word: name for name in COMMANDS for word in lists.get(name, ())})

    def find(self, cleaned: str) -> str | None:
        """Return the command that the whole text is, or None."""
        if len(cleaned) > 2 * _LONGEST:
            return None
        parts = [part for part in _NOISE.split(cleaned.lower()) if part]
        if not parts or sum(map(len, parts)) > _LONGEST:
            return None
        text = _REPEATED.sub(r"\1", "".join(parts))
        return self._word(text) or self._together(parts) or self._twice(text)

    def _twice(self, text: str) -> str | None:
        """The command that is said two ways in a row (算了不报了)."""
        for at in range(2, len(text) - 1):
            first = self._word(text[:at])
            if first and first == self._word(text[at:]):
                return first
        return None

    def _together(self, parts: list[str]) -> str | None:
        found = {self._word(part) for part in parts}
        return found.pop() if len(found) == 1 else None

    def _word(self, text: str) -> str | None:
        return self._ending(text) or self._ending(_POLITE.sub("", text))

    def _ending(self, text: str) -> str | None:
        while text:
            if text in self._words:
                return self._words[text]
            shorter = _PARTICLE.sub("", text)
            if shorter == text:
                return None
            text = shorter
        return None
