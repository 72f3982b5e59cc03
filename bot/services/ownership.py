"""Whose fault it is: the utility's, the property manager's, or the resident's own.

The boundary is the meter: lines up to and including it are the utility's, behind it the customer's
(reference: domain.md 3, points 3, 4 and 8).
"""

import re
from typing import Literal

Owner = Literal["utility", "property", "customer", "unknown"]

_NEIGHBOURS_LIT = re.compile(
    r"(邻居|隔壁|对门|楼上|楼下|别家|别人家?|人家|左右|其他(人家|住户|家)|周围)[^，。,；;]{0,8}"
    r"(有电|亮|没停|正常|没事|都有|好好的)"
)
_ONLY_ME = re.compile(r"(就|只有|单单|光是?|独独)(是)?(我|俺|咱)们?(这)?(一)?(家|户|屋)")
_ALL_DARK = re.compile(
    r"(整个?|全|一)(栋|幢|楼|个?小区|村|条街|排|片|组|社|队|单元|湾)[^，。,]{0,6}(没电|停|黑|断电)"
    r"|(邻居|隔壁|对门|楼上|楼下|大家|都|家家)[^，。,；;]{0,6}(也|都|全)[^，。,；;]{0,4}"
    r"(没电|停|黑|没得电|莫得电|冇电)"
)
_PART = re.compile(
    r"(客厅|厨房|卧室|卫生间|一间|半边|插座|几个房间|有的房间|空调|热水器)[^，。,]{0,8}(没电|不亮|跳|没得电)"
)
_PROPERTY = re.compile(
    r"(楼道|电梯|地下室|车库|路灯|门禁|公共区|配电房|物业)[^，。,]{0,8}(没电|停电|不亮|黑|坏)"
)


def of_words(text: str) -> Owner:
    """Who owns the fault, as far as a resident's words show it."""
    if _ALL_DARK.search(text):
        return "utility"
    if _PROPERTY.search(text):
        return "property"
    if _NEIGHBOURS_LIT.search(text) or _ONLY_ME.search(text) or _PART.search(text):
        return "customer"
    return "unknown"


ADVICE: dict[Owner, str] = {
    "utility": "",
    "property": "楼道、电梯、地下室这类公共部分归物业管，您也跟物业说一声，处理更快。",
    "customer": (
        "邻居家有电的话，可能是您家电表以后的线路，那一段归住户自己，抢修人员到了会帮您看。"
    ),
    "unknown": "",
}
