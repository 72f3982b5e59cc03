"""Messages without a wish that still mean something here: a nod, a number, a phone, a place."""

import re
from typing import Final

from bot import hearing, picks, readers
from bot.handlers import managers, places, repairs, requirements
from bot.handlers.events import MENU
from bot.replies import Choice, Reply
from bot.turn import Turn

PLACE_MAX_CHARS: Final = 16

_NUMBER: Final = re.compile(r"\W*第?(?P<n>[\d一二三四五六七八九十]{1,20})[个项条]?\W*")
_CHARGE: Final = re.compile(r"台区|片区|归(哪个|谁|哪位).{0,4}管|(哪个|谁|哪位)(在)?管我们?这")
_HOW: Final = re.compile(r"怎么(办|弄|申请|装|搞)|咋(个)?(办|弄|搞|装)|办理|要什么|需要啥")
_PHONE_WORDS: Final = re.compile(r"((我的|联系)?(电话|手机)号?码?)?\W*\+?\d[\d\s-]{6,}|地址|\W")
_ASKS: Final = re.compile(r"[?？吗呢]|怎么|咋|什么|多少|哪")


def bare_word_reply(turn: Turn) -> Reply | None:
    """The reply to such a message; `None` where it means nothing."""
    if turn.understanding.command in ("yes", "no"):
        return Reply("好的。还有什么要办，直接说就行。", choices=turn.session.offers)
    phone = readers.phone(turn, False)  # noqa: FBT003  # a reader's signature
    if hearing.is_bare(turn, "address", "phone") and (told := requirements.with_particulars(turn)):
        return told
    if phone and hearing.is_bare(turn, "phone"):
        return repairs.repair_report(turn) if places.told_of(turn) else _only(turn, phone)
    if _NUMBER.fullmatch(turn.text):
        return _number(turn)
    if _CHARGE.search(turn.text):
        return managers.customer_manager(turn)
    return _safety(turn) or _kind(turn) or _place(turn)


def _number(turn: Turn) -> Reply:
    """A digit that picks nothing: what can be picked is shown again."""
    offers = turn.session.offers
    if offers and picks.is_number(turn.text):
        many = f"1到{len(offers)}" if len(offers) > 1 else "1"
        return Reply(f"没有这一项，请回{many}，或者直接说。", choices=offers)
    return _only(turn)


def _only(turn: Turn, phone: str = "") -> Reply:
    """A number and no more; a phone is kept for what it was sent for."""
    said = turn.text.strip()[:20]
    return Reply(
        f"只看到“{said}”，不知道您要办哪样。请连着事情一起说，或回数字：",
        choices=MENU,
        remember={"phone": phone} if phone else {},
    )


def _safety(turn: Turn) -> Reply | None:
    """What to do in a danger that is only asked about."""
    advice = turn.use.advice.for_words(turn.text)
    if not advice.words or not _ASKS.search(turn.text):
        return None
    choice = Choice("现在就有险情", "emergency", "现在就有险情")
    return Reply(f"{advice.say}{advice.call}现在就有险情的话回1。", choices=(choice,))


def _kind(turn: Turn) -> Reply | None:
    """The requirements of a kind that only its name tells, such as 光伏怎么办; else `None`."""
    if not _HOW.search(turn.text):
        return None
    kinds = turn.use.requirements.meant(turn.text, "", turn.now.date())
    return requirements.application_requirements(turn) if len(kinds) == 1 else None


def _place(turn: Turn) -> Reply | None:
    """A place alone: what can be done about it."""
    phone = readers.phone(turn, False)  # noqa: FBT003  # a reader's signature
    text = _PHONE_WORDS.sub("", turn.text) if phone else turn.text.strip()
    if len(text) > PLACE_MAX_CHARS or _ASKS.search(text):
        return None
    found = places.by_words(turn, text)
    named = str(turn.understanding.first("address") or "")
    is_named = hearing.is_bare(turn, "address", "phone")
    if not is_named and (not found or len(text) > len(named or found[0].name) + 2):
        return None
    return Reply(
        question=f"{text}，您想办哪样？",
        choices=(
            Choice("查停电", "outage_query", f"{text}停电了吗"),
            Choice("报修", "repair_report", f"{text}没电了，我要报修{phone}"),
            Choice("台区经理", "customer_manager", f"{text}的台区经理是谁"),
            Choice("附近营业厅", "service_points", f"{text}附近的营业厅"),
        ),
    )
