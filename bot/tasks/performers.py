"""Which function performs which effect: the one place where a new effect is entered."""

from collections.abc import Mapping

from bot.effects import (
    Announce,
    AwaitReceipt,
    CallBack,
    CallDuty,
    CallManager,
    CreditPayment,
    Effect,
    GroupCalls,
    HandOver,
    HurryManager,
    KeepMedia,
    PassOn,
    Push,
    RunOwed,
    Sms,
    WatchPower,
)
from bot.tasks import delivering, dispatching, grouping, manager_calls, media, payments, templates
from bot.tasks.work import Performer

PERFORMERS: Mapping[type[Effect], Performer] = {
    Announce: templates.announce,
    AwaitReceipt: payments.await_receipt,
    CallBack: dispatching.call_back,
    CallDuty: dispatching.call_duty,
    CallManager: manager_calls.call_manager,
    CreditPayment: payments.credit_payment,
    GroupCalls: grouping.group_calls,
    HandOver: delivering.hand_over,
    HurryManager: manager_calls.hurry_manager,
    KeepMedia: media.keep_media,
    PassOn: dispatching.pass_on,
    Push: delivering.push,
    RunOwed: delivering.run_owed,
    Sms: delivering.sms,
    WatchPower: payments.watch_power,
}
