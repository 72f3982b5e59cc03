"""Automatic payment: whether there is one, the draw under way, how to sign it and how to end it."""

import re

from msgspec.structs import replace

from bot import say
from bot.backends.accounts import Account
from bot.handlers import accounts, arrears, payment_questions
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers, bills, reconnection
from bot.turn import Turn
from bot.utility import AutoPayRules, in_force

HOW = "自动缴费是您跟扣款的那一方签的，公众号里不能代签："

NOT_DRAWN = "没扣成的，先在这里交上，免得算违约金：回“交电费”。没扣成的原因，要问扣款的那一方。"

_FAILED = re.compile(r"失败|没扣|未扣|扣不(了|到|成|上)|没成|不成功|没划|余额不足")
_PAY = Choice("交电费", "payment", "交电费")
_END = re.compile(
    r"取消|解约|解除|关|停(?!电)|退|不要|不想|终止|撤|怎么解|解(掉|了|绑|开)|销|别扣|不扣"
)


def auto_pay(turn: Turn) -> Reply:
    """The state of the account at hand, and what the resident can do about it where."""
    if payment_questions.disputes(turn):
        return payment_questions.disputed(turn)
    account = accounts.account_meant(turn, "see")
    ends, failed = (p.search(turn.text) is not None for p in (_END, _FAILED))
    if isinstance(account, Reply):
        said = NOT_DRAWN if failed else _rules(turn).end if ends else _how(turn)
        reply = account.before(joined(said, "要看签没签、哪天扣："))
        return replace(reply, choices=(*reply.choices, _PAY)) if failed else reply
    advice = _not_drawn(turn, account) if failed else _advice(turn, account, ends=ends)
    pay = Choice("交电费", "payment", f"交电费 户号{account.account_no}")
    return Reply(
        joined(_state(turn, account), advice),
        choices=() if account.is_drawing or (account.auto_pay and not failed) else (pay,),
        remember={"intent": "auto_pay", "account_no": account.account_no},
    )


def _not_drawn(turn: Turn, account: Account) -> str:
    """A draw that failed: what is owed now, and that it may be paid here."""
    if account.is_drawing:
        rule = reconnection.rule(account, arrears.rules(turn)) if "停" in turn.text else ""
        late = f"没扣成就算没交，过了期按天算违约金。{rule}" if rule else ""
        return joined("这一笔还在扣，真没扣成再来说“交电费”。", late)
    standing = bills.standing(turn.use.billing, account, turn.now.date())
    return joined(bills.owed(standing, turn.now), NOT_DRAWN if standing.due_fen else "")


def _state(turn: Turn, account: Account) -> str:
    name, signed = account_numbers.whose(account), account.auto_pay
    if signed is None:
        return f"{name}没有签自动缴费。"
    text = f"{name}已签自动缴费：{signed.channel}。"
    if signed.drawing_fen <= 0:
        return f"{text}眼下没有正在扣的电费。"
    on = f"{say.dated(signed.draw_on, turn.now)}扣款" if signed.draw_on else "还没给扣款日子"
    sum_ = say.yuan(signed.drawing_fen)
    return f"{text}有一笔{sum_}正在代扣途中，{on}，请在那之前把钱备足，不用另外交。"


def _advice(turn: Turn, account: Account, *, ends: bool) -> str:
    if account.auto_pay is None:
        return "没签就不用解约。" if ends else _how(turn)
    end = _rules(turn).end
    if ends and account.auto_pay.drawing_fen > 0:
        return f"{end}已经在途的这一笔能不能撤，以{account.auto_pay.channel}的答复为准。"
    return end


def _how(turn: Turn) -> str:
    return joined(HOW, *(channel.line for channel in _rules(turn).channels))


def _rules(turn: Turn) -> AutoPayRules:
    return in_force(turn.use.utility.auto_pay, turn.now.date())
