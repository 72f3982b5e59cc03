"""Which function performs which effect: the one place where a new effect is entered."""

from collections.abc import Mapping

from bot.effects import (
    AwaitReceipt,
    CallBack,
    CallDuty,
    CallManager,
    CreditPayment,
    Effect,
    GroupCalls,
    KeepMedia,
    PassOn,
    Push,
    RunOwed,
    Sms,
    WatchPower,
)
from bot.tasks import delivering, dispatching, grouping, manager_calls, media, payments
from bot.tasks.work import Performer

PERFORMERS: Mapping[type[Effect], Performer] = {
    AwaitReceipt: payments.await_receipt,
    CallBack: dispatching.call_back,
    CallDuty: dispatching.call_duty,
    CallManager: manager_calls.call_manager,
    CreditPayment: payments.credit_payment,
    GroupCalls: grouping.group_calls,
    KeepMedia: media.keep_media,
    PassOn: dispatching.pass_on,
    Push: delivering.push,
    RunOwed: delivering.run_owed,
    Sms: delivering.sms,
    WatchPower: payments.watch_power,
}
