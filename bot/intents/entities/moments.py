"""Times of faults, outages, visits and events."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.intents.entities.calendars import Calendar, Tense
from bot.intents.entities.clocks import Span
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.matters import Matters
from bot.intents.entities.phrases import Phrase, Phrases
from bot.intents.entities.resolution import Moment, Resolver

_DAY = timedelta(days=1)
_NEAR = 20
"""So near behind a day its clock time stands (前天停电从上午九点 …); they are one moment."""


class Moments:
    """Finds the points and ranges of time that a clerk would write down."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases = Phrases(lexicon)
        self._resolver = Resolver(Calendar(lexicon))
        self._matters = Matters(lexicon)
        self._to = re.compile(
            r"\s?(?:[停断的用干办搞开封唱演摆都就起弄黑闪忙修守等挖换抢赶了要想得,，]|停电|断电|没电|用电|临时|施工|检修|持续|一直|以后|之后|过后|通知|计划|公告)*"
            r"(?:到|至|-|~)+\s?"
        )
        self._pause = re.compile(r"[，。,！!？?；;、]")
        self._daily = re.compile(r"每[天日晚早][的都要]?$")
        self._or = re.compile(r"\s?(?:或者?|还是|和|跟|与|、|或是|要么)\s?")
        self._list = re.compile(r"[停断跳闪黑没电了、，,和跟及也都又还\s]{0,8}")
        self._named_after = re.compile(
            r"(?:文艺)?(?:晚会|联欢|汇演|演出|灯会|庙会|庆典|促销|大促|活动)"
        )
        self._and_days = re.compile(r"\s?(?:和|跟|、)?\s?")
        self._pair = re.compile(r"两[日号]")
        self._both = re.compile(r"(?:这|那)?[两二三四五几]天")

    def find(self, text: str, now: datetime) -> tuple[list[Entity], list[tuple[int, int]]]:
        """Find times in a normalised text whose numbers and addresses are masked.

        Args:
            text: The text.
            now: Local reference time.

        Returns:
            The entities, and the spans of all words of time, labelled or not.
        """
        phrases = self._phrases.read(text)
        moments: list[Moment] = []
        daily: Phrase | None = None
        for phrase in phrases:
            daily = self._is_daily(text, phrase, daily)
            if not phrase.is_vague and daily is None:
                self._add(text, phrase, moments, now)
        found = [_entity(moment) for moment in self._counting(text, moments)]
        return found, [(phrase.start, phrase.end) for phrase in phrases]

    def _counting(self, text: str, moments: list[Moment]) -> Iterator[Moment]:
        """The moments that a clerk writes down; 要不就周六上午 goes on with the one before."""
        spans = [(moment.phrase.start, moment.phrase.end) for moment in moments]
        counts = [self._matters.counts(text, *span) for span in spans]
        for index, span in enumerate(spans[1:], start=1):
            if self._or.fullmatch(text, spans[index - 1][1], span[0]):
                counts[index - 1] |= counts[index]
            counts[index] |= counts[index - 1] and self._matters.goes_on(text, *span)
        return (moment for moment, does_count in zip(moments, counts, strict=True) if does_count)

    def _is_daily(self, text: str, phrase: Phrase, last: Phrase | None) -> Phrase | None:
        """The phrase, if it is a habit (每天8点到12点) or the end of one."""
        is_end = last is not None and self._to.fullmatch(text, last.end, phrase.start)
        return phrase if is_end or self._daily.search(text, 0, phrase.start) else None

    def _add(self, text: str, phrase: Phrase, moments: list[Moment], now: datetime) -> None:
        last = moments[-1] if moments else None
        if last and (joined := self._range(text, last, phrase, now)):
            moments[-1] = joined
            return
        if last and phrase.day and self._is_name(text, phrase):
            return
        tense = self._tense(text, last, phrase, now)
        leans = last if last and self._leans(text, last, phrase, tense) else None
        moment = self._resolver.resolve(phrase, leans, tense, now)
        is_near = leans and self._is_near(text, leans.phrase, phrase)
        if moment and leans and is_near and not phrase.day and _is_open(leans, phrase):
            whole = replace(phrase, start=leans.phrase.start, day=leans.phrase.day)
            moments[-1] = replace(moment, phrase=whole)
        elif moment:
            moments.append(moment)

    def _is_name(self, text: str, phrase: Phrase) -> bool:
        """30日晚上的国庆晚会: the holiday names the event, not its day."""
        is_holiday = phrase.day is not None and phrase.day.kind == "holiday"
        return is_holiday and bool(self._named_after.match(text, phrase.end))

    def _tense(self, text: str, last: Moment | None, phrase: Phrase, now: datetime) -> Tense:
        tense = self._matters.tense(text, phrase.start, phrase.end)
        if last and not tense and phrase.day:
            if self._list.fullmatch(text, last.phrase.end, phrase.start):
                return "past" if last.day < now.date() else "future"  # 上周一停、周三停
        elif last and tense == "future" and last.tense == "past" and last.phrase.day:
            is_report = self._matters.is_report(text, phrase.start, phrase.end)
            return "past" if is_report and last.phrase.clock else tense
        return tense

    def _is_near(self, text: str, day: Phrase, clock: Phrase) -> bool:
        between = text[day.end : clock.start]
        return len(between) <= _NEAR and len(self._pause.findall(between)) <= 1

    def _range(self, text: str, last: Moment, phrase: Phrase, now: datetime) -> Moment | None:
        between = text[last.phrase.end : phrase.start]
        if self._to.fullmatch(between):
            if _is_days(last.phrase) and phrase.clock and not phrase.day:
                return self._resolver.resolve(phrase, last, last.tense, now)  # 今天停到下午五点
            return self._resolver.until(last, phrase, now)
        if _is_days(last.phrase) and _is_days(phrase) and self._and_days.fullmatch(between):
            is_pair = self._pair.search(text, last.phrase.end, phrase.end)
            if is_pair or not between or self._both.match(text, phrase.end):
                return self._resolver.until(last, phrase, now)
        return None

    def _leans(self, text: str, last: Moment, phrase: Phrase, tense: str) -> bool:
        """Whether a phrase without a day belongs to the day or the hour said before it."""
        if phrase.day:
            return phrase.day.kind == "next"
        if self._or.fullmatch(text, last.phrase.end, phrase.start):
            return True
        return tense == last.tense or not tense or not last.tense


def _is_days(phrase: Phrase) -> bool:
    return phrase.day is not None and not phrase.part and not phrase.clock


def _is_open(moment: Moment, new: Phrase) -> bool:
    """Whether a day, or a part of one, waits for its clock time."""
    last, is_bare = moment.phrase, new.clock is not None and not new.part
    if moment.span.last - moment.span.start > _DAY:
        return False
    return last.day is not None and not last.clock and (not last.part or is_bare)


def _entity(moment: Moment) -> Entity:
    phrase, span = moment.phrase, moment.span
    return Entity("datetime", _value(span), phrase.start, phrase.end)


def _value(span: Span) -> str | tuple[str, str]:
    start = span.start.isoformat(timespec="minutes")
    return (start, span.end.isoformat(timespec="minutes")) if span.end else start
