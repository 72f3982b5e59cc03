"""Dark, or afraid of it, where the bill is the reason: said before anything else is asked."""

import re
from typing import Final

from bot.backends.accounts import Account
from bot.handlers import accounts, places, reconnection, repairs
from bot.replies import Choice, Reply
from bot.services import account_numbers, bills, outage_words, payment_words
from bot.services import reconnection as wording
from bot.turn import Turn

_THREAT: Final = re.compile(
    r"(你们|供电|电力).{0,6}(停|断|掐|剪)|给我(们|家)?.{0,2}(停|断|掐|剪)|停我|被停|通知|欠费"
)
_OWED: Final = re.compile(
    r"(欠(了|着)?(电)?费|(没|不|未)(交|缴)(电)?费?).{0,8}(停|断)"
    r"|(什么时候|啥时候|哪天|几号|好久|会不会).{0,4}(停|断|掐)(掉|了)?我(们)?(家|屋头?)?的?电"
)
_INSISTS: Final = re.compile(r"报修|抢修|派人|来人|叫人|师傅|来修|修一|不是欠费|没欠|隔壁|邻居")


def outage_query(turn: Turn) -> Reply:
    """A look-up, unless an account is cut, or about to be, for arrears, or that is asked about."""
    return _outage(turn).before(outage_words.care(turn.text, turn.use.utility.hotline))


def _outage(turn: Turn) -> Reply:
    if _OWED.search(turn.text):
        return reconnection.reconnection(turn)
    account = _of_arrears(turn)
    if account is None or places.meant(turn):
        return _of_nobody(turn) or repairs.outage_query(turn)
    if account.cut_on is not None:
        return reconnection.reconnection(turn)
    if _THREAT.search(turn.text):
        return reconnection.cut_off(turn, account)
    return repairs.outage_query(turn).before(_hint(turn, account))


def repair_report(turn: Turn) -> Reply:
    """A report; somebody cut for arrears is told so with its first question."""
    care = outage_words.care(turn.text, turn.use.utility.hotline)
    reply = repairs.repair_report(turn).before(care)
    account = _of_arrears(turn) if reply.form else None
    if account is None:
        return reply
    if account.cut_on is None or _INSISTS.search(turn.text) or places.meant(turn):
        return reply.before(_hint(turn, account))
    return _pay_first(turn, account)


def _pay_first(turn: Turn, account: Account) -> Reply:
    """Dark for arrears, and no crew is asked for: paying brings the power back."""
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    pay = Choice("交电费", "payment", f"交电费 户号{account.account_no}")
    report = Choice("不是欠费的事，要报修", "repair_report", "不是欠费的事，家里没电，我要报修")
    choices = (pay, report) if payment_words.payable_fen(standing) else (report,)
    about = {"intent": "reconnection", "account_no": account.account_no}
    return Reply(_hint(turn, account), choices=choices, remember=about)


def _of_nobody(turn: Turn) -> Reply | None:
    """How to bind, where nothing but an account number is named that is not bound here."""
    if places.meant(turn) or not turn.understanding.first("account_no"):
        return None
    found = accounts.meant(turn, "see")
    return found if isinstance(found, Reply) else None


def _of_arrears(turn: Turn) -> Account | None:
    """The bound account that is meant, where it is cut for arrears or a date for that is set."""
    if not turn.use.bindings.of(turn.openid):
        return None
    account = accounts.meant(turn, "see")
    if isinstance(account, Reply) or not (account.cut_on or account.cut_planned_on):
        return None
    return account


def _hint(turn: Turn, account: Account) -> str:
    whose = account_numbers.whose(account)
    if account.cut_on is None:
        return f"{whose}，{wording.planned(account, turn.now)}"
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    if payment_words.payable_fen(standing):
        then = f"{wording.BACK_AGAIN}回“交电费”就给您链接。"
    else:
        then = "欠费已交清，一般2小时内自动复电，过了时间还没来就说“交了费还没来电”。"
    return f"{whose}{wording.cut(account, turn.now)}{then}"
