"""Dark, or afraid of it, where the bill is the reason: said before anything else is asked."""

import re
from typing import Final

from bot.backends.accounts import Account
from bot.handlers import accounts, places, reconnection, repairs
from bot.replies import Reply
from bot.services import account_numbers, bills, outage_words, payment_words
from bot.services import reconnection as wording
from bot.turn import Turn

_THREAT: Final = re.compile(
    r"(你们|供电|电力).{0,6}(停|断|掐|剪)|给我(们|家)?.{0,2}(停|断|掐|剪)|停我|被停|通知|欠费"
)
_OWED: Final = re.compile(r"(欠(了|着)?(电)?费|(没|不|未)(交|缴)(电)?费?).{0,8}(停|断)")


def outage_query(turn: Turn) -> Reply:
    """A look-up, unless an account is cut, or about to be, for arrears, or that is asked about."""
    return _outage(turn).before(outage_words.care(turn.text, turn.use.utility.hotline))


def _outage(turn: Turn) -> Reply:
    if _OWED.search(turn.text):
        return reconnection.reconnection(turn)
    account = _of_arrears(turn)
    if account is None or places.meant(turn):
        return repairs.outage_query(turn)
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
    return reply.before(_hint(turn, account)) if account else reply


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
