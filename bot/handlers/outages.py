"""Outage look-up: planned or fault, why, since when, until when, and how sure that is."""

import re
from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace

from bot import picks, readers, spots
from bot.backends.network import Place
from bot.backends.outages import Outage
from bot.forms import Form, ask
from bot.handlers import afterwards, days, places, progress
from bot.replies import Choice, Reply, joined
from bot.services import outage_words, report_words
from bot.steps import start
from bot.turn import Turn

AHEAD = timedelta(days=8)
"""Planned outages are published seven days ahead (reference: domain.md 1.1)."""

SHOWN = 3
_LISTED = 6
_EVERYWHERE = re.compile(
    r"(哪里|哪儿|哪些|哪个|哪几个|全县|全城|全镇|县里|\w{2,3}县(?![城里])|到处)[^，。,]{0,8}(停电|停|没电)|停电[^，。,]{0,6}(哪里|哪些|哪几)"
)
_TO_COME = re.compile(
    r"明天|明早|明晚|明日|后天|大后天|下个?(周|星期|礼拜)|过几天|这几天|近几天|近期|\d+(号|日)|[要会](不[要会])?停|停电?计划|计划停"
)
_ANOTHER = re.compile(r"^\W*$|查|别|其他|另外|我们?家|屋|家里")
_TELL_ME = (
    r"(?!.*([吗么没?？]|怎么|[不别]))(?:"
    r".{0,12}(消息|来电|电来|来了|修好|恢复|送电|结果|时间|进展).{0,4}"
    r"(通知|告诉|[跟给]我说|说一?[声下]|喊|叫|提醒|联系我|发给?我).{0,6}"
    r"|.{0,8}(通知|告诉|提醒|喊|叫)(我|一声|一下|哈)+.{0,4})"
)
"""有消息通知我一下, after an outage: what the offer to register is there for."""
_REPORT = Choice("我要报修", "repair_report", "我要报修")


_REPAIR = re.compile(r"报修|抢修|[来去]修|修一?[下哈]|派人")


class OutageLookup(Form, title="停电查询"):
    """Asks for the place where the message names none."""

    place: str = ask(
        "您想查哪里？说街道、村或小区都行，也可以发个定位。",
        places.reader,
        retry=places.RETRY,
        options=places.towns,
    )

    def yields(self, turn: Turn) -> bool:
        """Whether the message asks for a repair by name."""
        return turn.understanding.intent == "repair_report" and bool(_REPAIR.search(turn.text))

    def done(self, turn: Turn) -> Reply:
        """Look the place up."""
        found, on_map = places.in_message(turn), places.by_words(turn, self.place)
        return told_at(turn, found or on_map, self.place, home=self.place if on_map else "")


def outage_query(turn: Turn) -> Reply:
    """Tell what is known at the place that the message names, at home, or ask for one."""
    return (
        progress.still_dark(turn)
        or _named(turn)
        or _everywhere(turn)
        or _nowhere_known(turn)
        or afterwards.awaited(turn)
        or _talked_of(turn)
        or _at_home(turn)
        or _spoken_of(turn)
        or start(OutageLookup, turn)
    )


def _named(turn: Turn) -> Reply | None:
    found, said = places.in_message(turn), readers.address(turn)
    home = said if places.by_words(turn, said) else ""
    return told_at(turn, found, found[0].name, home=home) if found else None


def _nowhere_known(turn: Turn) -> Reply | None:
    """The reply to a named place that is on no map."""
    named = places.reader(turn, False)  # noqa: FBT003  # a reader's signature
    return _unknown_place(named) if named else None


def put_right(turn: Turn) -> Reply | None:
    """不对，是7栋; 三组那个李家院子: another place than the one told of just now, or more of it."""
    before = "" if turn.session.form else places.told_of(turn)
    said = before and (report_words.instead(turn.text) or places.only(turn))
    if not said:
        return None
    place = places.within(turn, before, said)
    if place == said and not spots.is_alone(said) and not places.by_words(turn, said):
        return None
    found = places.by_words(turn, place)
    told = told_at(turn, found, found[0].name if found else place, home=place)
    return told.before(f"好的，{place}。")


def _talked_of(turn: Turn) -> Reply | None:
    """The place that was scanned or looked up just now, for who asks more about it."""
    scanned = places.scanned(turn)
    if scanned:
        code = turn.session.context["equipment"]
        return told_at(turn, scanned, "", home=places.told_of(turn), equipment=code)
    found = () if _ANOTHER.search(turn.text) else places.looked_up(turn)
    return told_at(turn, found, found[0].name) if found else None


def _spoken_of(turn: Turn) -> Reply | None:
    """The place that was last named in the talk, whatever it was named for."""
    if _ANOTHER.search(turn.text) or turn.session.is_stale(turn.now):
        return None
    found = places.by_words(turn, turn.session.context.get("place_said", ""))
    return told_at(turn, found, found[0].name) if found else None


def _at_home(turn: Turn) -> Reply | None:
    own = places.own(turn)
    if not own:
        return None
    home, (code, *_) = next(iter(places.homes(turn)), ""), own[0].transformers
    return told_at(turn, own, "", home=home, equipment=code)


def _everywhere(turn: Turn) -> Reply | None:
    """All that is known, for who asks where the power is out; the place is asked for after it."""
    if not _EVERYWHERE.search(turn.text):
        return None
    told = everywhere(turn)
    if turn.understanding.first("address"):  # 云溪县: the whole county, and no place to look up
        return told
    return start(OutageLookup, turn).before(told.text)


def everywhere(turn: Turn) -> Reply:
    """All that is known, now and in the coming days."""
    until = turn.now + AHEAD
    known = [one for one in turn.use.outages.open_now() if one.confirmed and one.start < until]
    lines = [outage_words.listed(one, turn.now) for one in sorted(known, key=lambda one: one.start)]
    more = "还有别处，说地名就能查。" if len(lines) > _LISTED else ""
    head = "现在和近几天停电的地方：" if lines else "现在没有已知的停电，近几天也没有停电计划。"
    text = joined(head, *lines[:_LISTED], more)
    return Reply(text, choices=(_REPORT,), remember={"intent": "outage_query"})


def told_at(
    turn: Turn, found: tuple[Place, ...], named: str, *, home: str = "", equipment: str = ""
) -> Reply:
    """What is known about a place, or the self-check and the way to report.

    Args:
        turn: the message.
        found: the place, the finest first.
        named: what the resident calls it.
        home: the address to report, where it is the resident's own, or said to the house.
        equipment: the code that was scanned there.
    """
    if not found:
        return _unknown_place(named)
    around = places.finest(found)
    outages = known_or_beside(turn, around)
    name = _name(around, named)
    running = [outage for outage in outages if outage.start <= turn.now]
    is_dark = any(places.is_explained(turn, around, outage) for outage in running)
    on = days.days_asked(turn)
    if on and on[0] > turn.now.date():
        told = outage_words.on_days(name, on, outages, turn.now)
        then = [one for one in outages if any(outage_words.is_on(one, day) for day in on)]
        return Reply(told, remember=_about(home or name, equipment, then))
    when = turn.text.replace(readers.address(turn), "")
    is_later = not running and _TO_COME.search(when) is not None
    return Reply(
        joined(
            _here(name, outages, running, is_dark=is_dark),
            *(
                outage_words.outage_text(outage, turn.now, known=is_dark)
                for outage in outages[:SHOWN]
            ),
            _or_there(turn, around, running) if running and not is_dark else "",
            "" if running or is_later else outage_words.SELF_CHECK,
        ),
        choices=() if is_later else (_report(home or name, is_dark=is_dark),),
        remember=_about(home or name, equipment, outages[:SHOWN]),
    )


def _about(place: str, equipment: str, told: Iterable[Outage] = ()) -> dict[str, str]:
    numbers = " ".join(outage.outage_no for outage in told)
    about = {"intent": "outage_query", "place": place, "equipment": equipment}
    return {**about, "outages": numbers}


def _or_there(turn: Turn, around: tuple[Place, ...], running: list[Outage]) -> str:
    """Which parts are dark, and what to do where it may be dark for another reason."""
    outage = next((one for one in running if one.confirmed), None)
    if outage is None:
        return "您家要是也没电，请报一下，好判断停到了哪里。"
    parts = places.dark_parts(turn, around, outage)
    if not parts:
        return "您这个位置看来不在停电的范围里；家里要是也没电，请报修。"
    return f"{parts}停电，我们已经知道了；您家不在那里，说村或小区的名字我再查，也可以报修。"


def _here(name: str, outages: tuple[Outage, ...], running: list[Outage], *, is_dark: bool) -> str:
    """What holds for the place as a whole."""
    if is_dark:
        bare = name.removesuffix("一带")
        is_named = any(bare in outage.area for outage in running)
        return "" if is_named else f"{bare}在停电的范围里："
    if running:
        return outage_words.near(name, running[0])
    planned = "" if outages else "，近几天也没有停电计划"
    return f"{name}目前没有已知的停电{planned}。"


def _report(name: str, *, is_dark: bool) -> Choice:
    label = "登记我家，来电了告诉我" if is_dark else _REPORT.label
    also = f"{_TELL_ME}|{picks.GO_AHEAD}" if is_dark else ""
    return replace(_REPORT, label=label, says=f"{name}没电了，我要报修", also=also)


def known_at(turn: Turn, around: tuple[Place, ...]) -> tuple[Outage, ...]:
    """Outages now or in the coming days at any of the places, soonest first."""
    transformers = [code for place in around for code in place.transformers]
    feeders = [code for place in around for code in place.feeders]
    return turn.use.outages.affecting(transformers, feeders, turn.now + AHEAD)


def known_or_beside(turn: Turn, around: tuple[Place, ...]) -> tuple[Outage, ...]:
    """The same; before them those that run beside a transformer, in the village it is named by."""
    known = known_at(turn, around)
    if around[0].kind != "transformer" or any(one.start <= turn.now for one in known):
        return known
    village = places.by_words(turn, places.label(around[0]).removesuffix("一带"))
    beside = known_at(turn, places.finest(village)) if village else ()
    return tuple(one for one in beside if one.start <= turn.now) + known


def joining(turn: Turn, outage: Outage) -> str:
    """What who reports it is told of a known outage; no more than its area if it was just told."""
    told = turn.session.context.get("outages", "").split() if places.told_of(turn) else ()
    if outage.outage_no in told:
        return f"{outage.area}{outage_words.JOINS}"
    return joined(outage_words.facts(outage, turn.now), outage_words.JOINS)


def _name(around: tuple[Place, ...], named: str) -> str:
    """What the resident calls it; a piece of equipment is told by the area that it supplies."""
    return named if len(around) > 1 else places.label(around[0])


def _unknown_place(named: str) -> Reply:
    where = f"“{named[:20]}”" if named else "这个位置"
    text = joined(
        f"{where}在我们的供电地图上没找到，查不到停电信息。换个村、小区或街道的名字再说一次也行。",
        outage_words.SELF_CHECK,
    )
    report = _report(named, is_dark=False) if named else _REPORT
    return Reply(text, choices=(report,), remember=_about(named, ""))
