"""The database away while a page is opened: a sentence for people, a status for the provider."""

from collections.abc import Callable

import pytest
from support.paying import bind as bound
from support.paying import link as link_of
from support.paying import notice, order_of, path, sealed, sends, shown
from support.talk import Talk, World

from bot.backends.tickets import Duty
from bot.dispatch import duty_links
from bot.services import holders, own_data, releases
from bot.services.payments import PAY_PATH


@pytest.fixture
def away(make_world: Callable[..., World]) -> World:
    return make_world(DATABASE_URL="sqlite:////nonexistent/bot.db")


@pytest.mark.parametrize(
    "page",
    [
        PAY_PATH,
        holders.BILLS_PAGE,
        own_data.PATH,
        releases.PATH,
        duty_links.TICKET,
        duty_links.BOARD,
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_says_so_in_a_sentence_with_the_hotline(away: World, page: str, method: str) -> None:
    links, me = away.parts.links, Duty("张师傅", "13800000000")
    made = {
        duty_links.TICKET: duty_links.ticket_link(links, "BX202611240001", me),
        duty_links.BOARD: duty_links.board_link(links, me),
        holders.BILLS_PAGE: links.make(holders.BILLS_PAGE, ["resident-one", "5120437786"]),
        releases.PATH: releases.link(links, "request", "clerk"),
    }
    answer = away.client.open(path(made.get(page) or links.make(page, "one")), method=method)
    if answer.status_code != 405:
        assert answer.status_code == 503
        assert answer.mimetype == "text/html"
        assert "95598" in answer.text


def test_the_provider_is_asked_to_call_again(world: World, talk: Talk, away: World) -> None:
    bound(world, shown(world, "arrears"))
    order = order_of(world, link_of(talk.says("交电费")))
    body = notice(order)
    assert sends(away, body, sealed(world, body)) == 503


def test_links_that_do_not_open_keep_their_status_and_sentence(world: World) -> None:
    answer = world.client.get(f"/{PAY_PATH}/altered")
    assert (answer.status_code, "这个链接不对" in answer.text) == (403, True)
