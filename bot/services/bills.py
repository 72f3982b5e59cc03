"""What an account owes, and how a bill is told and explained."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot import say
from bot.backends.accounts import Account
from bot.backends.billing import Bill, Billing, BillLine
from bot.intents import Understanding
from bot.replies import joined
from bot.tariffs import Cause, CauseKind, explain, total_late_fee_fen

CAUSES: dict[CauseKind, str] = {
    "days": "抄表天数不同",
    "use": "用电量变化",
    "tier": "阶梯加价",
    "price": "电价变动",
    "capacity": "容（需）量电费",
    "power_factor": "力调电费",
    "other": "其他",
}


OF_FACTOR: Final = re.compile(r"力调|功率因数|力率")
FACTOR: Final = (
    "力调电费就是功率因数调整电费：每月的平均功率因数跟考核标准比，不到标准的按电费的百分比加收，"
    "超过的减收。只有用电容量大的户才有这一项。"
)
"""What the power-factor adjustment is (reference: domain.md 1.5)."""
_LINES: Final = {
    "力调": OF_FACTOR,
    "容（需）量": re.compile(r"[容需]量电?费|基本电费"),
    "输配": re.compile(r"输配|过网费"),
    "代理购电": re.compile(r"代理购电"),
    "线损": re.compile(r"线损"),
    "系统运行": re.compile(r"系统运行"),
    "基金": re.compile(r"基金"),
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


def bill_text(bill: Bill, bills: Sequence[Bill]) -> str:
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


def why(bill: Bill, other: Bill) -> str:
    """The difference to another month, cause by cause in yuan."""
    causes = explain(other, bill)
    lines = "\n".join(f"· {CAUSES[cause.kind]}：{_signed(cause)}" for cause in causes)
    difference = _more(bill.amount_fen - other.amount_fen)
    return joined(
        f"{say.month(bill.month)}比{say.month(other.month)}{difference}，分开来看：",
        lines or "· 各项都没有变化",
        f"（{bill.kwh}度对{other.kwh}度，{days(bill)}天对{days(other)}天）",
    )


def listed(bill: Bill) -> str:
    """Every line of a bill."""
    return joined(f"{say.month(bill.month)}电费明细：", *map(_line, bill.lines))


def lines_named(bill: Bill, text: str) -> str:
    """The lines of a bill that a message names, or that there are none such; empty for no name."""
    for name, words in _LINES.items():
        if not words.search(text):
            continue
        of_it = "\n".join(_line(line) for line in bill.lines if name in line.name)
        month, what = say.month(bill.month), FACTOR if name == "力调" else ""
        told = f"{month}的账单上：\n{of_it}" if of_it else f"{month}的账单上没有{name}电费这一项。"
        return joined(what, told)
    return ""


def _line(line: BillLine) -> str:
    return f"· {line.name} {line.quantity}×{line.price_yuan}={say.yuan(line.amount_fen)}"


def owed(now_standing: Standing, now: datetime) -> str:
    """The arrears with due day and late fee, or that nothing is owed."""
    if not now_standing.open:
        prepaid = now_standing.prepaid_fen
        return f"没有欠费，账户余额{say.yuan(prepaid)}。" if prepaid else "没有欠费。"
    oldest, prepaid = now_standing.open[-1], now_standing.prepaid_fen
    due_fen, late = now_standing.due_fen, now_standing.late_fee_fen
    if prepaid >= due_fen:
        return f"没交的账单{say.yuan(due_fen)}，账户里预存的{say.yuan(prepaid)}够抵，不用再交。"
    parts = [f"{len(now_standing.open)}个月"]
    parts += [f"含违约金{say.yuan(late)}"] if late else []
    parts += [f"已扣掉预存的{say.yuan(prepaid)}"] if prepaid else []
    text = f"现在还欠{say.yuan(due_fen - prepaid)}（{'，'.join(parts)}）"
    if now_standing.prepaid_fen:
        left = max(0, -now_standing.balance_fen)
        text += f"，预存的{say.yuan(now_standing.prepaid_fen)}抵掉后应交{say.yuan(left)}"
    if oldest.due < now.date():
        return f"{text}，最早一笔{say.day(oldest.due, now)}就到期了。"
    return f"{text}，请在{say.day(oldest.due, now)}前交。"


def debts(now_standing: Standing, now: datetime, category: str) -> str:
    """Every open bill with its due day and late fee, the newest first; empty for none."""
    today, lines, so_far, fee_fen = now.date(), list[str](), list[tuple[int, date]](), 0
    for bill in reversed(now_standing.open):
        so_far.append((bill.owed_fen, bill.due))
        total_fen = total_late_fee_fen(so_far, today, category)
        late = f"，违约金{say.yuan(total_fen - fee_fen)}" if bill.due < today else ""
        lines.append(f"· {say.month(bill.month)}：{_debt(bill, now)}{late}")
        fee_fen = total_fen
    return joined(*reversed(lines))


def due_until(now_standing: Standing, month: str, today: date, category: str) -> int:
    """What is to be paid, in fen, for a month and all before it: money goes to the oldest first."""
    bills = [(bill.owed_fen, bill.due) for bill in now_standing.open if bill.month <= month]
    late_fen = total_late_fee_fen(bills, today, category)
    return max(0, sum(fen for fen, _ in bills) + late_fen - now_standing.prepaid_fen)


def state(bill: Bill, now: datetime) -> str:
    """Whether a month's bill is paid, or when it is due."""
    if bill.owed_fen <= 0:
        return f"{say.day(bill.paid_on, now)}交清了。" if bill.paid_on else "已经交清。"
    return f"这一笔{_debt(bill, now)}。"


def _debt(bill: Bill, now: datetime) -> str:
    days = (now.date() - bill.due).days
    over = f"，逾期{days}天" if days > 0 else ""
    due = f"{bill.due.month}月{bill.due.day}日到期"
    return f"还差{say.yuan(bill.owed_fen)}，{due}{over}"


def months_said(understanding: Understanding) -> tuple[str, ...]:
    """The single months that a message names, `YYYY-MM`, each once."""
    named = (e.value for e in understanding.entities if e.type == "billing_month")
    return tuple(dict.fromkeys(value for value in named if isinstance(value, str)))


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


def days(bill: Bill) -> int:
    """For how many days a bill is."""
    return (bill.read_to - bill.read_from).days + 1
