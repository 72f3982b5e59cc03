"""Global words: a message that is nothing but one, in any polite form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intents.corpus import lines_of, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

COMMANDS = ("cancel", "back", "human", "help", "more", "resume", "yes", "no")

_ANSWERS = ("cancel", "yes", "no")
"""The commands that a resident gives a reason or a kind word with: 不弄了太麻烦了."""
_BESIDE = "beside"
_LONGEST = 20
_NOISE = re.compile(r"[^\w👌👍🙅]+|_+")
_POLITE = "请|麻烦|您|你|帮我|给我|我要|我想要|我想|我|就|那|那么|先|快|直接|还是"
_HELLO = "[你您]们?好"
_PARTICLES = "吧|啊|呀|哦|噢|喔|嘛|哈|呢|啦|喽|咯|哟|哒|滴|的|了|嗷|呗|嘞|哩|咧|谢谢|一下|哇|额"


class Commands:
    """Finds the global word in a cleaned text."""

    def __init__(self, forms: Mapping[str, re.Pattern[str]]) -> None:
        self._forms = forms

    @classmethod
    def load(cls, path: Path) -> Commands:
        """Read `command: word word …` lines; a word is a regular expression without blanks."""
        words: dict[str, list[str]] = {}
        for number, line in lines_of(path):
            name, colon, said = line.partition(":")
            if colon and name in (*COMMANDS, _BESIDE):
                words.setdefault(name, []).extend(_usable(path, number, said.split()))
        beside = words.get(_BESIDE, [])
        return cls(
            {
                name: _form(words[name], beside if name in _ANSWERS else ())
                for name in COMMANDS
                if name in words
            }
        )

    def find(self, cleaned: str) -> str | None:
        """Return the command that the whole text is, said once or several times, or None."""
        text = "" if len(cleaned) > 2 * _LONGEST else _NOISE.sub("", cleaned.lower())
        if not text or len(text) > _LONGEST:
            return None
        return next((name for name, form in self._forms.items() if form.fullmatch(text)), None)


def _form(words: Iterable[str], beside: Iterable[str]) -> re.Pattern[str]:
    said, around = "|".join(words), "|".join((*beside, _PARTICLES))
    before = "|".join((*beside, rf"(?:{_POLITE})(?=..)"))
    return re.compile(rf"(?!{_HELLO})(?:(?:{before})*(?:{said})(?:{around})*)+")


def _usable(path: Path, number: int, words: list[str]) -> list[str]:
    """The words that are regular expressions; one that is none is named in a warning."""
    usable = []
    for word in words:
        try:
            re.compile(word)
        except re.error:
            warn(path, number, f"no regular expression: {word}")
        else:
            usable.append(word)
    return usable
