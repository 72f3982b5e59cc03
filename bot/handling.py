"""What a handler is, and the table that names every handler of the bot by what calls it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.forms import FormClasses
from bot.replies import Choice, Reply
from bot.turn import Turn

Handler = Callable[[Turn], Reply]
Maybe = Callable[[Turn], Reply | None]
"""Answers only what is its matter; `None` for any other message."""

Follow = Callable[[Turn], Reply | Choice | None]
"""A reply, or what the message is short for; `None` where the last answer has no use for it."""


def first_of(handlers: Iterable[Maybe]) -> Maybe:
    """The handlers as one: asked in their order, until one has a reply."""
    asked = tuple(handlers)
    return lambda turn: next((reply for one in asked if (reply := one(turn)) is not None), None)


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
        without_dialogue: makes the best of a message when no dialogue is possible; else `None`.
    """

    intents: Mapping[str, Handler]
    events: Mapping[str, Handler]
    media: Mapping[str, Handler]
    clicks: Mapping[str, tuple[str, str] | Handler]
    forms: FormClasses
    titles: Mapping[str, str]
    at_once: Maybe
    belongs: Maybe
    follows: Mapping[str, Follow]
    cancels: Maybe
    without_dialogue: Maybe
