"""Outages and reports of accounts that are cut, or about to be, for arrears: told first."""

import re
from typing import Final

from msgspec.structs import replace

from bot.backends.accounts import Account
from bot.handlers import accounts, arrears, places, reconnection, repairs
from bot.handlers.payment_questions import SHORT
from bot.replies import Choice, Reply, joined
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
_FEARED: Final = re.compile(
    r"[停断掐剪拉](掉|了)?(我|俺|咱)(们|家|屋头|店|厂)?[里头]?的?[电闸线]"
    r"|[停断]电(通知[书单]|(之|以)?前.{0,4}(通知|说))"
    r"|(欠|逾期|[不没未]交|拖).{0,8}(停|断电|拉闸|[掐剪])|[停断]电?.{0,6}(欠费|没交|不交|逾期)"
)
"""Words for a cut for arrears, which is no outage."""
_OVER: Final = re.compile(r"投诉|举报|昨|前天|上个?月|去年|恢复|复电|来电|[停断]了|交了|凭什么")
_PLEADS: Final = re.compile(r"别|不要|莫|求|困难|低保|五保|缓|宽限")
_AHEAD: Final = re.compile(
    r"(会|要|[什啥]么?时候|哪天|几号|好久|几时|多久).{0,4}[停断]|[停断]不[停断]"
)
_OF_A_DAY: Final = re.compile(
    r"今|明|后天|[\d一二三四五六七八九十]号|周|星期|计划|检修|通知我|台风|雨|雷|风|高温|天热|水|限电"
)
_INSISTS: Final = re.compile(r"报修|抢修|派人|来人|叫人|师傅|来修|修一|不是欠费|没欠|隔壁|邻居")


def feared(turn: Turn) -> Reply | None:
    """What a debtor hears who asks about being cut, or begs not to be; else `None`."""
    if turn.understanding.is_danger or not _FEARED.search(turn.text) or _OVER.search(turn.text):
        return None
    account = accounts.account_in_sight(turn)
    if account is None or not arrears.owes(turn, account):
        return None
    reply, pleads = arrears.owing(turn, account), _PLEADS.search(turn.text)
    return replace(reply, text=joined(reply.text, SHORT)) if pleads else reply


def outage_query(turn: Turn) -> Reply:
    """A look-up, unless an account is cut, or about to be, for arrears, or that is asked about."""
    return _outage(turn).before(outage_words.care(turn.text, turn.use.utility.hotline))


def _outage(turn: Turn) -> Reply:
    if _OWED.search(turn.text):
        return reconnection.reconnection(turn)
    account = _of_arrears(turn)
    if account is None or places.in_message(turn):
        return _of_nobody(turn) or _to_come(turn) or repairs.outage_query(turn)
    if account.cut_on is not None:
        return reconnection.reconnection(turn)
    if _THREAT.search(turn.text):
        return arrears.owing(turn, account)
    return repairs.outage_query(turn).before(_hint(turn, account))


def _to_come(turn: Turn) -> Reply | None:
    """会停电吗 from who is overdue may mean either: an outage is told where there is one."""
    if not _AHEAD.search(turn.text) or _OF_A_DAY.search(turn.text) or places.in_message(turn):
        return None
    account = accounts.account_in_sight(turn)
    if account is None or not arrears.is_overdue(turn, account):
        return None
    point, owing = account.usage_point, arrears.owing(turn, account)
    if turn.use.outages.affecting((point.transformer,), (point.feeder,), turn.now):
        return repairs.outage_query(turn).before(owing.text)
    planned = Choice("查计划停电", "outage_query", "我家这几天有没有停电计划")
    return replace(owing, choices=(*owing.choices, planned))


def repair_report(turn: Turn) -> Reply:
    """A report; somebody cut for arrears is told so with its first question."""
    care = outage_words.care(turn.text, turn.use.utility.hotline)
    reply = repairs.repair_report(turn).before(care)
    account = _of_arrears(turn) if reply.form else None
    if account is None:
        return reply
    if account.cut_on is None or _INSISTS.search(turn.text) or places.in_message(turn):
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
    if places.in_message(turn) or not turn.understanding.first("account_no"):
        return None
    found = accounts.account_meant(turn, "see")
    return found if isinstance(found, Reply) else None


def _of_arrears(turn: Turn) -> Account | None:
    """The bound account that is meant, where it is cut for arrears or a date for that is set."""
    if not turn.use.bindings.of(turn.openid):
        return None
    account = accounts.account_meant(turn, "see")
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
