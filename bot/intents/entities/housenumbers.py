"""Numbers behind a place: 47号, 二楼, 12-3-7, 501."""

import re

from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.numerals import CHINESE
from bot.intents.entities.places import NUMBER, Piece

_VILLAGE = 5
_ROOMED = frozenset({"building", "number", "zone"})
_COUNT = rf"(?:\d+|[{CHINESE}]+)"
_HOUSE, _ROOM = 8, 9
_HOUSED = "组社队园区"
"""What ends like this has numbered houses, where it is dark there; of a plan it is a day."""


class HouseNumbers:
    """Reads the number that follows a piece of an address."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._device = re.compile(
            rf"(?:{lexicon.choice('addresses.equipment', 'addresses.pole')}|变|变压器)$"
        )
        self._number = re.compile(
            rf"(?:[东西中左右][户边]|(?:底商|商铺|铺面|门面)\s?[A-Z]?-?\d{{1,4}}号?|附{NUMBER}号?(?:商铺|铺面|门面|铺)?"
            rf"|(?:门牌号?|负|地下|(?<=库)-)?{NUMBER}\s?(?:{lexicon.choice('addresses.number')})(?!口|电机|机组|水泵|风机))(?:[附之]{_COUNT}号?(?:商铺|铺面|门面|铺)?)?"
        )
        self._room = re.compile(
            r"(?:[A-Za-z]?\d{1,3}(?:-\d{1,4}){1,3}|(?<=区)-\d{1,4}|[A-Z]-?\d{2,4}|\d{3,4}|[零一二三四五六七八九]{3,4})(?:号(?:铺面?|商铺|门面|摊位)?|室|房)?"
            r"(?![\d度块元%千万kK.月日点天个年次伏VvWw:])"
        )
        self._last_room = re.compile(r"[,，]\d{3,4}室?(?=[,，。;；]|$)")  # 9栋，2301
        self._is_so = re.compile(
            r"(?:又|还|都|就|也|家|现在|突然|一直)*(?:没有?得?电(?!吗|不|没)|[停断]了?电了|[停断]了|跳闸|黑了)"
        )
        self._date = re.compile(
            r"(?:[到至\-~]\d|停电|停|上午|下午|早|晚|中午|凌晨|要|会|那天|有没有|没电|断|检修|施工|来|能)"
        )

    def after(self, text: str, end: int, last: Piece) -> Piece | None:
        """The number at ``end``, where the piece ``last`` of an address ends."""
        is_wide = last.kind == "admin" and last.rank < _VILLAGE
        if is_wide or self._device.search(text, last.start, last.end):
            return None
        for at in range(end, end + 1 + text.startswith(" ", end)):
            found = self._number.match(text, at)
            if found and not self._is_date(text, found, last):
                return Piece("number", at, found.end(), 0, _HOUSE)
            room = self._room.match(text, at)
            if room and (last.kind in _ROOMED or "-" in room[0]):
                return Piece("number", at, room.end(), 0, _ROOM)
        room = self._last_room.match(text, end) if last.kind == "building" else None
        return Piece("number", end, room.end(), 0, _ROOM) if room else None

    def _is_date(self, text: str, found: re.Match[str], last: Piece) -> bool:
        """古井村5号停电: a day, not a house."""
        is_street = last.kind in ("street", "number", "building") or text[last.end - 1] in "路街巷"
        if is_street or not found[0].endswith("号"):
            return False
        if text[last.end - 1] in _HOUSED and self._is_so.match(text, found.end()):
            return False
        return bool(self._date.match(text, found.end()))
