"""The page behind the link that a person on duty gets by SMS: see a ticket, take it, move it on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot import say
from bot.backends.tickets import Ticket, TicketEvent
from bot.clock import Clock
from bot.dispatch import duty_links
from bot.dispatch.duty_links import TicketLink
from bot.dispatch.moving import NOTE_CHARS, Move, Moving, ways
from bot.dispatch.posting import Post
from bot.pages import times
from bot.services import Services
from bot.services import tickets as wording
from bot.services.links import LinkForged
from bot.store.audit import Audit
from bot.store.media import MediaFiles

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self';"
        " form-action 'self'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
}
WORDS = {
    "new": "已登记",
    "accepted": "已接单",
    "on_the_way": "已出发",
    "on_site": "已到场",
    "fixed": "已修好",
    "customer_side": "转产权方",
    "cancelled": "已取消",
    "returned": "退回",
    "reopened": "还没来电，重新打开",
    "note": "补充",
    "placed": "地点",
    "hurry": "催单",
    "photo": "照片",
    "voice": "语音",
    "video": "视频",
}
CALL_WORDS = {"accepted": "已接，去回电", "fixed": "已回电"}
"""What is said otherwise of a ticket that wants a call and no crew."""
BACK = "back"
"""The button by which a ticket is handed back."""
UNPLAYED = ".amr"
"""How phones record for the platform; no browser has the codec."""


@dataclass(frozen=True, slots=True)
class DutyDesk:
    """What the pages for people on duty work with."""

    use: Services
    moving: Moving
    files: MediaFiles
    audit: Audit
    clock: Clock

    @classmethod
    def of(cls, use: Services, post: Post, files: MediaFiles, audit: Audit) -> "DutyDesk":
        """The desk over these services."""
        return cls(use, Moving(use.tickets, post.clock, post), files, audit, post.clock)

    def open(self, token: str) -> tuple[TicketLink, Ticket]:
        """The ticket of a link; the look is audited before anything is shown.

        Raises:
            LinkExpired: the link is too old.
            LinkForged: it was not made here, or there is no such ticket.
            StoreAway: the look could not be written down.
        """
        link = duty_links.read_ticket(self.use.links, token)
        ticket = self.use.tickets.get(link.ticket_no)
        if ticket is None:
            raise LinkForged
        self.note(link, "duty_link")
        return link, ticket

    def note(self, link: TicketLink, how: str) -> None:
        """Write a look or a move into the audit."""
        self.audit.add(f"{link.name} {link.phone}", how, link.ticket_no)


def blueprint(desk: Callable[[], DutyDesk]) -> Blueprint:
    """`/duty/<token>` and the media of its ticket."""
    routes = Blueprint("duty", __name__, template_folder="templates")

    @routes.get(f"/{duty_links.TICKET}/<token>")
    def show(token: str) -> Response:
        at = desk()
        return _page(at, token, *at.open(token))

    @routes.post(f"/{duty_links.TICKET}/<token>")
    def move(token: str) -> AnyResponse:
        at = desk()
        link, ticket = at.open(token)
        problem = _tapped(at, link, ticket)
        if not problem:
            return redirect(url_for("duty.show", token=token), 303)
        page = _page(at, token, link, ticket, problem=problem)
        page.status_code = 400
        return page

    @routes.get(f"/{duty_links.TICKET}/<token>/media/<name>")
    def media(token: str, name: str) -> Response:
        at = desk()
        link, ticket = at.open(token)
        found = at.files.find(link.ticket_no, name) if _may_see(ticket, link) else None
        if found is None:
            abort(404)
        return Response(found[0], content_type=found[1], headers=HEADERS | _put_away(ticket, name))

    return routes


def _put_away(ticket: Ticket, name: str) -> dict[str, str]:
    """What no browser plays is kept as a file, under a name that says which ticket it is of."""
    if not name.endswith(UNPLAYED):
        return {}
    named = f"{ticket.ticket_no}-{name[:4]}{UNPLAYED}"
    return {"Content-Disposition": f'attachment; filename="{named}"'}


def _tapped(desk: DutyDesk, link: TicketLink, ticket: Ticket) -> str:
    """Do what was tapped; the sentence that says what is wrong with it, empty for nothing."""
    if request.form.get("state") == BACK:
        if _may_see(ticket, link):
            desk.note(link, "duty_back")
            desk.moving.hand_back(ticket, _seen(), link.duty, _note())
        return ""
    problem, wanted = _move(desk, ticket)
    if wanted and (wanted.state == ticket.state or wanted.state in ways(ticket, link.duty)):
        desk.note(link, f"duty_{wanted.state}")
        desk.moving.move(ticket, wanted, link.duty)
    return problem


def _move(desk: DutyDesk, ticket: Ticket) -> tuple[str, Move | None]:
    """What was tapped, or the sentence that says what is wrong with it."""
    state, seen, note = request.form.get("state", ""), _seen(), _note()
    try:
        end = times.read(request.form.get("expected_end", ""), desk.clock())
    except ValueError:
        return "预计时间要在现在以后。", None
    if state == "word":
        if not note and end is None:
            return "还没填时间，也没写话。", None
        state = ticket.state
    if state not in WORDS or seen < 0:
        return "没看懂点的是哪一步，请再点一次。", None
    return "", Move(state, seen, end, note)  # type: ignore[arg-type]  # checked by `ways`


def _seen() -> int:
    """How many events the page showed; -1 where it does not say."""
    seen = request.form.get("seen", "")
    return int(seen[:6]) if seen.isdecimal() else -1


def _note() -> str:
    return " ".join(request.form.get("note", "").split())[:NOTE_CHARS]


def _page(
    desk: DutyDesk, token: str, link: TicketLink, ticket: Ticket, *, problem: str = ""
) -> Response:
    page = render_template(
        "duty/ticket.html",
        token=token,
        ticket=ticket if _may_see(ticket, link) else replace(ticket, events=(), phone="", what=""),
        me=link,
        is_mine=ticket.duty == link.duty,
        taken_by=ticket.duty if ticket.duty not in (None, link.duty) else None,
        ways=[(state, words(ticket)[state]) for state in ways(ticket, link.duty)],
        state=words(ticket)[ticket.state],
        kind=wording.title(ticket),
        is_call=wording.is_call(ticket),
        events=[_event(event, ticket, desk) for event in ticket.events],
        seen=len(ticket.events),
        outage=_outage(ticket, desk),
        board=duty_links.board_link(desk.use.links, link.duty, link.ends_at_s),
        equipment=[p.name for p in map(desk.use.network.equipment, ticket.transformers[:3]) if p],
        end=say.when(ticket.expected_end, desk.clock()) if ticket.expected_end else "",
        opened=say.when(ticket.opened_at, desk.clock()),
        earliest=times.field(desk.clock()),
        problem=problem,
    )
    return Response(page, headers=HEADERS)


def _may_see(ticket: Ticket, link: TicketLink) -> bool:
    """Whoever has the ticket, or may still take it, sees the resident's phone and media."""
    return ticket.duty in (None, link.duty)


def _outage(ticket: Ticket, desk: DutyDesk) -> str:
    """The outage that the ticket joined, and whether it is only predicted."""
    outage = desk.use.outages.get(ticket.outage_no) if ticket.outage_no else None
    if outage is None:
        return ""
    return outage.area if outage.confirmed else f"{outage.area}，从报修推测，还没确认"


def words(ticket: Ticket) -> Mapping[str, str]:
    """The states and events of a ticket in short words."""
    return WORDS | CALL_WORDS if wording.is_call(ticket) else WORDS


def _event(event: TicketEvent, ticket: Ticket, desk: DutyDesk) -> dict[str, str | bool]:
    is_file = event.what in ("photo", "voice", "video")
    return {
        "at": say.when(event.at, desk.clock()),
        "what": event.what,
        "word": words(ticket).get(event.what, event.what),
        "text": "" if is_file else event.text,
        "file": event.text if is_file else "",
        "plays": not event.text.endswith(UNPLAYED),
    }
