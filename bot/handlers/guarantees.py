"""Supply that must not fail: what the utility can do, and the manager's call-back about it."""

import re
from typing import Final, Self

from bot import readers
from bot.forms import Form, ask
from bot.handlers import afterwards, outages, places, responsible, tariffs
from bot.handlers.responsible import NOBODY, PHONE, PHONE_RETRY, PLACE_RETRY, Booking, Charge
from bot.replies import Reply, joined
from bot.services import outage_words
from bot.steps import start
from bot.turn import Turn

DAYS: Final = ("就这几天", "长期都要", "日子还没定")

_DARK_NOW: Final = "要是现在就停着电，马上回“现在没电”，按最急件报。"
_WEEKDAY = re.compile(r"(?:这|本|下)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末](?:[上下]午|晚上)?")


def _when(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    said = next((e for e in turn.understanding.entities if e.type == "datetime"), None)
    if asked:
        is_phone = readers.phone(turn, asked) and said is None
        return "" if is_phone or turn.understanding.command else turn.text.strip()[:60]
    if said is not None:
        return turn.text[said.start : said.end]
    weekday = _WEEKDAY.search(turn.text)
    return weekday[0] if weekday else ""


class PowerGuarantee(
    Form,
    title="保供电",
    confirm="登记保供电：{place}，{when}，电话{phone}，由{whom}回电跟您商量。对吗？",
    about=("power_guarantee", "outage_query", "apply_service"),
):
    """Supply that must not fail at a place for a time: the manager calls back."""

    place: str = ask(
        "在哪里要保供电？说街道门牌、村组或小区，或者发个定位。",
        readers.place,
        retry=PLACE_RETRY,
        options=places.towns,
    )
    when: str = ask(
        "什么时候要保？比如“6月7日到9日”。",
        _when,
        retry="说个日子就行，也可以回数字。",
        options=lambda _: DAYS,
    )
    phone: str = ask(PHONE, readers.phone, retry=PHONE_RETRY)
    what: str = ""
    transformer: str = ""
    several: str = ""
    whom: str = NOBODY

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:
        """The place decides who calls back; what is planned there is told."""
        if name != "place":
            early = name == "phone" and not (self.place and self.when)
            return self, "手机号记下了。" if early else ""
        found = places.in_message(turn) or places.by_words(turn, self.place)
        known = outages.known_at(turn, places.finest(found)) if found else ()
        remark = joined(
            *(outage_words.outage_text(outage, turn.now) for outage in known[:2]),
            _DARK_NOW if outage_words.hangs_on_power(self.what) else "",
        )
        return self.with_values(**responsible.at_place(turn, self.place).fields()), remark

    def done(self, turn: Turn) -> Reply:
        """A call-back ticket with all of it."""
        wish = Booking(
            key=self.id,
            place=self.place,
            phone=self.phone,
            what=f"保供电，{self.when}：{self.what}",
            transformer=self.transformer,
            several=bool(self.several),
            whom=self.whom,
        )
        return responsible.booked(turn, wish)


def power_guarantee(turn: Turn) -> Reply:
    """What a guarantee is, and the form that brings the manager to the phone."""
    if tariffs.asks_relief(turn.text):
        return tariffs.tariff_query(turn)
    added = afterwards.word_more(turn) if outage_words.hangs_on_power(turn.text) else None
    if added is not None:
        return added
    hotline = turn.use.utility.hotline
    text = joined(
        "保供电由台区经理跟您商量着办：先看现场，再定要不要派人值守、派发电车，"
        "能做到哪一步、收不收费，以经理的书面答复为准。",
        f"家里或单位有靠电维持生命的设备，请自己也备好蓄电池；停电有危险先打120，再打{hotline}。",
    )
    charge = responsible.responsible_for(turn)
    known = charge.known() if isinstance(charge, Charge) else {}
    return start(PowerGuarantee, turn, what=turn.text[:200], **known).before(text)
