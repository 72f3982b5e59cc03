"""Invoices, which people make out, and what the bot itself can show: receipts as a proof."""

import re
from typing import Final

from bot.backends.accounts import Account
from bot.handlers import accounts, basics, landlords
from bot.replies import Choice, Link, Reply, joined
from bot.services import account_numbers, bills, holders, receipt_words
from bot.steps import start
from bot.turn import Turn

NEEDED: Final = (
    "开票要备好：\n· 户号\n· 发票抬头（单位写全称，个人写姓名）\n· 单位的税号\n· 收电子发票的邮箱"
)

_RECEIPT: Final = re.compile(
    r"凭证|收据|收条|条子|回执|证明|流水|(缴|交)费(记录|单)|报账|报销|核销"
)
_INVOICE: Final = re.compile(r"发票|开票|专票|普票|电子票")
_MAIL: Final = re.compile(r"邮箱|邮件|@|电子(版|账单|档)")
_BY_MAIL: Final = "账单这里发不到邮箱，下面的链接可以存成图、打印，也能转给别人看。"
_STATEMENT: Final = re.compile(
    r"账单|清单|对账|明细|电费单|用电单|打印|盖章|邮箱|邮件|@|电子(版|档)"
)
_CALL_BACK: Final = re.compile(r"回电|回个?电话|打给我|联系我")
_SPECIAL: Final = re.compile(r"专票|专用发票|增值税|一般纳税人|抵扣")
_WRONG: Final = re.compile(r"开错|错了|重开|换开|改|作废|红冲|冲红|退票")


def invoice(turn: Turn) -> Reply:
    """Who makes out an invoice and from what; the receipts, where the resident may see them."""
    if _CALL_BACK.search(turn.text):
        return _call_back(turn)
    if landlords.pays_landlord(turn):
        return landlords.resold(turn)
    account = accounts.account_in_sight(turn)
    proof = _RECEIPT.search(turn.text) or _STATEMENT.search(turn.text)
    only_proof = bool(proof and account) and not _INVOICE.search(turn.text)
    text = joined(
        _proof(turn, account) if proof else "",
        "要正式发票就说“怎么开发票”。" if only_proof else _issued(turn, account),
        _BY_MAIL if account and _MAIL.search(turn.text) else "",
        "" if account else _why_no_proof(turn),
    )
    return Reply(
        text,
        choices=_choices(account, proven=bool(proof)),
        links=_months(turn, account) if _STATEMENT.search(turn.text) else (),
        remember={"account_no": account.account_no} if account else {},
    )


def _issued(turn: Turn, account: Account | None) -> str:
    """Who issues it, and what it needs."""
    hotline = turn.use.utility.hotline
    where = (
        f"发票由供电公司开，公众号里开不了：用网上国网App，或打{hotline}（24小时），"
        f"或去{turn.use.utility.hall}。"
    )
    number = f"（您的是{account.account_no}）" if account else ""
    special = "专用发票还要哪些资料，以营业厅答复为准。" if _SPECIAL.search(turn.text) else ""
    wrong = "已经开了的要改、要重开，带上原来那张发票的号码。" if _WRONG.search(turn.text) else ""
    return joined(where, NEEDED.replace("· 户号", f"· 户号{number}"), special, wrong)


def _proof(turn: Turn, account: Account | None) -> str:
    """The payments, each with its receipt number."""
    if account is None:
        return ""
    return joined(
        f"{account_numbers.whose(account)}最近的交费：",
        receipt_words.proofs(turn.use.billing, account.account_no, turn.now),
        bills.fresh(turn.use.billing.as_of()),
        "这些能证明交过，不是发票；要盖章的账单去营业厅打印。",
    )


def _months(turn: Turn, account: Account | None) -> tuple[Link, ...]:
    if account is None:
        return ()
    url = holders.bills_link(turn.use.links, turn.openid, account.account_no)
    return (Link("历月账单，可以截图或打印（7天内有效）：", url),)


def _why_no_proof(turn: Turn) -> str:
    """What it takes to have the payments listed."""
    if turn.use.bindings.of(turn.openid) and not turn.understanding.first("account_no"):
        return "您这里的户号是共享来的，没有开放查电费，交费凭证列不了，要由绑定它的人来问。"
    return "绑定户号以后，我还能把每一笔交费列给您当凭证，发“绑定户号”就行。"


def _choices(account: Account | None, *, proven: bool) -> tuple[Choice, ...]:
    receipts = Choice("交费凭证", "invoice", "交费凭证")
    bind = Choice("绑定户号", "account_bind", "绑定户号")
    first = bind if account is None else receipts
    return (
        *(() if account and proven else (first,)),
        Choice("约回电说开票", "invoice", "请给我回电说开发票的事"),
        Choice("附近营业厅", "service_points", "附近营业厅"),
    )


def _call_back(turn: Turn) -> Reply:
    """Somebody of the utility calls; what about is known already."""
    account = accounts.account_in_sight(turn)
    about = f"开发票，户号尾号{account_numbers.tail(account.account_no)}" if account else "开发票"
    return start(basics.CallBackRequest, turn, what=about)
