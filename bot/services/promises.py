"""What may be promised of news to come: no more than this account and its gateway can keep."""

from typing import Final

from bot.phones import takes_sms
from bot.wechat.capabilities import Capabilities

MORE: Final = "随时回“报修进度”看到哪一步了，想补充什么直接发来就行。"
"""What may be done about a report under way; photos are taken without being asked for."""


def news_text(can: Capabilities, event: str, phone: str = "") -> str:
    """A sentence on how the resident hears of an event to come, such as 有人接单.

    Args:
        can: what this bot can do.
        event: what is waited for, without a full stop.
        phone: a phone that the resident left for it; empty for none.
    """
    if can.customer_service_messages:
        return f"{event}马上在这里告诉您。"
    if can.sms and takes_sms(phone):
        return f"{event}发短信告诉您。"
    return f"{event}，您下次在这里说话时告诉您。"


def called(can: Capabilities, says: str, hotline: str) -> str:
    """What is said of people on duty who are called; who else to call where no SMS can be sent."""
    return says if can.sms else f"这里通知不到值班人员，请打{hotline}报这个编号。"


def kept_text(can: Capabilities, what: str, says: str) -> str:
    """What is said of a photo, film or recording that is kept; the truth where none can be."""
    return says if can.media else f"{what}本号取不到，已经注明您发过；要紧的请打字说一句。"
