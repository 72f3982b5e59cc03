"""Reporting a fault: where, a phone, and somebody is called."""

import re
from typing import Self

from msgspec.structs import replace

from bot import readers
from bot.backends.network import Place
from bot.backends.outages import Outage
from bot.backends.tickets import NewTicket, Ticket, TicketEvent
from bot.effects import CallBack, CallDuty, Effect, GroupCalls
from bot.forms import Form, ask
from bot.handlers import (
    afterwards,
    contact,
    outages,
    places,
    progress,
    report_answers,
    sent_files,
)
from bot.replies import Reply, joined
from bot.services import outage_words, ownership, promises, report_words
from bot.services import tickets as wording
from bot.steps import begin
from bot.turn import Turn

WHAT_CHARS = 500
ECHO_CHARS = 40
SPOKEN = "（见语音）"
"""The place of a report whose place was only spoken."""

_HOME = re.compile(r"我们?家|俺家|家里|屋[头里]|我们?屋|屋子")


class RepairReport(
    Form,
    title="报修",
    confirm="给您登记报修：{place}，电话{phone}。对吗？",
    about=("repair_report", "outage_query"),
):
    """A fault report; the first sentence may hold it all, a photo may come at any time.

    `transformers`, `outage_no`, `region` and `latitude`/`longitude` follow from the place, and
    `before`: the resident's open report of the same place; `media` holds photos and recordings (see
    `sent_files`).
    """

    stays = True

    place: str = ask(
        "故障在哪里？说街道门牌、村组或小区楼栋都行，也可以发个定位。",
        report_answers.place_of_fault,
        retry=places.RETRY,
        options=places.choices,
    )
    phone: str = ask("请留个手机号，抢修人员好联系您。", contact.reader, retry=contact.RETRY)
    what: str = ""
    transformers: str = ""
    outage_no: str = ""
    region: str = "urban"
    latitude: str = ""
    longitude: str = ""
    media: str = ""
    before: str = ""

    def opening(self, turn: Turn) -> str:  # noqa: ARG002  # the signature of every form
        """The self-check goes with the first question and takes no turn of its own."""
        if self.place:
            return "" if self.phone or self.outage_no else "别急，这就给您报修。"
        return joined("别急，这就给您报修。", outage_words.self_check(self.what))

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:
        """A known outage at the place is told with the next question, and the report joins it."""
        if name != "place":
            return self, "" if self.place else "电话记下了。"
        before = afterwards.reported_at(turn, self.place)
        said = self.with_values(
            what=_with_neighbours(self.what, turn.text),
            before=before.ticket_no if before else "",
            **_point(turn),
        )
        here, told = said.placed(turn, places.in_message(turn) or places.by_words(turn, self.place))
        under_way = f"{afterwards.going_on(before)}，会加到那一张上。" if before else ""
        return here, joined(under_way, told)

    def placed(self, turn: Turn, found: tuple[Place, ...]) -> tuple[Self, str]:
        """What feeds the place, and the outage there."""
        if not found:
            return self.with_values(transformers="", outage_no=""), ""
        around = places.finest(found)
        here = self.with_values(**places.network_of(around), outage_no="")
        running = _running(turn, around)
        if running is None:
            return here, places.finer(self.place, around)
        is_own = ownership.of_words(self.what) == "customer"
        if is_own or not places.is_explained(turn, around, running):
            return here, joined(
                outage_words.near(self.place, running), outage_words.facts(running, turn.now)
            )
        joins = here.with_values(outage_no=running.outage_no)
        return joins, outages.joining(turn, running)

    def pointless(self, turn: Turn) -> bool:
        """Power is back, nobody need come, or the resident sees to it."""
        text = turn.text
        ends = report_words.is_back(text) or report_words.calls_off(text)
        return ends or report_words.LOOKS_FIRST.fullmatch(text) is not None

    def cancelled(self) -> str:
        """What is said at 取消, with how to report again."""
        return f"已取消{self.title}。再没电、还没好，随时说“报修”；别的事也直接说就行。"

    def explained(self, turn: Turn) -> str:
        """The answer to a question beside the report: when, what it costs, arrears; else empty."""
        region = self.region if self.transformers else None
        return report_answers.side_answer(turn, self.place, region, self.outage_no)  # type: ignore[arg-type]  # set from a Place

    def adds(self, turn: Turn) -> bool:
        """More of what is wrong, what the self-check asked, or what is announced as a word more."""
        says = report_words.adds(turn.text) or report_words.CHECKED.search(turn.text)
        return super().adds(turn) or bool(says)

    def attached(self, turn: Turn) -> tuple[Self, str]:
        """Photos and recordings go on the ticket; a recording may hold the place itself."""
        kind = sent_files.KINDS.get(turn.message.kind)
        if kind is None or (kind == "voice" and not turn.use.can.media):
            return self, ""
        held = self.with_values(media=sent_files.added(self.media, turn))
        if kind != "voice":
            return held, promises.kept_text(turn.use.can, "照片视频", "收到，会放进报修里。")
        if not self.place:
            held = held.with_values(place=SPOKEN)
        return held, "语音收到，会放进报修里，值班人员会听。"

    def overheard(self, turn: Turn) -> tuple[Self, str]:
        """More of what is wrong; 我要报修 once more is none."""
        if report_words.WISH.fullmatch(turn.text):
            return self, "正在给您报修，答完马上登记。"
        said = report_words.ADD.sub("", turn.text, count=1).strip(" ，,：:。") or turn.text
        what = self.what if said in self.what else joined(self.what, said)[-WHAT_CHARS:]
        return self.with_values(what=what), f"记下了，会告诉抢修人员：{said[:ECHO_CHARS]}。"

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
            media=sent_files.pairs(self.media),
        )

    def done(self, turn: Turn) -> Reply:
        """Open the ticket; call the duty person once it is saved."""
        before = turn.use.tickets.get(self.before) if self.before else None
        if before is not None and before.is_open:
            return afterwards.gone_on_with(turn, before, self.what, self.media)
        owner = ownership.of_words(self.what)
        if owner == "customer" and self.outage_no:  # nor does it end with the outage around it
            return self.with_values(outage_no="").done(turn)
        ticket = turn.use.tickets.open(self.id, self._new_ticket(turn, owner))
        if ticket.kind == "callback":
            ticket = self._whole(turn, ticket)
        kept = sent_files.put_on(ticket.ticket_no, self.media)
        text = joined(
            f"报修登记好了，编号 {ticket.ticket_no}"
            + ("，已并到这处停电。" if self.outage_no else "。"),
            "" if self.outage_no else wording.arrival(ticket, turn.use.utility),
            ownership.ADVICE[owner],
            self._told_later(turn),
            promises.MORE,
        )
        return Reply(
            text,
            effects=(CallDuty(ticket.ticket_no), GroupCalls(ticket.ticket_no), *kept),
            remember={"intent": "repair_progress", "ticket_no": ticket.ticket_no},
        )

    def _told_later(self, turn: Turn) -> str:
        """How news reach the reporter, where that is not by the phone that the crew calls."""
        phone = contact.number(self.phone)
        if phone and not self.outage_no:
            return ""
        event = "来电了" if self.outage_no else "没留电话，有消息"
        return promises.news_text(turn.use.can, event, phone)

    def _whole(self, turn: Turn, ticket: Ticket) -> Ticket:
        """The call-back ticket of a form left half-filled, amended into a report."""
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


def repair_report(turn: Turn) -> Reply:
    """Open the form, unless the resident says that a fixed fault is there again."""
    of_before = (
        progress.still_dark(turn) or afterwards.corrected(turn) or afterwards.dark_as_before(turn)
    )
    if of_before is not None:
        return of_before
    reply = _begun(turn)
    if not reply.form:
        return reply
    before = afterwards.reported_at(turn, reply.form.values.get("place", ""))
    if before is not None:
        return afterwards.gone_on_with(turn, before, turn.text)
    kept = promises.kept_text(turn.use.can, "刚才发来的", "刚才发来的会放进报修里。")
    said = kept if sent_files.sent_before(turn) else ""
    second = places.others(turn)
    wish = {"wish": f"repair_report {second}没电，我要报修"} if second else {}
    then = f"一次登记一处，办完这处再办{second}。" if second else ""
    known = replace(reply, remember={**reply.remember, **sent_files.FORGOTTEN, **wish})
    return known.before(joined(said, then, afterwards.under_way(turn)))


def _begun(turn: Turn) -> Reply:
    """The form, with the place where one is known: at home, or scanned or looked up just now."""
    phone, media = contact.left_before(turn), sent_files.sent_before(turn)
    form = RepairReport(id=turn.id, what=turn.text, place="", phone=phone, media=media)
    if places.reader(turn, False):  # noqa: FBT003  # a reader's signature
        return begin(form, turn)
    is_home = _HOME.search(turn.text) or outage_words.tells(turn.text)
    homes = places.homes(turn) if is_home else ()
    place, found = (homes[0], places.own(turn)) if len(homes) == 1 else places.recent(turn)
    if not place:
        return begin(form, turn)
    form, remark = form.with_values(place=place).placed(turn, found)
    return begin(form, turn, joined(places.known_as(place), remark))


def repair_progress(turn: Turn) -> Reply:
    """What became of a report; who made none and speaks of one wants to make it."""
    is_first = turn.session.form is None and not turn.use.tickets.of_reporter(turn.openid)
    asks = report_words.ASKS_PROGRESS.search(turn.text) or turn.understanding.first("ticket_no")
    tells = report_words.REPORTS.search(turn.text) or report_words.STILL_DARK.search(turn.text)
    if is_first and not asks and tells:
        return repair_report(turn)
    return progress.repair_progress(turn)


def outage_query(turn: Turn) -> Reply:
    """Who leaves a phone, or tells that it is dark, wants somebody to come; else a look-up."""
    if readers.phone(turn, False) or outage_words.tells(turn.text):  # noqa: FBT003  # a reader's signature
        return repair_report(turn)
    return outages.outage_query(turn)


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


def _running(turn: Turn, around: tuple[Place, ...]) -> Outage | None:
    """The outage that may explain the dark now; one that is only planned for later does not."""
    known = [one for one in outages.known_or_beside(turn, around) if one.start <= turn.now]
    explaining = (one for one in known if places.is_explained(turn, around, one))
    return next(explaining, next(iter(known), None))
