from typing import Any

import pytest
from support.simulator_stand import APP_ID, Stand

from bot.simulator.quota import OUT_OF_WINDOW
from bot.wechat.errors import ApiError, Rejected
from bot.wechat.menu import menu

TOKEN_CALL = {"grant_type": "client_credential", "appid": APP_ID, "secret": "s"}


def call(stand: Stand, path: str, body: object = None, **query: str) -> Any:  # JSON
    url = f"/simulator/platform/cgi-bin/{path}"
    if body is None:
        return stand.client.get(url, query_string=query).json
    return stand.client.post(url, query_string=query, json=body).json


def token(stand: Stand) -> str:
    return str(call(stand, "stable_token", TOKEN_CALL)["access_token"])


def said(stand: Stand) -> str:
    """The first resident, who has just written."""
    openid = stand.openid()
    stand.world.quota.said(openid)
    return openid


def test_the_stable_token_is_the_same_for_whoever_asks(stand: Stand) -> None:
    first, second = (call(stand, "stable_token", TOKEN_CALL) for _ in range(2))
    assert first["access_token"] == second["access_token"]
    assert 7100 < second["expires_in"] <= 7200


def test_the_stable_token_is_renewed_in_its_last_five_minutes(stand: Stand) -> None:
    old = token(stand)
    stand.redis.expire("sim:token:stable", 299)
    assert token(stand) != old


def test_each_older_token_ends_the_last_and_leaves_the_stable_one(stand: Stand) -> None:
    stable = token(stand)
    old, new = (call(stand, "token", **TOKEN_CALL)["access_token"] for _ in range(2))
    accepted = [stand.world.shelf.accepts(one) for one in (stable, old, new)]
    assert accepted == [True, False, True]


@pytest.mark.parametrize(
    ("change", "errcode"),
    [({"appid": "wx9"}, 40013), ({"secret": ""}, 41004), ({"grant_type": "password"}, 40002)],
)
def test_who_may_have_a_token(stand: Stand, change: dict[str, str], errcode: int) -> None:
    assert call(stand, "stable_token", TOKEN_CALL | change)["errcode"] == errcode


def test_a_wrong_token_and_none(stand: Stand) -> None:
    assert call(stand, "user/get", access_token="wrong")["errcode"] == 40001
    assert call(stand, "user/get")["errcode"] == 41001


def test_unknown_calls_methods_and_bodies(stand: Stand) -> None:
    good = token(stand)
    assert call(stand, "no/such/call", access_token=good)["errcode"] == 40066
    assert call(stand, "menu/create", access_token=good)["errcode"] == 43002
    assert call(stand, "menu/get", {}, access_token=good)["errcode"] == 43001
    assert call(stand, "menu/create", [1], access_token=good)["errcode"] == 47001


def test_the_bots_client_pushes_text(stand: Stand) -> None:
    openid = said(stand)
    stand.api().send_text(openid, "抢修人员到了")
    (bubble,) = stand.chat(openid)
    assert (bubble["who"], bubble["via"], bubble["text"]) == ("bot", "push", "抢修人员到了")


def test_the_client_gets_over_a_token_that_the_platform_dropped(stand: Stand) -> None:
    openid, api = said(stand), stand.api()
    api.online_agents()
    stand.redis.delete("sim:token:stable")
    api.send_text(openid, "还在")
    assert len(stand.chat(openid)) == 1


def test_five_pushes_to_a_word_and_no_sixth(stand: Stand) -> None:
    openid, api = said(stand), stand.api()
    for count in range(5):
        api.send_text(openid, str(count))
    with pytest.raises(Rejected) as refused:
        api.send_text(openid, "6")
    assert refused.value.errcode == 45047
    stand.world.quota.said(openid)
    api.send_text(openid, "again")


def test_three_pushes_to_a_tap_within_a_minute(stand: Stand) -> None:
    openid, api = stand.openid(), stand.api()
    stand.world.quota.tapped(openid)
    for count in range(3):
        api.send_text(openid, str(count))
    with pytest.raises(Rejected, match="45047"):
        api.send_text(openid, "4")
    stand.now_s += 61
    with pytest.raises(Rejected, match="45015"):
        api.send_text(openid, "5")


def test_forty_eight_hours_after_the_last_word(stand: Stand) -> None:
    openid, api = said(stand), stand.api()
    stand.now_s += 48 * 3600 - 1
    api.send_text(openid, "just in time")
    stand.now_s += 2
    with pytest.raises(Rejected) as refused:
        api.send_text(openid, "too late")
    assert refused.value.errcode == OUT_OF_WINDOW


def test_who_never_wrote_cannot_be_written_to(stand: Stand) -> None:
    with pytest.raises(Rejected, match="45015"):
        stand.api().send_text(stand.openid(), "hello")


@pytest.mark.parametrize(("follows", "errcode"), [("", 43004), (None, 40003)])
def test_who_left_or_was_never_there(stand: Stand, follows: str | None, errcode: int) -> None:
    openid = said(stand)
    if follows is None:
        openid = "oNobody"
    else:
        stand.world.people.change(openid, follows=follows)
    with pytest.raises(Rejected) as refused:
        stand.api().send_text(openid, "hello")
    assert refused.value.errcode == errcode


def test_a_menu_message_and_a_template(stand: Stand) -> None:
    openid, api = said(stand), stand.api()
    items = [{"id": "y", "content": "来电了"}, {"id": "n", "content": "还没"}]
    body = {"touser": openid, "msgtype": "msgmenu", "msgmenu": {"list": items}}
    call(stand, "message/custom/send", body, access_token=token(stand))
    api.send_template(openid, "TM1", {"thing1": "和平路"})
    choices, card = stand.chat(openid)
    assert choices["choices"] == [["y", "来电了"], ["n", "还没"]]
    assert (card["via"], card["fields"]) == ("template", [["thing1", "和平路"]])


@pytest.mark.parametrize(
    ("template", "errcode"),
    [
        ({"data": {"thing1": {"value": "和平路"}}}, 40037),
        ({"template_id": "TM1"}, 47003),
        ({"template_id": "TM1", "data": {"thing1": {"value": "长" * 21}}}, 47003),
        ({"template_id": "TM1", "data": {"thing1": {"value": ""}}}, 47003),
    ],
)
def test_templates_that_the_platform_refuses(
    stand: Stand, template: dict[str, object], errcode: int
) -> None:
    body = {"touser": stand.openid(), **template}
    answer = call(stand, "message/template/send", body, access_token=token(stand))
    assert answer["errcode"] == errcode
    assert not stand.chat(stand.openid())


def test_a_template_needs_no_word_of_the_residents(stand: Stand) -> None:
    openid = stand.openid()
    stand.api().send_template(openid, "TM1", {"thing1": "长" * 20})
    assert len(stand.chat(openid)) == 1


def test_typing_is_shown_until_the_message_is_there(stand: Stand) -> None:
    openid, api = said(stand), stand.api()
    typing = {"touser": openid, "command": "Typing"}
    call(stand, "message/custom/typing", typing, access_token=token(stand))
    assert stand.world.shelf.is_typing(openid)
    api.send_text(openid, "好了")
    assert not stand.world.shelf.is_typing(openid)


@pytest.mark.parametrize(
    ("message", "errcode"),
    [
        ({"msgtype": "text", "text": {"content": " "}}, 44004),
        ({"msgtype": "text", "text": {"content": "长" * 683}}, 45002),
        ({"msgtype": "text", "text": "bare"}, 40035),
        ({"msgtype": "hologram"}, 40008),
        ({"msgtype": "news", "news": {"articles": [{}, {}]}}, 45008),
    ],
)
def test_content_that_the_platform_refuses(
    stand: Stand, message: dict[str, object], errcode: int
) -> None:
    body = {"touser": said(stand), **message}
    answer = call(stand, "message/custom/send", body, access_token=token(stand))
    assert answer["errcode"] == errcode
    assert "rid:" in answer["errmsg"]


def test_a_refused_content_costs_no_push(stand: Stand) -> None:
    openid, api = said(stand), stand.api()
    body = {"touser": openid, "msgtype": "text", "text": {"content": ""}}
    call(stand, "message/custom/send", body, access_token=token(stand))
    for count in range(5):
        api.send_text(openid, str(count))


def test_the_bots_own_menu_is_published(stand: Stand) -> None:
    stand.world.shelf.unpublish()
    stand.api().create_menu(menu())
    assert stand.world.shelf.menu() == menu()


@pytest.mark.parametrize(
    ("buttons", "errcode"),
    [
        ([], 40016),
        ([{"name": "一二三四五六", "type": "click", "key": "k"}], 40018),
        ([{"name": "一", "type": "click"}], 40019),
        ([{"name": "一", "type": "dance"}], 40017),
        ([{"name": "一", "sub_button": [{}] * 6}], 40023),
        ([{"name": "一", "sub_button": [{"name": "字" * 21, "type": "click", "key": "k"}]}], 40025),
        ([{"name": "一", "type": "view", "url": "u" * 1025}], 40020),
    ],
)
def test_menus_that_the_platform_refuses(
    stand: Stand, buttons: list[dict[str, object]], errcode: int
) -> None:
    with pytest.raises(ApiError) as refused:
        stand.api().create_menu({"button": buttons})
    assert refused.value.errcode == errcode
    assert stand.world.shelf.menu() == menu()


def test_media_is_fetched_once_sent_and_unknown_is_refused(stand: Stand) -> None:
    media_id = stand.world.shelf.keep_media(b"\xff\xd8 picture", "image/jpeg")
    assert stand.api().get_media(media_id) == (b"\xff\xd8 picture", "image/jpeg")
    with pytest.raises(Rejected) as refused:
        stand.api().get_media("unknown")
    assert refused.value.errcode == 40007


def test_a_code_that_was_made_can_be_scanned(stand: Stand) -> None:
    assert "ticket=SIM_" in stand.api().create_qr("box:BX-7")
    assert stand.world.shelf.made_codes() == ["box:BX-7"]


def test_agents_come_and_go(stand: Stand) -> None:
    assert stand.api().online_agents() == []
    stand.post("/agents", {"online": True})
    assert stand.api().online_agents() == ["kf2001@simulator"]


def test_followers(stand: Stand) -> None:
    good, (one, two) = token(stand), stand.world.people.all()
    stand.world.people.change(two.openid, follows="")
    assert call(stand, "user/get", access_token=good)["data"]["openid"] == [one.openid]
    info = [
        call(stand, "user/info", access_token=good, openid=who.openid)["subscribe"]
        for who in (one, two)
    ]
    assert info == [1, 0]
