"""Where: business halls and payment points, nearest first, open now or not."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Self

from msgspec.structs import replace

from bot import readers
from bot.backends.network import ServicePoint
from bot.forms import Form, ask
from bot.handlers import days, places
from bot.replies import Choice, Reply, joined
from bot.services import points as wording
from bot.services.points import Asked, Here
from bot.steps import start
from bot.turn import Turn

SHOWN: Final = 3
_ALL: Final = 1000

_PAYS: Final = re.compile(
    r"代收|缴费(点|机|厅)|交费(点|机|厅)|自助|充值点|交(电)?费的地方|现金"
    r"|(哪[里儿个]|什么地方|啥地方|哪些地方).{0,6}[交缴充]"
)
_HALL: Final = re.compile(r"营业|大厅|柜台|供电所|服务厅|窗口")
_HOURS: Final = re.compile(
    r"几点|周末|星期|礼拜|周[一二三四五六日天]|上班|上不上|开门|开不开|关门|下班|放假|中午|休息"
    r"|节|国庆|元旦|时间|多久"
)
_PHONE: Final = re.compile(r"电话|号码|联系方式|(打|问)(哪个|谁)")
_WAY: Final = re.compile(
    r"怎么(走|去|坐车|过去)|咋个?(走|去)|哪条路|(具体)?(位置|地址)|导航|坐(几路|什么)|远不远|多远|在哪(里|儿)?[?？]?$"
)
_NEAR: Final = re.compile(r"附近|最?近|周边|周围|离我|我这")
_OF_NAME: Final = re.compile(r"供电|营业厅|便民|代收点|自助|缴费厅|24小时")
_HOLIDAYS: Final = re.compile(
    r"节假日|国庆|春节|元旦|五一|十一|清明|端午|中秋|劳动节|过年|放假|大年"
)
_MIN_STEM: Final = 2
_WEEKEND: Final = 2


def _place(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A place; who asks for hours or for another kind of point names none."""
    says_more = _asks_hours(turn) or _kind(turn.text)
    return readers.place(turn, asked=asked and not (says_more and not places.in_message(turn)))


class PointsLookup(Form, title="找营业厅", about=("service_points", "outage_query")):
    """Asks where the resident is."""

    place: str = ask(
        "您在哪一带？说街道、村或小区，或者发个定位。",
        _place,
        retry="没听出是哪里，说个街道、乡镇或小区的名字。",
        options=places.towns,
    )
    kind: str = ""

    def explained(self, turn: Turn) -> str:
        """The hours of all, for who asks for them before the place."""
        return joined(*_briefly(turn, self.kind or "hall")) if _asks_hours(turn) else ""

    def overheard(self, turn: Turn) -> tuple[Self, str]:
        """Another kind of point than at first."""
        kind = _kind(turn.text)
        named = "缴费点" if kind == "payment" else "营业厅"
        return (self.with_values(kind=kind), f"好的，找{named}。") if kind else (self, "")

    def done(self, turn: Turn) -> Reply:
        """The nearest ones, or all of the county's where the place is not known."""
        here = _here(turn) or _middle(turn, self.place)
        if here:
            return _nearest(turn, here, self.kind)
        text = f"“{self.place[:20]}”在我们的地图上没找到，这些网点您挑顺路的："
        return Reply(joined(text, *_briefly(turn, self.kind)))


def service_points(turn: Turn) -> Reply:
    """The point that is named, those nearest to a place, or the question where."""
    kind = _kind(turn.text)
    named = _named(turn)
    if named:
        return _told(turn, named[:SHOWN])
    here = _here(turn)
    if here:
        return _nearest(turn, here, kind)
    shown = follows(turn) if _asks_hours(turn) and not turn.session.is_stale(turn.now) else None
    if shown:
        return shown
    told = joined(*_briefly(turn, kind or "hall")) if _asks_hours(turn) else ""
    form = turn.session.form
    if told and form is not None and not form.values.get("place"):  # answered already
        return Reply(told)
    asked = start(PointsLookup, turn, kind=kind)
    return asked if asked.form is None else asked.before(told)


def nearest_words(turn: Turn) -> str:
    """The nearest service points to a shared location; empty where none is shared."""
    message = turn.message
    if message.latitude is None or message.longitude is None:
        return ""
    here = (message.latitude, message.longitude)
    near = _around(turn, here)
    asked = Asked(turn.now)
    told = (wording.point_text(point, asked, turn.use.calendar, here) for point in near)
    return joined(wording.nearness(near[0], here), *told) if near else ""


def _around(turn: Turn, here: Here) -> tuple[ServicePoint, ...]:
    """What is told beside the outages around a shared place."""
    return tuple(turn.use.points.near(*here, 2))


def shared(turn: Turn) -> dict[str, str]:
    """What is remembered for the next question: the points told, with consent the location."""
    message = turn.message
    if message.latitude is None or message.longitude is None:
        return {}
    here = (message.latitude, message.longitude)
    told = {"points": "|".join(point.name for point in _around(turn, here))}
    if not turn.use.privacy.agreed(turn.openid):
        return told
    return {**told, "latitude": str(here[0]), "longitude": str(here[1])}


def follows(turn: Turn) -> Reply | None:
    """Phone, way and hours of the points that were told of just now."""
    names = turn.session.context.get("points", "").split("|")
    shown = [point for point in turn.use.points.listed() if point.name in names]
    shown.sort(key=lambda point: names.index(point.name))
    if not shown or places.in_message(turn) or _kind(turn.text):
        return None
    if _PHONE.search(turn.text):
        return _of(turn, shown, lambda point: f"电话{point.phone}")
    if _WAY.search(turn.text):
        reply = _of(turn, shown, lambda point: point.address)
        return replace(reply, text=joined(reply.text, "在手机地图里搜名字就能导航。"))
    return _told(turn, shown) if _asks_hours(turn) else None


def _of(turn: Turn, shown: list[ServicePoint], part: Callable[[ServicePoint], str]) -> Reply:
    lines = (f"· {point.name}：{part(point)}" for point in shown)
    return replace(_told(turn, shown), text=joined(*lines))


def _told(turn: Turn, shown: list[ServicePoint], here: Here | None = None) -> Reply:
    """Points in full; of several each can be picked."""
    asked = _asked(turn)
    told = (wording.point_text(point, asked, turn.use.calendar, here) for point in shown)
    names = [point.name for point in shown]
    several = names if len(names) > 1 else ()
    return Reply(
        joined(*told),
        choices=tuple(Choice(name, "service_points", name) for name in several),
        remember={"intent": "service_points", "points": "|".join(names)},
    )


def _nearest(turn: Turn, here: Here, kind: str) -> Reply:
    near = [p for p in turn.use.points.near(*here, _ALL) if kind in ("", p.kind)][:SHOWN]
    if not near:
        return Reply(f"附近没有登记的网点，请打{turn.use.utility.hotline}问，24小时有人接。")
    told = _told(turn, near, here)
    other = (
        Choice("看缴费点", "service_points", "附近的缴费点")
        if kind == "hall"
        else Choice("看营业厅", "service_points", "附近的营业厅")
    )
    return replace(
        told.before(wording.nearness(near[0], here)),
        choices=(*told.choices, other) if kind else told.choices,
        remember={**told.remember, "latitude": str(here[0]), "longitude": str(here[1])},
    )


def _kind(text: str) -> str:
    """`payment`, `hall`, or empty for either."""
    if _PAYS.search(text):
        return "payment"
    return "hall" if _HALL.search(text) else ""


def _named(turn: Turn) -> list[ServicePoint]:
    """Points that the message names in full, or by their own part of the name and their kind."""
    if not _HALL.search(turn.text) and not _PAYS.search(turn.text):
        return []
    kind = _kind(turn.text)
    listed = turn.use.points.listed()
    full = [point for point in listed if point.name in turn.text]
    stems = [
        point
        for point in listed
        if kind in ("", point.kind)
        and len(stem := _OF_NAME.sub("", point.name)) >= _MIN_STEM
        and re.search(
            rf"{re.escape(stem)}[镇乡]?(的|那个)?(供电|营业|服务|便民|代收|自助|缴费)", turn.text
        )
    ]
    return full or stems


def _here(turn: Turn) -> Here | None:
    """Where the resident is: shared, named, or shared before when another kind is asked for."""
    message = turn.message
    if message.latitude is not None and message.longitude is not None:
        return message.latitude, message.longitude
    found = places.in_message(turn)
    if found:
        return found[0].latitude, found[0].longitude
    context = turn.session.context
    goes_on = context.get("intent") == "service_points" or _NEAR.search(turn.text)
    if not goes_on or turn.session.is_stale(turn.now):
        return None
    shared = context.get("latitude"), context.get("longitude")
    return (float(shared[0]), float(shared[1])) if shared[0] and shared[1] else None


def _middle(turn: Turn, place: str) -> Here | None:
    found = places.by_words(turn, place)
    return (found[0].latitude, found[0].longitude) if found else None


def _asks_hours(turn: Turn) -> bool:
    return _HOURS.search(turn.text) is not None or bool(_days(turn))


def _days(turn: Turn) -> tuple[date, ...]:
    return days.days_asked(turn) or days.named(turn)


def _briefly(turn: Turn, kind: str) -> list[str]:
    """A line each: the day that is asked about, else the week."""
    asked = _asked(turn)
    return [
        f"· {point.name}：{wording.briefly(point, asked, turn.use.calendar)}，{point.address}"
        for point in turn.use.points.listed()
        if kind in ("", point.kind)
    ]


def _asked(turn: Turn) -> Asked:
    """The days that are asked about; none for now."""
    if _HOLIDAYS.search(turn.text):
        return Asked(turn.now, holidays=True)
    on = _days(turn)
    return Asked(turn.now, on if len(on) <= _WEEKEND else on[:1])
