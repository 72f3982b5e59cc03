"""A full name that a place follows with nothing between (我是孙永福大坪镇的)."""

import re
from dataclasses import replace

from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.places import HAN, Piece

_REACH = 12
"""So far before a place a name's sign may end or begin."""
_INTRODUCED = re.compile("[我俺咱][是叫喊]|户主|[系请本]人|名[字叫]|姓名")
"""A cheap look whether a person is named at all."""
_MIN_BODY = 2
_FULL = 3
"""A full name has three characters; one of two is told from a place's name by more signs."""
_STANDING = frozenset({"building", "group", "box"})
_WHOLE = frozenset({"known", "line", "zone", "rooms", "pole"})
"""What has nothing but itself before its last word."""
_ROADS = frozenset("东西南北中正新老横")
_GOES_ON = re.compile(rf"路|街|巷|小区|[{HAN}]?(?P<last>村|镇|乡|街道|社区)")
_OF_PLACES = "桥家门湾溪河湖沟坝坪"
"""Hardly in a given name, but often second in a place's."""
_ALSO_OF_PLACES = frozenset(
    f"{_OF_PLACES}泉安昌山江海龙平福兴新太云岭林峰石田水源井东西南北中大小镇城州阳堂寺岩"
)

_PLACES = frozenset("石龙江白金马高万安平水东古柳云")
"""Surnames that begin many a place's name (石龙, 金山)."""


class Introductions:
    """Finds where a place begins that stands right behind a person's name."""

    def __init__(self, lexicon: Lexicon) -> None:
        double = lexicon.choice("surnames.double")
        common = "".join(lexicon.words("surnames.common"))
        rare = "".join(lexicon.words("surnames.rare"))
        given = f"[{''.join(lexicon.words('given.chars'))}]"
        of = r"(?:是|叫)?[: ]{0,2}"
        self._sign = re.compile(
            rf"(?:(?P<sure>[我俺咱](?:叫做?|喊)|(?:姓名|名字){of})"
            rf"|[我俺咱]是|(?:户主|联系人|申请人|本人){of})(?=[{HAN}]{{0,4}}$)"
        )
        self._names = [
            re.compile(rf"(?:{double}){given}{{2}}"),
            re.compile(rf"(?:{double}){given}"),
            re.compile(rf"[{common}{rare}](?![{_OF_PLACES}]){given}{{2}}"),
            re.compile(rf"[{common}{rare}]{given}"),
        ]
        self._common = re.compile(f"[{common}]")
        known = lexicon.choice("divisions.county", "divisions.city", "titles.generic")
        self._known = re.compile(known)

    def trim(self, text: str, piece: Piece) -> Piece:
        """Cut a person's name off the front of a piece.

        Args:
            text: A normalised text.
            piece: The first piece of an address.

        Returns:
            The piece; unchanged where no name, or too little of a place, stands before it.
        """
        if piece.kind in _WHOLE or not _INTRODUCED.search(text, 0, piece.start):
            return piece
        sign = self._sign.search(text, max(0, piece.start - _REACH), piece.start)
        if not sign or self._known.match(text, sign.end()):
            return piece
        last_word = piece.start + piece.own
        for name in self._names:
            found = name.match(text, sign.end(), last_word)
            if found and found.end() > piece.start and self._leaves_place(text, found, piece, sign):
                return replace(piece, start=found.end(), own=last_word - found.end())
        return piece

    def _leaves_place(
        self, text: str, name: re.Match[str], piece: Piece, sign: re.Match[str]
    ) -> bool:
        goes_on = _GOES_ON.match(text, piece.end)
        end = piece.start + piece.own
        if goes_on:
            end = goes_on.start("last") if goes_on["last"] else piece.end
        rest = end - name.end()
        is_full = len(name[0]) >= _FULL
        if not sign["sure"] and name[0][0] in _PLACES and name[0][1] in _ALSO_OF_PLACES:
            return False
        if not is_full and not sign["sure"]:
            is_wide = goes_on or piece.kind in ("admin", *_STANDING)
            is_plain = self._common.match(name[0]) and name[0][-1] not in _ALSO_OF_PLACES
            if not (is_wide and is_plain):
                return False
        if rest >= _MIN_BODY:
            return True
        if rest:
            return is_full and piece.kind == "street" and text[name.end()] in _ROADS
        return piece.kind in _STANDING
