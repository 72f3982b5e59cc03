from dataclasses import replace

import pytest
from support.talk import Talk, World

from bot.handlers.table import TITLES
from bot.paths import DICTIONARIES
from bot.utility import ServiceSwitch, load

UTILITY = load(DICTIONARIES / "utility.toml")
SERVICES = sorted(set(TITLES) - {"emergency", "human_agent"})


@pytest.mark.parametrize("intent", SERVICES)
def test_every_service_has_a_switch_and_a_true_sentence(intent: str) -> None:
    switch = UTILITY.services[intent]
    assert switch.on
    assert UTILITY.hotline in switch.off_sentence or "营业厅" in switch.off_sentence


def test_danger_cannot_be_switched_off() -> None:
    assert "emergency" not in UTILITY.services


def test_a_service_that_is_off_says_its_sentence(world: World, talk: Talk) -> None:
    off = ServiceSwitch(on=False, off_sentence="今天不能在这里查电费，请拨打95598。")
    services = {**world.parts.utility.services, "bill_query": off}
    world.parts.utility = replace(world.parts.utility, services=services)
    talk.says("上个月电费多少").hears("今天不能在这里查电费")
    talk.says("家里没电了帮我报修").hears("在哪里")
