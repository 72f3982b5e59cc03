"""Asking instead of guessing, and the second wish in a message.

Decides what is asked when no intent is sure (`ask_back`), when a short word fits none of the last
choices (`doubted`, `again`), and which other wish of a message is offered after the first is served
(`with_second_wish`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from bot import picks, urgent
from bot.follow_ups import topic
from bot.intents import DARK, Understand
from bot.open_forms import MISREADINGS
from bot.replies import Choice, Reply, Write, joined
from bot.services import outage_words
from bot.store import utterances
from bot.store.utterances import Utterance
from bot.turn import Turn

ASKED_ABOUT = 3
SURELY_OTHER = 0.98
"""From this score on a message that is not ours is not about the last answer either."""
DOUBTED_MAX_CHARS = 10

_CHATTER = frozenset({"out_of_scope", "greeting", "help", "thanks_bye"})
_WORDS = re.compile(r"[一-鿿]{2}")
_TOLD_TOO = frozenset({"bill_query", "payment"})
"""Second wishes that are told in the same reply, where they ask nothing."""
_PERSON = Choice("转人工", "human_agent", "转人工")
_NUMBERS = re.compile(r"\d{3,}")


@dataclass(frozen=True, slots=True)
class Asking:
    """What the router asks and remembers about unclear or double messages."""

    titles: Mapping[str, str]
    understand: Understand
    serve: Callable[[Turn, Choice], Reply]

    def ask_back(self, turn: Turn) -> Reply:
        """The question 您是想 A、B 还是 C？ with its choices; the words are kept, with consent."""
        understood = turn.understanding
        likely = (understood.intent, *(other.intent for other in understood.alternatives))
        named = tuple(intent for intent in likely if intent in self.titles)[:ASKED_ABOUT]
        if not named:
            named = ("repair_report", "bill_query", "payment")
        choices = tuple(Choice(self.titles[intent], intent, turn.text) for intent in named)
        if turn.session.misread + 1 >= MISREADINGS or len(choices) == 1:
            choices = (*choices[: ASKED_ABOUT - 1], Choice("转人工", "human_agent"))
        names = "、".join(choice.label for choice in choices[:-1])
        return Reply(
            question=f"您是想{names}，还是{choices[-1].label}？回数字就行。",
            choices=choices,
            writes=self._kept(turn, named),
            remember={"asked": turn.id},
            unsure=True,
        )

    def doubted(self, turn: Turn) -> Reply | None:
        """The last choices and the likeliest intent, where a short message has no sure one.

        `None` for a long or a sure message, or where the last answer had no choices.
        """
        intent, text = turn.understanding.intent, turn.text
        is_short = len(text) <= DOUBTED_MAX_CHARS and not turn.understanding.entities
        if not is_short or turn.understanding.score >= urgent.SURE or intent in _CHATTER:
            return None
        title = self.titles.get(intent)
        return again(turn, Choice(title, intent, text) if title else None)

    def chosen(self, turn: Turn, offer: Choice, reply: Reply) -> Reply:
        """The reply to a picked choice, with the note of what an unclear message meant."""
        asked = turn.session.context.get("asked")
        if not asked:
            return reply
        note = utterances.choice_statement(asked, offer.intent)
        return replace(
            reply, writes=(*reply.writes, note), remember={**reply.remember, "asked": ""}
        )

    def with_second_wish(self, turn: Turn, reply: Reply) -> Reply:
        """The reply, offering the message's second wish, or one that waited for a form's end."""
        is_served = turn.session.form is not None or turn.understanding.is_danger
        first = turn if is_served else urgent.first(turn, self.understand)
        wish = self._complains(first) or self._second(first) or self._put_off(turn, first)
        if wish is not None and wish.intent == "complaint" and first.understanding.intent in DARK:
            reply = reply.before(outage_words.REGRET)
        if wish is None and "wish" not in reply.remember:
            wish = _waiting(turn, self.titles)
        if wish is None:
            return _still_offered(turn, reply)
        told = self._told_too(turn, reply, wish)
        if told is not None:
            return told
        kept = f"{wish.intent} {wish.says}"
        if reply.form is not None or reply.silent or reply.transfer is not None:
            return replace(reply, remember={**reply.remember, "wish": kept})
        choices = (*(one for one in reply.choices if one.intent != wish.intent), wish)
        return replace(
            reply,
            text=joined(reply.text, f"您还提到{wish.label}，要办就回{len(choices)}。"),
            choices=choices,
            remember={**reply.remember, "wish": "", "offered": kept},
        )

    def _second(self, turn: Turn) -> Choice | None:
        """The wish of a double message that is not the one just served."""
        served = turn.understanding.intent
        same = DARK if served in DARK else {served}
        for part in reversed(urgent.parts(turn.text)):
            wish = self.understand(part, turn.now)
            is_other = wish.intent in self.titles and wish.intent not in same
            if is_other and wish.score >= urgent.SURE:
                return Choice(self.titles[wish.intent], wish.intent, part)
        return None

    def _told_too(self, turn: Turn, reply: Reply, wish: Choice) -> Reply | None:
        """The reply with a bill or pay link in it, where the other wish asks or has no link."""
        waits = reply.form is not None or wish.intent == "payment"
        is_later = turn.session.form is not None or turn.session.context.get("wish")
        if wish.intent not in _TOLD_TOO or not waits or is_later or _is_apart(reply):
            return None
        told = self.serve(turn, wish)
        if told.form or told.question or told.remember.get("intent") not in _TOLD_TOO:
            return None
        links = (joined(link.title, link.url) for link in told.links)
        return replace(
            reply,
            text=joined(reply.text, told.text, *links),
            choices=tuple(one for one in reply.choices if one.intent != wish.intent),
            effects=(*reply.effects, *told.effects),
            writes=(*reply.writes, *told.writes),
            remember={**told.remember, **reply.remember},
        )

    def _complains(self, turn: Turn) -> Choice | None:
        """A complaint, where the words about a power cut are angry."""
        is_angry = turn.understanding.intent in DARK and outage_words.is_angry(turn.text)
        return Choice(self.titles["complaint"], "complaint", turn.text) if is_angry else None

    def _put_off(self, turn: Turn, first: Turn) -> Choice | None:
        """The whole message's intent, where a part of it was served first."""
        intent = turn.understanding.intent
        is_put_off = first is not turn and intent in self.titles
        return Choice(self.titles[intent], intent, turn.text) if is_put_off else None

    def _kept(self, turn: Turn, named: tuple[str, ...]) -> tuple[Write, ...]:
        if not turn.use.privacy.agreed(turn.openid):
            return ()
        kept = Utterance(turn.id, masked(turn), named, "", turn.now)
        return (utterances.insert_statement(turn.openid, kept),)


def again(turn: Turn, likely: Choice | None = None) -> Reply | None:
    """The last choices once more, `likely` and a person; `None` where nothing can be repeated.

    Only right after an answer: who is not understood twice is asked in another way.
    """
    offers = turn.session.offers[:ASKED_ABOUT]
    if not topic(turn) or not offers or turn.session.misread or not _WORDS.search(turn.text):
        return None
    if turn.understanding.intent == "out_of_scope" and turn.understanding.score >= SURELY_OTHER:
        return None
    named = {offer.intent for offer in offers}
    more = (likely,) if likely and likely.intent not in named else ()
    person = () if "human_agent" in named else (_PERSON,)
    return Reply(
        "这一点我答不上来，不敢乱说。",
        question="接着刚才的回数字，换个说法也行；要问人就转人工：",
        choices=(*offers, *more, *person),
        unsure=True,
    )


def masked(turn: Turn) -> str:
    """A message without what could name somebody: entities and long numbers are blanked."""
    text = turn.text
    for entity in sorted(turn.understanding.entities, key=lambda e: e.start, reverse=True):
        if entity.type in ("name", "address", "phone", "account_no"):
            text = f"{text[: entity.start]}〔{entity.type}〕{text[entity.end :]}"
    return _NUMBERS.sub("〔数字〕", text)


def _still_offered(turn: Turn, reply: Reply) -> Reply:
    """The reply; a wish offered beside the chosen one is kept while that one opens a form."""
    offered = turn.session.context.get("offered", "")
    if not offered or reply.silent:
        return reply
    again = reply.form is not None and turn.session.form is None and not _took(turn, offered)
    kept = {"wish": offered} if again else {}
    return replace(reply, remember={**kept, **reply.remember, "offered": ""})


def _is_apart(reply: Reply) -> bool:
    """Whether a reply takes no other matter beside it."""
    danger = reply.form is not None and reply.form.name == "DangerDetails"
    return danger or reply.silent or reply.transfer is not None


def _took(turn: Turn, offered: str) -> bool:
    """Whether the wish that was offered is the one that was picked."""
    intent = offered.partition(" ")[0]
    at = picks.position(turn.text, [offer.label for offer in turn.session.offers])
    return at is not None and turn.session.offers[at].intent == intent


def _waiting(turn: Turn, titles: Mapping[str, str]) -> Choice | None:
    """A wish that was put off while a form was open, now that a form has just been closed."""
    kept = turn.session.context.get("wish", "")
    if not kept:
        return None
    intent, _, says = kept.partition(" ")
    return Choice(titles[intent], intent, says) if intent in titles else None
