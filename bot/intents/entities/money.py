"""Sums of money in yuan."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.intents.entities.entity import CLAIMED, Entity
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.numerals import digits_of, read_number

_NUMBER = (
    r"(?>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:万\d?千?|千\d?百?|百\d?|[wW](?![a-zA-Z]))?|"
    r"[零一二两三四五六七八九十百千万廿卅幺]+(?:点[零一二三四五六七八九]+)?)"
)
_DIGIT = r"[\d零一二两三四五六七八九]"
_BLUR = r"\s?(?:多|来|余|好几)?\s?"
_MAX_YUAN = Decimal(10) ** 9


class Money:
    """Finds sums with a unit (386块4, ¥36.80) and bare numbers that the sentence makes money."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._hint = re.compile(r"[\d一二两三四五六七八九十百千万]")
        things = lexicon.choice("money.things")
        self._with_unit = re.compile(
            rf"(?<![\d.几数])(?P<yuan>{_NUMBER}){_BLUR}个?\s?(?:(?P<unit>块大洋|块|元|蚊|大洋|(?:rmb|RMB|人民币))(?:人民币)?"
            rf"(?:(?P<zero>零)?(?P<tail>\d{{1,2}}|[零一二两三四五六七八九]{{1,2}}(?!\s?[度块个次张台户月年天只条米平]))?(?:(?P<jiao>毛|角)"
            rf"(?:零?(?P<fen>{_DIGIT})分?(?!{_DIGIT}|\s?度))?)?(?P<cents>分)?)?(?P<end>钱|整)?)"
        )
        self._small = re.compile(
            rf"(?<![\d.块元零一二三四五六七八九十])(?P<jiao>{_DIGIT})(?:毛|角)(?:(?P<fen>{_DIGIT})分?)?钱?"
            rf"|(?<![\d.块元毛角零一二三四五六七八九十])(?P<only>\d{{1,2}}|[一二两三四五六七八九])分钱"
        )
        self._signed = re.compile(rf"(?:¥|rmb|RMB|人民币)\s?(?P<yuan>{_NUMBER})")
        self._thing = re.compile(rf"(?:{things})")
        self._unit_price = re.compile(
            r"\s?(?:钱)?\s?(?:/|每|一|1)\s?(?:度|千瓦|kw|个字|字|kva|千伏安|个?千伏安)", re.IGNORECASE
        )
        self._rate = re.compile(r"\s?(?:能|可以)?(?:用|买)(?:几|多少|好多)度")
        self._price = re.compile(lexicon.choice("money.price"))
        self._bare = self._bare_pattern(lexicon)
        self._spent = re.compile(r"[块元钱]|电费|账单|充|交|缴|欠|扣|付|余额|咋|怎么|额度")
        self._wan_fee = re.compile(rf"(?<![\d.几数])(?P<yuan>{_NUMBER})(?:(?<=万)的?(?=[^，。,!?\s]{{0,5}}(?:费|款|钱))|的(?=电费|账单|费用|违约金|滞纳金|押金|工程款|发票|欠费))")
        self._changed = re.compile(
            rf"(?:改成|改为|改|换成|调到|调成|设成|设为|提到|降到|涨到|[,，]\s?(?:哦?不对|错了|说错了|应该)?[,，]?\s?(?:应该)?(?:是|充|交)[个成]?)\s?(?P<yuan>{_NUMBER})"
            rf"(?!\d|\s?(?:{lexicon.choice('money.units')})|[\-/:.]\d|块|元|毛|角|[\u4e00-\u9fff])"
        )
        self._colloquial = re.compile(
            rf"(?<![几数零一二两三四五六七八九十百千万])(?P<yuan>[一二两三四五六七八九十百千万]*[百千万][一二三四五六七八九])(?!\s?(?:[十百千万块元毛角多来几个、\d]|{lexicon.choice('money.units')}))"
        )
        self._no_sum = re.compile(r"用了?$|使了?$|走了?$|电压|跌到|掉到|度数|转速|负荷|容量|变压器|海拔")
        self._listed = re.compile(rf"(?:次|笔|分别是?|各|分别扣了?|分别交了?)[,，:]?\s?(?={_NUMBER}[、,，和]{_NUMBER}(?!\d))")
        self._item = re.compile(rf"(?P<yuan>{_NUMBER})(?!\d|\s?(?:{lexicon.choice('money.units')}))[、,，和]?")
        self._next = re.compile(
            rf"\s?(?:还是|又|、|加|减|和)\s?(?P<yuan>{_NUMBER})(?!\d|\s?(?:{lexicon.choice('money.units')})|[\-/:.]\d|块|元)"
        )
        self._slip = re.compile(r"不是|不对|错|改|换|调|设")
        self._after_month = re.compile(
            rf"(?P<lead>{CLAIMED}|每期|[每一]个?月|每次|一笔|一次|这次|那次|上次)(?:的)?(?:电费)?(?:才|就|都|是|要|只|翻倍|翻番|飙|升|竟然?|到|变成|一下子?|怎么|咋个?|突然|涨到|"
            rf"扣了?|有|收了?|了|成|又|变|交了?){{0,3}}\s?(?P<yuan>{_NUMBER})(?P<blur>多|来)?"
            rf"(?!\d|几|\.\d|[万千百]|\s?(?:{lexicon.choice('money.units')})|[\-/.:])"
        )

    @staticmethod
    def _bare_pattern(lexicon: Lexicon) -> re.Pattern[str]:
        verbs, nouns = lexicon.choice("money.verbs"), lexicon.choice("money.nouns")
        units = lexicon.choice("money.units")
        return re.compile(
            rf"(?:(?P<verb>{verbs})(?:费|值|款|钱|电)?(?:了|过|下的|的|从|由|成|不是|你们|我们|账上|账户|户头|卡里|卡上|里头|里面|我|他|她|你|咱|俺|们|进|出|去|来|个|起|到|是|大概|差不多|有|"
            rf"就|才|只|成|满|上|够|一共|总共|应该|居然|竟然|又|再|先){{0,3}}|(?P<noun>{nouns})(?:不是|还|由|想|只|也|就|才|要|是|为|有|剩|得|交|"
            rf"了|的|到|成|应该|大概|差不多|显示|写的|写着|[::]|-|负){{0,4}})\s?(?P<yuan>{_NUMBER})(?P<blur>多|来)?"
            rf"(?!\d|几|[万千百]|\s?(?:{units})|[\-/:.]\d|块|元|毛|角)"
        )

    def find(self, text: str) -> list[Entity]:
        """Find sums in a normalised text whose other numbers are masked.

        Args:
            text: The text.

        Returns:
            The sums; value with two decimals.
        """
        if not self._hint.search(text):
            return []
        found = [*self._signs(text), *self._units(text), *self._smalls(text)]
        for entity in (*self._bares(text), *self._lists(text)):
            _put(found, entity)
        for entity in tuple(found):
            if following := self._next.match(text, entity.end):
                for more in _telling(following):
                    _put(found, more)
        return sorted(found, key=lambda entity: entity.start)

    def _lists(self, text: str) -> Iterator[Entity]:
        """扣了三次，50、100、30."""
        for lead in self._listed.finditer(text):
            at = lead.end()
            while item := self._item.match(text, at):
                yield from _telling(item)
                at = item.end()

    def _signs(self, text: str) -> Iterator[Entity]:
        if "¥" not in text and "人民币" not in text and "rmb" not in text.lower():
            return
        for found in self._signed.finditer(text):
            if not re.match(r"\s?[块元]", text[found.end() : found.end() + 2]):
                yield from _amount(read_number(_wan(found["yuan"])), found.start(), found.end())

    def _units(self, text: str) -> Iterator[Entity]:
        for found in self._with_unit.finditer(text):
            if self._is_thing(text, found) or self._is_price(text, found.start(), found.end()):
                continue
            yuan = read_number(_wan(found["yuan"]))
            if yuan is not None:
                yield from _amount(yuan + _tail(found), found.start(), found.end())

    def _smalls(self, text: str) -> Iterator[Entity]:
        for found in self._small.finditer(text):
            if self._price.search(text) or self._is_price(text, found.start(), found.end()):
                continue
            jiao, fen = found["jiao"], found["fen"] or found["only"]
            sum_yuan = _part(jiao, 10) + _part(fen, 100)
            yield from _amount(sum_yuan, found.start(), found.end())

    def _bares(self, text: str) -> Iterator[Entity]:
        for found in self._bare.finditer(text):
            if not self._is_price(text, found.start("yuan"), found.end()):
                yield from _telling(found)
        yield from _each_telling(self._wan_fee, text)
        if not self._spent.search(text):
            return
        if self._slip.search(text):
            yield from _each_telling(self._changed, text)
        for found in self._colloquial.finditer(text):
            if not self._no_sum.search(text, max(0, found.start() - 8), found.start()) and not self._is_price(text, *found.span()):
                yield from _telling(found)
        for found in self._after_month.finditer(text):
            if "用" not in text[max(0, found.start() - 1) : found.end() + 2]:
                yield from _telling(found)

    def _is_thing(self, text: str, found: re.Match[str]) -> bool:
        """一块表, 三块电池: 块 that counts things; 一块: together."""
        if found["unit"] != "块" or found["end"] or found["tail"] or found["jiao"]:
            return False
        following = text[found.end() : found.end() + 3]
        if self._thing.match(following):
            return True
        return found["yuan"] == "一" and not re.search(
            r"[充交缴存欠差扣付退转收花少多]了?$", text[max(0, found.start() - 3) : found.start()]
        )

    def _is_price(self, text: str, start: int, end: int) -> bool:
        if self._unit_price.match(text, end):
            return True
        if text[start - 1 : start] == "按" or self._rate.match(text, end):
            return True
        clause = re.split(r"[，。！？；,!?;]", text[max(0, start - 14) : start])[-1]
        return bool(self._price.search(clause))


def _put(found: list[Entity], new: Entity) -> None:
    if all(new.end <= entity.start or new.start >= entity.end for entity in found):
        found.append(new)


def _each_telling(pattern: re.Pattern[str], text: str) -> Iterator[Entity]:
    for found in pattern.finditer(text):
        yield from _telling(found)


def _telling(found: re.Match[str]) -> Iterator[Entity]:
    if _is_telling(found["yuan"]):
        number = read_number(_wan(found["yuan"]))
        yield from _amount(number, found.start("yuan"), found.end("yuan"))


def _is_telling(number: str) -> bool:
    """A bare number must be big enough to be a sum: 80, 9.5, 五十, 一百二, but not 两."""
    return len(number) > 1 if number[0].isascii() else any(unit in number for unit in "十百千万")


def _wan(number: str) -> str:
    return number.replace("幺", "一")


def _tail(found: re.Match[str]) -> Decimal:
    """What stands after 块: 386块4, 九块零八分, 五元五角, 块四毛五."""
    tail, total = found["tail"], Decimal(0)
    if tail:
        in_cents = (
            (found["zero"] and not found["jiao"])
            or (found["cents"] and not found["jiao"])
            or len(tail) > 1
        )
        total += _part(tail, 100 if in_cents else 10)
    return total + (_part(found["fen"], 100) if found["fen"] else Decimal(0))


def _part(digits: str | None, share: int) -> Decimal:
    return Decimal(digits_of(digits) or 0) / share if digits else Decimal(0)


def _amount(yuan: Decimal | None, start: int, end: int) -> Iterator[Entity]:
    if yuan is not None and 0 < yuan < _MAX_YUAN:
        yield Entity("amount", f"{yuan:.2f}", start, end)
