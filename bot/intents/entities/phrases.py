"""Joins neighbouring words of time into phrases, each of one moment."""

import re
from dataclasses import dataclass, replace

from bot.intents.entities.clocks import Clock, read_clock
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.timewords import TimeWords, Token

LITERAL = "literal"
"""The part of the day of a clock time on the 24-hour clock (08:00, 17点)."""

_NOON = 12


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
            r"[\s的,，(（)）]{0,2}(?:大概|大约|差不多|应该|就|才|在|是|一整?|整个?|那天|当天|那个|天|左右)?\s?"
        )
        self._length = re.compile(r"(?:[一二两三四五六七八九几半每多]个?|一整|整个?|大半个?)$")
        self._after_length = re.compile(r"(?:都|全)?\s?[了没]")
        self._loose_one = re.compile(
            r"[半刻钟多过左:前以之后停来没断跳闪到开的]|\s?(?:[零二三四五]?十)|\d\d"
        )
        self._talk = re.compile(r"\s?(?:意见|建议|要求|问题|原因|想法|看法|疑问|点事)")
        self._in_passing = re.compile(r"(?:就|已经|都|又)?是?(?:已经|刚好|又|正好|都)?(?:是)?")

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
        touches = last is not None and bool(self._gap.fullmatch(text, last.end, token.start))
        if token.kind == "vague":
            return replace(phrase, is_vague=True)
        if token.kind == "away":
            return replace(phrase, away=token)
        if token.kind == "part":
            return self._part(
                text, token, touches=touches and last is not None and last.day is not None
            )
        if token.kind == "clock":
            return self._clock(text, token, touches=touches)
        if token.kind == "joined":
            return replace(phrase, day=token, part=self._joined[token.found["joined"]])
        return replace(phrase, day=token)

    def _part(self, text: str, token: Token, *, touches: bool) -> Phrase | None:
        name = self._parts[token.found["part"]]
        is_length = self._length.search(text, max(0, token.start - 3), token.start)
        is_vague = bool(is_length) and not touches
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
        if token.found["h"] != "一" or token.end - token.start > len("一点"):
            return False
        before = text[max(0, token.start - 1) : token.start]
        if before and before in "快早晚慢好有差歪高低大小多少轻重":
            return True
        return not touches and before not in ("到", "至", "-", "~", "在") and not self._loose_one.match(
            text, token.end
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
        if "," in gap + "" or "，" in gap:
            return None
        if new.is_vague:
            return replace(new, start=last.start)
        part = new.part
        if last.part and part and part != LITERAL and not (last.day or new.clock):
            return None
        part = self._night(last.part, part, new)
        return replace(last, end=new.end, part=part, clock=new.clock)

    def _night(self, last: str, part: str, new: Phrase) -> str:
        """今晚凌晨三点: the small hours after that evening."""
        if not last or part == LITERAL and last not in ("evening", "deep"):
            return part or last
        if part == LITERAL:
            return LITERAL if new.clock and new.clock.hour > _NOON else last
        return (
            last if last in ("evening", "deep") and part in ("dawn", "deep", "") else part or last
        )

    def _join_days(self, last: Phrase, new: Phrase, gap: str) -> Phrase | None:
        """12月5日(周六) is that date; 今天是12月5号 is said in passing."""
        if last.part or not last.day or not new.day:
            return None
        kinds = (last.day.kind, new.day.kind)
        if kinds in (("date", "week"), ("date", "holiday")) and gap.strip(" ,，(（") == "" and not new.part:
            return replace(last, end=new.end, part=new.part)
        if last.day.found["day"] in ("今天", "今日", "今儿") and new.day.kind in ("date", "week"):
            if self._in_passing.fullmatch(gap):
                return replace(new, start=last.start, is_vague=True)
        return None
