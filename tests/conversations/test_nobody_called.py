"""A deployment that can call nobody says so: to its operators loudly, to residents truthfully."""

import json
import logging
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from sqlalchemy import delete
from support.duty import DutyPerson, report, roster
from support.talk import Talk, World, effects

from bot.backends.sql.tables import RosterRow
from bot.backends.tickets import Duty
from bot.commands.doctor import doctor
from bot.dispatch import duty_links
from bot.effects import Sms

PLACE = "幸福小区3栋"


@pytest.fixture
def silent(make_world: Callable[..., World]) -> World:
    return make_world(SMS="none")


@pytest.fixture
def unmanned(world: World) -> World:
    """A bot whose roster was never loaded."""
    with world.parts.database.write() as connection:
        connection.execute(delete(RosterRow))
    return world


def doctors_word(world: World) -> str:
    class Desk:
        def parts(self, *_insist: str) -> object:
            return world.parts

    output = CliRunner().invoke(doctor, obj=Desk()).output
    rows = {row["check"]: row for row in map(json.loads, output.splitlines())}
    return str(rows["duty"]["says"])


def warnings(world: World) -> str:
    said: dict[str, list[str]] = json.loads(world.client.get("/readyz").data)
    return " ".join(said["warnings"])


def test_without_sms_the_reporter_hears_it_when_the_roster_would_have_ended(silent: World) -> None:
    talk = Talk(silent)
    ticket = report(talk, PLACE)
    people = roster(silent, PLACE)
    silent.clock.turn(minutes=10 * len(people) - 1)
    silent.works()
    assert not silent.platform.texts(talk.openid)
    for _ in people:
        silent.clock.turn(minutes=10)
        silent.works()
    talk.is_told(ticket.ticket_no, "还没有人确认", "95598")
    assert not effects(silent, Sms)


def test_without_sms_somebody_at_the_board_may_still_take_it(silent: World) -> None:
    talk = Talk(silent)
    ticket = report(talk, PLACE)
    link = duty_links.ticket_link(
        silent.parts.links, ticket.ticket_no, Duty("看板员", "15400000009")
    )
    DutyPerson(silent, link.removeprefix("http://bot.example")).opens().taps("accepted")
    for _ in range(9):
        silent.clock.turn(minutes=10)
        silent.works()
    (told,) = silent.platform.texts(talk.openid)
    assert "看板员" in told
    talk.says("催一下我的报修")
    talk.is_told("没能通知到看板员", "15400000009")


def test_without_sms_a_hurry_says_that_nobody_was_reached(silent: World) -> None:
    talk = Talk(silent)
    report(talk, PLACE)
    talk.says("催一下我的报修")
    talk.is_told("还没有人确认", "95598")


def test_without_sms_no_manager_is_said_to_call_back(silent: World) -> None:
    talk = Talk(silent)
    talk.says("请和平路12号的台区经理给我回电").says("13800001111").says("想问增容").hears("对吗")
    talk.says("对").hears("BX", "通知不到台区经理", "95598").misses("已请")
    silent.clock.turn(minutes=31)
    silent.works()
    assert not silent.platform.texts(talk.openid)


def test_where_neither_chat_nor_sms_reaches_it_comes_with_the_next_answer(
    make_world: Callable[..., World],
) -> None:
    world = make_world(SMS="none", WECHAT_ACCOUNT="subscription-unverified")
    talk = Talk(world)
    ticket = report(talk, PLACE)
    for _ in range(9):
        world.clock.turn(minutes=10)
        world.works()
    talk.says("你好").hears(ticket.ticket_no, "还没有人确认")


@pytest.mark.usefixtures("unmanned")
def test_with_an_empty_roster_the_reporter_hears_it_at_once(talk: Talk) -> None:
    talk.says("幸福小区3栋门口电线掉地上了").hears("BX")
    talk.is_told("还没有人确认", "95598", "远离")
    talk.says("催一下")
    talk.is_told("还没有人确认", "95598")


@pytest.mark.usefixtures("environment")
def test_operators_are_told_without_sms(silent: World, caplog: pytest.LogCaptureFixture) -> None:
    assert silent.client.get("/readyz").status_code == 200
    assert "SMS=none" in warnings(silent)
    assert "SMS=none" in doctors_word(silent)
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        silent.rebuilt()
    (warning,) = [one for one in caplog.records if one.msg == "nobody_on_duty_is_called"]
    assert "SMS=none" in warning.reason  # type: ignore[attr-defined]  # an extra


@pytest.mark.usefixtures("environment")
def test_operators_are_told_of_an_empty_roster(unmanned: World) -> None:
    assert "roster is empty" in warnings(unmanned)
    assert "roster is empty" in doctors_word(unmanned)


@pytest.fixture
def environment(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
