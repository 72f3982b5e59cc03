"""What to do and not to do in danger, by its kind: `dictionaries/advice.toml`."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True, slots=True)
class DangerAdvice:
    """Advice for one kind of danger; an entry without words fits every message.

    `but` are phrases that hold one of the words and mean something else; `also` are words of which
    one must be there besides; `match` is a regular expression that does instead of both. `care` is
    what remains to be said when all is registered, `meanwhile` what is said to who asks or urges
    while somebody is on the way.
    `listed`: it belongs in the list that is read without any danger.
    """

    name: str
    words: tuple[str, ...]
    call: str
    say: str
    but: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    match: str = ""
    listed: bool = True
    care: str = "人到之前请继续远离，有变化马上说"
    meanwhile: str = "站在远处喊住小孩和过路的人，自己也别上前。"

    def fits(self, text: str) -> bool:
        """Whether it is about what a resident wrote."""
        for phrase in self.but:
            text = text.replace(phrase, "")
        wanted = (group for group in (self.words, self.also) if group)
        is_named = all(any(word in text for word in group) for group in wanted)
        return is_named or (self.match != "" and re.search(self.match, text) is not None)


@dataclass(frozen=True, slots=True)
class Advice:
    """All advice, most specific first; the last entry fits every message.

    `prevention` are sentences on how to keep out of danger.
    """

    danger: tuple[DangerAdvice, ...]
    prevention: tuple[str, ...]

    def for_words(self, text: str) -> DangerAdvice:
        """The advice for what a resident wrote."""
        return next(entry for entry in self.danger if entry.fits(text))

    def unregistered(self, text: str, hotline: str) -> str:
        """What is said of a danger that could not be registered: it needs a call."""
        advice = self.for_words(text)
        call = f"{advice.call}请马上拨打{hotline}，24小时有人接；这里这会儿不一定登记得上。"
        return f"{advice.say}\n{call}"


def load(path: Path) -> Advice:
    """Read the file.

    Raises:
        msgspec.ValidationError: a field is missing or wrong.
        ValueError: no entry fits every message.
    """
    advice = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Advice)
    if not advice.danger or advice.danger[-1].words:
        raise ValueError(f"{path.name}: the last entry must have no words, so that one always fits")
    return advice
