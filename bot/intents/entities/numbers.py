"""Account numbers and phone numbers: long runs of digits, told apart by length and context."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon, alternatives
from bot.intents.entities.numerals import ONE_OF, digits_of

_DIGIT = "0-9零一二三四五六七八九幺两洞拐"
_ON_METER = (
    "(?:[电水气新旧老家这那块个]|(?<![\\u4e00-\\u9fff]))表[盘板面身壳屏幕]{0,2}上面?"
    "[的那这串组个一贴印刻喷打写标]{0,5}(?:显示的)?(?:编[号码]|号码|数字|(?<=串)|(?<=的)号)"
    "(?![户客])"
)
"""电表上那串编号: the meter's own number, whatever it is called."""
_MIN_DIGITS = 7
_ACCOUNT_LENGTHS = (10, 13, 16)
_LABEL_REACH = 24
_ADJACENT = 2
"""So many characters may stand between a word for a phone and its number (电话是…)."""
_LONG_GROUP = 9
"""A group so long is not one of several that commas part."""
_LANDLINE = re.compile(r"0(?:10|2\d)\d{8}|0[3-9]\d{9,10}")
_MOBILE = re.compile(r"1\d{10}")
_PREFIXED = re.compile(r"(?:00)?86(1[3-9]\d{9}|0\d{10,11})")
_BANK_CARD = re.compile(r"62\d{14}")
_DATE = re.compile(r"20\d\d(?:0?[1-9]|1[0-2])\d{1,2}(?:\d{4})?")
_ROOMS = ([2, 1, 4], [1, 2, 4], [2, 2, 4], [2, 2, 3])
_GOES_ON = re.compile(r"[A-Za-z]{1,4}\d")
"""What makes of a run of digits the beginning of a serial number (2105301234XG77)."""
_HOTLINE = re.compile(r"[48]00\d{7}")


@dataclass(frozen=True, slots=True)
class _Group:
    """A run of digits with nothing between; ``end`` exclusive."""

    digits: str
    start: int
    end: int
    joins: bool  # only blanks, dashes, dots or brackets stand before it


class Numbers:
    """Finds account and phone numbers, and the other long numbers, which nobody may claim."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._hint = re.compile(rf"(?:[{_DIGIT}][^{_DIGIT}]{{0,3}}){{6}}[{_DIGIT}]")
        self._group = re.compile(rf"[0-9]+|(?:(?!一{ONE_OF})[{_DIGIT.removeprefix('0-9')}])+")
        self._gap = re.compile(r"[\s\-_.·()（）\[\]【】~/+]{0,3}")
        self._wide_gap = re.compile(r"[\s\-_.·()（）\[\]【】~/,，、。嗯呃啊哦额…]{0,3}")
        self._kinds = {
            word: kind
            for kind in ("account", "other", "phone")
            for word in lexicon.words(f"numbers.{kind}")
        }
        label = alternatives(self._kinds)
        self._label = re.compile(f"(?P<meter>{_ON_METER})|{label}")
        month = r"20\d\d(?:[./\-](?:1[0-2]|0?[1-9])|0[1-9]|1[0-2])"
        self._dates = re.compile(
            rf"(?<!\d){month}(?:\s?[、,，和与及至到~/\- ]\s?{month})+(?!\d)"
            r"|(?<!\d)20\d\d([./\-])[01]?\d\1[0-3]?\d(?=\s[0-2]?\d:[0-5]\d)"
        )
        self._counted = re.compile(r"\s?位(?:数|的)?|\.\d\d?\s?[元块]")  # 31268.45元
        self._after = re.compile(
            r"\s?(?:[,，]?\s?(?:这个|那个|这串|那串|这|那)(?:号码?)?)?"
            r"(?:(?P<not>不是)|才是|就是|是|为|系|的|(?<=这个)|(?<=那个))"
            rf"(?:我们?|他|她|你们)?(?:的|家|屋头的?)?(?P<label>{label})(?!\s?[不吗么嘛])"
        )
        self._other_clause = re.compile(r"[，。；,;！？!?].*[\u4e00-\u9fff]")
        self._sort_code = re.compile(r"[A-Za-z]\s?[A-Za-z][\s\-:]?$|@|[A-Za-z_]$")
        self._extension = re.compile(r"\s*(?:转|分机)\s*\d{1,5}(?!\d|[块元])")

    def find(self, text: str) -> tuple[list[Entity], list[tuple[int, int]]]:
        """Find numbers in a normalised text whose codes are masked.

        Args:
            text: The text.

        Returns:
            The entities, and the spans of every long number, labelled or not.
        """
        if not self._hint.search(text):
            return [], []
        text = self._dates.sub(lambda found: "月" * len(found[0]), text)
        entities: list[Entity] = []
        spans: list[tuple[int, int]] = []
        since = 0
        for number in self._numbers(text):
            extension = self._extension.match(text, number.end)
            spans.append((number.start, extension.end() if extension else number.end))
            entity = self._judge(text, number, since)
            if entity:
                entities.append(entity)
            since = number.end
        return entities, spans

    def _numbers(self, text: str) -> Iterator[_Group]:
        section: list[_Group] = []
        for group in self._groups(text):
            if self._counted.match(text, group.end):
                continue
            if section and not self._is_near(text, section[-1], group):
                yield from _join(section)
                section = []
            section.append(group)
        yield from _join(section)

    def _groups(self, text: str) -> Iterator[_Group]:
        end = 0
        for found in self._group.finditer(text):
            joins = bool(self._gap.fullmatch(text, end, found.start()))
            yield _Group(digits_of(found[0]), found.start(), found.end(), joins)
            end = found.end()

    def _is_near(self, text: str, before: _Group, after: _Group) -> bool:
        if not self._wide_gap.fullmatch(text, before.end, after.start):
            return False
        return after.joins or max(len(before.digits), len(after.digits)) < _LONG_GROUP

    def _judge(self, text: str, number: _Group, since: int) -> Entity | None:
        kind = self._kind(text, number, since)
        value = number.digits
        if prefixed := _PREFIXED.fullmatch(value):
            value = value if kind == "account" and len(value) in _ACCOUNT_LENGTHS else prefixed[1]
        if kind == "phone" and not _LANDLINE.fullmatch(value) and len(value) == _ACCOUNT_LENGTHS[0]:
            return None
        if (
            kind == "other"
            or text.startswith("@", number.end)
            or self._sort_code.search(text, max(0, number.start - 4), number.start)
        ):
            return None
        if _MOBILE.fullmatch(value) or (_LANDLINE.fullmatch(value)):
            return Entity("phone", value, number.start, number.end)
        if _GOES_ON.match(text, number.end):
            return None
        if len(value) in _ACCOUNT_LENGTHS and _may_be_account(value, kind):
            return Entity("account_no", value, number.start, number.end)
        return None

    def _kind(self, text: str, number: _Group, since: int) -> str:
        after = self._after.match(text, number.end, min(len(text), number.end + _LABEL_REACH))
        window = max(since, number.start - _LABEL_REACH)
        labels = list(self._label.finditer(text, window, number.start))
        before = labels[-1] if labels else None
        if before and _MOBILE.fullmatch(number.digits):
            before = None if self._other_clause.search(text, before.end(), number.start) else before
        kind_before = self._kinds.get(before[0], "other") if before else ""
        if after:
            kind = self._kinds[after["label"]]
            if after["not"]:
                return "other" if kind == "account" else kind_before
            if kind != "phone" and kind_before != "account":
                return kind
        is_far = before is not None and number.start - before.end() > _ADJACENT
        return "" if kind_before == "phone" and is_far else kind_before


def _may_be_account(value: str, kind: str) -> bool:
    if kind == "account":
        return True
    if _HOTLINE.fullmatch(value):
        return False
    return not _BANK_CARD.fullmatch(value)


def _is_whole(digits: str) -> bool:
    if len(digits) in _ACCOUNT_LENGTHS:
        return True
    patterns = (_MOBILE, _LANDLINE, _PREFIXED)
    return any(pattern.fullmatch(digits) for pattern in patterns)


def _join(section: list[_Group]) -> Iterator[_Group]:
    """Split neighbouring groups into whole numbers: complete ones first, then joined ones."""
    pending: list[_Group] = []
    for group in section:
        if _is_whole(group.digits) or len(group.digits) > max(_ACCOUNT_LENGTHS):
            yield from _parts(pending)
            pending = []
            yield group
        else:
            pending.append(group)
    yield from _parts(pending)


def _parts(groups: list[_Group]) -> Iterator[_Group]:
    """Cut groups into whole numbers: stretches without a comma, or all of them as one."""
    stretches = [*_stretches(groups)]
    cuts = [_cut(stretch) for stretch in stretches]
    if any(cuts) or not (whole := _cut(groups)):
        for cut, stretch in zip(cuts, stretches, strict=True):
            yield from cut or _leftover(stretch)
    else:
        yield from whole


def _stretches(groups: list[_Group]) -> Iterator[list[_Group]]:
    stretch: list[_Group] = []
    for group in groups:
        if stretch and not group.joins:
            yield stretch
            stretch = []
        stretch.append(group)
    if stretch:
        yield stretch


def _leftover(groups: list[_Group]) -> list[_Group]:
    """A long run that is no whole number; it is spoken for all the same."""
    whole = _merge(groups)
    is_date = len(groups) > 1 and _DATE.match(whole.digits) if whole else None
    is_room = [len(group.digits) for group in groups] in _ROOMS  # 11-1-2203
    is_long = whole is not None and len(whole.digits) >= _MIN_DIGITS
    return [whole] if whole and is_long and not (is_date or is_room) else []


def _cut(groups: list[_Group]) -> list[_Group]:
    if not groups or len(groups) > max(_ACCOUNT_LENGTHS):
        return []
    for size in range(len(groups), 0, -1):
        head = _merge(groups[:size])
        if head and _is_whole(head.digits):
            tail = _cut(groups[size:])
            if tail or size == len(groups):
                return [head, *tail]
    return []


def _merge(groups: list[_Group]) -> _Group | None:
    if not groups:
        return None
    digits = "".join(group.digits for group in groups)
    return _Group(digits, groups[0].start, groups[-1].end, groups[0].joins)
