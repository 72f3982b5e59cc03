"""Tenants whose electricity is resold by a landlord: no account of theirs is in the books."""

import re
from typing import Final

from bot.replies import Choice, Reply, joined
from bot.turn import Turn

LANDLORD: Final = "物业或房东"

_CHOICES: Final = (
    Choice("停电查询", "outage_query", "停电查询"),
    Choice("停电报修", "repair_report", "我要报修"),
)
_WHEN_DARK: Final = (
    "停电先在这里查、报修都行，不用户号，说个地点就行；只有您一家没电，先找物业或房东看总闸。"
)
_PRICE = re.compile(r"合理|合法|加价|太?[高贵]|一度.{0,6}(收|要|算)|收.{0,4}(一度|块|元)|乱收|多收")
_ABOUT_HIM = re.compile(r"物业|房东|他们?|老板|园区|收费|电费|一度|找谁|投诉")
_REGULATOR = re.compile(r"12398|能源监管")
_DARK = re.compile(r"停电|没电|跳闸|坏")
_WHOM = re.compile(r"找谁|问谁|谁管|怎么办|咋办|咋个办")
_PAYEE = r"(房东|物业|二房东|园区|老板|村上|商场)"
_SAYS_LANDLORD = re.compile(
    rf"(?<![没不是有])([交付缴转](给|到)(我们?的?)?{_PAYEE}|[交付缴]{_PAYEE}(?!的?电费))"
    rf"|(?<=[钱费都接月])给{_PAYEE}(?!.?[交缴])"
    rf"|{_PAYEE}(来|统一|代|在|每个?月|帮忙)*收(?!不|到|据)|转供电"
)


def at_once(turn: Turn) -> Reply | None:
    """What a tenant asks about the landlord's price or whom to turn to; `None` for all else."""
    told = _told(turn) if turn.session.form is None else None
    return None if told is None or turn.use.bindings.of(turn.openid) else told


def _told(turn: Turn) -> Reply | None:
    text = turn.text
    if _SAYS_LANDLORD.search(text) and _PRICE.search(text):
        return resold(turn)
    if not turn.session.context.get("paid_to") or turn.session.is_stale(turn.now):
        return None
    if _REGULATOR.search(text) or (_PRICE.search(text) and _ABOUT_HIM.search(text)):
        return _dear(turn)
    is_dark = _DARK.search(text) and _WHOM.search(text)
    return Reply(_WHEN_DARK, choices=_CHOICES) if is_dark else None


def _dear(turn: Turn) -> Reply:
    line = turn.use.utility.regulator_line
    return Reply(
        f"物业、房东代收的电费这里查不到、也改不了。先请他按供电公司的账单说明怎么分摊的；觉得加了价，"
        f"打能源监管热线{line}投诉，说清地址、他收的单价，有收据更好。",
        choices=_CHOICES,
    )


def pays_landlord(turn: Turn) -> bool:
    """Whether somebody who has nothing bound says, or has said, that the landlord is paid."""
    return bool(said_before(turn)) and not turn.use.bindings.of(turn.openid)


def tenant(turn: Turn) -> Reply | None:
    """The reply to an unclear message of somebody who pays a landlord; else `None`."""
    says = _SAYS_LANDLORD.search(turn.text) and not turn.use.bindings.of(turn.openid)
    return resold(turn) if says else None


def resold(turn: Turn) -> Reply:
    """Supply resold by a landlord: what the bot can do, what not, and whom to ask."""
    line = turn.use.utility.regulator_line
    text = joined(
        "那您家多半是转供电：总表在供电公司，您的表归物业或房东管，这里查不到户号。",
        "· 这里能办：查停电、报修、危险求助",
        "· 这里办不了：查账单、交电费、开发票，这些问物业或房东",
        "· 手里有供电公司的户号，直接发过来，能绑定也能交",
        f"· 觉得电价被加高了，可以打能源监管热线{line}",
    )
    return Reply(text, choices=_CHOICES, remember={"paid_to": LANDLORD})


def said_before(turn: Turn) -> str:
    """The landlord, where this or an earlier message says that he is paid; else empty."""
    said = LANDLORD if _SAYS_LANDLORD.search(turn.text) else ""
    return said or turn.session.context.get("paid_to", "")
