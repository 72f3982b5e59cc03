"""Which of a resident's accounts the words name, and whether they mean all of them."""

import re
from typing import Final

from bot import picks
from bot.backends.accounts import Account
from bot.services import account_numbers
from bot.store.bindings import Binding, Right
from bot.turn import Turn

ANOTHER: Final = re.compile(
    r"换(一|成|到|去)?(个|那)?户(?![主名])|别的户|另(外)?(一)?个?户|其他户|换.{1,6}[那这]?[户家](?![主名])"
)
"""Words for an account other than the one at hand, which they may not name."""

_HOMES: Final = (
    "妈|娘|母亲|父母",
    "爸|爹|父亲|父母|老汉",
    "奶奶|婆婆|外婆|姥姥",
    "爷|公公|外公",
    "岳|丈母|丈人",
    "儿子|娃儿?|孩子",
    "女儿|闺女|姑娘|妹儿",
    "老公|丈夫",
    "老婆|媳妇|爱人",
    "哥|弟|兄",
    "姐|妹",
    "叔|伯|姨|姑|舅",
    "老家|乡下|农村",
    "店|铺|门面|馆子",
    "厂|作坊|车间",
    "租|房客",
    "新房|新家|新屋",
    "老房|旧房|老屋",
)
"""Whose, or which other home: a line's words are the same one."""
_HOME: Final = "|".join(_HOMES)
OTHER_HOME: Final = re.compile(
    rf"({_HOME}).{{0,4}}?(户|家|屋|房|[那这]边|[的了]?电费|欠|[交缴])"
    rf"|(换|查|看|给|帮|替)(成|到|一?下)?[我你他她]?({_HOME})"
)
"""Words for a home of the resident's, or of his people, that is not simply 我家."""
_ALL: Final = re.compile(
    r"([两俩二三四五几]|每一?|各|所有的?|全部的?|全都)(个|套)?(户|家的?电|账户|房)|(所有|全部)的?(电费|欠费)"
    r"|[两三]边|(都|全|一起|一块)(一起)?[交缴查](?![清了过])"
    r"|(一共|总共|合计|加起来|统共|拢共|合起来).{0,4}(欠|差|要交|应交|该交|得交)"
)
_THE_OTHER: Final = re.compile(
    r"^\W*换一?个?(看看?|查)?\W*$|另外?[那的]?一?个?户|[那看查]*另外?[那的]?一?个[呢吧的]?\W*$"
)
_SURNAMED: Final = re.compile(
    r"(?<=姓)[一-鿿]|[一-鿿](?=\*|家(?![院大坝湾沟桥村岩坪河庄坡垭嘴巷塘里]))"
)
"""The surname in 朱家那个, 姓朱的, 朱**."""
_TAIL: Final = re.compile(r"(?<!\d)\d{4}(?![\d年./-])")
_NTH: Final = re.compile(r"第\s*[\d一二三四五六七八九十两]{1,2}\s*(个|户)")
_TWO: Final = 2


def all_meant(turn: Turn, right: Right) -> tuple[Binding, ...]:
    """Every account with a right, where there are several and the words mean all; else none."""
    bound = turn.use.bindings.of(turn.openid)
    held = tuple(b for b in bound if b.may(right))
    is_all = len(held) > 1 and _ALL.search(turn.text) and account_named(turn, bound) is None
    return held if is_all else ()


def account_named(turn: Turn, bound: tuple[Binding, ...]) -> Binding | None:
    """Which of a resident's accounts the words name.

    By number, own name, tail, place in line, holder, address, whose it is, or as the other of two.
    """
    number = turn.understanding.first("account_no")
    if number:
        return next((b for b in bound if account_numbers.same(b.account_no, str(number))), None)
    by_alias = [b for b in bound if b.alias and b.alias in turn.text]
    if by_alias:
        return max(by_alias, key=lambda b: len(b.alias))
    tails = _TAIL.findall(turn.text)
    by_tail = _only([b for b in bound if account_numbers.tail(b.account_no) in tails])
    return by_tail or _by_place(turn.text, bound) or _by_words(turn, bound)


def _by_words(turn: Turn, bound: tuple[Binding, ...]) -> Binding | None:
    if len(bound) == 1:
        return None
    return _by_record(turn, bound) or _by_home(turn.text, bound) or _the_other(turn, bound)


def _by_place(text: str, bound: tuple[Binding, ...]) -> Binding | None:
    nth = _NTH.search(text)
    at = picks.position(nth[0], [b.account_no for b in bound]) if nth else None
    return None if at is None else bound[at]


def _by_record(turn: Turn, bound: tuple[Binding, ...]) -> Binding | None:
    """By the holder or the address on record, of the accounts that the resident has proven."""
    places = [str(e.value) for e in turn.understanding.entities if e.type == "address"]

    def fits(account: Account | None) -> bool:
        if account is None:
            return False
        if account.holder in turn.text or any(p in account.address for p in places):
            return True
        return account.holder[0] in _SURNAMED.findall(turn.text)

    return _only([b for b in bound if b.is_own and fits(turn.use.accounts.get(b.account_no))])


def _by_home(text: str, bound: tuple[Binding, ...]) -> Binding | None:
    """我妈那户 is what the resident calls 妈妈家."""
    if not OTHER_HOME.search(text):
        return None
    said = [home for home in _HOMES if re.search(home, text)]
    return _only([b for b in bound if any(re.search(home, b.alias) for home in said)])


def _the_other(turn: Turn, bound: tuple[Binding, ...]) -> Binding | None:
    if len(bound) != _TWO or not _THE_OTHER.search(turn.text):
        return None
    stale = turn.session.is_stale(turn.now)
    last = "" if stale else turn.session.context.get("account_no", "")
    return bound[0] if last == bound[1].account_no else bound[1]


def _only(found: list[Binding]) -> Binding | None:
    return found[0] if len(found) == 1 else None
