"""What the platform tells about a resident: subscribed, scanned, left."""

from msgspec.structs import replace

from bot.effects import HandOver
from bot.handlers import outages
from bot.replies import SILENT, Choice, Reply
from bot.store import forget
from bot.turn import Turn

MENU: tuple[Choice, ...] = (
    Choice("停电报修", "repair_report", "我要报修"),
    Choice("停电查询", "outage_query", "停电查询"),
    Choice("查电费", "bill_query", "查电费"),
    Choice("交电费", "payment", "交电费"),
    Choice("办电进度", "application_status", "查申请进度"),
    Choice("转人工", "human_agent", "转人工"),
)


def subscribe(turn: Turn) -> Reply:
    """A short welcome; a QR code on a box or transformer tells about its place first."""
    name = turn.use.utility.short_name
    hello = f"您好，这里是{name}。停电、电费、办电，直接说就行，说方言、发语音也可以。"
    if turn.message.event_key:
        return scan(turn).before(hello)
    return Reply(hello, choices=MENU)


def scan(turn: Turn) -> Reply:
    """A QR code names a meter box or transformer, never an account."""
    place = turn.use.network.equipment(turn.message.event_key)
    if place is None:
        return Reply("这个二维码不是我们设备上的，您想办什么？", choices=MENU)
    return outages.told_at(turn, (place,), "", equipment=turn.message.event_key)


def agent_joins(turn: Turn) -> Reply:
    """An agent takes the resident: the dialogue so far goes into the chat that both see."""
    said, agent = turn.session.said, turn.message.raw.get("KfAccount", "")
    told = (HandOver(openid=turn.openid, kf_account=agent, said=said),) if said and agent else ()
    return replace(SILENT, effects=told)


def unsubscribe(turn: Turn) -> Reply:
    """Everything kept of the resident goes; open tickets go on without the openid."""
    turn.use.tickets.forget(turn.openid)
    return replace(SILENT, writes=forget.statements(turn.openid), forgets=True)
