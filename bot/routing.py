"""Station 5: which handler answers a turn. Nothing is run here.

`Router.choose` decides in this order; a new case goes where it stands:

1. an event of the platform or a tap on the menu (`_event`);
2. danger, but a bare place or name that an open form asked for is none;
3. while a person talks to the resident, silence; while an earlier message is worked on, a promise
   (`_calmly`);
4. a global word such as 取消 or 继续 (`_command`);
5. an open form (`bot/open_forms.py`), a photo or a recording, a picked choice (`_in_words`);
6. what is plainly about a report just made, or an awaited code (`Table.at_once`);
7. the wish that comes first in the message (`bot/urgent.py`), or what it goes on with
   (`bot/follow_ups.py`, `_afresh`);
8. the follow-up of the last answer, then the intent where it is sure, else a question back
   (`bot/asking.py`, `_after_the_last`).
"""

from collections.abc import Mapping

from msgspec.structs import replace

from bot import hearing, picks, readers, urgent
from bot.asking import Asking, again
from bot.errors import DialogueAway
from bot.follow_ups import followed, topic
from bot.handlers import global_words
from bot.handling import Handler, Table
from bot.intents import DARK, Understand, Understanding
from bot.open_forms import OpenForms
from bot.replies import SILENT, Choice, Reply, joined
from bot.session import FormState
from bot.turn import Turn

UNSURE = 0.5
"""Below this score the bot asks instead of guessing (docs/understanding.md says how it was set)."""


class Router:
    """Chooses the handler of a turn, in the order at the head of this file."""

    def __init__(self, table: Table, understand: Understand) -> None:
        self._table = table
        self._understand = understand
        self._forms = OpenForms(table.forms, self._by_intent, self._by_kind, table.at_once)
        self._asking = Asking(table.titles, understand, self._pick)

    def choose(self, turn: Turn) -> Handler:
        """The handler of a turn."""
        if turn.message.kind == "event":
            return self._event(turn)
        if turn.message.kind == "other":
            return _stay_silent
        if not turn.understanding.is_danger:
            return self._calmly(turn)
        if hearing.names_only(turn):
            calm = _as_intent(turn, "out_of_scope")
            return lambda _: self._calmly(calm)(calm)
        return lambda turn: self._table.at_once(turn) or self._table.intents["emergency"](turn)

    def _calmly(self, turn: Turn) -> Handler:
        """The handler of a message that tells of no danger."""
        if turn.session.with_person(turn.now):
            return self._leave_person if turn.leaves_person else _stay_silent
        if turn.owed:
            return global_words.still_working
        return self._command(turn) or self._in_words(turn)

    def complete(self, turn: Turn, reply: Reply) -> Reply:
        """The handler's reply with what may go with any: a second wish, a parked form's note."""
        reply = self._asking.with_second_wish(turn, reply) if turn.text else reply
        place = readers.address(turn)
        if place:
            reply = replace(reply, remember={"place_said": place, **reply.remember})
        parked = turn.session.parked
        if parked is None or reply.silent or reply.unparks or reply.form is not None:
            return reply
        ended = turn.session.form is not None and self._forms.holds_answers(parked)
        if not turn.just_parked and not ended:
            return reply
        return replace(reply, text=joined(reply.text, self._forms.parked_note(parked)))

    def without_dialogue(self, turn: Turn) -> Reply:
        """The reply while Redis is away: one that needs no answer and no numbered choices.

        Raises:
            DialogueAway: the reply would be a form, a transfer or empty.
        """
        is_event = turn.message.kind == "event"
        reply = None if is_event else self._table.without_dialogue(turn)
        if reply is not None:
            return reply
        reply = self.choose(turn)(turn)
        if reply.form is not None or reply.transfer is not None or not (reply.text or reply.silent):
            raise DialogueAway
        if not reply.choices:
            return reply
        limited = DialogueAway().said(turn.use.utility.hotline)
        return replace(reply, text=joined(reply.text, limited), question="", choices=())

    def _in_words(self, turn: Turn) -> Handler:
        form = turn.session.form
        if form is not None:
            return self._in_form(turn, form)
        if turn.message.kind in self._table.media and not turn.text:
            return self._by_kind
        offer = _picked(turn)
        if offer is not None:
            return lambda turn: self._asking.chosen(turn, offer, self._pick(turn, offer))
        return lambda turn: self._table.at_once(turn) or self._afresh(turn)(turn)

    def _afresh(self, turn: Turn) -> Handler:
        """A message by itself, or going on with the last answer.

        A bare number, a nod and bare particulars are never classified.
        """
        first = urgent.first(turn, self._understand)
        if first is not turn:
            return lambda _: self._by_intent(first)
        intent = followed(turn)
        if intent:
            return lambda turn: self._goes_on(_as_intent(replace(turn, goes_on=True), intent))
        says_nothing = picks.is_number(turn.text) or hearing.is_bare(turn, "address", "phone")
        if says_nothing or turn.understanding.command in ("yes", "no"):
            return self._table.intents["out_of_scope"]
        return self._after_the_last

    def _goes_on(self, turn: Turn) -> Reply:
        """A message surely about the last answer: to its follow-up handler, else to its intent."""
        return self._followed(turn, turn.understanding.intent) or self._by_intent(turn)

    def _after_the_last(self, turn: Turn) -> Reply:
        """A message that may be about the last answer, whose follow-up handler is asked first."""
        followed = self._followed(replace(turn, goes_on=True), topic(turn))
        if followed is not None:
            return followed
        if not _is_sure(turn.understanding):
            return self._unclear(turn)
        reply = self._asking.doubted(turn) or self._by_intent(turn)
        return (again(turn) if reply.unsure else None) or reply

    def _followed(self, turn: Turn, about: str) -> Reply | None:
        follow = self._table.follows.get(about)
        meant = follow(turn) if follow else None
        if isinstance(meant, Choice):
            return self._pick(turn, meant)
        return meant and _about(meant, about)

    def _in_form(self, turn: Turn, form: FormState) -> Handler:
        shown = _picked(turn)
        if shown is None:
            return lambda turn: self._forms.answer(turn, form)
        meant = self._meaning(turn, shown.intent, shown.says)
        return lambda _: self._forms.aside_of(meant, form)

    def _event(self, turn: Turn) -> Handler:
        message = turn.message
        form = turn.session.form
        if message.event != "click":
            return self._event_told(form, message.event)
        tapped = self._table.clicks.get(message.event_key, ("help", ""))
        if not isinstance(tapped, tuple):
            told = tapped
            return lambda turn: (
                self._forms.beside(turn, form, told(turn), first=True) if form else told(turn)
            )
        meant = self._meaning(turn, *tapped)
        if form is not None:
            return lambda _: self._forms.aside_of(meant, form)
        return lambda _: self._by_intent(meant)

    def _event_told(self, form: FormState | None, event: str) -> Handler:
        """An event; a scanned box may answer a form's 在哪里, else an open form stays open."""
        tells = self._table.events.get(event, _stay_silent)
        if form is None:
            return tells
        if event == "scan" and form.asking == "place":
            return lambda turn: self._forms.answer(turn, form)

        def beside(turn: Turn) -> Reply:
            told = tells(turn)
            return told if told.silent else self._forms.beside(turn, form, told)

        return beside

    def _command(self, turn: Turn) -> Handler | None:
        """The handler of a message that is nothing but a global word."""
        command, form, parked = turn.understanding.command, turn.session.form, turn.session.parked
        if form is not None:
            return self._command_in_form(command, form)
        if parked is not None and command == "resume":
            return lambda turn: self._forms.resume(turn, parked)
        intents = self._table.intents
        by_word: Mapping[str | None, Handler] = {
            "cancel": lambda turn: self._table.cancels(turn) or global_words.nothing_open(turn),
            "back": global_words.nothing_open,
            "resume": global_words.nothing_kept,
            "more": global_words.more,
            "human": intents["human_agent"],
            "help": intents["help"],
        }
        return by_word.get(command)

    def _command_in_form(self, command: str | None, form: FormState) -> Handler | None:
        """A global word while a form is open; only 取消 closes it."""
        forms, help_ = self._forms, self._table.intents["help"]
        by_word: Mapping[str | None, Handler] = {
            "cancel": lambda turn: forms.cancel(turn, form),
            "back": lambda turn: forms.back(turn, form),
            "more": lambda turn: forms.beside(turn, form, global_words.more(turn)),
            "human": lambda turn: forms.aside_of(_as_intent(turn, "human_agent"), form),
            "help": lambda turn: forms.beside(turn, form, help_(turn)),
        }
        return by_word.get(command)

    def _by_intent(self, turn: Turn) -> Reply:
        intent = turn.understanding.intent
        off = turn.use.utility.off_sentence(intent)
        if off:
            return Reply(off)
        reply = self._table.intents[intent](turn)
        return _about(reply, intent) if intent in self._table.follows else reply

    def _leave_person(self, turn: Turn) -> Reply:
        told, form = Reply("好的，取消人工，又是我了。有什么事直接说。"), turn.session.form
        return self._forms.beside(turn, form, told) if form else told

    def _by_kind(self, turn: Turn) -> Reply:
        return self._table.media[turn.message.kind](turn)

    def _unclear(self, turn: Turn) -> Reply:
        return (
            self._table.belongs(turn) or self._asking.doubted(turn) or self._asking.ask_back(turn)
        )

    def _pick(self, turn: Turn, offer: Choice) -> Reply:
        return self._by_intent(self._meaning(turn, offer.intent, offer.says))

    def _meaning(self, turn: Turn, intent: str, says: str) -> Turn:
        """The turn as if the resident had written `says` and meant `intent`."""
        understood = self._understand(says, turn.now)
        return replace(turn, understanding=replace(understood, intent=intent, score=1.0))


def _is_sure(understood: Understanding) -> bool:
    """Whether the likeliest intent is answered; outage and fault count as one (`darkness`)."""
    is_dark = understood.intent in DARK
    return (understood.darkness if is_dark else understood.score) >= UNSURE


def _about(reply: Reply, intent: str) -> Reply:
    """The reply, remembered in the session as an answer of this intent, unless it only asks."""
    asks = reply.form is not None or reply.unsure
    return reply if asks else replace(reply, remember={"intent": intent, **reply.remember})


def _picked(turn: Turn) -> Choice | None:
    offers = turn.session.offers
    at = picks.position(turn.text, [offer.label for offer in offers])
    if at is None and turn.session.form is None:
        at = picks.agreed(turn.text, [offer.also for offer in offers])
    nods = turn.understanding.command == "yes" and turn.session.form is None
    if at is None and len(offers) == 1 and nods:
        at = 0
    return None if at is None else offers[at]


def _as_intent(turn: Turn, intent: str) -> Turn:
    return replace(turn, understanding=replace(turn.understanding, intent=intent))


def _stay_silent(_turn: Turn) -> Reply:
    return SILENT
