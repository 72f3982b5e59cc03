"""`flask --app app demo pay LINK`."""

import json

from click.testing import CliRunner
from support.paying import bind, link, receipts, shown, standing
from support.talk import Talk, World

from bot.pages.pay_command import pay_command


class Desk:
    def __init__(self, world: World) -> None:
        self._world = world

    def parts(self, *_insist: str) -> object:
        return self._world.parts


def test_it_confirms_and_a_second_time_changes_nothing(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    for _ in range(2):
        done = CliRunner().invoke(pay_command, [url], obj=Desk(world))
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout)["state"] == "paid"
    assert standing(world, account).balance_fen == 0
    assert len(receipts(world, account)) == 1
    talk.is_told("收到了")


def test_an_altered_link_pays_nothing(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    done = CliRunner().invoke(pay_command, [url[:-3]], obj=Desk(world))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert not receipts(world, account)
