from typing import Any

import pytest

from bot.wechat.menu import labels, menu

BUTTONS: list[dict[str, Any]] = menu()["button"]


def test_the_menu_keeps_the_platforms_limits() -> None:
    assert 1 <= len(BUTTONS) <= 3
    for button in BUTTONS:
        assert len(button["name"].encode()) <= 16
        assert 1 <= len(button["sub_button"]) <= 5


@pytest.mark.parametrize("entry", [entry for button in BUTTONS for entry in button["sub_button"]])
def test_every_entry_fits_and_is_a_click(entry: dict[str, str]) -> None:
    assert entry["type"] == "click"
    assert len(entry["name"].encode()) <= 60
    assert len(entry["name"]) <= 8  # Han characters that a phone shows
    assert len(entry["key"].encode()) <= 128
    assert entry["key"].replace("_", "").isalpha()
    assert entry["key"].islower()


def test_keys_are_stable_and_unique() -> None:
    assert list(labels()) == [
        *("outage_query", "repair_report", "repair_progress", "emergency"),
        *("bill_query", "payment", "bill_history", "account_bind"),
        *("application_status", "application_requirements", "service_points", "human_agent"),
    ]
    assert labels()["human_agent"] == "转人工"
    assert [button["name"] for button in BUTTONS] == ["停电报修", "电费", "办事"]
