"""What a resident asks while reporting: when somebody comes, what it costs, the arrears, a lamp."""

import re
from typing import Final

from bot import readers, say
from bot.backends.accounts import Region
from bot.clauses import clauses
from bot.handlers import accounts, days, outages, places
from bot.replies import Reply, joined
from bot.services import account_numbers, bills, outage_words, payment_words
from bot.services import tickets as wording
from bot.turn import Turn

_HALL: Final = re.compile(r"营业厅|供电所|网点|大厅|开门|关门|[上下]班")
_WHEN: Final = re.compile(
    r"多久|多长时间|好久|几点|(什么|啥子?)时候|几时|多少?分钟|今天能|今晚能|马上[能来]|快不快|要等"
    r"|有没有?(师傅|人)|有人(值班|上班|来)|值班"
)
_COSTS: Final = re.compile(
    r"谁(?:来)?(?:出|掏|付|负担|承担|修|管)|归谁|收费|要钱|收钱|花钱|多少钱|免费|费用|给钱|(钱|费).{0,2}(怎么|咋)(收|算)"
)
_ARREARS: Final = re.compile(r"欠费|没[交缴]([电了]?费|钱)|停我")
_LAMP: Final = re.compile(r"黄灯")
_LAMP_IS_OFF: Final = re.compile(r"(没有?|没得|不|未)(黄灯|亮)|黄灯(没|不)")
_ASKS: Final = re.compile(r"[?？吗嘛么不没]|是不是|会不会|多|怎么|咋")


def place_of_fault(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """Where the fault is; who asks about an outage while reporting names another place."""
    form, named = turn.session.form, readers.address(turn)
    asking = (part for part in clauses(turn.text) if outage_words.asks(part))
    is_reporting = form is not None and form.name == "RepairReport"
    is_beside = is_reporting and any(named in part for part in asking)
    return "" if is_beside else places.reader(turn, asked)


def side_answer(turn: Turn, place: str, region: Region | None, outage_no: str) -> str:
    """The answer as far as it is known; empty where the words ask none of this.

    Args:
        turn: the message.
        place: what is to be reported; empty where that is not said yet.
        region: of the place where one is known, else `None`.
        outage_no: the outage that the report will join.
    """
    text = turn.text
    if _HALL.search(text):
        return ""
    if _LAMP.search(text) and not _LAMP_IS_OFF.search(text):
        return "亮黄灯多半是欠费：交清了一般2小时内自动复电，回“交电费”就给您链接。不欠费就接着报。"
    if _ARREARS.search(text) and _ASKS.search(text):
        return _arrears(turn)
    if _COSTS.search(text):
        asked = f"收不收费打{turn.use.utility.hotline}问准。"
        return f"电表和表前线路归供电公司修；电表以后归住户自己，{asked}"
    if outage_words.asks(text):
        return outages_at(turn, place)
    return _when(turn, region, outage_no) if _WHEN.search(text) else ""


def outages_at(turn: Turn, place: str) -> str:
    """What is known of an outage at the place that is named, else at `place`; empty for none."""
    if not outage_words.asks(turn.text):
        return ""
    where = readers.address(turn) or place
    if not where:
        return "说了地点，停没停电我一起查。"
    found = places.by_words(turn, where)
    if not found:
        return f"“{where[:20]}”在供电地图上没找到，查不到停电信息。"
    known, on = outages.known_at(turn, places.finest(found)), days.days_asked(turn)
    if on:
        return outage_words.on_days(where, on, known, turn.now)
    facts = (outage_words.facts(one, turn.now) for one in known[: outages.SHOWN])
    return joined(*facts) or f"{where}目前没有已知的停电。"


def _when(turn: Turn, region: Region | None, outage_no: str) -> str:
    outage = turn.use.outages.get(outage_no) if outage_no else None
    if outage is not None:
        return outage_words.expected(outage, turn.now)
    return f"{wording.on_average(turn.use.utility, region)}登记好就通知抢修人员。"


def _arrears(turn: Turn) -> str:
    if not turn.use.bindings.of(turn.openid):
        return "没绑定户号，这里看不到您欠不欠费；电表亮黄灯多半是欠费。报完修我再帮您查。"
    account = accounts.account_meant(turn, "see")
    if isinstance(account, Reply):
        return ""
    owed_fen = payment_words.payable_fen(bills.standing(turn.use.billing, account, turn.now.date()))
    whose = account_numbers.whose(account)
    owes = f"欠{say.yuan(owed_fen)}" if owed_fen else "没有欠费"
    is_cut = "，已经因欠费停电了，交清一般2小时内复电" if account.cut_on else "，没有因欠费停电"
    return f"{whose}{owes}{is_cut if owed_fen else ''}。"
