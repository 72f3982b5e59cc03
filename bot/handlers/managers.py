"""The district manager and his service group: who they are, and a call-back from them."""

import re
from typing import Final, Self

from msgspec.structs import replace

from bot import picks, readers
from bot.backends.network import Manager
from bot.forms import Form, ask
from bot.handlers import declining, places, responsible
from bot.handlers.responsible import (
    MATTER,
    MATTER_RETRY,
    MATTERS,
    NOBODY,
    PHONE,
    PHONE_RETRY,
    PLACE,
    PLACE_RETRY,
    Booking,
    Charge,
)
from bot.replies import Choice, Reply, joined
from bot.services import call_words
from bot.steps import start
from bot.turn import Turn

_CALL = re.compile(
    r"回(个|我)?电|联系(一下)?我|给我(来|打)|打(个)?(电话)?给我|来([^，。,]{0,4})?一趟|上门|约|让[他她]|请[他她]"
)
_BARE = re.compile(
    r"回个?电话?|打个?电话|联系|一下|来一趟|上门|客户|台区|片区|经理|麻烦|[请让叫喊帮我想要们的给约吧嘛把]|\W"
)
_MIN_WISH_CHARS: Final = 3
_NOT_REACHED: Final = re.compile(
    r"打不通|不接|没人接|无人接|关机|停机|空号|占线|联系不(上|到)|找不到人|不(理|回)(我|人|电话)?|没人(理|管)"
)
_WHOM: Final = re.compile(r"(打|找|问|联系)(谁|哪个|哪位)|(领导|上级|组长|上头|主管)")


class ManagerLookup(Form, title="找台区经理", about=("customer_manager", "outage_query")):
    """Asks for the place."""

    place: str = ask(PLACE, readers.place, retry=PLACE_RETRY, options=places.towns)

    def done(self, turn: Turn) -> Reply:
        """Tell who has it."""
        return _told(turn, responsible.at_place(turn, self.place))


class ManagerCallBack(
    Form,
    title="经理回电",
    confirm="请{whom}给{phone}回电，说的是：{what}。对吗？",
    about=("customer_manager", "outage_query", "human_agent", "complaint"),
):
    """A call-back from the manager; the group leader's where several managers share the place."""

    place: str = ask(PLACE, readers.place, retry=PLACE_RETRY, options=places.towns)
    phone: str = ask(PHONE, readers.phone, retry=PHONE_RETRY, options=responsible.phones_on_record)
    what: str = ask(MATTER, responsible.matter, retry=MATTER_RETRY, options=lambda _: MATTERS)
    transformer: str = ""
    several: str = ""
    whom: str = NOBODY
    number: str = ""

    def pointless(self, turn: Turn) -> bool:
        """Nobody is to call."""
        text = turn.text
        return call_words.calls_off(text) or declining.declines(text, responsible.CALLING)

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:
        """The place decides who calls back; a phone on record is kept beside how it is shown."""
        if name == "phone":
            number = responsible.on_record(turn).get(self.phone, self.phone)
            return self.with_values(number=number), "" if self.place else "记下了。"
        if name != "place":
            return self, "" if self.phone else "记下了。"
        return self.with_values(**responsible.at_place(turn, self.place).fields()), ""

    def done(self, turn: Turn) -> Reply:
        """A call-back ticket, and the manager hears of it."""
        wish = Booking(
            key=self.id,
            place=self.place,
            phone=self.number or self.phone,
            what=self.what,
            transformer=self.transformer,
            several=bool(self.several),
            whom=self.whom,
        )
        return responsible.booked(turn, wish)


def customer_manager(turn: Turn) -> Reply:
    """Tell who has charge of the place or account, or book a call-back."""
    charge = responsible.responsible_for(turn)
    if isinstance(charge, Reply):
        return charge
    if _CALL.search(turn.text):
        known = charge.known() if charge else {}
        return start(ManagerCallBack, turn, what=_wish(turn), **known)
    return _told(turn, charge) if charge else start(ManagerLookup, turn)


def called_about(turn: Turn, what: str, place: str) -> Reply:
    """The call-back, its matter known, and the place where one was said."""
    known = responsible.at_place(turn, place).fields() if place else {}
    return start(ManagerCallBack, turn, what=what, place=place, **known)


def follows(turn: Turn) -> Reply | None:
    """Whom else to ring, where the one who was named does not answer."""
    charge = responsible.responsible_for(turn)
    if isinstance(charge, Reply) or charge is None or charge.manager is None:
        return None
    if not (_NOT_REACHED.search(turn.text) or _WHOM.search(turn.text)):
        return None
    manager, hotline = charge.manager, turn.use.utility.hotline
    return replace(
        _told(turn, charge),
        text=f"打{manager.group}组长{manager.group_leader}，电话{manager.group_phone}；"
        f"再不行打{hotline}，24小时有人接。也可以约个回电，30分钟没人接就转给组长。",
    )


def _wish(turn: Turn) -> str:
    """The message, where it says what the call is to be about."""
    place = str(turn.understanding.first("address") or "")
    bare = _BARE.sub("", turn.text.replace(place, ""))
    return turn.text[:200] if len(bare) >= _MIN_WISH_CHARS else ""


def _told(turn: Turn, charge: Charge) -> Reply:
    manager = charge.manager
    if manager is None:
        hotline = turn.use.utility.hotline
        text = (
            f"“{charge.place[:20]}”没找到归哪位台区经理管。换个村、小区或街道门牌再说一次，"
            f"或打{hotline}问，24小时有人接。"
        )
        return Reply(text, choices=(Choice("请人回电", "customer_manager", "请经理给我回电"),))
    return Reply(
        _who(charge, manager),
        choices=(Choice("请经理回电", "customer_manager", "请经理给我回电", also=picks.GO_AHEAD),),
        remember={
            "intent": "customer_manager",
            "transformer": charge.transformer,
            "place": charge.place,
            "several": "1" if charge.several else "",
            "of_account": charge.account_no,
        },
    )


def _who(charge: Charge, manager: Manager) -> str:
    """Who has the place, and who stands above."""
    leader = f"{manager.group}组长{manager.group_leader}，电话{manager.group_phone}"
    if charge.several:
        return joined(
            f"{charge.place}分给几位台区经理管，都属{leader}。",
            "说到小区、村组或街道门牌，就能告诉您是哪一位。",
        )
    return joined(
        f"{charge.place}的台区经理是{manager.name}，电话{manager.phone}。",
        f"上一级是{leader}，经理联系不上就找组长。",
    )
