"""Which bound account a message is about, and how it is spoken of."""

import re

from bot import picks
from bot.backends.accounts import Account
from bot.handlers import accounts_finding
from bot.replies import Choice, Reply
from bot.services import account_numbers
from bot.store.bindings import Binding
from bot.turn import Turn

RIGHT_WORDS = {"see": "查电费", "pay": "交电费", "report": "报修", "notices": "收通知"}

ANOTHER = re.compile(r"换(一)?个?户|别的户|另(外)?(一)?个?户|其他户")
"""Words for an account other than the one at hand, which they do not name."""

_OWN = re.compile(r"默认|我(们)?(自己)?(的|这|家|屋头)|自己家")
_OTHER = re.compile(r"(我妈|我爸|爸妈|老家|爹妈|我娘|租)")
_TAIL = re.compile(r"(?<!\d)\d{4}(?![\d年./-])")
_NTH = re.compile(r"第\s*[\d一二三四五六七八九十两]{1,2}\s*(个|户)")


def meant(turn: Turn, right: str) -> Account | Reply:
    """The bound account that a message is about, where the resident has the right to it.

    A number in the message comes first, then the resident's own name for an account, 第二个, what
    the last answer was about, and the default. 换个户号 without a name is asked about.

    Args:
        turn: the message.
        right: `see`, `pay`, `report` or `notices`.

    Returns:
        The account, or the reply that says why there is none and what to do.
    """
    bound = turn.use.bindings.of(turn.openid)
    number = turn.understanding.first("account_no")
    if number and not any(account_numbers.same(b.account_no, str(number)) for b in bound):
        return how_to_bind(turn, f"户号{number}还没有绑定到您这里，绑定后才能办。", str(number))
    if not bound:
        return how_to_bind(turn, "这件事要先绑定户号。")
    if ANOTHER.search(turn.text) and named(turn, bound) is None:
        return which(turn, bound, turn.understanding.intent)
    binding = chosen(turn, bound)
    if not binding.may(right):
        return Reply(
            f"{name_of(binding)}是别人共享给您的，没有开放{RIGHT_WORDS[right]}。"
            "请对方在他的微信里重新共享，或者您自己发“绑定户号”来绑。"
        )
    account = turn.use.accounts.get(binding.account_no)
    if account is None:
        return Reply(
            f"{name_of(binding)}在供电系统里查不到了，可能已销户或换了户号，"
            f"请拨打{turn.use.utility.hotline}核对。"
        )
    return account


def how_to_bind(turn: Turn, why: str, number: str = "") -> Reply:
    """How to bind, as one tap or in words; whose landlord is paid has nothing to bind."""
    if not number and accounts_finding.pays_landlord(turn):
        return accounts_finding.resold(turn)
    says = f"绑定户号 {number}" if number else "绑定户号"
    way = (
        "发“绑定户号”再加户号就行，验证码会发到户主登记的手机。"
        if turn.use.can.sms
        else "发“绑定户号”再加户号，请家里已绑定的人同意，或带证件核对。"
    )
    choices = (
        Choice("绑定户号", "account_bind", says),
        Choice("不知道户号", "account_manage", "我的户号是多少"),
    )
    return Reply(why + way, choices=choices)


def which(turn: Turn, bound: tuple[Binding, ...], intent: str) -> Reply:
    """The bound accounts to choose from, for a wish that means another than the one at hand."""
    if len(bound) == 1:
        return how_to_bind(turn, f"您只绑了{name_of(bound[0])}，别的户号要先绑定。")
    choices = (Choice(label(b), intent, f"{turn.text} 户号{b.account_no}") for b in bound)
    return Reply(question="要哪一个户号？回数字就行。", choices=tuple(choices))


def chosen(turn: Turn, bound: tuple[Binding, ...]) -> Binding:
    """Which of a resident's accounts the words mean; the default where they name none."""
    return named(turn, bound) or talked_about(turn, bound) or bound[0]


def named(turn: Turn, bound: tuple[Binding, ...]) -> Binding | None:
    """Which of a resident's accounts the words name: by number, own name, tail or place in line."""
    number = turn.understanding.first("account_no")
    if number:
        return next((b for b in bound if account_numbers.same(b.account_no, str(number))), None)
    by_alias = [b for b in bound if b.alias and b.alias in turn.text]
    if by_alias:
        return max(by_alias, key=lambda b: len(b.alias))
    tails = _TAIL.findall(turn.text)
    by_tail = [b for b in bound if account_numbers.tail(b.account_no) in tails]
    return by_tail[0] if len(by_tail) == 1 else _by_place(turn.text, bound)


def name_of(binding: Binding) -> str:
    """How one of a resident's accounts is called in a sentence to that resident."""
    tail = f"尾号{account_numbers.tail(binding.account_no)}"
    return f"“{binding.alias}”（户号{tail}）" if binding.alias else f"户号{tail}"


def label(binding: Binding) -> str:
    """The same as a choice of several."""
    return f"{name_of(binding)}{'（默认）' if binding.is_default else ''}"


def _by_place(text: str, bound: tuple[Binding, ...]) -> Binding | None:
    nth = _NTH.search(text)
    at = picks.position(nth[0], [b.account_no for b in bound]) if nth else None
    return None if at is None else bound[at]


def talked_about(turn: Turn, bound: tuple[Binding, ...]) -> Binding | None:
    """What the last answer was about, or what a follow-up goes on with.

    None where the words turn back to the resident's own, or something else came in between.
    """
    context = turn.session.context
    if turn.session.is_stale(turn.now) or (_OWN.search(turn.text) and not _OTHER.search(turn.text)):
        return None
    number = context.get("account_no" if turn.goes_on else "about")
    return next((b for b in bound if b.account_no == number), None)
