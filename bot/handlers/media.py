"""Messages that are no text, where no form is open for them."""

from bot.backends.tickets import Ticket
from bot.effects import KeepMedia
from bot.handlers import outages, places, points, sent_files
from bot.replies import Choice, Reply, joined
from bot.services import promises
from bot.services import tickets as wording
from bot.turn import Turn

_REPORT = Choice("停电报修", "repair_report", "我要报修")
_NO_USE = "，这一步用不上。"
"""A photo or film while a form is open that takes none; its question follows."""
_WISHES = (_REPORT, Choice("电费", "bill_query", "查电费"), Choice("找人", "human_agent", "转人工"))


def image(turn: Turn) -> Reply:
    """A photo goes to the resident's open ticket, else the bot asks what it is for."""
    return _seen(turn, "照片")


def voice(turn: Turn) -> Reply:
    """A recording without a transcript: to the open ticket, else numbered choices."""
    ticket = _open_ticket(turn)
    if ticket is not None:
        kept = f"语音收到，已加到{wording.noun(ticket)} {ticket.ticket_no} 上，值班人员会听。"
        return Reply(promises.kept_text(turn.use.can, "语音", kept), effects=_on(ticket, turn))
    hotline = turn.use.utility.hotline
    if turn.session.form is not None:
        return Reply(f"语音我这里听不了，麻烦打字说一句；急事请直接打{hotline}。")
    text = f"语音我这里听不了，您想办什么？急事请直接打{hotline}。"
    return Reply(text, choices=_WISHES, remember=sent_files.in_mind(turn))


def location(turn: Turn) -> Reply:
    """Outages and service points around a shared place."""
    found = places.in_message(turn)
    told = outages.told_at(turn, found, turn.message.label)
    return Reply(
        joined(told.text, points.nearest_words(turn)),
        choices=told.choices,
        remember={**told.remember, **points.shared(turn)},
    )


def link(turn: Turn) -> Reply:
    """A link is not opened."""
    hotline = turn.use.utility.hotline
    text = f"链接我这里打不开。我们不会发链接要您的密码或验证码，拿不准的请打{hotline}核实。"
    if turn.session.form is not None:
        return Reply(text)
    return Reply(text, question="您想办什么？", choices=_WISHES)


def video(turn: Turn) -> Reply:
    """A film is handled like a photo."""
    return _seen(turn, "视频")


def _seen(turn: Turn, what: str) -> Reply:
    """On the ticket, or kept in mind for the one that may follow."""
    ticket = _open_ticket(turn)
    if ticket is None and turn.session.form is not None:
        return Reply(f"{what}收到了{_NO_USE}")
    if ticket is None:
        remember = sent_files.in_mind(turn)
        return Reply(f"{what}收到了，您想办什么？", choices=_WISHES, remember=remember)
    kept = f"{what}收到，已加到{wording.noun(ticket)} {ticket.ticket_no} 上，值班人员看得到。"
    return Reply(promises.kept_text(turn.use.can, what, kept), effects=_on(ticket, turn))


def _on(ticket: Ticket, turn: Turn) -> tuple[KeepMedia, ...]:
    return sent_files.put_on(ticket.ticket_no, sent_files.added("", turn))


def _open_ticket(turn: Turn) -> Ticket | None:
    mine = turn.use.tickets.of_reporter(turn.openid)
    return next((ticket for ticket in mine if ticket.is_open), None)
