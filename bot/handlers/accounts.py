"""Which bound account a message is about, and how it is spoken of."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.backends.accounts import Account
from bot.forms import ask
from bot.handlers import landlords
from bot.handlers.accounts_named import ANOTHER, OTHER_HOME, account_named
from bot.handlers.accounts_words import told
from bot.replies import Choice, Reply
from bot.services import account_numbers
from bot.store.bindings import Binding, Right
from bot.turn import Turn

RIGHT_WORDS: Final[Mapping[Right, str]] = {
    "see": "查电费",
    "pay": "交电费",
    "report": "报修",
    "notices": "收通知",
}

NOT_HELD: Final = "这个户号已经不在您这里了。"

_OWN = re.compile(r"默认|我(们)?(自己)?(的|这|家|屋头)|自己家")
BIND_FOR = "bind_for"
"""Where the dialogue keeps the wish that needs a binding, its intent before its words."""
_WISH_CHARS = 40
_ASKS_WHICH = frozenset({"bill_query", "usage_analysis"})


def account_meant(turn: Turn, right: Right) -> Account | Reply:
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
    if _is_another(turn, bound):
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


def account_in_sight(turn: Turn) -> Account | None:
    """The bound account that a message is about, where the resident may see it; `None` without."""
    if not turn.use.bindings.of(turn.openid):
        return None
    found = account_meant(turn, "see")
    return None if isinstance(found, Reply) else found


def how_to_bind(turn: Turn, why: str, number: str = "") -> Reply:
    """How to bind, as one tap or in words; whose landlord is paid has nothing to bind."""
    if not number and landlords.pays_landlord(turn):
        return landlords.resold(turn)
    says = f"绑定户号 {number}" if number else "绑定户号"
    way = (
        "发“绑定户号”再加户号就行，验证码会发到户主登记的手机。"
        if turn.use.can.sms
        else "发“绑定户号”再加户号，请家里已绑定的人同意，或带证件核对。"
    )
    papers = Choice("带证件核对", "account_bind", f"带证件核对{says}")
    choices = (
        Choice("绑定户号", "account_bind", says),
        *(() if turn.use.can.sms else (papers,)),
        Choice("不知道户号", "account_manage", "我的户号是多少"),
    )
    wish = f"{turn.understanding.intent} {turn.text[:_WISH_CHARS]}"
    about = {"intent": "account_bind", BIND_FOR: wish, **(told(number) if number else {})}
    return Reply(why + way, choices=choices, remember=about)


def which(turn: Turn, bound: tuple[Binding, ...], intent: str) -> Reply:
    """The bound accounts to choose from, for a wish that means another than the one at hand."""
    if len(bound) == 1:
        return how_to_bind(turn, f"您只绑了{name_of(bound[0])}，别的户号要先绑定。")
    choices = (Choice(label(b), intent, f"{turn.text} 户号{b.account_no}") for b in bound)
    told = unknown_home(turn, bound)
    return Reply(told, question="要哪一个户号？回数字就行。", choices=tuple(choices))


def unknown_home(turn: Turn, bound: tuple[Binding, ...]) -> str:
    """What is said to who calls an account by a name that none has: 换我妈那户."""
    home = OTHER_HOME.search(turn.text)
    if home is None or account_named(turn, bound) is not None:
        return ""
    return "您绑的户号里没有叫这个名字的，从下面选；发“起名字”可以给每一户起个好认的名字。"


def chosen(turn: Turn, bound: tuple[Binding, ...]) -> Binding:
    """Which of a resident's accounts the words mean; the default where they name none."""
    return account_named(turn, bound) or talked_about(turn, bound) or bound[0]


def _is_another(turn: Turn, bound: tuple[Binding, ...]) -> bool:
    """Whether another account is meant than the one at hand, and not named."""
    text, several = turn.text, len(bound) > 1
    is_home = several and turn.understanding.intent in _ASKS_WHICH and OTHER_HOME.search(text)
    return bool(ANOTHER.search(text) or is_home) and account_named(turn, bound) is None


def only_one(turn: Turn) -> str:
    """What is told with the one account of somebody who may mean another home's."""
    bound = turn.use.bindings.of(turn.openid)
    if len(bound) != 1 or not OTHER_HOME.search(turn.text) or _is_called(turn, bound[0]):
        return ""
    return "您只绑了下面这一户。要看别的户，发“绑定户号”加那一户的户号。"


def name_of(binding: Binding) -> str:
    """How one of a resident's accounts is called in a sentence to that resident."""
    tail = f"尾号{account_numbers.tail(binding.account_no)}"
    return f"“{binding.alias}”（户号{tail}）" if binding.alias else f"户号{tail}"


def which_one(prompt: str) -> Any:  # noqa: ANN401  # a field specifier, see `bot.forms.ask`
    """The field of a form for one of the resident's accounts, kept by its name."""
    return ask(
        prompt,
        lambda turn, _: next(map(name_of, filter(None, [account_named(turn, _bound(turn))])), ""),
        retry="回数字就行。",
        options=lambda turn: tuple(map(name_of, _bound(turn))),
    )


def held(turn: Turn, name: str) -> Binding | None:
    """The account that `which_one` has kept, while it is still bound."""
    return next((binding for binding in _bound(turn) if name_of(binding) == name), None)


def _bound(turn: Turn) -> tuple[Binding, ...]:
    return turn.use.bindings.of(turn.openid)


def label(binding: Binding) -> str:
    """The same as a choice of several."""
    return f"{name_of(binding)}{'（默认）' if binding.is_default else ''}"


def _is_called(turn: Turn, binding: Binding) -> bool:
    return bool(binding.alias) and binding.alias in turn.text


def talked_about(turn: Turn, bound: tuple[Binding, ...]) -> Binding | None:
    """What the last answer was about, or what a follow-up goes on with.

    None where the words turn back to the resident's own, or something else came in between.
    """
    context = turn.session.context
    is_own = _OWN.search(turn.text) and not OTHER_HOME.search(turn.text)
    if turn.session.is_stale(turn.now) or is_own:
        return None
    number = context.get("account_no" if turn.goes_on else "about")
    return next((b for b in bound if b.account_no == number), None)
