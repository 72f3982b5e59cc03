"""What residents ask around paying: by which ways, money being short, paid twice or wrongly."""

import re
from typing import Final

from bot.backends.accounts import Account
from bot.handlers import accounts
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers, bills, receipt_words, reconnection
from bot.turn import Turn
from bot.utility import in_force

WAYS: Final = (
    "还能这样交：微信、支付宝的“生活缴费”里选电费，填户号；也可以到营业厅交，对公转账也在那里问。"
    "家里人有户号，用他的手机也能替您交。"
)
SHORT: Final = (
    "一次交不清，可以先交一部分，说个数就行。想缓几天要跟营业厅或台区经理商量，以他们答复为准。"
)

_WAYS: Final = re.compile(
    r"(怎么|咋个?|哪里|哪点|哪儿|在哪|如何).{0,4}(交|缴|付|充)|现金|银行卡|线下|对公|转账|柜台"
    r"|(微信|支付宝|手机|网上).{0,4}(能|可以|行|怎么)|不会(用|玩|弄).{0,4}(手机|微信)"
)
_SHORT: Final = re.compile(
    r"交不起|没钱|分期|缓(交|缴|几天|一缓|缓)|宽限|晚(点|几天|些)交|困难|手头紧|拖几天"
)
_DISPUTE: Final = re.compile(
    r"(交|缴|付|充|扣|钱).{0,4}(了)?(两|2|双)(次|遍|回|笔|道)|重复(交|缴|付|扣|充)|(交|充|付|缴|扣)(多|重)了"
    r"|多(交|充|付|扣|缴)(了|的|钱)|(交|充|付|缴).{0,4}错|错(交|充|付|缴)|退(款|钱|费|回来)"
    r"|(把|将).{0,8}(余额|预存|钱).{0,6}退"
)


def said_around(turn: Turn, account: Account | None = None) -> str:
    """What is told before the link or the question, to who asks more than to pay."""
    if _SHORT.search(turn.text):
        rules = in_force(turn.use.utility.cut_off, turn.now.date())
        return joined(SHORT, reconnection.rule(account, rules) if account else "")
    return WAYS if _WAYS.search(turn.text) else ""


def disputes(turn: Turn) -> bool:
    """Whether money went twice, too much or to the wrong account, or is wanted back."""
    return _DISPUTE.search(turn.text) is not None


def disputed(turn: Turn) -> Reply:
    """The receipts that there are, where the money lies now, and who gives it back."""
    utility = turn.use.utility
    account = accounts.meant(turn, "see")
    told = "" if isinstance(account, Reply) else _seen(turn, account)
    text = joined(
        told,
        "多交的不会丢，留在那一户的账上抵以后的电费。",
        f"要退回来，或者交到了别人的户号要转，得由人核对凭证后办：带上付款记录去营业厅，或打"
        f"{utility.hotline}。",
    )
    about = {} if isinstance(account, Reply) else {"account_no": account.account_no}
    return Reply(
        text,
        choices=(
            Choice("附近营业厅", "service_points", "附近营业厅"),
            Choice("转人工", "human_agent", "转人工"),
        ),
        remember={"intent": "payment"} | about,
    )


def _seen(turn: Turn, account: Account) -> str:
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    return joined(
        f"{account_numbers.whose(account)}最近收到的：",
        receipt_words.proofs(turn.use.billing, account.account_no, turn.now, most=3),
        f"{bills.owed(standing, turn.now)}{bills.fresh(turn.use.billing.as_of())}",
    )
