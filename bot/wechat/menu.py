"""The account's menu: for the many who never type, every entry goes on by numbers and taps."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

_BUTTONS: Final[Mapping[str, Mapping[str, str]]] = {
    "停电报修": {
        "outage_query": "停电查询",
        "repair_report": "我要报修",
        "repair_progress": "报修进度",
        "emergency": "触电火情先看这里",
    },
    "电费": {
        "bill_query": "查电费",
        "payment": "交电费",
        "bill_history": "历月账单",
        "account_bind": "绑定户号",
    },
    "办事": {
        "application_status": "办电进度",
        "application_requirements": "要带什么",
        "service_points": "营业厅",
        "human_agent": "转人工",
    },
}


def menu() -> dict[str, Any]:
    """The body of the platform's `menu/create`, all CLICK buttons."""
    return {
        "button": [
            {
                "name": name,
                "sub_button": [
                    {"type": "click", "name": label, "key": key} for key, label in entries.items()
                ],
            }
            for name, entries in _BUTTONS.items()
        ],
    }


def labels() -> dict[str, str]:
    """Each CLICK key with the words on its button; keys are stable, words may change."""
    return dict(_entries())


def _entries() -> Iterator[tuple[str, str]]:
    for entries in _BUTTONS.values():
        yield from entries.items()
