"""Unclear messages within 30 minutes of a danger report: answered as part of it."""

import re
from typing import Final

from bot import hearing, picks
from bot.backends.tickets import Ticket, TicketEvent
from bot.effects import CallDuty
from bot.handlers import places, progress
from bot.replies import Reply, joined
from bot.services import report_words, tickets
from bot.turn import Turn

_CHATTER: Final = frozenset({"greeting", "out_of_scope"})
_ANSWERS: Final = frozenset({"account_no", "address", "name", "phone"})
_WILL_THEY_COME: Final = re.compile(
    r"(有|派|叫|喊)?人.{0,2}来|来了?没|来不来|到了?没|快到|到哪|多久|好久|几时|什么时候|还没|在不在|[有在]人"
)
_URGES: Final = re.compile(
    r"(现在|马上|立[刻即马]|赶[快紧]|搞快|抓紧|尽快|火速|速度)(就|来|要|派|送|给|过|到|[\W啊呀嘛吧点])*$"
    r"|快[点些来]|[就马][上要]*要$|等不[及了起得]|来不及|[撑顶扛]不|不行了|急[死得]|着急|救命"
)
_FEARS: Final = re.compile(r"怕|吓|慌|救命|着急|急死")
_OTHER_MATTER: Final = re.compile(r"[费钱账户绑票价厅查]|办电|上班")
_SHORT_CHARS: Final = 20
_ASKS: Final = re.compile(
    r"怕|怎么|咋|救|快|[要会是]不[要会是]|能不能|可不可以|敢不敢|什么|啥|哪|[?？吗么呢]|没得$"
)
_THERE: Final = re.compile(r"小孩|孩子|娃|老人|路人|[有来过].{0,3}人")


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
    is_of_it = is_unclear or waits or _is_afraid(turn.text)
    return bool(is_of_it) and turn.session.form is None and _asks(turn.text)


def _is_afraid(text: str) -> bool:
    """Whether it cries for help, whatever other matter its words look like: 怕，你们快到了没."""
    cries = _FEARS.search(text) or _URGES.search(text)
    return cries is not None and len(text) <= _SHORT_CHARS and not _OTHER_MATTER.search(text)


def _in_form(turn: Turn) -> bool:
    """Whether it asks something instead of telling the place or the phone of the danger."""
    form = turn.session.form
    if form is None or form.name != "DangerDetails" or turn.understanding.is_danger:
        return False
    told = (entity.type in _ANSWERS for entity in turn.understanding.entities)
    if any(told) or places.in_message(turn):
        return False
    if form.asking == "phone":
        return _asks(turn.text)
    return any(words.search(turn.text) for words in (_ASKS, _URGES))


def _asks(text: str) -> bool:
    return any(words.search(text) for words in (_ASKS, _THERE, _WILL_THEY_COME, _URGES))


def _answered(turn: Turn, ticket: Ticket) -> Reply:
    """The message goes on the ticket, and whoever is called hears of it."""
    note = TicketEvent(turn.now, "note", turn.text[:500])
    turn.use.tickets.amend(f"{turn.id}:more", ticket.ticket_no, event=note)
    advice = turn.use.advice.for_words(f"{ticket.what}，{turn.text}")
    both = "有火打119，有人受伤打120。"
    call = advice.call if "120" in advice.call else both
    coming = _WILL_THEY_COME.search(turn.text) or _URGES.search(turn.text)
    return Reply(
        joined(
            tickets.state(ticket) if coming else advice.say,
            advice.meanwhile,
            progress.called(turn, "又催了值班人员。")
            + f"{call}最快是直接打{turn.use.utility.hotline}，24小时有人接。",
        ),
        effects=(CallDuty(ticket.ticket_no, hurry=True),),
        remember=progress.about(ticket),
    )
