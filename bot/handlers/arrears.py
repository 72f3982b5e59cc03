"""What an account owes, when power goes or went for it, and the rule."""

from datetime import timedelta
from typing import Final

from bot import say
from bot.backends.accounts import Account
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers, bills, payment_words
from bot.services import reconnection as wording
from bot.turn import Turn
from bot.utility import CutRules, in_force

_LOOK_BACK: Final = timedelta(days=3)


def owing(turn: Turn, account: Account) -> Reply:
    """What is owed, when power goes or went for it, and the rule; paying is one tap away."""
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    text = _stands(turn, account, standing)
    if account.is_drawing:
        drawing = payment_words.drawing(account, turn.now)
        return Reply(joined(text, drawing), remember=about(account))
    pay = Choice("交电费", "payment", f"交电费 户号{account.account_no}")
    return Reply(text, choices=(pay,) if owes(turn, account) else (), remember=about(account))


def owes(turn: Turn, account: Account) -> bool:
    """Whether something is to be paid on an account today."""
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    return payment_words.payable_fen(standing) > 0


def is_overdue(turn: Turn, account: Account) -> bool:
    """Whether a bill is past its day, and not covered by what lies on the account."""
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    return standing.late_fee_fen > 0 and payment_words.payable_fen(standing) > 0


def about(account: Account) -> dict[str, str]:
    """What a follow-up goes on with."""
    return {"intent": "reconnection", "account_no": account.account_no}


def _stands(turn: Turn, account: Account, standing: bills.Standing) -> str:
    """Not paid yet, or not all of it: what is open, and when power goes or went."""
    now = turn.now
    paid = turn.use.billing.receipts(account.account_no, now - _LOOK_BACK)
    last = ""
    if paid:
        last = f"最近一笔{say.when(paid[0].paid_at, now)}收到{say.yuan(paid[0].amount_fen)}。"
    return joined(
        account_numbers.whose(account) + bills.owed(standing, now),
        last,
        wording.cut(account, now) or wording.planned(account, now) or wording.NO_NOTICE,
        wording.BACK_AGAIN if account.cut_on else wording.rule(account, rules(turn)),
        bills.fresh(turn.use.billing.as_of()),
    )


def rules(turn: Turn) -> CutRules:
    """The rules on cutting for arrears that are in force."""
    return in_force(turn.use.utility.cut_off, turn.now.date())
