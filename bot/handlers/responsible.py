"""Who is responsible for a place or an account, and booking a call-back from that person."""

import re
from dataclasses import dataclass
from typing import Final

from bot import readers, say
from bot.backends.network import Manager, Place
from bot.backends.tickets import NewTicket
from bot.effects import CallDuty, CallManager, Effect
from bot.forms import CONFIRMING, CORRECTING
from bot.handlers import accounts, accounts_named, contact, places
from bot.replies import Reply, joined
from bot.services import account_numbers
from bot.turn import Turn

LOOKED_AT: Final = 12
"""So many transformers of a large place, spread over it, are asked for their manager."""
NOBODY: Final = "值班人员"

PLACE: Final = "您在哪里？说街道门牌、村组或小区，或者发个定位。"
PLACE_RETRY: Final = "请说一个地名，比如村、小区或街道。"
PHONE: Final = "请留个手机号，好给您回电。"
PHONE_RETRY: Final = "手机号是11位数字，座机请带上区号。"
MATTER: Final = "想说什么事？一句话就行。"
MATTER_RETRY: Final = "说一句就行，比如“想问增容”，也可以回数字。"
CALLING: Final = "回(个)?电|打(电话|给|过来|来)|联系|约|找(他|经理)"
"""What is taken back by 不用回电了, 别打来了."""
MATTERS: Final = ("停电、电压的事", "电费、电表的事", "办电、过户的事", "当面再说")
"""For those who never type: a call-back may be booked by numbers alone."""

SURE: Final = 0.75
"""From this score on a power cut is to be reported, whoever else is asked for."""

_CALL_BACKS: Final = frozenset({"CallBackRequest", "ManagerCallBack"})
_ANEW: Final = re.compile(
    r"(我?(要|想)?(说|问|讲|反映|办)的(事|事情)?是|事情是|主要是?(想)?(说|问)|改成(问|说|想问)|其实是?(想)?(问|说|要))"
)
_TIME: Final = re.compile(
    r"上午|下午|中午|晚上|早上|[今明后]天|周[一二三四五六日天末]|星期|\d+点|下班|上班|几点"
)
_ON_TOP: Final = re.compile(
    rf"({_TIME.pattern}).{{0,8}}(打|回|联系|来|再|之?后|以?前)|^\W*(还有|另外|再|顺便|补充)"
)
_ON_TOP_LEAD: Final = re.compile(
    r"^(?:\W|不对|不是|那|还[是有]|另外|顺便|[我你他们]?要|我?想|时间|[改换][成到为在]?|[请让]他|补充一?下?)*"
)
_TIME_ANEW: Final = re.compile(rf"{_ON_TOP_LEAD.pattern}(?:{_TIME.pattern})+.{{0,4}}$")
_APPLYING: Final = frozenset({"apply_service", "application_requirements"})
_STORY: Final = frozenset({"complaint", "out_of_scope"})
_STORY_MIN_CHARS: Final = 6
_UNSURE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Charge:
    """Who has charge of what a resident means; no `manager` where that is not known.

    `several`: the place is shared by several managers of one group. `account_no` where the place is
    that of a bound account.
    """

    place: str
    transformer: str = ""
    manager: Manager | None = None
    several: bool = False
    account_no: str = ""

    def fields(self) -> dict[str, str]:
        """What a form keeps of it."""
        return {
            "transformer": self.transformer,
            "several": "1" if self.several else "",
            "whom": self._whom(),
        }

    def known(self) -> dict[str, str]:
        """What a form need not ask for."""
        place = f"户号{self.account_no}" if self.account_no else self.place
        return {"place": place, **self.fields()} if self.manager else {}

    def _whom(self) -> str:
        if self.manager is None:
            return NOBODY
        if self.several:
            return f"{self.manager.group}组长{self.manager.group_leader}"
        return f"台区经理{self.manager.name}"


@dataclass(frozen=True, slots=True)
class Booking:
    """A wish for a call-back. `key` makes it one, however often it is booked."""

    key: str
    place: str
    phone: str
    what: str
    transformer: str
    several: bool
    whom: str


def matter(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """What a call-back is to be about; who tells a story instead of the phone is heard, too."""
    form, understood, text = turn.session.form, turn.understanding, turn.text.strip()
    if understood.command is not None or form is None or form.name not in _CALL_BACKS:
        return text[:200] if asked and understood.command is None else ""
    if asked or form.asking == "what":
        return "" if understood.darkness >= SURE else text[:200]
    if form.asking == "place":
        return ""
    if form.asking in (CONFIRMING, CORRECTING):
        return _matter_again(text, form.values.get("what", ""))
    if contact.or_no_call(turn, asked=True) == contact.NONE:
        return ""
    is_story = understood.intent in _STORY or understood.score < _UNSURE
    alone = not readers.phone(turn, False) and len(text) >= _STORY_MIN_CHARS  # noqa: FBT003  # see above
    return text[:200] if is_story and alone and not places.in_message(turn) else ""


def on_record(turn: Turn) -> dict[str, str]:
    """The phone of the bound account that is meant, by how it is shown to the resident."""
    bound = turn.use.bindings.of(turn.openid)
    account = turn.use.accounts.get(accounts.chosen(turn, bound).account_no) if bound else None
    phone = account.phone if account else None
    return {f"户号登记的{say.masked_phone(phone)}": phone} if phone else {}


def phones_on_record(turn: Turn) -> tuple[str, ...]:
    """The same as numbered answers."""
    return tuple(on_record(turn))


def _matter_again(text: str, before: str) -> str:
    """The matter said anew or added to, when all was asked: what puts something else right is not.

    不对，是3栋 is another house, 明天上午打 a wish on top.
    """
    anew = _ANEW.search(text)
    if anew:
        return text[anew.end() :].strip(" ，,：:。")[:200]
    if text in before or not (_ON_TOP.search(text) or _TIME_ANEW.match(text)):
        return ""
    matter, *more = before.split("；")
    kept = (said for said in more if not (_TIME.search(said) and _TIME.search(text)))
    said = _ON_TOP_LEAD.sub("", text, count=1).rstrip("吧嘛啊哈。")
    return "；".join((matter, *kept, said))[:200]


def responsible_for(turn: Turn) -> Charge | Reply | None:
    """Who is responsible for the named place, the last answer's or the bound account."""
    found = places.in_message(turn)
    if found or turn.message.kind == "location":
        return of_places(turn, found, found[0].name if found else turn.message.label or "这个位置")
    unknown = turn.understanding.first("address")
    if unknown:
        return Charge(str(unknown))
    bound = turn.use.bindings.of(turn.openid)
    if turn.understanding.first("account_no") and accounts_named.account_named(turn, bound) is None:
        account = accounts.account_meant(turn, "see")
        return account if isinstance(account, Reply) else None
    return _told_before(turn) or (_of_bound(turn) if bound else _spoken_of(turn))


def at_place(turn: Turn, words: str) -> Charge:
    """Of the place in a form's answer."""
    found = places.in_message(turn) or places.by_words(turn, words)
    return of_places(turn, found, found[0].name if len(found) == 1 else words)


def of_places(turn: Turn, found: tuple[Place, ...], label: str) -> Charge:
    """Of the finest of some places; nobody's where they lie in several groups."""
    around = places.finest(found) if found else ()
    codes = list(dict.fromkeys(code for place in around for code in place.transformers))
    spread = codes[:: len(codes) // LOOKED_AT + 1]
    asked = [(turn.use.managers.of_transformer(code), code) for code in spread]
    known = {manager: code for manager, code in asked if manager}
    if len({manager.group for manager in known}) != 1:
        return Charge(label)
    manager, code = next(iter(known.items()))
    return Charge(label, code, manager, len(known) > 1)


def booked(turn: Turn, wish: Booking) -> Reply:
    """Open the call-back ticket; the manager hears of it, or the people on duty."""
    new = NewTicket(
        kind="callback",
        reporter=turn.openid,
        place=wish.place,
        phone=wish.phone,
        what=wish.what[:500],
        transformers=(wish.transformer,) if wish.transformer else (),
    )
    ticket_no = turn.use.tickets.open(wish.key, new).ticket_no
    hotline = turn.use.utility.hotline
    return Reply(
        joined(_asked(turn, wish, ticket_no), f"急事请直接打{hotline}，24小时有人接。"),
        effects=(_call(ticket_no, wish),),
        remember={"intent": "repair_progress", "ticket_no": ticket_no},
    )


def _asked(turn: Turn, wish: Booking, ticket_no: str) -> str:
    """Who calls back and when; who cannot be told of it is not said to call."""
    if not turn.use.can.sms:
        hotline = turn.use.utility.hotline
        return f"登记好了，编号 {ticket_no}，但这里通知不到{wish.whom}，请打{hotline}报这个编号。"
    then = "" if wish.several or not wish.transformer else "30分钟没人接就转给服务组组长。"
    over_at = turn.use.utility.quiet.over_at(turn.now) if wish.transformer else turn.now
    asked = "已请" if over_at == turn.now else f"夜里不打扰，{say.when(over_at, turn.now)}请"
    phone = say.masked_phone(wish.phone)
    return f"约好了，编号 {ticket_no}，{asked}{wish.whom}给{phone}回电。{then}"


def _call(ticket_no: str, wish: Booking) -> Effect:
    if not wish.transformer:
        return CallDuty(ticket_no)
    return CallManager(ticket_no, level=1 if wish.several else 0)


def _told_before(turn: Turn) -> Charge | None:
    context = turn.session.context
    if context.get("intent") != "customer_manager" or turn.session.is_stale(turn.now):
        return None
    code = context.get("transformer", "")
    manager = turn.use.managers.of_transformer(code) if code else None
    return Charge(
        context.get("place", ""),
        code,
        manager,
        context.get("several") == "1",
        context.get("of_account", ""),
    )


def _spoken_of(turn: Turn) -> Charge | None:
    """The place that was said while an application was talked of."""
    context = turn.session.context
    said = context.get("place_said", "") if context.get("intent") in _APPLYING else ""
    is_said = said and not turn.session.is_stale(turn.now)
    return of_places(turn, places.by_words(turn, said), said) if is_said else None


def _of_bound(turn: Turn) -> Charge | None:
    binding = accounts.chosen(turn, turn.use.bindings.of(turn.openid))
    account = turn.use.accounts.get(binding.account_no)
    if account is None:
        return None
    code = account.usage_point.transformer
    place = f"户号尾号{account_numbers.tail(account.account_no)}"
    manager = turn.use.managers.of_transformer(code)
    return Charge(place, code, manager, account_no=account.account_no)
