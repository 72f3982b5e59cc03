"""Danger: a ticket at once, what to do and not to do, then place and phone into the same ticket."""

from typing import Self

from bot import picks, readers
from bot.backends.tickets import NewTicket, Ticket, TicketEvent
from bot.effects import CallDuty, Effect
from bot.forms import Form, ask
from bot.handlers import contact, places, progress, report_answers, responsible, sent_files
from bot.handlers import outages as outages_
from bot.replies import Choice, Reply, joined
from bot.services import outage_words, tickets
from bot.steps import start
from bot.turn import Turn


class DangerDetails(Form, title="险情登记", about=("repair_report", "outage_query")):
    """Place and phone of a danger ticket; each answer is on the ticket at once."""

    stays = True

    place: str = ask(
        "险情在哪里？说街道门牌、村组或小区楼栋，或者发个定位。",
        places.reader,
        options=places.choices,
        retry="人先离远，有火打119，有人受伤打120。知道地方才好赶来，说附近的村、学校、商店也行。",
    )
    phone: str = ask("请留个手机号，抢修人员马上联系您。", contact.reader, retry=contact.RETRY)
    ticket_no: str = ""
    told: str = ""

    def opening(self, turn: Turn) -> str:
        """Who names a whole town may say more."""
        return places.finer(self.place, places.by_words(turn, self.place))

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:
        """Put the answer on the ticket."""
        if self.ticket_no:
            _amend(turn, self.ticket_no, name, self.value(name))
        is_news = name == "place" or contact.number(self.phone)
        held = self._with_news(turn, name) if is_news else self
        if name == "place":
            return held, self.opening(turn)
        return held, "" if self.place else "电话记下了。"

    def tells(self, turn: Turn) -> tuple[Effect, ...]:
        """Who is on duty hears of it at once; where the place is learnt, who is on duty there."""
        moment, _, what = self.told.partition(" ")
        if moment != turn.id:
            return ()
        ticket = turn.use.tickets.get(self.ticket_no)
        begins_anew = what == "place" and ticket is not None and ticket.state == "new"
        return (CallDuty(self.ticket_no, hurry=not begins_anew),)

    def _with_news(self, turn: Turn, what: str) -> Self:
        """The form with what this message tells; a place weighs more than what comes with it."""
        place = f"{turn.id} place"
        return self if self.told == place else self.with_values(told=f"{turn.id} {what}")

    def explained(self, turn: Turn) -> str:
        """Whether and why the power is out there."""
        return report_answers.outages_at(turn, self.place)

    def overheard(self, turn: Turn) -> tuple[Self, str]:
        """More of the danger goes on its ticket."""
        note = TicketEvent(turn.now, "note", turn.text[:500])
        turn.use.tickets.amend(f"{turn.id}:more", self.ticket_no, event=note)
        return self._with_news(turn, "more"), "记下了，加到险情上了。人先离远。"

    def cancelled(self) -> str:
        """The questions end, the danger does not."""
        return (
            f"好的，取消提问。险情 {self.ticket_no} 照样是最急件，请继续远离。"
            f"要是看错了、没有危险，回“取消险情”。"
        )

    def done(self, turn: Turn) -> Reply:
        """The last words, once place and phone are known."""
        phone = f"，电话{self.phone}" if contact.number(self.phone) else ""
        news = self.tells(turn)
        called = progress.called(turn, "正催值班人员。") if news else ""
        ticket = turn.use.tickets.get(self.ticket_no)
        what = ticket.what if ticket else ""
        return Reply(
            joined(
                f"记下了：{self.place}{phone}，已加到 {self.ticket_no}。{called}"
                + _care(turn, what),
                *(_around(turn, self.place) if outage_words.hangs_on_power(what) else ()),
            ),
            effects=news,
            remember={"no_phone": "" if phone else self.ticket_no},
        )


def emergency(turn: Turn) -> Reply:
    """Open or join the danger ticket, advise, and ask for what is missing."""
    ticket, effects = _ticket(turn)
    is_new = not ticket.events or ticket.events[-1].what == "new"
    is_scanned = is_new and ticket.place and not places.reader(turn, False)  # noqa: FBT003  # a reader's signature
    words = joined(
        _said(turn, ticket, is_new=is_new), places.known_as(ticket.place) if is_scanned else ""
    )
    refused = turn.session.context.get("no_phone") == ticket.ticket_no
    asked = start(
        DangerDetails,
        turn,
        ticket_no=ticket.ticket_no,
        place=ticket.place,
        phone=ticket.phone or (contact.NONE if refused else ""),
    )
    return Reply(
        joined(words, asked.text if asked.form else _kept(turn, ticket, is_new=is_new)),
        question=asked.question,
        form=asked.form,
        effects=(
            *(asked.effects or effects),
            *sent_files.put_on(ticket.ticket_no, sent_files.sent_before(turn)),
        ),
        remember={**progress.about(ticket), **sent_files.FORGOTTEN},
        ends=_asks_for(turn, ticket),
    )


def _said(turn: Turn, ticket: Ticket, *, is_new: bool) -> str:
    """What to do first, then the ticket and who is told of it."""
    advice = turn.use.advice.for_words(turn.text if is_new else f"{ticket.what}，{turn.text}")
    kept = f"已加到险情 {ticket.ticket_no} 上。" + progress.called(turn, "又催了值班人员。")
    if is_new:
        called = progress.called(turn, "正在通知值班人员。")
        kept = f"险情已登记为最急件，编号 {ticket.ticket_no}。{called}"
    hotline = turn.use.utility.hotline
    return joined(advice.say, f"{advice.call}同时请拨打{hotline}，24小时有人接。", kept)


def _asks_for(turn: Turn, ticket: Ticket) -> bool:
    """Whether the open form asks for the same ticket: the new one goes on in its place."""
    form = turn.session.form
    return form is not None and form.values.get("ticket_no") == ticket.ticket_no


def _care(turn: Turn, what: str) -> str:
    care, hotline = turn.use.advice.for_words(what).care, turn.use.utility.hotline
    return f"{care}，也可以直接打{hotline}。"


def _kept(turn: Turn, ticket: Ticket, *, is_new: bool) -> str:
    """The last words where nothing is asked; what one message told is said back."""
    phone = f"，电话{ticket.phone}" if ticket.phone else ""
    told = f"地点：{ticket.place}{phone}。不对就直接说。" if is_new else ""
    return joined(told, _care(turn, ticket.what))


def _around(turn: Turn, place: str) -> tuple[str, ...]:
    """When power may be back, and whom to ask for a generator."""
    charge, found = responsible.at_place(turn, place), places.by_words(turn, place)
    outages = outages_.known_at(turn, places.finest(found)) if found else ()
    running = (outage_words.facts(one, turn.now) for one in outages if one.start <= turn.now)
    manager = charge.manager
    called = f"台区经理{manager.name}，电话{manager.phone}。" if manager else ""
    return *running, called


def first_aid(turn: Turn) -> Reply:
    """What to do in danger and how to keep out of it, for reading; no ticket is opened."""
    advice = turn.use.advice
    text = joined(
        f"有险情先离远，再打{turn.use.utility.hotline}（24小时）。",
        *(
            f"· {entry.name}：{entry.say}{entry.call}"
            for entry in advice.danger
            if entry.words and entry.listed
        ),
        "平时注意：",
        *(f"· {sentence}" for sentence in advice.prevention),
    )
    return Reply(
        text,
        choices=(
            Choice("现在就有险情", "emergency", "现在就有险情"),
            Choice("我要报修", "repair_report", "我要报修"),
            Choice("转人工", "human_agent", "转人工"),
        ),
    )


def _ticket(turn: Turn) -> tuple[Ticket, tuple[CallDuty, ...]]:
    """The ticket of the resident's danger of the last 30 minutes, or a new one."""
    for ticket in turn.use.tickets.of_reporter(turn.openid):
        if ticket.kind == "danger" and tickets.is_just_made(ticket, turn.now):
            note = TicketEvent(turn.now, "note", turn.text[:500])
            joined_to = turn.use.tickets.amend(turn.id, ticket.ticket_no, event=note)
            return joined_to, (CallDuty(ticket.ticket_no, hurry=True),)
    ticket = turn.use.tickets.open(turn.id, _new_ticket(turn))
    return ticket, (CallDuty(ticket.ticket_no),)


def _new_ticket(turn: Turn) -> NewTicket:
    held = turn.session.form.values if turn.session.form else {}
    before = tickets.just_made(turn.use.tickets.of_reporter(turn.openid), turn.now)
    left = contact.number(held.get("phone", "")) or (before.phone if before else "")
    place = places.reader(turn, False) or held.get("place", "") or _picked_at(turn)  # noqa: FBT003  # a reader's signature
    found = places.finest(places.by_words(turn, place)) if place else places.scanned(turn)
    return NewTicket(
        kind="danger",
        reporter=turn.openid,
        place=place or (places.label(found[0]) if found else ""),
        phone=readers.phone(turn, False) or left,  # noqa: FBT003  # see above
        what=turn.text[:500],
        owner="utility",
        transformers=tuple(code for place_ in found for code in place_.transformers),
        region=found[0].region if found else "urban",
    )


def _picked_at(turn: Turn) -> str:
    """The place said before a number of the choices was picked; empty where it is not one."""
    is_pick = picks.is_number(turn.message.text) and not turn.session.is_stale(turn.now)
    return turn.session.context.get("place_said", "") if is_pick else ""


def _amend(turn: Turn, ticket_no: str, name: str, value: str) -> None:
    key = f"{turn.id}:{name}"
    if name == "phone":
        turn.use.tickets.amend(key, ticket_no, phone=contact.number(value))
        return
    found = places.finest(places.in_message(turn) or places.by_words(turn, value))
    codes = [code for place in found for code in place.transformers]
    event = TicketEvent(turn.now, "placed", value)
    turn.use.tickets.amend(
        key,
        ticket_no,
        place=value,
        transformers=codes or None,
        region=found[0].region if found else None,
        event=event,
    )
