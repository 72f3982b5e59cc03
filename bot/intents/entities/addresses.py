"""Addresses: the longest run that says where."""

import re
from dataclasses import dataclass, replace

from bot.intents.entities.entity import Entity
from bot.intents.entities.housenumbers import HouseNumbers
from bot.intents.entities.introductions import Introductions
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.numerals import CHINESE
from bot.intents.entities.places import HAN, NAMED, NUMBER, WEAK, Piece, PlaceWords

_REACH = 14
"""How far the last word of the next piece may stand from the end of the one before."""
_COUNTY = 3
_SIDES = frozenset("东西南北中上下前后正新老横河")
_ROAD_SIDES = frozenset("东西南北中")
_GAP = re.compile(r"[ ,，、的“\"]")
_QUOTES = ("“", '"')
_CROSSING = re.compile(r"[与和跟及]")
_ROOM_NUMBER = re.compile(r"\d{3,4}$")
_HOUSE_PARTS = frozenset("楼部")
"""A 办公楼 or 住院部 is a place only as part of a named one."""
_AFTER_WEAK = (
    r"的?(?:[那这停没断跳有又全整今昨明都哪啥咋遭被挨也还就黑为从凌进往]"
    r"|在不在(?!家|屋|那|这)|在里[头面]|在内|在[^，。,]{0,4}范围|[包算]不[包算]|会(?:不会)?[停断没跳黑遭淹]|属于?不?|受|附近|来电|一带|$|[，。,？?！!\s]|到(?!了)|早上|[上下中]午|晚上|半夜|老是|突然|经常|电压|好久|几时|多久|几点|[至和跟与]|山火|发水|涨水|塌方|滑坡"
    r"|的?(?:提灌|抽水|泵|拉线|电线|电杆|杆子|变压器|线路|高压线|水泵)|的[线灯闸])"
)
"""What follows a place that has no strong sign."""
_IN_PARK = re.compile(r"(?<=[园区])(?<!小区)(?:[A-Z][区\d]|\d+号?[栋库仓幢楼厂])")
_STANDING = frozenset({"building", "zone", "group", "pole", "box"})

_DEVICES = frozenset({"pole", "box", "equipment", "line"})
"""On top of one of these (23号杆上头) is the thing itself and pins no place down."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """Pieces that follow each other; ``last``: the last of them, ``count``: how many."""

    start: int
    end: int
    last: Piece
    strong: bool
    count: int = 1


_LANDMARKS = ("堰塘", "垭口", "渡口", "园子", "河口", "沟口", "坝口")
_COUNTERS = frozenset("个口座处片修建挖")
"""Before such a spot they show that it has no name (修了个大堰塘)."""


def _is_landmark(text: str, piece: Piece) -> bool:
    """大堰塘, 老垭口: so common a name of a spot that one character of its own is enough."""
    return piece.own == 1 and text.endswith(_LANDMARKS, piece.start, piece.end)


class _PlainWords:
    """Words that describe a place without naming it (水泥路, 新园区), and 省 in 省电."""

    def __init__(self, lexicon: Lexicon) -> None:
        feasts = {**lexicon.pairs("holidays.fixed"), **lexicon.pairs("holidays.moving")}
        self._plain = frozenset(lexicon.words("addresses.plain")) | {
            name.removesuffix("节") + end for name in feasts for end in ("", "节")
        }
        self._no_street = frozenset(lexicon.words("addresses.no_street"))
        self._provinces = re.compile(lexicon.choice("divisions.province"))

    def covers(self, text: str, piece: Piece) -> bool:
        """Whether a piece has nothing but such a word of its own."""
        if piece.rank == 1:
            return not self._provinces.search(text, piece.start, piece.end)
        name = text[piece.start : piece.start + piece.own]
        if _is_landmark(text, piece):
            return text[piece.start - 1 : piece.start] in _COUNTERS
        plain = self._no_street if piece.kind == "street" else self._plain
        return piece.kind in NAMED and name in plain


class _BareGroups:
    """Judges a group with no village before it (我们九队停电)."""

    def __init__(self) -> None:
        self._before = re.compile(r"(?:[们住在是到咱俺社组队村和跟与、的]|^|[\s,，。:])$")
        self._after = re.compile(rf"{_AFTER_WEAK}|的|[和跟与、]|{NUMBER}[社组队村]|变压|[电线台]")

    def stand_alone(self, text: str, chain: _Chain) -> bool:
        """Whether what stands around a group shows that it is one."""
        before = self._before.search(text, max(0, chain.start - 1), chain.start)
        return bool(before and self._after.match(text, chain.end))


class Addresses:
    """Finds chains of place words, with what pins the place down (对面, 门口) behind them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = PlaceWords(lexicon)
        position = lexicon.choice("addresses.position")
        self._plain = _PlainWords(lexicon)
        self._numbers = HouseNumbers(lexicon)
        self._introductions = Introductions(lexicon)
        self._counted = re.compile(
            rf"第?[一两几](?:栋|幢|座)(?!\d|[{CHINESE}])|[{CHINESE}]+[栋幢座]楼(?![下顶上])"
        )
        self._divisions = (
            frozenset(lexicon.words("divisions.city", "divisions.county")) | lexicon.places
        )
        self._naming = re.compile(
            rf"(?:{lexicon.choice('titles.trigger')}|[村组队社厂店]长|村民|住户|农户|[职社]?员|会计|[书支]记|主任|电工|师傅"
            r"|[爸妈爹娘父母哥姐弟妹舅姑叔婶姨嫂夫妻侄婿媳])"
            r"[是叫为:： ]?$"
        )
        self._foot = re.compile(r"[下顶](?![午周月个雨水降载班楼来去了])")  # 37号楼下
        self._upside = re.compile(r"[上高顶][头面边]|楼?顶|房顶|屋顶")
        self._mouth = re.compile(rf"口子?(?:(?!红绿灯){position})?")  # 水厂路口, 文昌街口
        self._position = re.compile(rf"[”\"]?(?:(?!红绿灯[全都不坏灭乱没]){position})+(?:处)?")
        self._corner = re.compile(
            r"(?:的|那个)?(?:交叉口|交叉路口|交汇处|交界处|路口|十字路口|转角处?|拐角处?|口子?)"
            r"(?:[东西南北]{1,2}[角侧边])?"
        )
        self._groups = _BareGroups()
        self._after_weak = re.compile(_AFTER_WEAK)
        surnames = "".join(lexicon.words("surnames.common", "surnames.rare"))
        self._homes = re.compile(
            rf"[{surnames}]家[{HAN}]?[沟湾坝坪坡岭垭坳嘴冲塝塘堰院岩山岗梁河溪寨庄桥包坎屋塆]子?$"
        )

    def find(self, text: str) -> list[Entity]:
        """Find addresses in a normalised text whose numbers and firms are masked.

        Args:
            text: The text.

        Returns:
            The addresses in order, from the first place word to the last.
        """
        if not self._words.has_any(text):
            return []
        found: list[Entity] = []
        at = 0
        while chain := self._first(text, at):
            start = chain.start
            if (
                found and start == at and chain.strong
            ):  # 中医院对面宏达大厦: one place, told by another
                start = found.pop().start
            start -= text[start - 1 : start] in _QUOTES and text[start : chain.end].count("”") == 1
            found.append(Entity("address", text[start : chain.end], start, chain.end))
            at = chain.end
        return found

    def _first(self, text: str, floor: int) -> _Chain | None:
        for first in self._words.pieces(text, floor, floor, len(text)):
            piece = self._introductions.trim(text, first)
            if piece.start == piece.end or not self._may_begin(text, piece):
                continue
            chain = self._grow(
                text, _Chain(piece.start, piece.end, piece, strong=piece.kind not in WEAK)
            )
            if piece is not first or self._stands(text, chain):
                return self._with_position(text, chain)
        return None

    def _may_begin(self, text: str, piece: Piece) -> bool:
        if piece.kind == "shop" and not piece.own:
            return False
        if piece.kind == "institution" and not piece.own:
            return bool(self._position.match(text, piece.end))
        if piece.kind in ("shop", "institution") and piece.end - piece.start > len("医院"):
            return bool(piece.own) or text[piece.end - 1] not in _HOUSE_PARTS
        is_park = piece.kind == "compound" and _IN_PARK.match(text, piece.end)
        if piece.kind == "spot" or (not is_park and self._plain.covers(text, piece)):
            return False
        if piece.kind == "rooms":
            return bool(_ROOM_NUMBER.search(text, piece.start, piece.end))
        return piece.own > 0 or piece.kind in _STANDING or bool(is_park)

    def _grow(self, text: str, chain: _Chain) -> _Chain:
        while piece := self._next(text, chain) or self._numbers.after(text, chain.end, chain.last):
            chain = self._longer(chain, piece)
        return chain

    def _next(self, text: str, chain: _Chain) -> Piece | None:
        """The piece that follows a chain, directly or after one blank, comma or 的."""
        at = chain.end
        for piece in self._words.pieces(text, at, at, min(len(text), at + _REACH)):
            position = self._position.match(text, at)
            if position and piece.start == at and self._is_pin(piece, position.end()):
                continue
            if piece.kind == chain.last.kind == "group" and text[piece.end - 1] == text[at - 1]:
                return None
            if piece.start == at or self._may_follow(text, chain, piece):
                return piece
            if piece.own:
                return None
        return None

    def _is_pin(self, piece: Piece, end: int) -> bool:
        """桥头, 楼下电缆井: words that pin the place down, up to ``end``, and no further place."""
        return piece.kind in WEAK or (not piece.own and end > piece.end)

    def _may_follow(self, text: str, chain: _Chain, piece: Piece) -> bool:
        """After one blank, comma or 的: a narrower place, or 5栋 2单元."""
        gap = _GAP.match(text, chain.end)
        if not gap or piece.start != gap.end():
            return False
        is_building = piece.kind == chain.last.kind == "building" and (
            gap[0] == " " or self._is_unit(text, chain.last, piece)
        )
        is_group = piece.kind == "group" and chain.last.kind == "natural" and gap[0] == " "
        is_narrower = piece.rank > chain.last.rank or is_building or is_group
        return is_narrower and self._may_begin(text, piece)

    def _is_unit(self, text: str, house: Piece, piece: Piece) -> bool:
        """5幢，三单元: the second is a part of the first."""
        return text[piece.end - 1] == "元" != text[house.end - 1]

    def _longer(self, chain: _Chain, piece: Piece) -> _Chain:
        strong = chain.strong or piece.kind not in WEAK
        return replace(chain, end=piece.end, last=piece, strong=strong, count=chain.count + 1)

    def _stands(self, text: str, chain: _Chain) -> bool:
        """Whether the chain is enough of a place to be an address."""
        piece = chain.last
        if chain.count > 1 or self._homes.search(text, chain.start, chain.end):
            return True
        if piece.kind == "group" and not piece.own:
            return self._groups.stand_alone(text, chain)
        if piece.kind == "building":
            return not self._counted.match(text, chain.start)
        if piece.kind in ("admin", "street"):
            return self._is_proper(text, piece)
        if piece.own == 1 and text.endswith("小区", piece.start, piece.end):
            return False
        return chain.strong or self._is_weak_place(text, chain)

    def _is_weak_place(self, text: str, chain: _Chain) -> bool:
        """翡翠湾停电, 三桥对面: what follows shows that it is a place."""
        if self._position.match(text, chain.end):
            return True
        if self._naming.search(text, max(0, chain.start - len("户主姓名是")), chain.start):
            return False
        is_long = chain.last.own > 1 or _is_landmark(text, chain.last)
        is_home = text.endswith(("住", "住在", "家在"), 0, chain.start)  # 住翠湖湾的小孔
        return is_long and bool(is_home or self._after_weak.match(text, chain.end))

    def _is_proper(self, text: str, piece: Piece) -> bool:
        """A lone 区 or 市 must be known; a lone 村 or 路 has two own characters, or a side."""
        name = text[piece.start : piece.start + piece.own]
        if piece.rank <= _COUNTY:
            return name in self._divisions
        if piece.own > 1 or piece.kind == "admin":
            return piece.own > 1
        sides = _SIDES if "街" in text[piece.start : piece.end] else _ROAD_SIDES
        return name in sides or text[piece.start + 1] == "环"

    def _with_position(self, text: str, chain: _Chain) -> _Chain:
        """对面, 门口 and the like; and the second street of a crossing."""
        end = chain.end
        if crossing := _CROSSING.match(text, end):
            other = next(self._words.pieces(text, end + 1, end + 1, end + _REACH), None)
            if other and other.start == crossing.end() and other.end - other.start > 1:
                street = self._grow(text, _Chain(other.start, other.end, other, strong=True))
                if corner := self._corner.match(text, street.end):
                    return replace(chain, end=corner.end())
        if found := self._position.match(text, end):
            is_device = chain.last.kind in _DEVICES or text[end - 1] == "变"
            is_on = is_device and self._upside.match(text, end)
            return chain if is_on else replace(chain, end=found.end())
        if text[end - 1] == "楼" and (foot := self._foot.match(text, end)):
            return replace(chain, end=foot.end())
        if chain.last.kind == "street" and (mouth := self._mouth.match(text, end)):
            return replace(chain, end=mouth.end())
        return chain
