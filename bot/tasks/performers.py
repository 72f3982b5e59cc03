"""Which function performs which effect: the one place where a new effect is entered."""

from collections.abc import Mapping

from bot.effects import AwaitReceipt, CreditPayment, Effect, Push, RunOwed, Sms, WatchPower
from bot.tasks import delivering, payments
from bot.tasks.work import Performer

PERFORMERS: Mapping[type[Effect], Performer] = {
    AwaitReceipt: payments.await_receipt,
    CreditPayment: payments.credit_payment,
    Push: delivering.push,
    RunOwed: delivering.run_owed,
    Sms: delivering.sms,
    WatchPower: payments.watch_power,
}
