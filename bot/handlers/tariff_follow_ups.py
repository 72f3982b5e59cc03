"""What a short message means right after a price was told."""

import re
from typing import Final

from bot.handlers import tariffs
from bot.replies import Choice, Reply
from bot.services import prices
from bot.turn import Turn

_AT_NIGHT: Final = re.compile(r"晚上|夜里|夜间|半夜|凌晨|白天|低谷|高峰|峰谷|谷电|分时|平段")
_AT_HOME: Final = re.compile(
    r"(我|我们|是|问|那|就|普通|一般|\W)*(居民|住家|家[里用]|民用|住宅|生活)(用电|用户|用|住|的|呢|嘛|吧|\W)*"
)
_PAYS: Final = re.compile(
    r"划算|合算|值(不值|得)|省(钱|多少|得)|便宜(些|点|吗|不|多少)|哪(个|种).{0,3}(好|省|便宜)"
)
_WHERE: Final = re.compile(
    r"(农村|乡下|村里|乡里|镇上|城里|城头|县城|农民|农户).{0,6}(一样|也|呢|不同|便宜|贵|同价)|(一样|同价).{0,4}(农村|乡下|城里)"
)


def follows(turn: Turn) -> Reply | Choice | None:
    """Another price, or a word on the one that was told; who names the price says all himself."""
    text = turn.text
    if _WHERE.search(text):
        told = "居民电价的价目表里不分城里农村，同一张表、同一个价。"
        return Reply(told, choices=turn.session.offers)
    if _PAYS.search(text):
        return _worth(turn)
    if "电价" in text:
        return None
    if tariffs.BUSINESS.search(text):
        return Choice("", "tariff_query", f"{text}，工商业电价")
    if _AT_HOME.fullmatch(text) or _AT_NIGHT.search(text):
        kind = "居民峰谷电价" if _AT_NIGHT.search(text) else "居民电价"
        return Choice("", "tariff_query", kind)
    return tariffs.tariff_query(turn) if tariffs.names_price(text) else None


def _worth(turn: Turn) -> Reply | None:
    """Whether peak and valley pay: from which share of the use at night on."""
    default = turn.use.utility.default_tariff
    told = prices.worth(turn.use.tariffs, default, f"{default}_tou", turn.now.date())
    offers = turn.session.offers
    return Reply(told, choices=offers) if told else None
