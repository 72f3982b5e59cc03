"""Paying: for a bound account or any number, all that is owed, a part, or ahead."""

import re
from typing import Final, Self

from msgspec.structs import replace

from bot import readers, say
from bot.backends.accounts import Account
from bot.forms import Form, ask
from bot.handlers import (
    accounts,
    accounts_named,
    bills,
    declining,
    landlords,
    payment_links,
    payment_months,
    payment_questions,
)
from bot.handlers.accounts_words import just_told, odd_number, one_at_a_time, wrong_length
from bot.hearing import question_of
from bot.replies import Choice, Reply
from bot.services import account_numbers, payment_amounts, payment_words
from bot.services import bills as wording
from bot.services.bills import Standing
from bot.services.limits import UNBOUND_NUMBERS
from bot.services.payment_amounts import CONFIRM_ABOVE_FEN, Wish
from bot.steps import start
from bot.store.bindings import Binding
from bot.tariffs.money import decimal_yuan
from bot.turn import Turn

PREPAID_YUAN: Final = (50, 100, 200)

_FOR_SOMEBODY = re.compile(
    r"(帮|替|给|代|跟)(我)?(的)?(邻居|隔壁|对门|别人|别家|人家|朋友|同事|亲戚|老乡|房客|租客|客户|老板)"
)
DECLINED: Final = "[交缴付充存]"
"""What is taken back by 不交了, 先不充."""
_ELSEWHERE = re.compile(
    r"(自己|等下|回头|改天).{0,4}(去|到).{0,6}[交缴]|去(营业厅|柜台|银行)[交缴]"
)
_PART = re.compile(r"一?部分|先?[交缴付](个|一)?[点些](?!电费)|少交|分(几|两|三)次")
_AGAIN = re.compile(r"链接|再发|重发|重新|过期|再充|再交|再存")


class PayByNumber(Form, title="缴费", about=("payment", "account_bind")):
    """No account is bound: any number may be paid for."""

    account_no: str = ask(
        "请发要交费的户号，电费单和电表上都有，一般是10位数字。",
        readers.account_no,
        retry="户号是10位数字，也有13位、16位的。",
    )
    yuan: str = ""

    def pointless(self, turn: Turn) -> bool:
        """It is paid elsewhere, or not now."""
        return declining.declines(turn.text, DECLINED) or _ELSEWHERE.search(turn.text) is not None

    def overheard(self, turn: Turn) -> tuple[Self, str]:
        """A sum may be said before the number; a number may be wrong."""
        odd, sum_ = odd_number(turn), turn.understanding.first("amount")
        if odd:
            return self, wrong_length(odd)
        said = f"好的，交{sum_}元。" if sum_ else ""
        return (self.with_values(yuan=str(sum_)) if sum_ else self), said

    def done(self, turn: Turn) -> Reply:
        """The link for this number, and the sum that was said before it."""
        said = payment_amounts.sum_of(self.yuan) if self.yuan else None
        return by_number(turn, self.account_no, said)


class LargePayment(Form, title="缴费", confirm="给{whose}交{yuan}元，对吗？", about=("payment",)):
    """A large sum for a household is asked about first."""

    yuan: str = ask(
        "要交多少？",
        lambda turn, _asked: _sum_said(turn),
        retry="请说个数，比如“100.00元”。",
    )
    whose: str = ""
    account_no: str = ""

    def done(self, turn: Turn) -> Reply:
        """The link for the sum."""
        account = turn.use.accounts.get(self.account_no)
        wish = payment_amounts.sum_of(self.yuan)
        if account is None or wish.fault:
            return Reply(wish.fault or f"这一户查不到了，请拨打{turn.use.utility.hotline}核对。")
        return payment_links.pay(turn, account, wish.of(0), sees=payment_links.sees(turn, account))


def payment(turn: Turn) -> Reply:
    """The link, as soon as it is clear for which account."""
    instead = _instead(turn)
    if instead is not None:
        return instead
    payable = tuple(b for b in turn.use.bindings.of(turn.openid) if b.may("pay"))
    told = "" if accounts_named.account_named(turn, payable) else just_told(turn)
    number = turn.understanding.first("account_no") or told
    if number:
        return by_number(turn, str(number)).before(one_at_a_time(turn))
    if accounts_named.all_meant(turn, "pay"):
        return _which(turn, payable).before(payment_questions.said_around(turn))
    if not payable or _is_for_another(turn, payable):
        return _unbound(turn).before(payment_questions.said_around(turn))
    meant = _meant(turn, payable)
    if meant is None:
        return _which(turn, payable).before(payment_questions.said_around(turn))
    return sum_told(turn, meant.account_no)


def sum_told(turn: Turn, account_no: str, said: Wish | None = None) -> Reply:
    """The link for an account, with a sum that stands alone right after a link or question."""
    account = turn.use.accounts.get(account_no)
    if account is None:
        return Reply(f"这一户在供电系统里查不到了，请拨打{turn.use.utility.hotline}核对。")
    if said is None and _PART.search(turn.text) and payment_amounts.wish(turn.understanding).is_all:
        return _how_much(turn, account)
    around = "" if said else payment_questions.said_around(turn, account)
    return _asked(turn, account, said, sees=payment_links.sees(turn, account)).before(around)


def _instead(turn: Turn) -> Reply | None:
    """What is no payment: money gone wrong, why so much, a sum or a number that cannot be."""
    sent = payment_questions.of_money_sent(turn)
    fault = payment_amounts.wish(turn.understanding).fault
    if sent or fault:
        return sent or Reply(fault)
    said = payment_questions.rest_later(turn)
    if said is not None or payment_questions.asks_why(turn):
        return said or _why(turn)
    odd = odd_number(turn)
    return _by_another(turn, wrong_length(odd)) if odd else None


def _why(turn: Turn) -> Reply:
    """What a debt is made of, bill by bill."""
    account = accounts.account_meant(turn, "see")
    return account if isinstance(account, Reply) else bills.balance(turn, account)


def _how_much(turn: Turn, account: Account) -> Reply:
    """A part of what is owed, and no word of how much."""
    standing = wording.standing(turn.use.billing, account, turn.now.date())
    owed = payment_words.owed(account, standing, turn.now, sees=payment_links.sees(turn, account))
    question = "先交多少？说个数就行，比如“100.00元”。"
    return Reply(owed, question=question, remember=payment_links.about(account))


def _sum_said(turn: Turn) -> str:
    is_sum = not payment_amounts.wish(turn.understanding).fault
    return str(turn.understanding.first("amount") or "") if is_sum else ""


def _is_for_another(turn: Turn, payable: tuple[Binding, ...]) -> bool:
    """Whether it is somebody else's bill, whose account is not bound here."""
    if accounts_named.account_named(turn, payable):
        return False
    another = len(payable) == 1 and accounts_named.ANOTHER.search(turn.text)
    return bool(another or _FOR_SOMEBODY.search(turn.text))


def _meant(turn: Turn, payable: tuple[Binding, ...]) -> Binding | None:
    """The account that the words or the dialogue mean; `None` where it must be asked."""
    if len(payable) == 1:
        return payable[0]
    named = accounts_named.account_named(turn, payable)
    if named or accounts_named.ANOTHER.search(turn.text) or not _goes_on(turn):
        return named
    return accounts.talked_about(turn, payable)


def _goes_on(turn: Turn) -> bool:
    """Whether the wish follows from what was just talked about: a bill, or a payment begun."""
    last = turn.session.context.get("intent")
    again = bool(_AGAIN.search(turn.text) or turn.understanding.first("amount"))
    return last in ("bill_query", "usage_analysis") or (last == "payment" and again)


def _which(turn: Turn, payable: tuple[Binding, ...]) -> Reply:
    """Several accounts: numbered, the default first, each with what is owed."""
    sum_ = turn.understanding.first("amount")
    choices = []
    for binding in payable:
        account = turn.use.accounts.get(binding.account_no)
        if account is not None:
            says = f"交电费{f' {sum_}元' if sum_ else ''} 户号{binding.account_no}"
            choices.append(Choice(_label(turn, binding, account), "payment", says))
    more = "一户一个链接，交完一户再选下一户。" if accounts_named.all_meant(turn, "pay") else ""
    more = more or accounts.unknown_home(turn, turn.use.bindings.of(turn.openid))
    return Reply(more, question="要交哪一户的？回数字就行。", choices=tuple(choices))


def _label(turn: Turn, binding: Binding, account: Account) -> str:
    holder = say.masked_name(account.holder)
    name = f"{accounts.label(binding)} {holder}"
    if not binding.may("see"):
        return name
    standing = wording.standing(turn.use.billing, account, turn.now.date())
    due_fen = payment_words.payable_fen(standing)
    return f"{name} {f'应交{say.yuan(due_fen)}' if due_fen else '没有欠费'}"


def _unbound(turn: Turn) -> Reply:
    """Paying needs no binding; a number paid for a moment ago is still meant."""
    if landlords.pays_landlord(turn):
        return landlords.resold(turn)
    recent = turn.session.context.get("pay_for", "")
    is_over = any(b.account_no == recent for b in turn.use.bindings.ended)
    account = turn.use.accounts.get(recent) if recent and not is_over else None
    others = accounts_named.ANOTHER.search(turn.text) or _FOR_SOMEBODY.search(turn.text)
    if account is not None and not others and not turn.session.is_stale(turn.now):
        return _asked(turn, account, sees=payment_links.sees(turn, account))
    said = "没绑定也能交，我只会显示户主姓氏和应交金额；想以后一句话就能查能交，发“绑定户号”。"
    return _by_another(turn, said)


def _by_another(turn: Turn, why: str) -> Reply:
    """Ask for the number to pay for; a sum that was said is kept."""
    form = PayByNumber(id=turn.id, account_no="", yuan=_sum_said(turn))
    return Reply(why, question=question_of(form, turn, "account_no"), form=form.state("account_no"))


def by_number(turn: Turn, number: str, said: Wish | None = None) -> Reply:
    """Any number: its own where it is bound, else the masked name and the sum only."""
    bound = turn.use.bindings.of(turn.openid)
    mine = next((b for b in bound if account_numbers.same(b.account_no, number)), None)
    known = mine is not None or account_numbers.same(
        turn.session.context.get("pay_for", ""), number
    )
    limits = turn.use.limits
    if not known and not limits.count(UNBOUND_NUMBERS, turn.openid):
        hotline = turn.use.utility.hotline
        return Reply(f"今天查的户号太多了，明天再试；急着交请拨打{hotline}，或到就近营业厅。")
    account = turn.use.accounts.get(number)
    if account is None:
        reply = _by_another(turn, f"没有查到户号{number}，请对着电费单或电表再核对一下。")
        return replace(reply, choices=(Choice("不知道户号", "account_manage", "我的户号是多少"),))
    return _asked(turn, account, said, sees=mine is not None and mine.may("see"))


def _asked(turn: Turn, account: Account, said: Wish | None = None, *, sees: bool) -> Reply:
    """What the message wants paid, looked at before there is a link."""
    about = payment_links.about(account)
    if account.is_drawing:
        return Reply(payment_words.drawing(account, turn.now), remember=about)
    wish = said or payment_amounts.wish(turn.understanding)
    if wish.fault:
        return Reply(wish.fault, remember=about)
    standing = wording.standing(turn.use.billing, account, turn.now.date())
    of_month = payment_months.of_month(turn, account, standing, wish) if sees and not said else None
    if of_month:
        return of_month
    amount_fen = wish.of(payment_words.payable_fen(standing))
    if amount_fen == 0:
        return _nothing_owed(turn, account, standing, sees=sees)
    is_large = wish.fen is not None and amount_fen > CONFIRM_ABOVE_FEN
    if is_large and account.category == "residential":
        yuan = decimal_yuan(amount_fen)
        known = {"yuan": yuan, "whose": account_numbers.whose(account)}
        return start(LargePayment, turn, account_no=account.account_no, **known)
    return payment_links.pay(turn, account, amount_fen, sees=sees)


def _nothing_owed(turn: Turn, account: Account, standing: Standing, *, sees: bool) -> Reply:
    """Nothing is owed: pay ahead?"""
    choices = tuple(
        Choice(f"预存{say.yuan(sum_ * 100)}", "payment", f"预存{sum_}元 户号{account.account_no}")
        for sum_ in PREPAID_YUAN
    )
    return Reply(
        payment_words.owed(account, standing, turn.now, sees=sees),
        question="要预存一些吗？也可以直接说个数，比如“充300.00元”。",
        choices=choices,
        remember=payment_links.about(account),
    )
