"""Finding out which piece of the network a resident means."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from bot import hearing, readers, spots
from bot.backends.network import Place
from bot.backends.outages import Outage
from bot.intents import DARK
from bot.services import grouping, known_outages, outage_words
from bot.turn import Turn

_MIN_NAME_CHARS: Final = 2
_PARTS: Final = 8
RETRY: Final = "没听出是哪里。说不清就发个定位，或说附近的村委会、学校、商店。"

_COUNTY = re.compile(r"^.{2,5}?[县区市](?=.*[镇乡街路村])")
_FINER: Final = "能说到村组、街道门牌或小区楼栋的话直接说，来得更快。"
_TOWN: Final = "镇乡"
_BY_ITSELF: Final = re.compile(r"[镇乡]|村(?![口头委小])|[路街巷](?![口边上头尾])|小区")
_AND: Final = re.compile(r"(?:那[边里儿])?(?:和|跟|与|、|[，,]?(?:还有|以及))")
_BETWEEN_TWO: Final = re.compile(r"的?(?:交|路口|之间|中间|拐|连接|一[条根个样]|同)")
_DO_NOT_KNOW = re.compile(
    r"(不|没|莫)(太|大)?(知道|晓得|清楚|懂|明白)|说不(清|上来|好)|忘了?|搞不(清|懂)|怎么(办|说)|咋个?(办|说)|随便"
)
_VAGUE = re.compile(
    r"\W*(我们?|咱们?|俺们?|[你您]们?|他们?|大家|邻居|隔壁|对[门面]|别人|其[他它]|左右|周围|旁边"
    r"|[这那](边|里|儿|块|一带|个|栋|幢|家)?|就是|还是|是|在|同一个?|一样|老|原来的?|上[次回]|[以之]前|刚才"
    r"|家里?|屋[里头]?|地[方址点]|位置|小区|村[里子]?|院子|楼[上下里道栋]?|单元|整?[栋幢层排]|整个?"
    r"|全|都|也|又|一片|有记录|有登记|登记过?|[报说留]过|知道|晓得|你们有"
    r"|[没冇莫不]得?(停|跳|有|亮)?电?|停电?|断电|有电|[亮开]着?灯?|黑|跳闸|正常|了|的|着|过|啊|嘛|呀|哦|吧|呢|\W)+"
)
"""我们这边没电了, 整栋都没电 and 老地方 hold a place word and name no place."""
_AS_BEFORE = re.compile(r"上[次回]|[以之]前|老地[方址]|原来|有记录|[报留登记]过|知道|晓得")


def reader(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A place in words or shared; who does not know it names none, and a point has a name."""
    message = turn.message
    if message.kind == "location" and not message.label:
        return _point(turn)
    if message.event == "scan":
        return next(map(label, in_message(turn)), "")
    named = readers.address(turn)
    is_none = _DO_NOT_KNOW.search(turn.text) or _VAGUE.fullmatch(turn.text)
    if not named and is_none and not by_words(turn, turn.text):
        return _as_before(turn) if asked and _AS_BEFORE.search(turn.text) else ""
    said = readers.place(turn, asked) or _named_alone(turn) or _spot(turn)
    form = turn.session.form if turn.text else None
    before = form.values.get("place", "") if form and form.asking != "place" else ""
    return within(turn, before, said) if before and said else said


def _spot(turn: Turn) -> str:
    """What stands before the fault or danger that is told, 红旗超市没电，报修, or alone."""
    understood = turn.understanding
    is_told = understood.is_danger or understood.intent in DARK
    return spots.named(turn.text) if is_told else only(turn)


def _named_alone(turn: Turn) -> str:
    """A place of the network instead of another answer; it goes before one that is on no map."""
    form, said = turn.session.form, turn.text.strip(" 。，,.是在")
    if form is None or form.asking == "place" or len(said) < _MIN_NAME_CHARS:
        return ""
    if not any(said in place.name for place in by_words(turn, said)):
        return ""
    before = form.values.get("place", "")
    return said if not before or by_words(turn, before) else said + before


def within(turn: Turn, before: str, said: str) -> str:
    """What is said more exactly of the place before: 石沟村, then 三组 or 李家院子.

    A place of the network or an address by itself, or what puts the other right, takes its place.
    """
    merged = hearing.merged(before, said)
    is_other = merged != said or before in said or hearing.puts_right(turn)
    if is_other or _BY_ITSELF.search(said) or by_words(turn, said) or not by_words(turn, before):
        return merged
    return before + said


def only(turn: Turn) -> str:
    """The place, where a message names one and nothing else; else empty."""
    said = readers.address(turn) or spots.named(turn.text)
    return said if said and spots.leads(turn.text.replace(said, "", 1)) else ""


def _as_before(turn: Turn) -> str:
    """Where the resident reported before, for who says that it is there again."""
    mine = turn.use.tickets.of_reporter(turn.openid)
    return next((ticket.place for ticket in mine if ticket.place), "")


def in_message(turn: Turn) -> tuple[Place, ...]:
    """The places that a message names or shares, the finest first; empty where it names none."""
    message = turn.message
    if message.latitude is not None and message.longitude is not None:
        near = turn.use.network.near(message.latitude, message.longitude)
        return (near,) if near else ()
    if message.event == "scan":
        box = turn.use.network.equipment(message.event_key)
        return (box,) if box else ()
    return by_words(turn, readers.address(turn) or turn.text)


def own(turn: Turn) -> tuple[Place, ...]:
    """Where the resident's default account is supplied; empty where none is bound."""
    for binding in turn.use.bindings.of(turn.openid)[:1]:
        account = turn.use.accounts.get(binding.account_no)
        place = turn.use.network.equipment(account.usage_point.transformer) if account else None
        return (place,) if place else ()
    return ()


def scanned(turn: Turn) -> tuple[Place, ...]:
    """The box or transformer whose QR code was scanned just now."""
    code = _talked_of(turn).get("equipment")
    place = turn.use.network.equipment(code) if code else None
    return (place,) if place else ()


def recent(turn: Turn) -> tuple[str, tuple[Place, ...]]:
    """The place that was scanned or looked up just now, and where it is on the map, if it is.

    A whole town is none.
    """
    found = scanned(turn) or looked_up(turn)
    said = told_of(turn) or next(map(label, found), "")
    return ("", ()) if _is_town(said, found) else (said, found)


def finer(said: str, found: Sequence[Place]) -> str:
    """What is said to who names a whole town, which is too little for a crew; else empty."""
    return f"{said}。{_FINER}" if _is_town(said, found) else ""


def _is_town(said: str, found: Sequence[Place]) -> bool:
    """Whether words name a whole town and nothing in it."""
    if not found or found[0].kind != "district":
        return False
    inside = said.partition(found[0].name.rstrip(_TOWN))[2].lstrip(_TOWN)
    return not spots.is_told(inside)


def looked_up(turn: Turn) -> tuple[Place, ...]:
    """The place whose outages were told just now."""
    return by_words(turn, told_of(turn))


def told_of(turn: Turn) -> str:
    """What the resident calls it; empty where none was told of."""
    return _talked_of(turn).get("place", "")


def _talked_of(turn: Turn) -> Mapping[str, str]:
    context = turn.session.context
    is_topic = context.get("intent") == "outage_query" and not turn.session.is_stale(turn.now)
    return context if is_topic else {}


def towns(turn: Turn) -> tuple[str, ...]:
    """The towns: a place to pick for who does not type."""
    return turn.use.towns.of(turn.use.points)


def homes(turn: Turn) -> tuple[str, ...]:
    """Where the bound accounts are that the resident may report for, within the county."""
    held = (b for b in turn.use.bindings.of(turn.openid) if b.may("report"))
    accounts = (turn.use.accounts.get(binding.account_no) for binding in held)
    return tuple(dict.fromkeys(_COUNTY.sub("", one.address) for one in accounts if one))


def choices(turn: Turn) -> tuple[str, ...]:
    """Places to pick by number: one's own, then the towns."""
    return homes(turn) + towns(turn)


def label(place: Place) -> str:
    """What residents call it: a piece of equipment by the area that it supplies."""
    is_equipment = place.kind in ("transformer", "meter_box")
    return outage_words.area([place.name]) if is_equipment else place.name


def known_as(place: str) -> str:
    """What is said where the place is known and not asked for."""
    return f"地点：{place}。不是这里就直接说在哪里。"


def by_words(turn: Turn, words: str) -> tuple[Place, ...]:
    """The places that words name, the finest first."""
    return turn.use.network.locate(words) if words else ()


def finest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the finest kind only: all that the words may mean."""
    return tuple(place for place in places if place.kind == places[0].kind)


def network_of(around: Sequence[Place]) -> dict[str, str]:
    """What feeds places, as a form keeps it."""
    codes = dict.fromkeys(code for place in around for code in place.transformers)
    return {"transformers": " ".join(codes), "region": around[0].region}


def others(turn: Turn) -> str:
    """The second place of two that one message reports: 和平路6号和建设街2号都没电; else empty."""
    named = [one for one in turn.understanding.entities if one.type == "address"]
    for one, then in pairwise(named):
        is_two = _AND.fullmatch(turn.text[one.end : then.start])
        if is_two and not _BETWEEN_TWO.match(turn.text[then.end :]):
            return str(then.value)
    return ""


def is_explained(turn: Turn, around: Sequence[Place], outage: Outage) -> bool:
    """Whether the outage is why it is dark there; in a town, everywhere in it."""
    codes = [code for place in around for code in place.transformers]
    is_town = around[0].kind == "district"
    return known_outages.explains(turn.use, outage, codes, whole=is_town)


def dark_parts(turn: Turn, around: Sequence[Place], outage: Outage) -> str:
    """Which parts of a place an outage has left dark, as far as they are named; else empty."""
    dark = grouping.covered(outage.devices, turn.use.network.transformers_of)
    codes = [code for place in around for code in place.transformers if code in dark]
    parts = map(turn.use.network.equipment, codes[:_PARTS])
    names = [place.name for place in parts if place]
    return outage_words.area(names) if names else ""


def _point(turn: Turn) -> str:
    """A shared point without a label, by what stands around it and by its coordinates."""
    at = f"{turn.message.latitude:.5f},{turn.message.longitude:.5f}"
    found = in_message(turn)
    near = outage_words.area([found[0].name]).removesuffix("一带") if found else ""
    return f"{near}附近（定位{at}）" if near else f"定位{at}"
