"""Binding by an SMS code to the phone on record, and which of the other ways fits who cannot.

A number that does not exist, or has no phone on record, is answered word for word like one that
does; whatever is counted is counted by who asks.
"""

import re

from msgspec.structs import replace

from bot.backends.accounts import Account
from bot.effects import Sms
from bot.forms import Form, ask
from bot.handlers import (
    accounts_bound,
    accounts_finding,
    accounts_requests,
    accounts_ways,
    privacy,
)
from bot.handlers.accounts_ways import other_ways
from bot.handlers.accounts_words import (
    METER,
    NUMBER_PROMPT,
    NUMBER_RETRY,
    number_answered,
    number_said,
    odd_number,
    one_at_a_time,
    six_digits,
    told,
    wrong_length,
)
from bot.hearing import question_of
from bot.phones import takes_sms
from bot.replies import Link, Reply
from bot.services import account_numbers
from bot.services.limits import UNBOUND_NUMBERS
from bot.steps import start
from bot.store.bindings import Binding
from bot.store.codes import SMS_A_DAY, Asked, Checked
from bot.turn import Turn

AGAIN = "重发"
ELSEWAYS = "收不到"
UNKNOWN = "不知道户号"
ANOTHER_WAY = "别的办法"
REFUSED = "不同意"
_USELESS = {
    Checked.EXPIRED: "验证码已过期，5分钟内有效。",
    Checked.NONE_AWAITED: "这个验证码用不了：用过了，后来换了别的户号，或者是发给别的微信号的。",
}
_SHORT_CHARS = 8
"""Words so few are about the code that is awaited, whatever else they might be elsewhere."""

_AGAIN = re.compile(r"重发|重新发|再发|再来一[个次条]|没(有)?收到|没得(短信|验证码)|过期")
_ELSEWAYS = re.compile(
    r"收不到|停用|停机|换号|换了(号|手机)|不用了|销号|空号|丢了|打不通|没(有)?留(过)?(手机|电话)"
    r"|不知道.{0,6}(手机|电话)|手机.{0,4}(不在|没在)|别的办法|其他办法"
)
_REFUSES = re.compile(r"(不|拒绝)(能|想|会)?(同意|接受)")
_NO_NUMBER = re.compile(
    r"(没有?|没得|不(知道|晓得|清楚|记得)|忘|找不到).{0,4}户?号|不(知道|晓得)|忘|房东|物业|" + METER
)
_ABOUT_ACCOUNTS = frozenset({"account_bind", "account_manage"})


def _code_said(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    if accounts_ways.way_asked_for(turn.text) not in (None, other_ways):
        return ANOTHER_WAY
    near = asked or turn.understanding.intent in _ABOUT_ACCOUNTS
    said = number_answered(turn, asked) or six_digits(turn.text)
    about_code = near or len(turn.text) <= _SHORT_CHARS or "验证码" in turn.text
    if said or _REFUSES.search(turn.text):
        return said or REFUSED
    if accounts_ways.phone_is_dead(turn) or (about_code and _ELSEWAYS.search(turn.text)):
        return ELSEWAYS
    return AGAIN if about_code and _AGAIN.search(turn.text) else ""


def _number_or_not(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A number, or why there is none."""
    form = turn.session.form
    if form is not None and accounts_ways.way_asked_for(turn.text) not in (None, other_ways):
        return ANOTHER_WAY
    said = number_answered(turn, asked or turn.understanding.intent in _ABOUT_ACCOUNTS)
    if said or form is None:
        return said
    if _NO_NUMBER.search(turn.text):
        return UNKNOWN
    return ELSEWAYS if accounts_ways.phone_is_dead(turn) else ""


class NumberForBinding(Form, title="绑定户号", about=("account_bind",)):
    """Which number."""

    number: str = ask(
        NUMBER_PROMPT,
        _number_or_not,
        retry=NUMBER_RETRY,
        options=lambda _: (UNKNOWN,),
    )

    def explained(self, turn: Turn) -> str:
        """What is wrong with a number that is none."""
        odd = odd_number(turn)
        return wrong_length(odd) if odd else ""

    def done(self, turn: Turn) -> Reply:
        """Send the code, or help to find the number."""
        if self.number == ANOTHER_WAY:
            return account_bind(turn)
        if self.number == UNKNOWN:
            return accounts_finding.without_number(turn)
        if self.number == ELSEWAYS:
            return other_ways(turn)
        return _request_code(turn, self.number)


class CodeEntry(Form, title="绑定户号", about=("account_bind",)):
    """Asks for the SMS code; also takes words that ask for another way of binding.

    `code` may also hold another number, which starts over with that one.
    """

    code: str = ask(
        "请回复短信里的6位验证码。",
        _code_said,
        retry=f"验证码是6位数字。没收到回“{AGAIN}”，手机号停用了回“{ELSEWAYS}”。",
        options=lambda _: (AGAIN, ELSEWAYS),
    )
    number: str = ""

    def done(self, turn: Turn) -> Reply:
        """Bind, where the code is right."""
        way = accounts_ways.way_asked_for(turn.text) if self.code == ANOTHER_WAY else None
        if way is not None:
            return way(turn, number_said(turn) or self.number)
        said = self._no_code(turn)
        if said is not None:
            return said
        if len(self.code) in account_numbers.LENGTHS:
            return _request_code(turn, self.code)
        plain = account_numbers.plain(self.number)
        checked = turn.use.codes.check(turn.openid, plain, self.code, turn.now)
        account = turn.use.accounts.get(self.number)
        if checked is Checked.RIGHT and account is not None:
            return accounts_bound.bound(turn, account)
        return self._refused(turn, checked)

    def _no_code(self, turn: Turn) -> Reply | None:
        if self.code == REFUSED:
            return privacy.refused(turn).before("已取消绑定。")
        if self.code == AGAIN:
            return _request_code(turn, self.number)
        return other_ways(turn, self.number) if self.code == ELSEWAYS else None

    def _refused(self, turn: Turn, checked: Checked) -> Reply:
        codes = turn.use.codes
        if checked in _USELESS and codes.is_shut_out(turn.openid, turn.now):
            return _not_sent(turn, Asked.BLOCKED, self.number, None)
        if checked in _USELESS:
            return self._again(turn, f"{_USELESS[checked]}回“{AGAIN}”再要一个。")
        wrong = codes.wrong(turn.id, turn.openid, turn.now)
        if checked is Checked.WRONG_TOO_OFTEN:
            text = (
                "验证码错了5次，已经作废。为了保护户主，一小时内不能再用短信绑定。"
                f"急的话请拨打{turn.use.utility.hotline}。"
            )
            return Reply(text, writes=(wrong, *codes.blocked(turn.id, turn.openid, turn.now)))
        return replace(self._again(turn, "验证码不对，请再看看短信。"), writes=(wrong,))

    def _again(self, turn: Turn, text: str) -> Reply:
        """Ask for the code once more."""
        empty = self.with_values(code="")
        return Reply(text, question=question_of(empty, turn, "code"), form=empty.state("code"))


_ENOUGH = {
    Asked.RESTS: f"这个户号的验证码您要了{SMS_A_DAY}次了，过两天再要。",
    Asked.OFTEN_ENOUGH: f"这个户号24小时内最多发{SMS_A_DAY}次验证码，已经发满，过一天再要。",
}


def account_bind(turn: Turn) -> Reply:
    """Bind: with a number the code goes out at once, else the number is asked for."""
    number = number_said(turn)
    if accounts_requests.decision(turn):
        return accounts_requests.decide(turn)
    way = accounts_ways.way_asked_for(turn.text)
    if way is not None:
        return way(turn, number)
    if number:
        return _request_code(turn, number).before(one_at_a_time(turn))
    if not turn.use.can.sms:
        return other_ways(turn)
    if _NO_NUMBER.search(turn.text):
        return accounts_finding.without_number(turn)
    odd = re.search(r"\d{5,}", turn.text)
    reply = start(NumberForBinding, turn)
    return reply.before(f"{odd[0]}的位数不对。") if odd else reply


def _request_code(turn: Turn, number: str) -> Reply:
    """Count the asker, then send; the reply says nothing of whether the number exists."""
    use, plain = turn.use, account_numbers.plain(number)
    if any(b.is_own and account_numbers.same(b.account_no, number) for b in _mine(turn)):
        return Reply("这个户号您已经绑定了，直接查、直接交就行。", choices=accounts_bound.NEXT)
    if not use.can.sms:
        return other_ways(turn, number)
    account = use.accounts.get(number)
    again = use.codes.asked_today(turn.openid, plain, turn.now)
    if not again and not use.limits.count(UNBOUND_NUMBERS, turn.openid):
        return Reply(f"今天试的户号太多了，明天再来，或拨打{use.utility.hotline}，24小时有人接。")
    asked = use.codes.ask(turn.id, turn.openid, plain, turn.now)
    if asked is Asked.GRANTED:
        return _sent(turn, number, account)
    return _not_sent(turn, asked, number, account)


def _sent(turn: Turn, number: str, account: Account | None) -> Reply:
    phone = account.phone if account else None
    reaches = takes_sms(phone)
    plain = account_numbers.plain(number)
    code, writes = turn.use.codes.issued(turn.openid, plain, turn.now, reaches=reaches)
    sms = (Sms(phone or "", _code_text(code, number)),) if reaches else ()
    form = CodeEntry(id=turn.id, number=number, code="")
    return Reply(
        f"户号{number}留有手机号的话，验证码已发到那个手机，5分钟内有效。"
        f"没收到回“{AGAIN}”，手机号停用了回“{ELSEWAYS}”。",
        question=question_of(form, turn, "code"),
        links=_privacy_link(turn),
        effects=sms,
        writes=tuple(writes),
        form=form.state("code"),
        remember={accounts_bound.AWAITED: number, **told(number)},
    )


def _not_sent(turn: Turn, asked: Asked, number: str, account: Account | None) -> Reply:
    if asked is Asked.BLOCKED:
        hotline = turn.use.utility.hotline
        return Reply(f"验证码错得太多了，请过一小时再绑定，或拨打{hotline}。")
    if asked is Asked.TOO_SOON:
        form = CodeEntry(id=turn.id, number=number, code="")
        return Reply(
            f"这个户号一分钟内刚发过验证码。{_whose_code(turn, number)}"
            f"过一分钟回“{AGAIN}”再要一个。",
            question=question_of(form, turn, "code"),
            links=_privacy_link(turn),
            form=form.state("code"),
            remember={accounts_bound.AWAITED: number, **told(number)},
        )
    if asked in _ENOUGH:
        return other_ways(turn, number).before(_ENOUGH[asked])
    warned = (_warning(turn, account),) if asked is Asked.CLOSED_NOW and account else ()
    reply = other_ways(turn, number).before(
        "24小时内要这个户号验证码的人太多，为了保护户主，短信绑定停一天，过一天再试。"
    )
    return replace(reply, effects=tuple(sms for sms in warned if sms.phone))


def _whose_code(turn: Turn, number: str) -> str:
    """Whether the code that was sent just now is of use to the resident."""
    plain, codes = account_numbers.plain(number), turn.use.codes
    if codes.check(turn.openid, plain, "", turn.now) in (Checked.WRONG, Checked.WRONG_TOO_OFTEN):
        return "是您要的，收到了就回；没收到就"
    if codes.asked_today(turn.openid, plain, turn.now):
        return "您要的那一条已经作废（用过了，或后来又换了户号），"
    return "那一条是别人要的，您用不了，"


def _warning(turn: Turn, account: Account) -> Sms:
    """The SMS to the holder when many have asked for codes."""
    phone = account.phone if account.phone and takes_sms(account.phone) else ""
    tail = account_numbers.tail(account.account_no)
    text = (
        f"24小时内有{turn.use.binding_rules.many_askers}个以上微信号申请绑定您尾号{tail}的户号，"
        "短信绑定已停一天，户号没有被绑走。"
        f"不是您本人或家人，请不要把验证码告诉任何人，有疑问打{turn.use.utility.hotline}。"
    )
    return Sms(phone, text)


def _mine(turn: Turn) -> tuple[Binding, ...]:
    return turn.use.bindings.of(turn.openid)


def _privacy_link(turn: Turn) -> tuple[Link, ...]:
    if turn.use.privacy.agreed(turn.openid):
        return ()
    return (Link("隐私说明，回复验证码就表示同意：", turn.use.privacy.url),)


def _code_text(code: str, number: str) -> str:
    return (
        f"验证码{code}，5分钟内有效，用于在微信里绑定尾号{account_numbers.tail(number)}的户号。"
        "不是您本人操作，请不要告诉任何人。"
    )
