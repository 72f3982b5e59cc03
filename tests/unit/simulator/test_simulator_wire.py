from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.wire import Abnormal, Wire, xml_of
from bot.simulator.world import ACCOUNT
from bot.wechat import render, tags
from bot.wechat.door import Door
from bot.wechat.messages import Message

TOKEN: Final = "unit-test-token"
NOW_S: Final = 1_800_000_000
APP_ID: Final = "wx0123456789abcdef"
AES_KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OPENID: Final = "oResident"


def wire(aes_key: str | None = AES_KEY, token: str = TOKEN) -> Wire:
    return Wire(APP_ID, token, aes_key, lambda: NOW_S)


def door(aes_key: str | None = AES_KEY, token: str = TOKEN) -> Door:
    return Door(app_id=APP_ID, token=token, aes_key=aes_key, clock_s=lambda: NOW_S)


def message_xml(text: str) -> str:
    return xml_of(
        {
            "ToUserName": ACCOUNT,
            "FromUserName": OPENID,
            "CreateTime": "1800000000",
            "MsgType": "text",
            "Content": text,
            "MsgId": "42",
        }
    )


def reply(text: str, openid: str = OPENID) -> str:
    message = Message(openid, ACCOUNT, NOW_S, "42", "text")
    return render.text(message, text, NOW_S)


@pytest.mark.parametrize("aes_key", [AES_KEY, None], ids=["safe", "plain"])
def test_the_real_door_opens_what_the_wire_sends(aes_key: str | None) -> None:
    query, body = wire(aes_key).request(OPENID, message_xml("停电了]]><x>&"))
    message = door(aes_key).open(query, body).message
    assert message is not None
    assert (message.text, message.openid, message.msg_id) == ("停电了]]><x>&", OPENID, "42")


@pytest.mark.parametrize("aes_key", [AES_KEY, None], ids=["safe", "plain"])
def test_the_wire_reads_what_the_door_seals(aes_key: str | None) -> None:
    query, body = wire(aes_key).request(OPENID, message_xml("停电了"))
    sealed = door(aes_key).open(query, body).seal(reply("知道了"))
    assert wire(aes_key).read(OPENID, sealed.encode())["Content"] == "知道了"


def test_every_delivery_is_signed_anew() -> None:
    queries = [wire().request(OPENID, message_xml("在吗"))[0] for _ in range(2)]
    assert queries[0]["msg_signature"] != queries[1]["msg_signature"]


@pytest.mark.parametrize("body", [b"", b"success", b" success\n"])
def test_nothing_to_say(body: bytes) -> None:
    assert wire().read(OPENID, body) == {}


@pytest.mark.parametrize(
    "body",
    [
        b'{"errcode": 0}',
        b"<html>",
        b"<xml></xml>",
        reply("空").replace("空", "").encode(),
        reply("给别人的", "oOther").encode(),
        reply("长").replace("长", "长" * 683).encode(),
        reply("问").replace("[text]", "[hologram]").encode(),
    ],
)
def test_what_the_platform_refuses_in_plain_mode(body: bytes) -> None:
    with pytest.raises(Abnormal):
        wire(None).read(OPENID, body)


def test_a_plain_answer_is_refused_in_safe_mode() -> None:
    with pytest.raises(Abnormal):
        wire().read(OPENID, reply("没加密").encode())


def test_an_answer_signed_with_another_token_is_refused() -> None:
    query, body = wire(token="other").request(OPENID, message_xml("停电了"))
    sealed = door(token="other").open(query, body).seal(reply("知道了"))
    with pytest.raises(Abnormal):
        wire().read(OPENID, sealed.encode())


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    assert tags.read(xml_of({"Content": text}).encode())["Content"] == text.strip()
