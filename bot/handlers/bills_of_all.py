"""Bills where a resident has several accounts: all of them at once, and the way to another."""

from bot import say
from bot.backends.accounts import Account
from bot.handlers import accounts
from bot.replies import Choice, Reply, joined
from bot.services import bills as wording
from bot.services import payment_words
from bot.store.bindings import Binding
from bot.turn import Turn


def others(turn: Turn, account: Account) -> tuple[Choice, ...]:
    """The way to the resident's other accounts."""
    others = [
        b
        for b in turn.use.bindings.of(turn.openid)
        if b.may("see") and b.account_no != account.account_no
    ]
    if len(others) > 1:
        return (Choice("看别的户号", "bill_query", "换个户号查电费"),)
    return tuple(
        Choice(f"看{accounts.name_of(b)}", "bill_query", f"户号{b.account_no}电费多少")
        for b in others
    )


def all_bills_reply(turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    """A line an account, what is to be paid of each, and the sum."""
    lines, choices, total_fen = list[str](), list[Choice](), 0
    for binding in bound:
        account = turn.use.accounts.get(binding.account_no)
        if account is None:
            continue
        standing = wording.standing(turn.use.billing, account, turn.now.date())
        due_fen = payment_words.payable_fen(standing)
        total_fen += due_fen
        lines.append(f"· {accounts.name_of(binding)} {_in_line(turn, account, due_fen)}")
        if due_fen and binding.may("pay"):
            says = f"交电费 户号{binding.account_no}"
            choices.append(Choice(f"交{accounts.name_of(binding)}的", "payment", says))
    text = joined(
        f"您的{len(lines)}户：",
        *lines,
        f"一共应交{say.yuan(total_fen)}。" if total_fen else "都没有欠费。",
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, choices=tuple(choices), remember={"intent": "bill_query"})


def _in_line(turn: Turn, account: Account, due_fen: int) -> str:
    """A month's bill of one of several accounts, and what is to be paid in all."""
    bills = turn.use.billing.bills(account.account_no)
    said = wording.months_said(turn.understanding)
    bill = next((b for b in bills if b.month in said), None) if said else next(iter(bills), None)
    month = f"{say.month(bill.month)}电费{say.yuan(bill.amount_fen)}，" if bill else ""
    owed = f"应交{say.yuan(due_fen)}" if due_fen else "没有欠费"
    return f"{say.masked_name(account.holder)}：{month}{owed}"
