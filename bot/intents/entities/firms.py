"""Names of companies and shops that are customers."""

import re

from bot.intents.entities.boundaries import Boundary
from bot.intents.entities.customers import INSIDE, CustomerSigns, safe_words
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon, beginnings

_MAX_CHARS = 22
_MIN_OWN_CHARS = 2
_QUOTES = ("”", '"')
_OPENED = re.compile(rf"(?P<open>[“\"])[{INSIDE}]+$")
_YOURS = re.compile("(?:你们?|贵)[这那]?个?$")
_QUOTED = len("“南门口的")
"""So far before the body of a name its opening quote may stand (“南门口阿强烧烤”)."""


class Firms:
    """Finds names by their last word (有限公司, 厂, 超市); trades alone (印刷厂) are no names."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = {
            kind: lexicon.choice(f"firms.{kind}") for kind in ("company", "shop", "public")
        } | {"short": lexicon.choice("firms.short", "firms.goods")}
        kinds = ("company", "shop", "public", "short", "goods")
        every = lexicon.words(*(f"firms.{kind}" for kind in kinds))
        heads = beginnings(every)
        self._suffix = re.compile(
            rf"{heads}(?:(?P<public>{words['public']})|(?P<company>{words['company']})|(?P<shop>{words['shop']})"
            rf"|(?P<short>{words['short']})(?=$|的|财务|会计|出纳|想?问|咨询|[共合]用|收件?人?(?:$|[^\u4e00-\u9fff])|[^\u4e00-\u9fff]))"
        )
        self._hint = re.compile(f"[{''.join(sorted({word[-1] for word in every}))}]")
        self._boundary = Boundary(lexicon.words("firms.stop"), safe_words(lexicon), INSIDE)
        trades = lexicon.choice("firms.trade", "firms.goods", "firms.owned")
        self._trades = re.compile(rf"(?:{trades})*$")
        number = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
        self._place = re.compile(
            rf".*(?:[路巷]|街(?!道)|号|\d[点分时日月]|{number}(?:栋|幢|楼|单元|组|社))"
        )
        self._goes_on = re.compile(
            rf"(?<=行)[不吗么吧嘛啊呀]|[\u4e00-\u9fff]{{0,2}}(?:路|街|巷|大道|村|镇|乡|社区|小区|花园)|子路|\s?{number}(?:号(?![到至\-~、停检断办开要来去上下早晚中])|栋|幢|座|单元|期)|台区|公变"
        )
        self._company_end = re.compile(
            rf"[{INSIDE}]{{0,12}}?(?P<last>有限责任公司|股份有限公司|有限公司|分公司|公司|经营部|合作社)"
        )
        self._branch = re.compile(
            r"(?:[\u4e00-\u9fff]{2,4}?|\d{1,2}号)(?P<last>分?店)"
            r"(?=$|[的停跳没要想]|[^\u4e00-\u9fff])"
        )
        self._foreign = re.compile(lexicon.choice("firms.foreign"))
        self._signs = CustomerSigns(lexicon)
        position = lexicon.choice("addresses.position")
        self._marker = re.compile(
            rf"[”\"]?的?(?:{position}|附近|那边|那里|那儿|这边|一带|那一片|那片|那条|那个|周围|斜|往[前后里左右东南西北]|过去|进去)"
        )
        self._at = re.compile(r"(?:[在到离]|靠近|挨着|路过|经过)$")
        self._longer = re.compile(r"[里门员长家房]|上班")

    def find(self, text: str) -> list[Entity]:
        """Find firms in a normalised text whose numbers are masked.

        Args:
            text: The text.

        Returns:
            The names in order; a firm that only marks a place (家福超市背后) is left out.
        """
        if not self._hint.search(text):
            return list(self._signs.announced(text, 0))
        names: list[Entity] = []
        floor = 0
        for first in self._suffix.finditer(text):
            suffix = self._last(text, first)
            start = self._start(text, suffix, floor)
            if floor <= start < suffix.start():
                end = self._end(text, suffix)
                if self._is_customer(text, start, suffix, end):
                    names.append(Entity("name", text[start:end], start, end))
                    floor = end
        return [*names, *self._signs.announced(text, floor)]

    def _last(self, text: str, suffix: re.Match[str]) -> re.Match[str]:
        """Of suffixes in a row (水井坊酒楼, 红星厂门市部) the last one."""
        while longer := self._suffix.match(text, suffix.end()):
            suffix = longer
        return suffix

    def _end(self, text: str, suffix: re.Match[str]) -> int:
        """The end of the longest name: 集团有限公司, 面馆餐饮管理有限公司, 超市黄桷坪店."""
        end = suffix.end()
        for ending in (self._company_end, self._branch):
            longer = ending.match(text, end)
            if longer and self._boundary.before(text, longer.start("last"), end, _MAX_CHARS) == end:
                return longer.end()
        return end

    def _start(self, text: str, suffix: re.Match[str], floor: int) -> int:
        start = self._boundary.before(text, suffix.start(), floor, _MAX_CHARS)
        if text[suffix.end() : suffix.end() + 1] in _QUOTES:
            quoted = _OPENED.search(text, max(floor, start - _QUOTED), suffix.start())
            return quoted.end("open") if quoted else start
        if text.startswith("(", start) and ")" not in text[start : suffix.start()]:
            start += 1
        if place := self._place.match(text, start, suffix.start()):
            if suffix.start() - place.end() >= _MIN_OWN_CHARS:
                return place.end()
            return suffix.start()
        return start

    def _is_foreign(self, text: str, start: int, end: int) -> bool:
        """Firms that are nobody's customer here, among them 你们物资公司."""
        if self._foreign.search(text, start, end):
            return True
        is_yours = _YOURS.search(text, max(0, start - len("你们那个")), start)
        return bool(is_yours and text.endswith("公司", start, end))

    def _is_customer(self, text: str, start: int, suffix: re.Match[str], end: int) -> bool:
        body = text[start : suffix.start()]
        if self._is_foreign(text, start, end) or self._goes_on.match(text, end):
            return False
        if self._marker.match(text, end) or self._at.search(text, max(0, start - 2), start):
            return False
        if suffix["public"]:
            is_sure = self._signs.is_self(text, start) or self._signs.applies(text, start, end)
            return len(body) >= 1 and is_sure
        if suffix["short"] and not self._signs.is_introduced(text, start, end):
            return False
        own = self._trades.sub("", body)
        if suffix["short"] or text.endswith(("有限公司", "责任公司"), start, end):
            return bool(own or not suffix["short"]) and len(body) >= _MIN_OWN_CHARS
        return len(own) >= _MIN_OWN_CHARS and not self._longer.match(text, end)
