"""Names of companies and shops that are customers."""

import re

from bot.intents.entities.boundaries import Boundary
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon

_INSIDE = r"\u4e00-\u9fffA-Za-z0-9()·&"
_MAX_CHARS = 22
_MIN_OWN_CHARS = 2


class Firms:
    """Finds names by their last word (有限公司, 厂, 超市); trades alone (印刷厂) are no names."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = {kind: lexicon.choice(f"firms.{kind}") for kind in ("company", "shop", "public")}
        self._suffix = re.compile(
            rf"(?P<public>{words['public']})|(?P<company>{words['company']})|(?P<shop>{words['shop']})"
        )
        self._hint = re.compile(
            r"[司团厂店馆坊楼社市院校房吧部行场所家府庄队城锅烤站宿栈室心学中政委V园局公]"
        )
        self._boundary = Boundary(lexicon.words("firms.stop"), lexicon.words("firms.safe"), _INSIDE)
        self._trades = re.compile(rf"(?:{lexicon.choice('firms.trade')})*$")
        self._place = re.compile(r".*(?:[路街巷道]|\d+号?|号|栋|幢|楼|单元|[组社])")
        self._foreign = re.compile(lexicon.choice("firms.foreign"))
        self._self = re.compile(rf"(?:{lexicon.choice('firms.self')})[的:,， ]?$")
        position = lexicon.choice("addresses.position")
        self._marker = re.compile(
            rf"的?(?:{position}|附近|那边|那里|那儿|这边|一带|那一片|那片|那条|那个|周围|斜)"
        )
        self._at = re.compile(r"(?:[在到离]|靠近|挨着|路过|经过)$")
        self._longer = re.compile(r"[里门员长家]|上班")

    def find(self, text: str) -> list[Entity]:
        """Find firms in a normalised text whose numbers are masked.

        Args:
            text: The text.

        Returns:
            The names in order; a firm that only marks a place (家福超市背后) is left out.
        """
        if not self._hint.search(text):
            return []
        names: list[Entity] = []
        floor = 0
        for suffix in self._suffix.finditer(text):
            start = self._start(text, suffix, floor)
            if start < suffix.start() and self._is_customer(text, start, suffix):
                names.append(Entity("name", text[start : suffix.end()], start, suffix.end()))
                floor = suffix.end()
        return names

    def _start(self, text: str, suffix: re.Match[str], floor: int) -> int:
        start = self._boundary.before(text, suffix.start(), floor, _MAX_CHARS)
        if place := self._place.match(text, start, suffix.start()):
            if suffix.start() - place.end() >= _MIN_OWN_CHARS:
                return place.end()
            return suffix.start()
        return start

    def _is_customer(self, text: str, start: int, suffix: re.Match[str]) -> bool:
        body = text[start : suffix.start()]
        if self._foreign.search(text, start, suffix.end()):
            return False
        if self._marker.match(text, suffix.end()) or self._at.search(
            text, max(0, start - 2), start
        ):
            return False
        if suffix["public"]:
            return len(body) >= 1 and bool(self._self.search(text, max(0, start - 8), start))
        own = body[: self._trades.search(body).start()] if self._trades.search(body) else body
        if suffix[0].endswith("有限公司") or suffix[0].endswith("责任公司"):
            return len(body) >= _MIN_OWN_CHARS
        return len(own) >= _MIN_OWN_CHARS and not self._longer.match(text, suffix.end())
