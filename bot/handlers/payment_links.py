"""The order and the link for a sum that is to be paid."""

from bot.backends.accounts import Account
from bot.replies import Reply, joined
from bot.services import bills, payment_words
from bot.store import orders
from bot.store.orders import LIVES_FOR, Order
from bot.turn import Turn


def pay(turn: Turn, account: Account, amount_fen: int, *, sees: bool) -> Reply:
    """Make the order and give its link."""
    payments = turn.use.payments
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    due_fen = payment_words.payable_fen(standing)
    order = Order(
        order_no=orders.number(turn.id, turn.now),
        openid=turn.openid,
        account_no=account.account_no,
        amount_fen=amount_fen,
        late_fee_fen=standing.late_fee_fen,
        made_at=turn.now,
        expires_at=turn.now + LIVES_FOR,
    )
    return Reply(
        joined(
            payment_words.owed(account, standing, turn.now, sees=sees),
            payment_words.part(due_fen, amount_fen),
        ),
        links=(payments.link(order),),
        writes=orders.insert_statements(order),
        effects=payments.follow_up(order),
        remember=about(account),
    )


def sees(turn: Turn, account: Account) -> bool:
    """Whether the resident may see what an account owes."""
    bound = turn.use.bindings.of(turn.openid)
    return any(b.account_no == account.account_no and b.may("see") for b in bound)


def about(account: Account) -> dict[str, str]:
    """What a follow-up goes on with."""
    return {"intent": "payment", "account_no": account.account_no, "pay_for": account.account_no}
