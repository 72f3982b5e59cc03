"""Reporting a fault: where, a phone, and somebody is called."""

from dataclasses import replace
from datetime import timedelta
from typing import Self

from bot import readers
from bot.backends.network import Place
from bot.backends.outages import Outage
from bot.backends.tickets import NewTicket, Ticket, TicketEvent
from bot.effects import CallBack, CallDuty, Effect, GroupCalls, KeepMedia
from bot.forms import Form, ask
from bot.handlers import contact, outages, places, progress
from bot.replies import Reply, joined
from bot.services import outage_words, ownership
from bot.services import tickets as wording
from bot.steps import start
from bot.turn import Turn

MEDIA_KEPT = 9
SPOKEN = "（见语音）"
"""The place of a report whose place was only spoken."""

_MEDIA = {"image": "photo", "voice": "voice", "video": "video"}

ONE_MESSAGE_FOR = timedelta(minutes=30)


class RepairReport(
    Form,
    title="报修",
    confirm="给您登记报修：{place}，电话{phone}。对吗？",
    about=("repair_report", "outage_query"),
):
    """A fault report; the first sentence may hold it all, a photo may come at any time.

    `transformers`, `outage_no`, `region` and `latitude`/`longitude` follow from the place; `media`
    holds photos and recordings as `kind:media_id`, a line each.
    """

    place: str = ask(
        "故障在哪里？说街道门牌、村组或小区楼栋都行，也可以发个定位。",
        places.reader,
        retry=places.RETRY,
    )
    phone: str = ask("请留个手机号，抢修人员好联系您。", contact.reader, retry=contact.RETRY)
    what: str = ""
    transformers: str = ""
    outage_no: str = ""
    region: str = "urban"
    latitude: str = ""
    longitude: str = ""
    media: str = ""

    def opening(self, turn: Turn) -> str:  # noqa: ARG002  # the signature of every form
        """The self-check goes with the first question and takes no turn of its own."""
        if self.place:
            return "" if self.phone or self.outage_no else "别急，这就给您报修。"
        return joined("别急，这就给您报修。", outage_words.SELF_CHECK)

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:
        """A known outage at the place is told with the next question, and the report joins it."""
        if name != "place":
            return self, "" if self.place else "电话记下了。"
        said = replace(self, what=_with_neighbours(self.what, turn.text), **_point(turn))
        found = places.meant(turn) or places.by_words(turn, self.place)
        if not found:
            return replace(said, transformers="", outage_no=""), ""
        around = places.finest(found)
        here = replace(said, **_located(around), outage_no="")
        running = _running(turn, around)
        if running is None:
            return here, ""
        if not places.is_explained(turn, around, running):
            return here, joined(f"{self.place}有地方停电：", outage_words.facts(running, turn.now))
        joins = replace(here, outage_no=running.outage_no)
        return joins, joined(outage_words.facts(running, turn.now), outage_words.JOINS)

    def attached(self, turn: Turn) -> tuple[Self, str]:
        """Photos and recordings go on the ticket; a recording may hold the place itself."""
        kind = _MEDIA.get(turn.message.kind)
        if kind is None:
            return self, ""
        lines = [*self.media.splitlines(), f"{kind}:{turn.message.media_id}"]
        held = replace(self, media="\n".join(lines[-MEDIA_KEPT:]))
        if kind != "voice":
            return held, "收到，会放进报修里。"
        if not self.place:
            held = replace(held, place=SPOKEN)
        return held, "语音收到，会放进报修里，值班人员会听。"

    def left(self, turn: Turn) -> Effect | None:
        """Left half-filled but with a place, it becomes a call-back ticket."""
        if not self.place:
            return None
        return CallBack(
            form_id=self.id,
            openid=turn.openid,
            place=self.place,
            phone=contact.number(self.phone),
            what=self.what,
            transformers=tuple(self.transformers.split()),
            region=self.region,
            media=self._media(),
        )

    def done(self, turn: Turn) -> Reply:
        """Open the ticket; call the duty person once it is saved."""
        owner = ownership.of_words(self.what)
        ticket = turn.use.tickets.open(self.id, self._new_ticket(turn, owner))
        if ticket.kind == "callback":
            ticket = self._whole(turn, ticket)
        kept = (KeepMedia(ticket.ticket_no, kind, media_id) for kind, media_id in self._media())
        text = joined(
            f"报修登记好了，编号 {ticket.ticket_no}"
            + ("，已并到这处停电，来电了告诉您。" if self.outage_no else "。"),
            "" if self.outage_no else wording.arrival(ticket, turn.use.utility),
            ownership.ADVICE[owner],
            "" if contact.number(self.phone) else "没留电话，有消息在这里告诉您。",
            "随时回“报修进度”看到哪一步了，想补充什么或发照片，直接发来就行。",
        )
        return Reply(
            text,
            effects=(CallDuty(ticket.ticket_no), GroupCalls(ticket.ticket_no), *kept),
            remember={"intent": "repair_progress", "ticket_no": ticket.ticket_no},
        )

    def _whole(self, turn: Turn, ticket: Ticket) -> Ticket:
        """What was left half-filled and is now a report like any other."""
        return turn.use.tickets.amend(
            f"{self.id}:whole",
            ticket.ticket_no,
            place=self.place,
            phone=contact.number(self.phone),
            transformers=self.transformers.split(),
            outage_no=self.outage_no or None,
            event=TicketEvent(turn.now, "note", wording.WHOLE),
        )

    def _new_ticket(self, turn: Turn, owner: ownership.Owner) -> NewTicket:
        return NewTicket(
            kind="fault",
            reporter=turn.openid,
            place=self.place,
            phone=contact.number(self.phone),
            what=self.what,
            owner=owner,
            transformers=tuple(self.transformers.split()),
            region=self.region,  # type: ignore[arg-type]  # set from a Place
            latitude=float(self.latitude) if self.latitude else None,
            longitude=float(self.longitude) if self.longitude else None,
            outage_no=self.outage_no or None,
        )

    def _media(self) -> tuple[tuple[str, str], ...]:
        lines = (line.partition(":") for line in self.media.splitlines())
        return tuple((kind, media_id) for kind, _, media_id in lines)


def repair_report(turn: Turn) -> Reply:
    """Open the form, unless the resident says that a fixed fault is there again."""
    again = progress.still_dark(turn)
    if again is not None:
        return again
    corrected = progress.corrected(turn)
    if corrected is not None:
        return corrected
    reply = start(RepairReport, turn, what=turn.text)
    return reply.before(progress.under_way(turn)) if reply.form else reply


def outage_query(turn: Turn) -> Reply:
    """Who leaves a phone number with the place wants somebody to come; else it is a look-up."""
    if readers.phone(turn, False) and places.meant(turn):  # noqa: FBT003  # a reader's signature
        return repair_report(turn)
    return outages.outage_query(turn)


def one_message(turn: Turn) -> Reply | None:
    """While no dialogue is possible, a report is one message, and later ones are added to it."""
    if turn.understanding.intent in ("repair_report", "emergency"):
        return _report_at_once(turn)
    latest = next(iter(turn.use.tickets.of_reporter(turn.openid)), None)
    if latest is None or not latest.is_open or turn.now - latest.opened_at > ONE_MESSAGE_FOR:
        return None
    note = TicketEvent(turn.now, "note", turn.text[:500])
    turn.use.tickets.amend(
        turn.id,
        latest.ticket_no,
        place=None if latest.place else readers.place(turn, True) or None,  # noqa: FBT003  # a reader's signature
        phone=readers.phone(turn, True) or None,  # noqa: FBT003  # see above
        event=note,
    )
    return Reply(
        f"记下了，已加到 {latest.ticket_no} 上。急事请直接拨打{turn.use.utility.hotline}。"
    )


def _report_at_once(turn: Turn) -> Reply:
    is_danger = turn.understanding.intent == "emergency"
    ticket = turn.use.tickets.open(
        turn.id,
        NewTicket(
            kind="danger" if is_danger else "fault",
            reporter=turn.openid,
            place=readers.place(turn, False),  # noqa: FBT003  # a reader's signature
            phone=readers.phone(turn, False),  # noqa: FBT003  # see above
            what=turn.text[:500],
        ),
    )
    careful = "先远离危险，别碰电线。" if is_danger else ""
    text = joined(
        f"{careful}已登记，编号 {ticket.ticket_no}。",
        f"请把地址和手机号再发一条，我加上去；急事请直接拨打{turn.use.utility.hotline}。",
    )
    return Reply(text, effects=(CallDuty(ticket.ticket_no),))


def _with_neighbours(what: str, text: str) -> str:
    """What is wrong, with what an answer tells of the neighbours' lights: it decides the owner."""
    if text in what or ownership.of_words(text) == "unknown":
        return what
    return joined(what, text)


def _point(turn: Turn) -> dict[str, str]:
    """The shared point, on the map or off it; a place in words has none."""
    exact = turn.message.kind == "location"
    return {
        "latitude": str(turn.message.latitude) if exact else "",
        "longitude": str(turn.message.longitude) if exact else "",
    }


def _located(around: tuple[Place, ...]) -> dict[str, str]:
    """What a place adds to the form."""
    return {
        "transformers": " ".join(dict.fromkeys(code for p in around for code in p.transformers)),
        "region": around[0].region,
    }


def _running(turn: Turn, around: tuple[Place, ...]) -> Outage | None:
    """The outage that may explain the dark now; one that is only planned for later does not."""
    known = [one for one in outages.known_at(turn, around) if one.start <= turn.now]
    explaining = (one for one in known if places.is_explained(turn, around, one))
    return next(explaining, next(iter(known), None))
