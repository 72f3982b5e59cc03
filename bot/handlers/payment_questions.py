"""What residents ask around paying: by which ways, money being short, paid twice or wrongly."""

import re
from datetime import timedelta
from typing import Final

from bot import say
from bot.backends.accounts import Account
from bot.handlers import accounts
from bot.replies import Choice, Reply, joined
from bot.services import (
    account_numbers,
    bills,
    payment_amounts,
    promises,
    receipt_words,
    reconnection,
)
from bot.turn import Turn
from bot.utility import in_force

WAYS: Final = (
    "还能这样交：微信、支付宝的“生活缴费”里选电费，填户号；也可以到营业厅交，对公转账也在那里问。"
    "家里人有户号，用他的手机也能替您交。"
)
SHORT: Final = (
    "一次交不清，可以先交一部分，说个数就行。想缓几天要跟营业厅或台区经理商量，以他们答复为准。"
)

TROUBLE: Final = (
    "链接30分钟内有效，过期了用新的。打不开就换个网络再点，或者复制到手机浏览器里打开；"
    "提示超限额、余额不够，换一张卡，或者说个数分几次交。"
)

_WAYS: Final = re.compile(
    r"(怎么|咋个?|哪里|哪点|哪儿|在哪|如何).{0,4}(交|缴|付|充)|现金|银行卡|线下|对公|转账|柜台"
    r"|(微信|支付宝|手机|网上).{0,4}(能|可以|行|怎么)"
    r"|(能|可以|支持)(不能|不可以)?用?(微信|支付宝|银行卡|信用卡|花呗|云闪付)"
    r"|不会(用|玩|弄).{0,4}(手机|微信)"
)
_TROUBLE: Final = re.compile(
    r"[付交缴]不(了|成|出|进)|[打点]不开|(支付|付款|交费|缴费).{0,3}(失败|不成功|不了|出错)|不能(付|支付)"
    r"|(链接|页面|网页).{0,4}(没反应|空白|卡|失效|不行|用不了)|报错"
)
_REST_LATER: Final = re.compile(
    r"(剩|余)(下|的|下的).{0,8}(明天|后天|过几天|第二天|下个?月|以后|再|慢慢|晚点|月底|下次)"
    r"|(明天|第二天|下个?月|过几天|以后).{0,4}再?[交补付]?(剩|余)(下|的)"
)
_WHY: Final = re.compile(
    r"为什么|为啥|凭什么|(怎么|咋个?)(要|会|又|还(要|欠|有)|是|有|这么|那么|突然|欠|算|产生|多|涨)"
    r"|(怎么|咋|哪|哪里)来的"
)
_SHORT: Final = re.compile(
    r"交不起|没钱|分期|缓(交|缴|几天|一缓|缓)|宽限|晚(点|几天|些)交|困难|手头紧|拖几天"
)
_DISPUTE: Final = re.compile(
    r"(交|缴|付|充|扣|钱).{0,4}(了)?(两|2|双)(次|遍|回|笔|道)|重复(交|缴|付|扣|充)|(交|充|付|缴|扣)(多|重)了"
    r"|多(交|充|付|扣|缴)(了|的|钱)|(交|充|付|缴).{0,4}错|错(交|充|付|缴)|退(款|钱|费|回来)"
    r"|(把|将).{0,8}(余额|预存|钱).{0,6}退"
)
_SENT: Final = re.compile(r"[交缴付充存扣划转][走掉完好]?(了|过)")
_NOT_COME: Final = re.compile(r"[交缴付充存扣划转钱].{0,8}([没未不]|还没)(有)?(到|入|进|收到|显示)")
_NOT_SENT: Final = re.compile(
    r"多少|好多|几块|够|能用|撑|剩|帮|给我|要(?!紧)|想|再|请|凭证|发票|[贵高涨]|来电|没电|[不没]亮|停[电着]|黑|复电|把(?!.*(刚|已))|[付交缴打]不"
)
"""A question about what was sent, or a wish to send it."""
_JUST: Final = timedelta(hours=1)
_LATELY: Final = timedelta(days=3)


def said_around(turn: Turn, account: Account | None = None) -> str:
    """Answers to what is asked beside paying, told before the link; empty for none."""
    if _SHORT.search(turn.text):
        rules = in_force(turn.use.utility.cut_off, turn.now.date())
        return joined(SHORT, reconnection.rule(account, rules) if account else "")
    if _TROUBLE.search(turn.text):
        return joined(TROUBLE, WAYS)
    return WAYS if _WAYS.search(turn.text) else ""


def rest_later(turn: Turn) -> Reply | None:
    """Whether the rest of a debt may be paid another day: no new link, which would end the old."""
    if not _REST_LATER.search(turn.text):
        return None
    on_payment = turn.session.context.get("intent") == "payment"
    text = joined(
        "可以分几次交，到期以后没交的部分按天算违约金，剩下的哪天交都来说一声“交电费”。",
        "刚才的链接还能用。" if on_payment else "",
    )
    return Reply(joined(text, SHORT), remember={"intent": "payment"})


def asks_why(turn: Turn) -> bool:
    """Whether it is asked what a debt is made of, rather than to pay it."""
    return _WHY.search(turn.text) is not None and not _TROUBLE.search(turn.text)


def of_money_sent(turn: Turn) -> Reply | None:
    """What is said of money that went twice or wrongly, is wanted back, or has not come."""
    return disputed(turn) if disputes(turn) else _sent(turn)


def disputes(turn: Turn) -> bool:
    """Whether money went twice, too much or to the wrong account, or is wanted back."""
    return _DISPUTE.search(turn.text) is not None


def _sent(turn: Turn) -> Reply | None:
    """Whether money has come that was sent, as the resident says; `None` where none was."""
    text = turn.text
    says_so = turn.understanding.first("amount") and _SENT.search(text)
    if not (says_so or _NOT_COME.search(text)) or _NOT_SENT.search(text):
        return None
    paid_for = turn.session.context.get("pay_for", "")
    account = accounts.account_in_sight(turn) or turn.use.accounts.get(paid_for)
    if account is None:
        return accounts.how_to_bind(turn, "已经付了就不要再付一次。到没到账要绑定户号才看得到，")
    return came(turn, account)


def came(turn: Turn, account: Account) -> Reply:
    """Whether the sum that is said has come lately, or any just now."""
    said = payment_amounts.wish(turn.understanding).fen
    receipts = turn.use.billing.receipts(
        account.account_no, turn.now - (_LATELY if said else _JUST)
    )
    found = next((one for one in receipts if said in (None, one.amount_fen)), None)
    whose = account_numbers.whose(account)
    about = {"intent": "payment", "account_no": account.account_no, "pay_for": account.account_no}
    if found:
        at = say.when(found.paid_at, turn.now)
        return Reply(f"收到了：{whose}{at}到账{say.yuan(found.amount_fen)}。", remember=about)
    text = joined(
        f"{whose}这一笔还没看到，到账一般要几分钟，{promises.news_text(turn.use.can, '到了')}",
        "已经付了就不要再付一次。过一会儿可以回“到账没有”再看。",
    )
    ask = Choice("到账没有", "bill_query", f"户号{account.account_no}钱到账没有")
    return Reply(text, choices=(ask,), remember=about)


def disputed(turn: Turn) -> Reply:
    """The receipts that there are, where the money lies now, and who gives it back."""
    utility = turn.use.utility
    account = accounts.account_meant(turn, "see")
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
