"""Account numbers and SMS codes that come without a wish: alone, or only told."""

import re
from typing import Final

from msgspec.structs import replace

from bot.handlers import accounts_finding, basics, usage
from bot.handlers.accounts import BIND_FOR
from bot.handlers.accounts_binding import AGAIN, CodeEntry, account_bind
from bot.handlers.accounts_bound import AWAITED
from bot.handlers.accounts_named import account_named
from bot.handlers.accounts_words import number_said, six_digits, told
from bot.handlers.reconnection import PowerBack
from bot.replies import Choice, Reply
from bot.services import account_numbers
from bot.turn import Turn

_BARE: Final = re.compile(r"^\W*(户号|我的|这个|是|查|看)*\W*[\d\s\-]+\W*$")
_TELLS: Final = re.compile(r"户号")
_TAIL_ALONE: Final = re.compile(r"\W*(那|看|查|尾号)*\d{4}[的那]*个?(户号?)?[呢吧]?\W*")
_BILLS: Final = frozenset({"bill_query", "usage_analysis"})
_SIX_ALONE: Final = re.compile(r"\W*\d{6}\W*")
_CODE: Final = "验证码"
_AGAIN: Final = re.compile(
    rf"\W*(请|帮我|给我)*(重发|重新发)一?[个次条下]?({_CODE}|短信)?\W*|\W*再发一?[个次条下]?{_CODE}\W*"
)
_NOT_AWAITED: Final = (
    "这会儿没有在等验证码的绑定。要绑定就发“绑定户号”再加户号，收到新的验证码再回给我。"
)


def out_of_scope(turn: Turn) -> Reply:
    """The reply to a bare number, code or bill month; `basics.out_of_scope` answers the rest."""
    text = turn.text
    if _BARE.match(text) and number_said(turn):
        return number_told(turn)
    if _SIX_ALONE.fullmatch(text):
        return Reply(_NOT_AWAITED)
    if _TAIL_ALONE.fullmatch(text) and account_named(turn, turn.use.bindings.of(turn.openid)):
        return usage.bill_query(turn)
    on_bill = not turn.session.is_stale(turn.now) and turn.session.context.get("intent") in _BILLS
    if on_bill and turn.understanding.first("billing_month"):
        return usage.bill_query(turn)
    return basics.out_of_scope(turn)


def code_told(turn: Turn) -> Reply | None:
    """The reply to a code, or to a wish for another one, outside of `CodeEntry`; else `None`."""
    form, parked = turn.session.form, turn.session.parked
    number = turn.session.context.get(AWAITED, "")
    said = _code_alone(turn.text) if number or form is None else ""
    if not said or (form is not None and form.name == CodeEntry.__name__):
        return None
    if not number:
        on_payment = turn.session.context.get("intent") == "payment"
        is_code = _CODE in turn.text or (said == AGAIN and not on_payment)
        return Reply(_NOT_AWAITED) if is_code else None
    waiting = parked if parked is not None and parked.name == CodeEntry.__name__ else None
    entry = CodeEntry(id=waiting.id if waiting else turn.id, number=number, code=said)
    reply = replace(entry.done(turn), unparks=waiting is not None)
    return reply if form is None else replace(reply, form=None, question="")


def number_for_power_back(turn: Turn) -> Reply | None:
    """The start of binding for a bare number while `PowerBack` is open; else `None`."""
    form, number = turn.session.form, number_said(turn)
    is_asked = form is not None and form.name == PowerBack.__name__
    bare = is_asked and number and _BARE.match(turn.text) and not _is_own(turn, number)
    return account_bind(turn) if bare else None


def _code_alone(text: str) -> str:
    if _AGAIN.fullmatch(text):
        return AGAIN
    return six_digits(text) if _SIX_ALONE.fullmatch(text) or _CODE in text else ""


def tells_number(turn: Turn) -> bool:
    """Whether a message names an account that the resident has not bound, and no more."""
    number = number_said(turn)
    return bool(number and _TELLS.search(turn.text)) and not _is_own(turn, number)


def number_told(turn: Turn) -> Reply:
    """The choices for a number; whether it exists is not looked up."""
    number = number_said(turn)
    if _is_own(turn, number):
        return Reply(
            f"户号尾号{account_numbers.tail(number)}您已经绑定了。",
            question="要办哪一样？",
            choices=(
                Choice("查电费", "bill_query", f"户号{number}电费多少"),
                Choice("交电费", "payment", f"给户号{number}交电费"),
            ),
            remember=told(number),
        )
    context = turn.session.context
    was_told = context.get("intent") == "account_bind" and context.get(BIND_FOR)
    if was_told and not turn.session.is_stale(turn.now):
        return account_bind(turn)
    return accounts_finding.number_got(number)


def _is_own(turn: Turn, number: str) -> bool:
    bound = turn.use.bindings.of(turn.openid)
    return any(account_numbers.same(b.account_no, number) for b in bound)
