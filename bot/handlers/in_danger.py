"""The half-hour after a danger was told: whatever is unclear is answered within it."""

import re
from typing import Final

from bot import hearing, picks
from bot.backends.tickets import Ticket, TicketEvent
from bot.effects import CallDuty
from bot.handlers import places, progress
from bot.replies import Choice, Reply, joined
from bot.services import report_words, tickets
from bot.turn import Turn

_BILLS: Final = frozenset({"bill_query", "tariff_query", "usage_analysis"})
_DOUBT: Final = re.compile(
    r"\W*(那|这|我家|家里|电表|线路|表后|哪里|是不是|会不会|怕不是|难道|该不会|有没有可能|可能|有|是|在)*"
    r"([漏走跑]电)(了|的|吧|啊|呀|哦|吗|嘛|呢|导致|造成|\W)*"
)
_CHATTER: Final = frozenset({"greeting", "out_of_scope"})
_WILL_THEY_COME: Final = re.compile(
    r"(有|派|叫|喊)?人.{0,2}来|来了?没|到了?没|到哪|多久|好久|几时|什么时候|还没|在不在|[有在]人"
)
_ASKS: Final = re.compile(
    r"怕|怎么|咋|救|快|要不要|能不能|可不可以|敢不敢|什么|啥|哪|[?？吗么呢]|没得$"
)
_THERE: Final = re.compile(r"小孩|孩子|娃|老人|路人|[有来过].{0,3}人")


def doubted(turn: Turn) -> Reply | None:
    """A leak that is suspected behind a bill: how to see it, and a tap where somebody feels it."""
    is_bill = turn.session.context.get("intent") in _BILLS and not turn.session.is_stale(turn.now)
    if not is_bill or turn.session.form is not None or not _DOUBT.fullmatch(turn.text):
        return None
    return Reply(
        "漏电会多走电，也会伤人。把电器全关了看电表：还在走，多半是表后线路漏电，请电工来查。"
        "摸着发麻、有人被电着，马上远离，再回1。",
        choices=(Choice("现在就有险情", "emergency", "现在就有险情"),),
    )


def frightened(turn: Turn) -> Reply | None:
    """What to do, and that somebody is called, in place of a refusal or a question back."""
    text = turn.text
    if not text or turn.understanding.command or picks.is_number(text):
        return None
    if report_words.ACK.fullmatch(text) or not (_in_form(turn) or _is_unclear(turn)):
        return None
    mine = turn.use.tickets.of_reporter(turn.openid)
    told = (one for one in mine if one.kind == "danger" and tickets.is_just_made(one, turn.now))
    ticket = next(told, None)
    return _answered(turn, ticket) if ticket else None


def _is_unclear(turn: Turn) -> bool:
    understood = turn.understanding
    is_unclear = understood.intent in _CHATTER or understood.score < hearing.SURE
    waits = understood.intent == "repair_progress" and _WILL_THEY_COME.search(turn.text)
    return bool(is_unclear or waits) and turn.session.form is None and _asks(turn.text)


def _in_form(turn: Turn) -> bool:
    """Whether it asks something instead of telling the place or the phone of the danger."""
    form = turn.session.form
    if form is None or form.name != "DangerDetails" or turn.understanding.is_danger:
        return False
    if turn.understanding.entities or places.meant(turn):
        return False
    return _asks(turn.text) if form.asking == "phone" else _ASKS.search(turn.text) is not None


def _asks(text: str) -> bool:
    return any(words.search(text) for words in (_ASKS, _THERE, _WILL_THEY_COME))


def _answered(turn: Turn, ticket: Ticket) -> Reply:
    """The message goes on the ticket, and whoever is called hears of it."""
    note = TicketEvent(turn.now, "note", turn.text[:500])
    turn.use.tickets.amend(f"{turn.id}:more", ticket.ticket_no, event=note)
    advice = turn.use.advice.for_words(f"{ticket.what}，{turn.text}")
    call = f"有火打119，有人受伤打120；最快是直接打{turn.use.utility.hotline}，24小时有人接。"
    coming = _WILL_THEY_COME.search(turn.text) is not None
    return Reply(
        joined(
            tickets.state(ticket) if coming else advice.say,
            "站在远处喊住小孩和过路的人，自己也别上前。",
            progress.called(turn, "又催了值班人员。") + call,
        ),
        effects=(CallDuty(ticket.ticket_no, hurry=True),),
        remember=progress.about(ticket),
    )
