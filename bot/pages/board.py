"""The board of outages for a person on duty: open, change and close them; open tickets beside."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot import say
from bot.backends.network import Place
from bot.backends.outages import NewOutage, Outage
from bot.clock import Clock
from bot.dispatch import duty_links
from bot.dispatch.board import Board
from bot.dispatch.duty_links import BoardLink
from bot.dispatch.posting import Post
from bot.pages import times
from bot.pages.duty import HEADERS, words
from bot.services import Services, outage_words
from bot.services import tickets as wording
from bot.store.audit import Audit

SHOWN_PLACES = 12
SHOWN_TICKETS = 60
TEXT_CHARS = 60


@dataclass(frozen=True, slots=True)
class BoardDesk:
    """What the board works with."""

    use: Services
    board: Board
    audit: Audit
    clock: Clock

    @classmethod
    def of(cls, use: Services, post: Post, audit: Audit) -> "BoardDesk":
        """The desk over these services."""
        return cls(use, Board.of(use, post), audit, post.clock)

    def open(self, token: str, how: str) -> BoardLink:
        """Whose board it is; the look or change is audited first.

        Raises:
            LinkExpired: the link is too old.
            LinkForged: it was not made here.
            StoreAway: it could not be written down.
        """
        link = duty_links.read_board(self.use.links, token)
        self.audit.add(f"{link.duty.name} {link.duty.phone}", how, "outage_board")
        return link


class Unclear(ValueError):
    """What was filled in cannot be done; the text says why."""


def blueprint(desk: Callable[[], BoardDesk]) -> Blueprint:
    """`/duty/board/<token>`."""
    routes = Blueprint("board", __name__, template_folder="templates")

    @routes.get(f"/{duty_links.BOARD}/<token>")
    def show(token: str) -> Response:
        at = desk()
        return _page(at, token, at.open(token, "board_link"))

    @routes.post(f"/{duty_links.BOARD}/<token>")
    def change(token: str) -> AnyResponse:
        at = desk()
        word = request.form.get("word", "")
        link = at.open(token, f"board_{word}" if word in _WORDS else "board_link")
        try:
            _WORDS[word](at)
        except (Unclear, KeyError, LookupError) as error:
            problem = str(error) if isinstance(error, Unclear) else "没看懂点的是什么，请再点一次。"
            page = _page(at, token, link, problem)
            page.status_code = 400
            return page
        return redirect(url_for("board.show", token=token), 303)

    return routes


def _open(desk: BoardDesk) -> None:
    use, devices = desk.use, tuple(dict.fromkeys(request.form.getlist("device")))
    places = _supplied(devices, use)
    if not devices or not places:
        raise Unclear("请先选停电的台区或线路。")
    kind = "planned" if request.form.get("kind") == "planned" else "fault"
    start = _past_or_to_come(request.form.get("start", "")) or desk.clock()
    end = _end(desk)
    if kind == "planned" and (end is None or end <= start):
        raise Unclear("计划停电要填开始和结束的时间。")
    new = NewOutage(
        kind=kind,  # type: ignore[arg-type]  # one of the two
        area=_text("area") or outage_words.area(place.name for place in places),
        cause=_text("cause"),
        devices=devices,
        start=start,
        expected_end=end,
    )
    if not _is_there(desk, new):
        desk.board.open(_key(), new)


def _is_there(desk: BoardDesk, new: NewOutage) -> bool:
    """Whether the very same fault is on the board; one that says otherwise is to be changed."""
    running = desk.board.running_at(new.devices) if new.kind == "fault" else None
    if running is None:
        return False
    if (running.cause, running.expected_end) != (new.cause, new.expected_end):
        raise Unclear(
            f"这里已经开了停电 {running.outage_no}（{running.area}），原因、时间请在它那里改。"
        )
    return True


def _change(desk: BoardDesk) -> None:
    desk.board.change(
        _key(),
        request.form.get("outage_no", ""),
        cause=_text("cause") or None,
        expected_end=_end(desk),
    )


def _close(desk: BoardDesk) -> None:
    desk.board.close(_key(), request.form.get("outage_no", ""))


_WORDS: dict[str, Callable[[BoardDesk], None]] = {
    "open": _open,
    "change": _change,
    "close": _close,
}


def _supplied(devices: tuple[str, ...], use: Services) -> list[Place]:
    """The transformers of the devices picked; a device that does not exist has none."""
    codes = [code for device in devices for code in use.network.transformers_of(device) or [device]]
    return [place for code in codes if (place := use.network.equipment(code))]


def _text(name: str) -> str:
    return " ".join(request.form.get(name, "").split())[:TEXT_CHARS]


def _end(desk: BoardDesk) -> datetime | None:
    try:
        return times.read(request.form.get("expected_end", ""), desk.clock())
    except ValueError:
        raise Unclear("预计来电的时间要在现在以后。") from None


def _past_or_to_come(text: str) -> datetime | None:
    try:
        return times.read(text, datetime.min)  # noqa: DTZ901  # local wall time
    except ValueError:
        raise Unclear("开始的时间没看懂。") from None


def _key() -> str:
    """The form's own idempotency key: tapped twice, it is done once."""
    key = request.form.get("key", "")
    if not key.isalnum() or len(key) > TEXT_CHARS:
        raise Unclear("页面太旧了，请刷新后再点。")
    return f"board:{key}"


def _page(desk: BoardDesk, token: str, link: BoardLink, problem: str = "") -> Response:
    where = request.args.get("where", "").strip()[:TEXT_CHARS]
    page = render_template(
        "duty/board.html",
        token=token,
        me=link.duty,
        where=where,
        devices=_devices(where, desk.use),
        outages=[_outage(one, desk) for one in desk.use.outages.open_now()],
        tickets=_tickets(desk, link),
        key=lambda: secrets.token_hex(12),
        earliest=times.field(desk.clock()),
        problem=problem,
    )
    return Response(page, headers=HEADERS)


def _devices(where: str, use: Services) -> list[tuple[str, str]]:
    """Transformers and feeders at a place, as code and words."""
    if not where:
        return []
    located = use.network.locate(where)
    found = [place for place in located if place.kind == located[0].kind][:SHOWN_PLACES]
    equipment = use.network.equipment(where)
    places = [*found, *([equipment] if equipment else [])]
    codes = dict.fromkeys(code for place in places for code in place.transformers)
    named = [(code, use.network.equipment(code)) for code in list(codes)[:SHOWN_PLACES]]
    feeders = dict.fromkeys(feeder for place in places for feeder in place.feeders)
    return [
        *((code, f"台区 {place.name}" if place else code) for code, place in named),
        *((feeder, f"整条线路 {feeder}") for feeder in feeders),
    ]


def _outage(outage: Outage, desk: BoardDesk) -> dict[str, Any]:
    now = desk.clock()
    return {
        "no": outage.outage_no,
        "kind": "计划" if outage.kind == "planned" else "故障",
        "area": outage.area,
        "cause": outage.cause,
        "devices": "、".join(outage.devices),
        "since": say.when(outage.start, now),
        "end": say.when(outage.expected_end, now) if outage.expected_end else "还说不准",
        "confirmed": outage.confirmed,
        "joined": len(desk.board.joined(outage.outage_no)),
    }


def _tickets(desk: BoardDesk, link: BoardLink) -> list[dict[str, str]]:
    """Open tickets, those that nobody has taken first; each with this person's own link."""
    tickets = sorted(desk.use.tickets.listed(only_open=True), key=lambda one: one.state != "new")
    return [
        {
            "no": one.ticket_no,
            "kind": wording.title(one),
            "state": words(one)[one.state],
            "place": one.place or "没留地点",
            "who": one.duty.name if one.duty else "还没人接",
            "link": duty_links.ticket_link(
                desk.use.links, one.ticket_no, link.duty, link.ends_at_s
            ),
        }
        for one in tickets[:SHOWN_TICKETS]
    ]
