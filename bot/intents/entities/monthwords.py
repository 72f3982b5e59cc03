"""Reads the words that name months, quarters, halves and years, whatever they are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bot.intents.entities.numerals import digits_of, read_count

_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_YEAR = (
    r"(?:(?P<{0}rel>大前年|(?<!以)前年|去年|今年|上年|旧年|明年|来年|(?<!以)大?后年)|(?<!\d)(?P<{0}abs>20\d\d(?=全?年)|\d\d(?=年)|"
    r"(?:二零[零一二三四五六七八九]{{2}}|[二三][零一二三四五六七八九])(?=年))年?)"
)
_LINK = r"(?:度|的|啊|呀|呢|里头?|从|,|，|\s){0,3}"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_NO_DAY = (
    rf"(?!\s?{_DAY}\s?(?:、{_DAY})?[两几多]?[日号]|[上中下]旬|[底初末中亮光嫂饼牙租供薪均历湖华台]"
    r"|一[算交缴抄结付清收报扣出对])"  # 一月一抄
)
_NEXT = r"(?P<downs>(?<!一)下{1,2}(?=一?个)|(?<![一看查帮])下(?=月))"
_FREE = r"(?<![\d.第每几个块元毛十百千万])"
_QUARTER = (
    r"(?<![A-Za-z\d])(?:(?<![A-Za-z\d]-)|(?<=[Qq][1-4]-))(?<![型编]号)"
    r"(?:(?P<qy>(?:20)?2\d)[\-./]?)?[Qq](?P<q>[1-4])(?![A-Za-z\d])"
)
"""Q3, 2026Q3, 26-Q3, but not the Q3 inside a tax number or a serial."""
_CENTURY = 2000
_HEADS = r"\d零一二两三四五六七八九十去上旧今明来前后大年最近头过之下这呢哩本当第元Qq"
"""What the words for months begin with."""
_SIGNS = re.compile("[月年季Qq2]")
"""No month is named without one of them."""
_YEARS_BACK = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "旧年": 1, "今年": 0}
_YEARS_BACK |= {"明年": -1, "来年": -1, "后年": -2, "大后年": -3}


@dataclass(frozen=True, slots=True)
class Months:
    """A stretch that names months, counted since year 0 (year * 12 + month - 1).

    ``first`` and ``last`` are both included. ``open_year``: no year was said. ``kind``: the
    alternative of the grammar that matched.
    """

    first: int
    last: int
    is_range: bool
    start: int
    end: int
    kind: str
    open_year: bool = False


class MonthWords:
    """The grammar of months."""

    def __init__(self) -> None:
        self._hint = re.compile(r"月|年|季|[Qq][1-4]|20\d\d[./\-]?\d")
        self._atom = re.compile(
            rf"(?=[{_HEADS}])(?:(?P<same>(?:去年|上年)(?:的)?(?:同期|同一?个?月|这个月|这个时候|同一时期))"
            rf"|(?P<since>(?:今年|年初|今年初|今年年初)(?:以来|到现在|到目前|至今|到今天|到如今))"
            rf"|(?P<lastn>(?:前面?|最近|近|头|过去|之前|上)的?这?(?P<n>{_COUNT})个月(?!前|以前))"
            rf"|(?P<lasty>(?:最近|近|过去)这?(?P<ny>半|{_COUNT})年)"
            rf"|(?P<ago>(?P<na>{_COUNT})个月(?:以前|之前|前)的)"
            rf"|(?P<rel>(?:(?P<ups>上{{1,3}})|{_NEXT})(?:一)?个?月份?|[这呢哩]个?月份?|[本当今]月){_NO_DAY}"
            rf"|(?P<relq>上一?个?季度?|(?:这个?|本)季度?)"
            rf"|(?:{_YEAR.format('y')}{_LINK})?(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4一二三四])季度(?!一[算交缴抄结付清])"
            rf"|{_QUARTER}"
            rf"|{_FREE}(?P<from>{_N})(?:月份?)?(?:到|至|-|~)(?P<to>{_N})月份?{_NO_DAY}"
            rf"|{_FREE}(?P<list>{_N}(?:[、,，./]{_N}){{1,5}})(?:月份?|[一两二三四五六]?个月){_NO_DAY}"
            rf"|{_FREE}(?P<run>[一二三四五六七八九]{{2,4}}|十一二)(?:月份?|[两三四]个月){_NO_DAY}"
            rf"|{_FREE}(?P<month>{_N}|(?<![块多几])元(?=月份?))月份?{_NO_DAY})"
            rf"|(?<![A-Za-z\d.])(?P<num>20[0-3]\d(?:[./\-]0?(?:1[0-2]|[1-9])(?!\d|[./\-](?!20\d\d))|(?:0[1-9]|1[0-2])(?![A-Za-z\d])))"
            rf"|{_YEAR.format('w')}(?P<whole>度?(?:全年|一整年|整年|一年|整个?一?年)?)(?!级))"
        )
        self._to = re.compile(r"(?:的)?(?:[^，。,！？\s\d]{0,4})(?:到|至|-|~|—)\s?")
        self._from = re.compile(r"(?:从|自|由)\s?$")
        self._now = re.compile(
            r"\s?(?:的)?(?:一直)?(?:[^，。,！？\s\d到]{0,3})(?:到|至)(?:现在|目前|今天?|如今|这会儿?|这阵子?)"
        )
        self._since = re.compile(
            r"(?:份|起|开始|以来|以后|之后)[^。！？!?]{0,10}?(?:到|至)(?:现在|目前|今天?|如今|这会儿?)"
        )
        self._and = re.compile(r"\s?(?:和|跟|与|、|,|，|还有|以及|同)?\s?")

    def find(self, text: str, now: datetime) -> list[Months]:
        """Find every mention of months or years.

        Args:
            text: A normalised text whose other numbers are masked.
            now: Local reference time.

        Returns:
            The mentions in order; neighbours that make a range are one.
        """
        if not _SIGNS.search(text) or not self._hint.search(text):
            return []
        present = now.year * 12 + now.month - 1
        mentions: list[Months] = []
        for found in self._atom.finditer(text):
            for mention in _resolve(found, present, mentions):
                self._add(text, mention, mentions, present)
        mentions = list(_runs(text, mentions))
        return [self._until_now(text, mention, present) for mention in mentions]

    def _add(self, text: str, new: Months, mentions: list[Months], present: int) -> None:
        """Append a mention, or join it to the last one as the end of a range."""
        last = mentions[-1] if mentions else None
        if last is None:
            mentions.append(new)
            return
        between = text[last.end : new.start]
        new = self._inherit_year(between, last, new)
        if last.kind == "whole" and new.kind == "lastn" and between in ("", "的"):
            months = last.first + new.last - new.first  # 今年前两个月: the first two of that year
            mentions[-1] = replace(last, last=months, end=new.end, kind="months")
            return
        if _is_shared(last, new) and self._and.fullmatch(between):
            month = last.first + new.first % 12
            last = replace(last, first=month, last=month, is_range=False, kind="months")
            mentions[-1] = last
        if (_joins(last, new) or last.kind == new.kind == "whole") and self._is_range(
            text, last, between
        ):
            first = _before(last, new) if last.open_year else last.first
            end = _after(last, new) if new.open_year and not last.open_year else new.last
            mentions[-1] = replace(last, first=first, last=end, is_range=True, end=new.end)
        elif new.first <= present or not new.open_year:
            mentions.append(new)

    def _inherit_year(self, between: str, last: Months, new: Months) -> Months:
        """去年8月和9月: the second month is of the same year."""
        is_open = new.open_year and not last.open_year and last.kind == "month"
        if is_open and self._and.fullmatch(between):
            year = last.first // 12 * 12
            return replace(
                new, first=year + new.first % 12, last=year + new.last % 12, open_year=False
            )
        return new

    def _is_range(self, text: str, last: Months, between: str) -> bool:
        if between in ("到", "至", "-", "~", "/"):
            return True
        said_from = self._from.search(text, max(0, last.start - 3), last.start)
        return bool(self._to.fullmatch(between)) and (
            bool(said_from) or len(between) <= len("住到")
        )

    def _until_now(self, text: str, mention: Months, present: int) -> Months:
        """5月到现在: a range that ends with the month of now."""
        if mention.kind not in ("month", "rel", "num"):
            return mention
        if found := self._now.match(text, mention.end) or self._since.match(text, mention.end):
            return replace(mention, last=present, is_range=True, end=found.end())
        return mention


def _runs(text: str, mentions: list[Months]) -> Iterator[Months]:
    """Join 5月6月 and 10月、11月、12月 to ranges; 9月、10月、12月 stay three."""
    run: list[Months] = []
    for mention in mentions:
        gap = text[run[-1].end : mention.start] if run else ""
        if run and not (
            _joins(run[-1], mention) and gap in ("", "、", " ") and not run[-1].is_range
        ):
            yield from _joined(run)
            run = []
        run.append(mention)
    yield from _joined(run)


def _joined(run: list[Months]) -> list[Months]:
    months = [mention.first for mention in run]
    if len(run) < len("去今") or months != list(range(months[0], months[0] + len(run))):
        return run
    return [replace(run[0], last=months[-1], is_range=True, end=run[-1].end)]


def _is_shared(last: Months, new: Months) -> bool:
    """去年和今年1月: January of both years."""
    return last.kind == "whole" and new.kind == "month" and not new.open_year


def _joins(last: Months, new: Months) -> bool:
    single = ("month", "rel", "num")
    return last.kind in single and new.kind in single and not new.is_range


def _before(last: Months, new: Months) -> int:
    """The latest month of that name that is not after the range's end."""
    return new.last - (new.last - last.first) % 12


def _after(last: Months, new: Months) -> int:
    """The first month of that name that is not before the range's start."""
    return last.first + (new.last - last.first) % 12


def _resolve(found: re.Match[str], present: int, before: list[Months]) -> Iterator[Months]:
    for first, last, kind, open_year in _spans(found, present, before):
        is_range = last != first or kind in ("whole", "half", "quarter", "relq", "since", "lasty")
        yield Months(first, last, is_range, found.start(), found.end(), kind, open_year)


def _spans(
    found: re.Match[str], present: int, before: list[Months]
) -> Iterator[tuple[int, int, str, bool]]:
    """First month, last month, kind, and whether no year was said, of what a match names."""
    year = _year(found, present)
    january = (year if year is not None else present // 12) * 12
    if found["same"]:
        if before:
            yield before[-1].first - 12, before[-1].last - 12, "same", False
        elif "这" in found["same"]:
            yield present - 12, present - 12, "same", False
    elif relative := _relative(found, present):
        yield *relative, False
    elif found["half"] or found["quarter"] or found["q"]:
        first, length, kind = _part_of_year(found)
        if year is None and january + first > present:
            january -= 12
        yield january + first, january + first + length - 1, kind, False
    elif found["num"]:
        digits = digits_of(found["num"])
        month = int(digits[:4]) * 12 + int(digits[4:]) - 1
        yield month, month, "num", False
    elif found["whole"] is not None:
        yield january, january + 11, "whole", False
    else:
        yield from _named(found, january, present if year is None else None)


def _named(
    found: re.Match[str], january: int, present: int | None
) -> Iterator[tuple[int, int, str, bool]]:
    """N月, several of them, or from one to another; ``present`` only where no year was said."""
    numbers = _numbers(found)
    if not numbers:
        return
    kind = "month" if len(numbers) == 1 else "months"
    months = [january + number - 1 for number in numbers]
    if found["to"]:
        months[1] += 12 if months[1] < months[0] else 0
    if present is not None:
        back = 12 if months[-1] > present else 0
        months = [month - back for month in months]
    consecutive = all(b - a == 1 for a, b in pairwise(months))
    if found["to"] or consecutive:
        yield months[0], months[-1], kind, present is not None
    else:
        for month in months:
            yield month, month, kind, present is not None


def _numbers(found: re.Match[str]) -> list[int]:
    if found["month"]:
        said = [found["month"].replace("元", "1")]
    elif found["to"]:
        said = [found["from"], found["to"]]
    elif found["list"]:
        said = re.split(r"[、,，./]", found["list"])
    else:
        said = ["十一", "十二"] if found["run"] == "十一二" else list(found["run"])
    numbers = [read_count(number) or 0 for number in said]
    return numbers if len(said) == 1 or found["to"] or numbers == sorted(set(numbers)) else []


def _relative(found: re.Match[str], present: int) -> tuple[int, int, str] | None:
    if found["rel"] or found["ago"]:
        moved = len(found["ups"] or "") - len(found["downs"] or "")
        back = moved if found["rel"] else read_count(found["na"]) or 0
        return present - back, present - back, "rel"
    if found["lastn"]:
        count = read_count(found["n"])
        return (present - count, present - 1, "lastn") if count else None
    if found["lasty"]:
        months = 6 if found["ny"] == "半" else (read_count(found["ny"]) or 0) * 12
        return (present - months, present - 1, "lasty") if months else None
    if found["relq"]:
        first = present // 3 * 3 - (3 if found["relq"].startswith("上") else 0)
        return first, first + 2, "relq"
    return (present // 12 * 12, present, "since") if found["since"] else None


def _part_of_year(found: re.Match[str]) -> tuple[int, int, str]:
    if found["half"]:
        return (0 if found["half"] == "上" else 6), 6, "half"
    quarter = read_count(found["quarter"] or found["q"]) or 1
    return (quarter - 1) * 3, 3, "quarter"


def _year(found: re.Match[str], present: int) -> int | None:
    if relative := found["yrel"] or found["wrel"]:
        return present // 12 - _YEARS_BACK[relative]
    if absolute := found["yabs"] or found["wabs"] or found["qy"]:
        digits = digits_of(absolute)
        return int(digits) + (_CENTURY if len(digits) == len("27") else 0)
    return None
