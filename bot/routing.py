"""Station 5: which handler answers a turn. Nothing is run here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from bot import hearing, picks, readers, urgent
from bot.asking import Asking, again, followed, topic
from bot.errors import DialogueAway
from bot.forms import FormClasses
from bot.handlers import global_words
from bot.intents import DARK, Understand, Understanding
from bot.replies import SILENT, Choice, Reply, joined
from bot.session import FormState
from bot.steps import Steps
from bot.turn import Turn

Handler = Callable[[Turn], Reply]
Follow = Callable[[Turn], Reply | Choice | None]
"""A reply, or what the message is short for; `None` where the last answer has no use for it."""

UNSURE = 0.5
"""Below this score the bot asks instead of guessing (docs/understanding.md says how it was set)."""


@dataclass(frozen=True, slots=True)
class Table:
    """Every handler of the bot, by what calls it.

    Attributes:
        intents: a handler for each of the 26 intents.
        events: handlers of platform events, by the event's name.
        media: handlers of messages that are not text, by their kind.
        clicks: the menu's keys: the intent that a tap means and the words it stands for, or the
            handler of what is only told.
        forms: every form, by the name of its class.
        titles: how the bot names an intent when it asks.
        at_once: answers what is plainly about a report already made, or is the code that a binding
            awaits, before the intent is asked about; else `None`.
        follows: what a short message means right after an answer, by the intent of that answer.
        belongs: where an unclear message belongs, such as to a report just made; else `None`.
        cancels: what 取消 means while no form is open; else `None`.
        one_message: makes the best of a message when no dialogue is possible.
    """

    intents: Mapping[str, Handler]
    events: Mapping[str, Handler]
    media: Mapping[str, Handler]
    clicks: Mapping[str, tuple[str, str] | Handler]
    forms: FormClasses
    titles: Mapping[str, str]
    at_once: Callable[[Turn], Reply | None]
    belongs: Callable[[Turn], Reply | None]
    follows: Mapping[str, Follow]
    cancels: Callable[[Turn], Reply | None]
    one_message: Callable[[Turn], Reply | None]


class Router:
    """Chooses: danger first, then global words, then the open form, then the intent, else asks."""

    def __init__(self, table: Table, understand: Understand) -> None:
        self._table = table
        self._understand = understand
        self._steps = Steps(table.forms, self._by_intent, self._by_kind, table.at_once)
        self._asking = Asking(table.titles, understand)

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
        """The handler of words that tell of no danger."""
        if turn.session.with_person(turn.now):
            return self._leave_person if turn.leaves_person else _stay_silent
        if turn.owed:
            return global_words.still_working
        return self._command(turn) or self._said(turn)

    def complete(self, turn: Turn, reply: Reply) -> Reply:
        """The handler's reply, with a second wish and a form that silence has put aside named."""
        reply = self._asking.with_second_wish(turn, reply) if turn.text else reply
        place = readers.address(turn)
        if place:
            reply = replace(reply, remember={"place_said": place, **reply.remember})
        parked = turn.session.parked
        if parked is None or reply.silent or reply.unparks or reply.form is not None:
            return reply
        ended = turn.session.form is not None and self._steps.holds_answers(parked)
        if not turn.just_parked and not ended:
            return reply
        return replace(reply, text=joined(reply.text, self._steps.parked_note(parked)))

    def without_dialogue(self, turn: Turn) -> Reply:
        """The reply while Redis is away: what stands without a question and without numbers.

        Raises:
            DialogueAway: nothing does.
        """
        is_event = turn.message.kind == "event"
        reply = None if is_event else self._table.one_message(turn)
        if reply is not None:
            return reply
        reply = self.choose(turn)(turn)
        if reply.form is not None or reply.transfer is not None or not (reply.text or reply.silent):
            raise DialogueAway
        if not reply.choices:
            return reply
        limited = DialogueAway().said(turn.use.utility.hotline)
        return replace(reply, text=joined(reply.text, limited), question="", choices=())

    def _said(self, turn: Turn) -> Handler:
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
        """A message by itself, or going on with the last; no bare number or nod is classified."""
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
        """What is surely about the last answer: its own follow-up, else its intent's answer."""
        return self._followed(turn, turn.understanding.intent) or self._by_intent(turn)

    def _after_the_last(self, turn: Turn) -> Reply:
        """A message that may be about the last answer, which has the first use of it."""
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
            return lambda turn: self._steps.answer(turn, form)
        meant = self._meaning(turn, shown.intent, shown.says)
        return lambda _: self._steps.aside_of(meant, form)

    def _event(self, turn: Turn) -> Handler:
        message = turn.message
        form = turn.session.form
        if message.event != "click":
            return self._told(form, message.event)
        tapped = self._table.clicks.get(message.event_key, ("help", ""))
        if not isinstance(tapped, tuple):
            told = tapped
            return lambda turn: (
                self._steps.beside(turn, form, told(turn), first=True) if form else told(turn)
            )
        meant = self._meaning(turn, *tapped)
        if form is not None:
            return lambda _: self._steps.aside_of(meant, form)
        return lambda _: self._by_intent(meant)

    def _told(self, form: FormState | None, event: str) -> Handler:
        """What the platform tells; a scanned box answers where, else an open form stays."""
        tells = self._table.events.get(event, _stay_silent)
        if form is None:
            return tells
        if event == "scan" and form.asking == "place":
            return lambda turn: self._steps.answer(turn, form)

        def beside(turn: Turn) -> Reply:
            told = tells(turn)
            return told if told.silent else self._steps.beside(turn, form, told)

        return beside

    def _command(self, turn: Turn) -> Handler | None:
        """The handler of a message that is nothing but a global word."""
        command, form, parked = turn.understanding.command, turn.session.form, turn.session.parked
        if form is not None:
            return self._command_in_form(command, form)
        if parked is not None and command == "resume":
            return lambda turn: self._steps.resume(turn, parked)
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
        """A global word while a form is open: the form stays, but for 取消."""
        steps, help_ = self._steps, self._table.intents["help"]
        by_word: Mapping[str | None, Handler] = {
            "cancel": lambda turn: steps.cancel(turn, form),
            "back": lambda turn: steps.back(turn, form),
            "more": lambda turn: steps.beside(turn, form, global_words.more(turn)),
            "human": lambda turn: steps.aside_of(_as_intent(turn, "human_agent"), form),
            "help": lambda turn: steps.beside(turn, form, help_(turn)),
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
        return self._steps.beside(turn, form, told) if form else told

    def _by_kind(self, turn: Turn) -> Reply:
        return self._table.media[turn.message.kind](turn)

    def _unclear(self, turn: Turn) -> Reply:
        return self._table.belongs(turn) or self._asking.doubted(turn) or self._asking.back(turn)

    def _pick(self, turn: Turn, offer: Choice) -> Reply:
        return self._by_intent(self._meaning(turn, offer.intent, offer.says))

    def _meaning(self, turn: Turn, intent: str, says: str) -> Turn:
        """The turn as if the resident had written `says` and meant `intent`."""
        understood = self._understand(says, turn.now)
        return replace(turn, understanding=replace(understood, intent=intent, score=1.0))


def _is_sure(understood: Understanding) -> bool:
    """Whether to go by the likeliest intent; a power cut and a fault lead to each other."""
    is_dark = understood.intent in DARK
    return (understood.darkness if is_dark else understood.score) >= UNSURE


def _about(reply: Reply, intent: str) -> Reply:
    """The reply, remembered as an answer of this intent, unless it says otherwise or only asks."""
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
