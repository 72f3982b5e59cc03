"""Gives a phrase of time its place in the calendar."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.intents.entities import clocks
from bot.intents.entities.calendars import Calendar, Tense
from bot.intents.entities.clocks import Clock, Span
from bot.intents.entities.phrases import LITERAL, Phrase

_DAY, _HALF_DAY = timedelta(days=1), timedelta(hours=12)
_SPOKEN_HOURS, _EVENING = 12, 18
_FROM_NOW = frozenset({"day", "days", "joined", "ago"})
"""Days that are told from today, wherever they stand (28号到昨天)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A resolved phrase.

    Attributes:
        phrase: The phrase; of a range, from its first word to its last.
        span: The point or range.
        day: The day named; of several, the last.
        tense: Behind or ahead.
        part: The part of the day that a later clock time may lean on.
    """

    phrase: Phrase
    span: Span
    day: date
    tense: Tense
    part: str = ""


class Resolver:
    """Resolves phrases one after the other, each against the one before it."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def resolve(
        self, phrase: Phrase, last: Moment | None, tense: Tense, now: datetime
    ) -> Moment | None:
        """Resolve a phrase.

        Args:
            phrase: The phrase.
            last: The moment before it, where it may lean on that one.
            tense: Behind or ahead.
            now: Local reference time.

        Returns:
            The moment; None where there is no such day.
        """
        if phrase.away:
            distance = clocks.read_away(phrase.away.found)
            if distance is None:
                return None
            point = now + distance
            return Moment(phrase, Span(point), point.date(), "past" if point < now else "future")
        if phrase.day:
            return self._of_day(phrase, last, tense, now)
        if phrase.part and phrase.part != LITERAL:
            return _of_part(phrase, last, tense, now)
        return _of_clock(phrase, last, tense, now)

    def _of_day(
        self, phrase: Phrase, last: Moment | None, tense: Tense, now: datetime
    ) -> Moment | None:
        before = last.day if last else None
        days = self._calendar.days(phrase.day, now.date(), tense, before) if phrase.day else None
        if not days:
            return None
        first, final = days
        if clock := phrase.clock:
            if last and phrase.day and phrase.day.kind == "next" and _is_late(last):
                phrase = replace(phrase, part=phrase.part or LITERAL)
            point = self._point(phrase, clock, first, tense, now)
            return Moment(phrase, Span(point), first, tense, phrase.part)
        if phrase.part:
            if first != final:
                return None
            span = clocks.part_span(first, phrase.part)
            if phrase.part == "dusk":
                span = clocks.days_span(first, first)
            return Moment(phrase, span, first, tense, phrase.part) if span else None
        return Moment(phrase, clocks.days_span(first, final), final, tense)

    def _point(
        self, phrase: Phrase, clock: Clock, day: date, tense: Tense, now: datetime
    ) -> datetime:
        if phrase.part:
            point = clocks.at(day, phrase.part, clock)
            is_night = phrase.part in clocks.NIGHT_PARTS and point.date() > day
            late = is_night and point.hour and tense == "past" and point > now and day == now.date()
            return point - _DAY if late else point
        if day == now.date() and clock.hour <= _SPOKEN_HOURS and tense:
            point = clocks.nearest(clock, now, tense)
            if point.date() == day:
                return point
        return clocks.on_day(day, clock)

    def until(self, first: Moment, phrase: Phrase, now: datetime) -> Moment | None:
        """The range from a moment to a phrase (8:00至17:30, 上午到中午).

        Args:
            first: The moment where the range begins.
            phrase: Its end; a missing day or part of the day is that of ``first``.
            now: Local reference time.

        Returns:
            The range; None where the phrase is no end for it.
        """
        first = _on_24_hours(first, phrase, now)
        end = self._end(first, phrase, now)
        if end is None or end <= first.span.start:
            return None
        whole = replace(first.phrase, end=phrase.end)
        return replace(first, phrase=whole, span=Span(first.span.start, end), day=first.day)

    def _end(self, first: Moment, phrase: Phrase, now: datetime) -> datetime | None:
        if phrase.away:
            return None
        if phrase.day:
            is_24_hours = phrase.day.kind == "next" or first.phrase.part == LITERAL
            if phrase.clock and is_24_hours and not phrase.part:
                phrase = replace(phrase, part=LITERAL)  # 次日5点 is said of the small hours
            moment = self._of_day(phrase, first, "future", _since(first, phrase, now))
            return moment.span.last if moment and not _is_today_so_far(first, moment, now) else None
        if not phrase.clock:
            span = clocks.part_span(first.day, phrase.part)
            return _after(span.last, first.span.start, _DAY) if span else None
        return _end_clock(first, phrase, phrase.clock)


def _is_late(last: Moment) -> bool:
    """Behind 23:40 stands 次日1:20 for the small hours."""
    return last.phrase.clock is not None and last.span.start.hour >= _EVENING


def _on_24_hours(first: Moment, phrase: Phrase, now: datetime) -> Moment:
    """九点到十五点: the end shows that the start, too, is on the 24-hour clock."""
    start, end = first.phrase, phrase.clock
    if start.part or not start.clock or not end or phrase.part != LITERAL:
        return first
    midnight = datetime.combine(first.day if start.day else now.date(), time())
    point = midnight + timedelta(minutes=start.clock.minutes)
    if not start.day and _is_next_day(first.tense, point, end, now):
        point += _DAY
    return replace(first, span=Span(point), day=point.date())


def _is_next_day(tense: Tense, start: datetime, end: Clock, now: datetime) -> bool:
    """Whether hours that are over today are meant of tomorrow; where no tense tells, the nearer."""
    if tense == "past" or datetime.combine(start, time()) + timedelta(minutes=end.minutes) >= now:
        return False
    return tense == "future" or now - start > _HALF_DAY


def _since(first: Moment, phrase: Phrase, now: datetime) -> datetime:
    """The end of a range of days is looked for from its first day on (28号到3号, 周六到周日)."""
    begin, end = first.phrase.day, phrase.day
    if end and (end.kind in _FROM_NOW or any(end.found[of] for of in ("which", "whole", "rm"))):
        return now
    if begin and begin.kind in ("date", "week"):
        eve = _DAY if begin.kind == "week" else timedelta()  # 周六8点到周六12点
        return datetime.combine(first.day, time()) - eve
    return now


def _is_today_so_far(first: Moment, moment: Moment, now: datetime) -> bool:
    """昨晚八点到今天: as 到现在, which is no end."""
    today = datetime.combine(now.date(), time())
    return bool(first.phrase.clock) and moment.span == Span(today, today + _DAY)


def _end_clock(first: Moment, phrase: Phrase, clock: Clock) -> datetime:
    start = first.span.start
    if phrase.part and phrase.part != LITERAL:
        return _after(clocks.at(first.day, phrase.part, clock), start, _DAY)
    if phrase.part:
        return _after(clocks.on_day(start.date(), clock, start), start, _DAY)
    if first.part and first.part != LITERAL:
        return _after(clocks.at(first.day, first.part, clock), start, _HALF_DAY)
    return clocks.following(clock, start)


def _after(point: datetime, start: datetime, step: timedelta) -> datetime:
    while point <= start:
        point += step
    return point


def _of_part(phrase: Phrase, last: Moment | None, tense: Tense, now: datetime) -> Moment | None:
    """A part of a day with no day: that of the moment before, else today or the latest one."""
    day = last.day if last else now.date()
    span = _part(phrase, day)
    if span is None:
        return None
    if last:
        day += _DAY if span.start < last.span.start else timedelta()
    elif tense == "past" and span.start > now:
        day -= _DAY
    elif tense == "future" and span.last < now and phrase.clock and phrase.part in ("dawn", "deep"):
        day += _DAY
    span = _part(phrase, day)
    return Moment(phrase, span, day, tense, phrase.part) if span else None


def _part(phrase: Phrase, day: date) -> Span | None:
    if phrase.clock:
        return Span(clocks.at(day, phrase.part, phrase.clock))
    return clocks.part_span(day, phrase.part)


def _of_clock(phrase: Phrase, last: Moment | None, tense: Tense, now: datetime) -> Moment | None:
    """A clock time alone: after the one said before it, else by the tense."""
    clock = phrase.clock
    if clock is None:
        return None
    part = phrase.part
    if last and last.phrase.clock == clock and not last.span.end:
        point = last.span.start
    elif last and last.phrase.clock:
        point = clocks.following(clock, last.span.last)
    elif last and last.part:
        point, part = clocks.at(last.day, last.part, clock), last.part
    elif last:
        point = clocks.on_day(last.day, clock)
    else:
        point = clocks.nearest(clock, now, tense)
    return Moment(phrase, Span(point), point.date(), tense, part)
