"""What is said right after a payment's link or question: a bare sum, or that it is paid."""

import re
from datetime import timedelta
from typing import Final

from bot.handlers import declining, payment_questions, payments
from bot.handlers.accounts_words import just_told
from bot.replies import Reply
from bot.services import payment_amounts
from bot.turn import Turn

_CHOICE_MAX_CHARS: Final = 2
"""So short a number beside choices is a choice that does not exist, no sum."""
_PAID: Final = re.compile(
    r"\W*(我|刚刚?|已经|已|都|这边|电?费|钱|好的?|全部?|[，,])*[交付缴充支转扣](过|完|好|清|成功|款|付|费|到账)*"
    r"(电?费|钱|款)?(了|啦|咯|嘞|喽)+(呀|啊|哈|哦|嘛)?\W*"
    r"|\W*我?已经?(付款?|支付|缴费|交费|转账)\W*|\W*(钱|我|已经)*转(过去|账|进去)了\W*"
)
_JUST: Final = timedelta(hours=1)


def at_once(turn: Turn) -> Reply | None:
    """The answer to a bare sum or to 已经交了, where a payment was just talked about; else none."""
    context, form = turn.session.context, turn.session.form
    told, said = just_told(turn), payment_amounts.bare(turn.text)
    if form is None and told and said and len(turn.text.strip()) > _CHOICE_MAX_CHARS:
        return payments.by_number(turn, told, payment_amounts.sum_of(said))
    on_payment = context.get("intent") == "payment" and not turn.session.is_stale(turn.now)
    number = context.get("pay_for", "") if on_payment and form is None and not told else ""
    if not number:
        return None
    if declining.declines(turn.text, payments.DECLINED):
        return Reply("好的，取消了，没有扣钱。要交时说“交电费”就行。")
    return _sum_alone(turn, number) or (_paid(turn, number) if _PAID.fullmatch(turn.text) else None)


def _sum_alone(turn: Turn, number: str) -> Reply | None:
    if turn.session.offers and len(turn.text.strip()) <= _CHOICE_MAX_CHARS:
        return None
    said = payment_amounts.bare(turn.text)
    return payments.sum_told(turn, number, payment_amounts.sum_of(said)) if said else None


def _paid(turn: Turn, number: str) -> Reply | None:
    """Whether the money has come; who was cut for arrears and has paid is helped otherwise."""
    account = turn.use.accounts.get(number)
    if account is None:
        return None
    if account.cut_on is not None and turn.use.billing.receipts(number, turn.now - _JUST):
        return None
    return payment_questions.came(turn, account)
