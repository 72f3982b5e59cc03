import json
import re
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result
from support.duty import report, roster
from support.talk import Talk, World

from bot.commands import qr as qr_command
from bot.commands.desk import Desk
from bot.commands.duty import duty
from bot.commands.menu import NEEDS, menu
from bot.commands.tickets import tickets
from bot.dispatch import duty_links
from bot.parts import Parts

PLACE = "幸福小区3栋"
Run = Callable[..., Result]


@pytest.fixture
def run(world: World, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with the named variables only."""

    def invoke(
        group: click.Group, *words: str, names: tuple[str, ...] = ("DATABASE_URL",)
    ) -> Result:
        for name in environ:
            monkeypatch.delenv(name, raising=False)
        for name in names:
            monkeypatch.setenv(name, environ[name])
        desk = Desk(lambda variables, insist: Parts(variables, insist, world.clock))
        desk.clock = world.clock
        return CliRunner().invoke(group, list(words), obj=desk)

    return invoke


def test_list_and_show_print_the_contracts_shape(talk: Talk, run: Run) -> None:
    ticket = report(talk, PLACE)
    (line,) = run(tickets, "list").stdout.splitlines()
    shown = json.loads(line)
    assert shown["ticket_no"] == ticket.ticket_no
    assert (shown["state"], shown["place"], shown["phone"]) == ("new", PLACE, "13800000000")
    assert shown["duty"] is None
    assert talk.openid not in line
    assert json.loads(run(tickets, "show", ticket.ticket_no).stdout) == shown


def test_advance_goes_step_by_step_as_the_first_on_duty_and_tells_the_reporter(
    talk: Talk, world: World, run: Run
) -> None:
    ticket = report(talk, PLACE)
    first = roster(world, PLACE)[0]
    for state, told in (
        ("accepted", "已接单"),
        ("on_the_way", "已出发"),
        ("on_site", "已到现场"),
        ("fixed", "已修好"),
    ):
        shown = json.loads(run(tickets, "advance", ticket.ticket_no).stdout)
        assert shown["state"] == state
        assert shown["duty"] == {"name": first.name, "phone": first.phone}
        talk.is_told(ticket.ticket_no, told)
    last = run(tickets, "advance", ticket.ticket_no)
    assert json.loads(last.stdout)["state"] == "fixed"
    assert "no next step" in last.stderr


def test_an_unknown_ticket_is_one_sentence(run: Run) -> None:
    for word in ("show", "advance"):
        result = run(tickets, word, "BX202611249999")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "BX202611249999" in result.stderr


def test_reading_is_audited(talk: Talk, world: World, run: Run) -> None:
    ticket = report(talk, PLACE)
    before = world.parts.audit.verify().rows
    run(tickets, "show", ticket.ticket_no)
    assert world.parts.audit.verify().rows == before + 1


def test_duty_link_opens_the_board(world: World, run: Run) -> None:
    names = ("SECRET_KEY", "PUBLIC_URL")
    link = run(duty, "link", "张值班", "15400000001", names=names).stdout.strip()
    assert re.fullmatch(rf"http://bot\.example/{duty_links.BOARD}/\S+", link)
    page = world.client.get(link.removeprefix("http://bot.example"))
    assert page.status_code == 200
    assert "张值班" in page.get_data(as_text=True)


def test_menu_push_publishes_the_menu(world: World, run: Run) -> None:
    names = (*NEEDS, "WECHAT_API_BASE")
    assert run(menu, "push", names=names).exit_code == 0
    assert world.platform.menu is not None
    assert [one["name"] for one in world.platform.menu["button"]] == ["停电报修", "电费", "办事"]


def test_menu_push_says_what_the_platform_said(world: World, run: Run) -> None:
    world.platform.errcodes["/cgi-bin/menu/create"] = 48001
    result = run(menu, "push", names=(*NEEDS, "WECHAT_API_BASE"))
    assert result.exit_code == 1
    assert "48001" in result.stderr


QR_NEEDS = (*qr_command.NEEDS, "WECHAT_API_BASE")


def test_qr_make_prints_a_permanent_code_a_line(world: World, run: Run) -> None:
    result = run(qr_command.qr, "make", "T00001", "T00002", names=QR_NEEDS)
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert world.platform.scenes == ["T00001", "T00002"]
    assert first["id"] == "T00001"
    assert first["place"] == world.use.network.equipment("T00001").name
    assert second["url"].endswith("showqrcode?ticket=ticket-2")


def test_a_made_code_is_what_a_scan_understands(world: World, talk: Talk, run: Run) -> None:
    run(qr_command.qr, "make", "T00001", names=QR_NEEDS)
    (scene,) = world.platform.scenes
    talk.happens("SCAN", EventKey=scene).misses("不是我们设备上的")


def test_qr_make_of_unknown_equipment_is_one_sentence(world: World, run: Run) -> None:
    result = run(qr_command.qr, "make", "no-such-box", names=QR_NEEDS)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no-such-box" in result.stderr
    assert not world.platform.scenes


def test_qr_make_says_what_the_platform_said(world: World, run: Run) -> None:
    world.platform.errcodes["/cgi-bin/qrcode/create"] = 45009
    result = run(qr_command.qr, "make", "T00001", names=QR_NEEDS)
    assert (result.exit_code, "45009" in result.stderr) == (1, True)
