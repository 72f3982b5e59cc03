"""What an account owes, and how a bill is told and explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import say
from bot.backends.accounts import Account
from bot.backends.billing import Bill, Billing
from bot.replies import joined
from bot.tariffs import Cause, CauseKind, explain, total_late_fee_fen

CAUSES: dict[CauseKind, str] = {
    "days": "抄表天数不同",
    "use": "用电量变化",
    "tier": "阶梯加价",
    "price": "电价变动",
    "capacity": "容（需）量电费",
    "power_factor": "力调电费",
    "late_fee": "违约金",
    "other": "其他",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An account's money today, in fen. `open` are the unpaid bills, newest first.

    `late_fee_fen` is charged on what is overdue, today included.
    """

    open: tuple[Bill, ...]
    late_fee_fen: int
    prepaid_fen: int

    @property
    def due_fen(self) -> int:
        """All that is owed today, late fee included."""
        return sum(bill.owed_fen for bill in self.open) + self.late_fee_fen

    @property
    def balance_fen(self) -> int:
        """Prepaid money less what is owed."""
        return self.prepaid_fen - self.due_fen


def standing(billing: Billing, account: Account, today: date) -> Standing:
    """What an account owes and has, today."""
    bills = tuple(bill for bill in billing.bills(account.account_no) if bill.owed_fen > 0)
    debts = [(bill.owed_fen, bill.due) for bill in bills]
    late_fen = total_late_fee_fen(debts, today, account.category)
    return Standing(bills, late_fen, billing.prepaid_fen(account.account_no))


def told(bill: Bill, bills: Sequence[Bill]) -> str:
    """A month's bill: amount, use, and how it compares with earlier ones."""
    use = f"用电{bill.kwh}度"
    if bill.valley_kwh:
        use += f"（峰{bill.peak_kwh}度，谷{bill.valley_kwh}度）"
    text = f"{say.month(bill.month)}电费{say.yuan(bill.amount_fen)}，{use}。"
    return joined(text, compared(bill, bills))


def compared(bill: Bill, bills: Sequence[Bill]) -> str:
    """The differences to the month before and the same month a year before, where known."""
    by_month = {other.month: other for other in bills}
    parts = [
        f"比{name}{_more(bill.amount_fen - other.amount_fen)}"
        for name, month in (("上月", before(bill.month)), ("去年同月", year_before(bill.month)))
        if (other := by_month.get(month)) is not None
    ]
    return "，".join(parts) + "。" if parts else ""


def why(bill: Bill, bills: Sequence[Bill]) -> str:
    """The difference to the month before, cause by cause in yuan; empty without that month."""
    other = next((one for one in bills if one.month == before(bill.month)), None)
    if other is None:
        return ""
    causes = explain(other, bill)
    lines = "\n".join(f"· {CAUSES[cause.kind]}：{_signed(cause)}" for cause in causes)
    difference = _more(bill.amount_fen - other.amount_fen)
    return joined(
        f"{say.month(bill.month)}比{say.month(other.month)}{difference}，分开来看：",
        lines or "· 各项都没有变化",
        f"（{bill.kwh}度对{other.kwh}度，{_days(bill)}天对{_days(other)}天）",
    )


def listed(bill: Bill) -> str:
    """Every line of a bill."""
    lines = (
        f"· {line.name} {line.quantity}×{line.price_yuan}={say.yuan(line.amount_fen)}"
        for line in bill.lines
    )
    return joined(f"{say.month(bill.month)}电费明细：", *lines)


def owed(now_standing: Standing, now: datetime) -> str:
    """The arrears with due day and late fee, or that nothing is owed."""
    if not now_standing.open:
        prepaid = now_standing.prepaid_fen
        return f"没有欠费，账户余额{say.yuan(prepaid)}。" if prepaid else "没有欠费。"
    oldest = now_standing.open[-1]
    count = len(now_standing.open)
    late = now_standing.late_fee_fen
    text = f"现在还欠{say.yuan(now_standing.due_fen)}（{count}个月" + (
        f"，含违约金{say.yuan(late)}）" if late else "）"
    )
    if oldest.due < now.date():
        return f"{text}，最早一笔{say.day(oldest.due, now)}就到期了。"
    return f"{text}，请在{say.day(oldest.due, now)}前交。"


def fresh(as_of: datetime) -> str:
    """How fresh the data is."""
    return f"数据截至{as_of.month}月{as_of.day}日 {as_of:%H:%M}。"


def before(month: str) -> str:
    """The month before, `YYYY-MM`."""
    year, number = (int(part) for part in month.split("-"))
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def year_before(month: str) -> str:
    """The same month a year before."""
    return f"{int(month[:4]) - 1}{month[4:]}"


def _more(difference_fen: int) -> str:
    if difference_fen == 0:
        return "一样"
    return f"{'多' if difference_fen > 0 else '少'}{say.yuan(abs(difference_fen))}"


def _signed(cause: Cause) -> str:
    return f"{'多' if cause.amount_fen > 0 else '少'}{say.yuan(abs(cause.amount_fen))}"


def _days(bill: Bill) -> int:
    return (bill.read_to - bill.read_from).days + 1
