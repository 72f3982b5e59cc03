"""Joins neighbouring words of time into phrases, each of one moment."""

import re
from dataclasses import dataclass, replace

from bot.intents.entities.clocks import NIGHT_PARTS, Clock, read_clock
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.timewords import TimeWords, Token

LITERAL = "literal"
"""The part of the day of a clock time on the 24-hour clock (08:00, 17点)."""

_COMMENTS = (("date", "week"), ("date", "holiday"), ("day", "week"), ("week", "date"))
"""Two words for one day."""
_NOON = 12
_TODAY = frozenset({"今天", "今日", "今儿"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Neighbouring words of time that name one moment.

    Attributes:
        start: First index.
        end: Index after the last word.
        day: The word for the day or days.
        part: The part of the day, ``""`` where none was said.
        clock: The clock time.
        away: The distance from now (半小时前).
        is_vague: It names no moment (七八点, 一下午) or only today in passing (今天是5号).
    """

    start: int
    end: int
    day: Token | None = None
    part: str = ""
    clock: Clock | None = None
    away: Token | None = None
    is_vague: bool = False


class Phrases:
    """Reads the phrases of time in a message."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = TimeWords(lexicon)
        self._parts = lexicon.pairs("moments.parts")
        joined = lexicon.pairs("moments.joined")
        self._joined = {word: value.split(",")[1] for word, value in joined.items()}
        self._gap = re.compile(
            r"[\s的(（)）]{0,2}(?:大概|大约|差不多|应该|[就才在是天快]|一整?|整个?|那天|当天|那个|左右)?\s?"
        )
        self._length = re.compile(r"(?:[一二两三四五六七八九几半每多]个?|一整|整个?|大半个?)$")
        self._loose_one = re.compile(r"[半刻钟多过左:停没断跳闪]|\s?(?:[零二三四五]?十)|\d\d")
        self._reading = re.compile(r"(?:[是为着走]|显示|读数|只有)的?\s?$")
        self._greeting = re.compile(r"(?:好|安)(?=[，,。!！ ]|$|啊|呀)")
        self._talk = re.compile(r"\s?(?:意见|建议|要求|问题|原因|想法|看法|疑问|点事)")
        self._in_passing = re.compile(
            r"(?:就|已经?|都|又|才|还|不过)?是?(?:已经|刚好|又|正好|都|才)?(?:是)?"
        )

    def read(self, text: str) -> list[Phrase]:
        """Find the phrases of time in a normalised, masked text, in order."""
        phrases: list[Phrase] = []
        for token in self._words.cut(text):
            phrase = self._single(text, token, phrases[-1] if phrases else None)
            if not phrase:
                continue
            joined = self._join(text, phrases[-1], phrase) if phrases else None
            if joined:
                phrases[-1] = joined
            else:
                phrases.append(phrase)
        return phrases

    def _single(self, text: str, token: Token, last: Phrase | None) -> Phrase | None:
        phrase = Phrase(token.start, token.end)
        before = last if last and self._gap.fullmatch(text, last.end, token.start) else None
        if token.kind in ("vague", "away"):
            is_vague = token.kind == "vague"
            return replace(phrase, is_vague=is_vague, away=None if is_vague else token)
        if token.kind == "part":
            return self._part(text, token, touches=bool(before and before.day))
        if token.kind == "clock":
            return self._clock(text, token, touches=before is not None)
        part = self._joined[token.found["joined"]] if token.kind == "joined" else ""
        return replace(phrase, day=token, part=part)

    def _part(self, text: str, token: Token, *, touches: bool) -> Phrase | None:
        name = self._parts[token.found["part"].removesuffix("了")]
        is_length = self._length.search(text, max(0, token.start - 3), token.start)
        is_greeting = self._greeting.match(text, token.end)
        is_vague = bool(is_length or is_greeting) and not touches
        return Phrase(token.start, token.end, part=name, is_vague=is_vague)

    def _clock(self, text: str, token: Token, *, touches: bool) -> Phrase | None:
        found = token.found
        clock = read_clock(found)
        if clock is None or self._is_chatter(text, token, touches=touches):
            return None
        is_padded = (found["hm_h"] or found["h"] or "").startswith("0")
        part = LITERAL if clock.hour > _NOON or is_padded else ""
        return Phrase(token.start, token.end, part=part, clock=clock)

    def _is_chatter(self, text: str, token: Token, *, touches: bool) -> bool:
        """快一点, 晚一点, 有两点意见 are no times."""
        if token.found["dian"] and self._talk.match(text, token.end):
            return True
        if token.found["h"] == "零" and self._reading.search(text, 0, token.start):
            return True
        if token.found["h"] != "一" or token.end - token.start > len("一点"):
            return False
        before = text[max(0, token.start - 1) : token.start]
        if not touches and before and before in "快早晚慢好有差歪高低大小多少轻重":
            return True
        return (
            not touches
            and before not in ("到", "至", "-", "~", "在")
            and not self._loose_one.match(text, token.end)
        )

    def _join(self, text: str, last: Phrase, new: Phrase) -> Phrase | None:
        """The two as one phrase, or None where they name two moments."""
        if last.is_vague or last.away or last.clock or new.away:
            return None
        gap = text[last.end : new.start]
        if last.day and new.day:
            return self._join_days(last, new, gap)
        if new.day or not self._gap.fullmatch(gap):
            return None
        if new.is_vague:
            return replace(new, start=last.start)
        if last.part and new.part not in ("", LITERAL) and not (last.day or new.clock):
            return None
        return replace(last, end=new.end, part=_part(last, new), clock=new.clock)

    def _join_days(self, last: Phrase, new: Phrase, gap: str) -> Phrase | None:
        """12月5日(周六) is that date; 今天是12月5号 is said in passing."""
        if last.part or not last.day or not new.day:
            return None
        kinds = (last.day.kind, new.day.kind)
        is_comment = kinds in _COMMENTS and not new.part
        if is_comment and not gap.strip(" ,，(（"):
            is_date = new.day.kind == "date"
            return replace(last, end=new.end, day=new.day if is_date else last.day)
        is_today = last.day.found["day"] in _TODAY and new.day.kind in ("date", "week", "lunar")
        if is_today and self._in_passing.fullmatch(gap):
            return replace(new, start=last.start, is_vague=True)
        return None


def _part(last: Phrase, new: Phrase) -> str:
    """The part of the day of both; 今晚凌晨三点 are the small hours after that evening."""
    is_night = last.part in NIGHT_PARTS
    if new.part == LITERAL:
        is_spoken = is_night and new.clock is not None and new.clock.hour <= _NOON
        return last.part if is_spoken else LITERAL
    if is_night and new.part in ("dawn", "deep", ""):
        return last.part
    return new.part or last.part
