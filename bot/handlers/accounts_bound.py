"""After a binding is made: whom it is told to, and the wish that it was needed for."""

from typing import Final

from msgspec.structs import replace

from bot.backends.accounts import Account
from bot.handlers import bills
from bot.handlers.accounts import BIND_FOR
from bot.handlers.accounts_words import notice_of
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers
from bot.store import bindings
from bot.store.bindings import Binding
from bot.turn import Turn

AWAITED: Final = "code_for"
"""Where the dialogue keeps the account whose code was asked for."""
_LABEL_CHARS: Final = 12
_NAMES_IT: Final = (
    r"(我|要|想|先|那|就|好|给|把|帮|它|他|这一?[个户]|户号|再|\W)*(起|取|改|加|设)(一?下|一?个|好|上)?"
    r"(好记的)?(名字?|别名|备注|昵称)(吧|嘛|哈|了|怎么起|怎么弄|怎么搞|\W)*"
)

NEXT: Final = (
    Choice("查电费", "bill_query", "查电费"),
    Choice("交电费", "payment", "交电费"),
)


def bound(turn: Turn, account: Account) -> Reply:
    """Keep the binding, and go on with what it was for."""
    mine, number = turn.use.bindings.of(turn.openid), account.account_no
    mark = turn.use.bindings.mark(number, account.holder)
    binding = Binding(turn.openid, number, turn.now, mark, is_default=not mine)
    agreed = turn.use.privacy.agreed(turn.openid)
    writes = (
        turn.use.codes.used(turn.openid),
        *bindings.bind_statements(binding),
        *(() if agreed else turn.use.privacy.agree(turn.openid, turn.now)),
    )
    reply = _wished(turn, account) or Reply(
        choices=_next_for(number) if mine else NEXT, remember={"intent": "account_bind"}
    )
    tail = account_numbers.tail(number)
    more = f"您绑了不止一个户号，查、交这一户就说“尾号{tail}的电费”，或先起个名字。" if mine else ""
    return replace(
        reply.before(joined(f"绑定成功：{account_numbers.whose(account)}。", more)),
        effects=notice_of(turn, account),
        writes=(*writes, *reply.writes),
        remember={**reply.remember, AWAITED: "", BIND_FOR: ""},
    )


def _wished(turn: Turn, account: Account) -> Reply | None:
    """The bill, or the way to whatever else could not be done without a binding."""
    intent, _, says = turn.session.context.get(BIND_FOR, "").partition(" ")
    if intent == "bill_query":
        return bills.of_account(turn, account)
    if not says:
        return None
    label = says[:_LABEL_CHARS]
    return Reply(choices=(Choice(label, intent, f"{says} 户号{account.account_no}"), *NEXT))


def _next_for(number: str) -> tuple[Choice, ...]:
    """What is next for an account that is not the default: it has to be named."""
    return (
        Choice("查这一户的电费", "bill_query", f"查电费 户号{number}"),
        Choice("交这一户的电费", "payment", f"交电费 户号{number}"),
        Choice("给它起个名字", "account_manage", f"给户号{number}起名字", also=_NAMES_IT),
    )
