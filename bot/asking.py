"""Asking instead of guessing, the second wish in a message, and what a short follow-up is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from bot import picks, urgent
from bot.intents import DARK, Understand
from bot.replies import Choice, Reply, Write, joined
from bot.services import outage_words
from bot.steps import MISREADINGS
from bot.store import utterances
from bot.store.utterances import Utterance
from bot.turn import Turn

ASKED_ABOUT = 3
SURE_OF_ANOTHER = 0.95
"""From this score on a short message is a wish of its own and goes on with nothing."""

SURELY_OTHER = 0.98
"""From this score on a message that is not ours is not about the last answer either."""
DOUBTED_MAX_CHARS = 10

_CHATTER = frozenset({"out_of_scope", "greeting", "help", "thanks_bye"})
_WORDS = re.compile(r"[一-鿿]{2}")
_PERSON = Choice("转人工", "human_agent", "转人工")
_FOLLOW_UP = re.compile(r"^(那|那么|还有|再看|再查|换|改查|第)|呢[?？。!！]*$")
_FOLLOW_UP_MAX_CHARS = 16
_GOES_ON_MAX_CHARS = 24
_FOLLOWABLE = frozenset(
    {"bill_query", "usage_analysis", "outage_query", "application_status", "payment"}
)
_WHAT_IT_NEEDS = re.compile(
    r"(那|这个|它|大概|一共|总共|一般)*(都|还)?(得|要|需要|带|准备)*"
    r"(多久|几天|多长时间|多少钱|钱|收费|收钱|免费|哪些|什么|啥|谁出钱|费用|材料|资料|证件|手续|步骤|流程)+"
    r"(的|办)?(呢|啊|呀|不|吗|嘛|么)?[?？]?"
)
_GOES_ON = {
    "application_status": re.compile(
        r"^(?!.*(报修|停电|抢修|师傅|没电|来电)).*(催|快点|快些|抓紧|加急|尽快|进度|到哪"
        r"|上门|改时间|换时间|改到|预约|改约|改期|轮到|(还)?(差|缺)(什么|啥|哪)|还(要|得|需要)?(带|交|补|跑|等)"
        r"|什么时候|啥时候|哪天|好久(能|才|可以|办)|多久|几天|为什么|咋个?还|怎么还"
        r"|谁(在|来|办|拖)|卡在|哪个(部门|人|单位)|超(期|时)|(去|跑|到).{0,4}(几|多少)[次趟回])"
    ),
    "application_requirements": re.compile(rf"^{_WHAT_IT_NEEDS.pattern}$"),
    "customer_manager": re.compile(
        r"回(个|我)?电|(联系|打给|打电话给)我|给我(打|来)|[让请叫][他她]"
        r"|[他她](叫|姓|是)(什么|啥|谁)"
    ),
    "apply_service": re.compile(rf"^{_WHAT_IT_NEEDS.pattern}$"),
}
"""Short words that alone would mean something else, after an answer of this intent."""
_POINTS_AT = re.compile(
    r"换|第\s*[\d一二三四五六七八九两]{1,2}\s*(个|户)|我(妈|爸|爹|娘|儿|女|家|屋)|那(户|家)"
    r"|另外?[那的]?一?[个户]"
)
_LOOKS = re.compile(r"[查看]|账单|电费")
_PAYS = re.compile(r"[交缴充付存]")
_OTHER_MATTER = re.compile(r"默认|绑")
_NUMBERS = re.compile(r"\d{3,}")


@dataclass(frozen=True, slots=True)
class Asking:
    """What the router asks and remembers about unclear or double messages."""

    titles: Mapping[str, str]
    understand: Understand

    def back(self, turn: Turn) -> Reply:
        """您是想 A、B 还是 C？ The words and the choice are kept for an editor, with consent."""
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
        """The last choices again, for a short message that fits none of our matters well.

        What it looks like all the same stands among them, so that no wish is swallowed.
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
        note = utterances.chose(asked, offer.intent)
        return replace(
            reply, writes=(*reply.writes, note), remember={**reply.remember, "asked": ""}
        )

    def with_second_wish(self, turn: Turn, reply: Reply) -> Reply:
        """The reply, offering the message's second wish, or one that waited for a form's end."""
        first = turn if turn.session.form else urgent.first(turn, self.understand)
        wish = self._complains(first) or self._second(first) or self._put_off(turn, first)
        if wish is not None and wish.intent == "complaint" and first.understanding.intent in DARK:
            reply = reply.before(outage_words.REGRET)
        if wish is None and "wish" not in reply.remember:
            wish = _waiting(turn, self.titles)
        if wish is None:
            return _still_offered(turn, reply)
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

    def _complains(self, turn: Turn) -> Choice | None:
        """What an angry word about a power cut wants, besides light."""
        is_angry = turn.understanding.intent in DARK and outage_words.is_angry(turn.text)
        return Choice(self.titles["complaint"], "complaint", turn.text) if is_angry else None

    def _put_off(self, turn: Turn, first: Turn) -> Choice | None:
        """What the message looked like before something in it came first."""
        intent = turn.understanding.intent
        is_put_off = first is not turn and intent in self.titles
        return Choice(self.titles[intent], intent, turn.text) if is_put_off else None

    def _kept(self, turn: Turn, named: tuple[str, ...]) -> tuple[Write, ...]:
        if not turn.use.privacy.agreed(turn.openid):
            return ()
        kept = Utterance(turn.id, masked(turn), named, "", turn.now)
        return (utterances.unsure(turn.openid, kept),)


def topic(turn: Turn) -> str:
    """What the last answer was about, where a message may go on with it; else empty.

    A wish that says itself surely goes on with nothing, nor does a long story.
    """
    understood, about = turn.understanding, turn.session.context.get("intent", "")
    if turn.session.is_stale(turn.now) or len(turn.text) > _GOES_ON_MAX_CHARS:
        return ""
    is_wish = understood.intent not in ("out_of_scope", "help", about)
    return "" if is_wish and understood.score >= SURE_OF_ANOTHER else about


def again(turn: Turn, likely: Choice | None = None) -> Reply | None:
    """The last choices once more, and a person, where nothing was made of a word on the answer.

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


def followed(turn: Turn) -> str:
    """The intent that a short message goes on with; empty where it stands by itself."""
    if not _follows_up(turn):
        return ""
    intent = turn.session.context["intent"]
    looks = _LOOKS.search(turn.text) or turn.understanding.first("billing_month")
    is_bill = intent == "payment" and looks and not _PAYS.search(turn.text)
    return "bill_query" if is_bill else intent


def _follows_up(turn: Turn) -> bool:
    """Whether a short message goes on with what the last answers were about."""
    text, context = turn.text, turn.session.context
    if _goes_on(turn):
        return True
    if context.get("intent") not in _FOLLOWABLE or len(text) > _FOLLOW_UP_MAX_CHARS:
        return False
    if not _FOLLOW_UP.search(text) or _OTHER_MATTER.search(text) or _is_sure_of_another(turn):
        return False
    return bool(turn.understanding.entities) or bool(_POINTS_AT.search(text))


def _is_sure_of_another(turn: Turn) -> bool:
    """Whether the words themselves say another of the wishes that can be gone on with."""
    understood = turn.understanding
    others = _FOLLOWABLE - {turn.session.context["intent"]}
    return understood.intent in others and understood.score >= SURE_OF_ANOTHER


def _goes_on(turn: Turn) -> bool:
    goes_on = _GOES_ON.get(turn.session.context.get("intent", ""))
    if goes_on is None or turn.session.is_stale(turn.now) or turn.understanding.first("ticket_no"):
        return False
    return len(turn.text) <= _GOES_ON_MAX_CHARS and goes_on.search(turn.text) is not None


def masked(turn: Turn) -> str:
    """A message without what could name somebody: entities and long numbers are blanked."""
    text = turn.text
    for entity in sorted(turn.understanding.entities, key=lambda e: e.start, reverse=True):
        if entity.type in ("name", "address", "phone", "account_no"):
            text = f"{text[: entity.start]}〔{entity.type}〕{text[entity.end :]}"
    return _NUMBERS.sub("〔数字〕", text)


def _still_offered(turn: Turn, reply: Reply) -> Reply:
    """A wish that was offered beside what was chosen is not lost where that opens a form."""
    offered = turn.session.context.get("offered", "")
    if not offered or reply.silent:
        return reply
    again = reply.form is not None and turn.session.form is None and not _took(turn, offered)
    kept = {"wish": offered} if again else {}
    return replace(reply, remember={**kept, **reply.remember, "offered": ""})


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
