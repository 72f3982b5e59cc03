"""The words that addresses are made of: 石桥镇, 花园路, 11栋, 2社, 23号杆."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.intents.entities.boundaries import Boundary
from bot.intents.entities.lexicon import Lexicon, alternatives, any_char, beginnings

HAN = r"\u4e00-\u9fff"
NUMBER = r"(?:第?(?:\d{1,5}[A-Za-z]?|[零一二两三四五六七八九十百]{1,6})|[A-Za-z]\d{0,2})"
NAMED = frozenset(
    {"admin", "street", "compound", "natural", "public", "shop", "institution", "equipment"}
)
WEAK = frozenset({"natural", "short"})
_NUMBERED = frozenset({"building", "group", "pole", "box", "zone", "rooms"})
_MAX_BODY = 12
_VOLTS = r"(?:10|35|110|220|500)\s?(?:千伏|[kK][vV])\s?"
_SORT = "(?:进|出|专|主|干|母|支|裸|电|外|高压|架空|输电|配电|供电|入户|备用|双回|单回|绝缘)"
"""What a line with nothing else before 线 is no name with (10千伏进线)."""
_LISTS = ("brand", "not_place", "admin", "street", "natural", "equipment", "landmark")
_BEHIND = ("building", "group", "pole", "position")
"""Lists whose words stand behind a number or a place only."""
_RANKS = {
    "street": 6, "group": 6, "team": 6, "line": 6, "natural": 7, "public": 7, "shop": 7,
    "institution": 7, "compound": 7, "short": 7, "phase": 7, "spot": 7, "known": 7, "building": 8,
    "zone": 8, "rooms": 9, "pole": 9, "box": 9,
    "equipment": 9,
}  # fmt: skip
_ADMIN_RANKS = {
    "自治区": 1, "省": 1, "市": 2, "州": 2, "社区": 5, "区": 3, "县": 3, "镇": 4, "乡": 4,
    "街道": 4,
}  # fmt: skip
_VILLAGE = 5
_SHOPS = ("firms.shop", "firms.company", "firms.goods", "firms.owned")
_PUBLICS = ("firms.public", "addresses.landmark", "addresses.brand")
_NUMERIC = r"\dA-Za-z第零一二两三四五六七八九十百东西南北中甲乙丙丁地壹"
_NUMERIC_HEADS = frozenset("0123456789第零一二两三四五六七八九十百东西南北中甲乙丙丁地壹")
"""What a piece with a number begins with."""
_MOUTH = (
    "(?=口)(?<!巷子)(?<!院子)(?<![台铁梯速张堂桶罐缸箱柜槽坡弯坑库厕层管园区门路街巷村窗井洞出缺开港伤关进入接插人户胃风切豁端卡瓶闸借改松牲渡灶裂断创枪袖两一几三四五六])"
    "口(?![子头味袋罩气水语碑腔粮径才红服])"
)
"""鸭子口: a name that ends in 口, which is the mouth of most other things, too."""
_DARK = (
    "的?(?:那边|这边|那里|附近|一带|那一?片|周围)(?!买|订|上班|消费)"
    "|[全又都也大整]{0,2}(?:停了?电|没得?电|断电|跳闸|黑了)"
)
"""What makes a place of a shop's mark alone (万达又停电了)."""
_MINUTES = re.compile(r"\d\d|零?[一二三四五六七八九十]{1,3}分?|半(?![山坡岛边])|[一三]刻|[整多]")
"""十一点三十八小区停电: the minutes belong to the time."""
_DAY = re.compile(r"[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}")
"""五月十六村上坝坝宴."""
_NO_GROUP = "数织装合件员会长里"
"""What makes of 组 or 社 the beginning of another word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an address.

    Attributes:
        kind: What its last word is: ``admin``, ``street``, ``compound``, ``building`` …
        start: First index, with the characters of its own before its last word.
        end: Index after it.
        own: How many characters of its own it has.
        rank: Its place in the order from province (1) to pole (9).
    """

    kind: str
    start: int
    end: int
    own: int
    rank: int


class PlaceWords:
    """Cuts pieces of addresses out of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        divisions = lexicon.words("divisions.province", "divisions.city", "divisions.county")
        lists = (f"addresses.{k}" for k in ("admin", "street", "compound", "natural", "equipment"))
        words = (*lexicon.words(*lists, "firms.shop", "firms.company", *_PUBLICS), *lexicon.places)
        self._hint = re.compile(
            rf"(?:{NUMBER}|[东西南北中甲乙丙丁])\s?"
            rf"(?:{lexicon.choice('addresses.building', 'addresses.group')}|期)"
            rf"|[号#口]|\d-\d|[记氏姐哥嫂][{HAN}]|地下[停车]|{beginnings(words)}{alternatives(words)}"
        )
        kinds = ("admin", "street", "compound", "natural", "equipment", "building", "group")
        lasts = (
            *lexicon.words(*(f"addresses.{kind}" for kind in kinds)),
            *lexicon.words("firms.shop", "firms.company", *_PUBLICS),
        )
        self._sign = any_char(
            (*"号#-期记氏姐哥嫂地", *(word[-1] for word in lasts), *(n[0] for n in lexicon.places))
        )
        self._known = (
            alternatives((*lexicon.places, *lexicon.words("addresses.known")))
            + f"|{lexicon.choice('addresses.brand')}(?={_DARK})"
        )
        self._volts = re.compile(_VOLTS)
        self._piece = re.compile(self._pattern(lexicon))
        stops = lexicon.words("addresses.stop")
        names = (*lexicon.words("addresses.safe"), *divisions, *sorted(lexicon.places))
        safe = (*names, *(word for word in lexicon.words("firms.safe") if word not in stops))
        self._boundary = Boundary(stops, safe, HAN, lexicon.words("addresses.soft"))

    def _pattern(self, lexicon: Lexicon) -> str:
        words = {kind: lexicon.choice(f"addresses.{kind}") for kind in (*_LISTS, *_BEHIND)}
        shops, publics = lexicon.choice(*_SHOPS), lexicon.choice(*_PUBLICS)
        compounds = lexicon.words("addresses.compound")
        marker = rf"(?=[”\"]?的?(?:{words['position']}|附近|那边|那里|那儿|那块|这边|一带|周围))"
        heads = "".join(sorted({word[0] for word in self._words(lexicon)} - _NUMERIC_HEADS))
        return (
            rf"(?=[{heads}{_NUMERIC}]|(?<=村))(?:"
            rf"(?P<institution>(?!{words['brand']}(?:{_DARK})){publics}{marker})|(?P<shop>{shops}{marker})"
            rf"|(?P<skip>(?!村民委)(?<![东西南北中环外内三五六七八])(?!(?<=[河老])街上)(?:{words['not_place']})|(?<=[一二三四五六七八九十])村[里上头]|(?<=[\d一二三四五六七八九十])路公交)"
            rf"|(?=[{_NUMERIC}])(?:{_numbered(lexicon, words)})|(?P<known>{self._known})"
            rf"|(?P<team>(?<=村)[^\W\d的里上民干委口有是没停电都个a-zA-Z]{{1,3}}[组社](?![{_NO_GROUP}]))"
            rf"|(?P<public>{lexicon.choice('firms.public')})"
            rf"|(?P<spot>{words['landmark']}(?!学))|(?P<equipment>{words['equipment']})"
            rf"|(?P<admin>{words['admin']})"
            rf"|(?P<street>(?:{words['street']})(?:[东西南北中一二三四五六七八九十]{{1,2}}段)?)"
            rf"|(?P<compound>[壹一]号(?=\s?{NUMBER}[栋幢座期]|院|公馆)"
            rf"|{alternatives(w for w in compounds if len(w) > 1)})"
            rf"|(?P<short>(?!园子){alternatives(w for w in compounds if len(w) == 1)})"
            rf"|(?P<natural>{words['natural']}|{_MOUTH}))"
        )

    def _words(self, lexicon: Lexicon) -> Iterator[str]:
        """All words that a piece may begin with, but for numbers."""
        kinds = (f"addresses.{kind}" for kind in (*_LISTS, "compound", "known"))
        yield from lexicon.words(*kinds, *_SHOPS, *_PUBLICS)
        yield "口"
        yield from lexicon.places

    def has_any(self, text: str) -> bool:
        """Whether anything in the text could be a piece."""
        return bool(self._sign.search(text) and self._hint.search(text))

    def pieces(self, text: str, start: int, floor: int, end: int) -> Iterator[Piece]:
        """The pieces whose last word lies between two indices.

        Args:
            text: A normalised text.
            start: Where the search for last words begins.
            floor: An index before which no piece can begin.
            end: Where the search ends.
        """
        for found in self._piece.finditer(text, start, end):
            kind = found.lastgroup or "skip"
            if kind != "skip":
                yield self._with_body(text, found, kind, floor)
            if kind in _NUMBERED:
                floor = found.end()

    def _with_body(self, text: str, found: re.Match[str], kind: str, floor: int) -> Piece:
        start = found.start()
        if kind not in ("line", "known", "zone"):
            start = self._boundary.before(text, found.start(), floor, _MAX_BODY)
        if "月" in text[start : found.start()] and (day := _DAY.match(text, start)):
            start = min(day.end(), found.start())
        if kind == "group" and text[start : found.start()] == "村":
            start += 1  # 我们村三组
        if text[start - 1 : start] == "点" and (minutes := _MINUTES.match(text, start)):
            start = min(minutes.end(), found.start())
        rank = _RANKS.get(kind) or _admin_rank(found[0])
        if start < found.start() or start == floor:
            volts = self._volts.search(text, max(floor, start - len("500 千伏 ")), start + 2)
            start = volts.start() if volts and volts.end() >= start else start
        own = found.start() - start + (len(found[0]) if kind in ("known", "line") else 0)
        return Piece(kind, start, found.end(), own, rank)


def _numbered(lexicon: Lexicon, words: dict[str, str]) -> str:
    """The pieces that begin with a number: 23号杆, 11栋, 2社."""
    units = lexicon.words("addresses.building", "addresses.group")
    facility = lexicon.choice("addresses.facility")
    unit = any_char((*"号#期门", *(word[0] for word in units))).pattern
    return (
        rf"(?P<line>{_VOLTS}(?![线的]|{_SORT}线)[{HAN}]{{1,6}}?线(?!路)(?:[{HAN}]{{1,4}}支线)?)"
        r"|(?P<zone>(?<![A-Za-z])[A-Z]区|地下(?:停?车库|停车场)(?=[负一二三]|(?!\d+个)-?\d|[A-Z]))"
        r"|(?P<rooms>(?<![\d\-])\d{1,2}-\d{1,2}-\d{1,4}(?![\d\-]))"
        rf"|(?=(?:{NUMBER}\s?|[东西南北中甲乙丙丁]){unit}|{NUMBER}[至到\-~])"
        rf"(?:(?P<pole>(?:{NUMBER}(?:(?:号|#)(?:(?:{words['pole']})|(?=、))?)?(?:[到至\-~]|(?<=[号#])、))?{NUMBER}(?:号|#)(?:{words['pole']}))"
        rf"|(?P<box>{NUMBER}(?:号|#)(?:(?:{facility})(?:{words['equipment']}|台变|变台)?|{words['equipment']}|变压器|变台|变(?!得|成|化|更)))"
        rf"|(?P<phase>{NUMBER}期(?=\s?(?:{NUMBER}\s?[栋幢座号]|[A-Z\d负]|地下)))"
        rf"|(?P<building>(?:{NUMBER}\s?|[东西南北中甲乙丙丁])(?:{words['building']})"
        rf"|{NUMBER}门(?=\s?-?\d{{3,4}}(?!\d)))"
        rf"|(?P<group>(?<![几两])(?:{NUMBER}[至到\-~])?{NUMBER}(?:{words['group']})(?![{_NO_GROUP}])"
        rf"(?:{words['equipment']})?))"
    )


def _admin_rank(word: str) -> int:
    return next((rank for name, rank in _ADMIN_RANKS.items() if word.endswith(name)), _VILLAGE)
