from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.platform_side import ACCOUNT, NOW_S, OPENID, fuzzed

from bot.wechat import render
from bot.wechat.messages import Message

MESSAGE = Message(openid=OPENID, account=ACCOUNT, created_at_s=1, msg_id="1", kind="text")
EVIL = "a]]></Content><Evil>1</Evil><Content><![CDATA[b"


def parsed(xml: str) -> dict[str, str]:
    """The reply's tags, by an XML parser of its own; a tag that comes twice fails."""
    root = ET.fromstring(xml)  # noqa: S314  # our own output
    names = [child.tag for child in root]
    assert root.tag == "xml"
    assert len(names) == len(set(names))
    return {child.tag: child.text or "" for child in root}


def content(words: str) -> str:
    return parsed(render.text(MESSAGE, words, NOW_S))["Content"]


def test_a_text_reply_goes_back_to_the_sender() -> None:
    assert parsed(render.text(MESSAGE, "您好\nhttps://a.b/?c=1&d=2", NOW_S)) == {
        "ToUserName": OPENID,
        "FromUserName": ACCOUNT,
        "CreateTime": str(NOW_S),
        "MsgType": "text",
        "Content": "您好\nhttps://a.b/?c=1&d=2",
    }


@pytest.mark.parametrize("words", [EVIL, "]]>", "]]]]>>", "<![CDATA[", "&lt;&amp;", "<xml/>"])
def test_no_text_breaks_out_of_its_tag(words: str) -> None:
    assert content(words) == words


def test_control_characters_and_surrogates_are_dropped() -> None:
    assert content("停\x00\x0b\x1f电\ud800\ufffe了") == "停电了"


def test_a_long_text_is_cut_on_a_character() -> None:
    assert content("电" * 700) == "电" * 682
    assert content("a" + "😀" * 700) == "a" + "😀" * 511
    assert content("a" * 2048) == "a" * 2048


@pytest.mark.parametrize("words", ["", " \n", "\x00"])
def test_a_blank_text_is_no_reply(words: str) -> None:
    assert render.text(MESSAGE, words, NOW_S) == ""


@fuzzed
@given(st.text(st.characters() | st.sampled_from("]>\x0b电"), min_size=1, max_size=900))
def test_any_text_is_valid_xml_with_one_content(words: str) -> None:
    xml = render.text(MESSAGE, words, NOW_S)
    assert not xml or len(parsed(xml)["Content"].encode()) <= render.MAX_TEXT_BYTES


@fuzzed
@given(st.text())
def test_any_names_are_valid_xml(words: str) -> None:
    message = Message(openid=words, account=words, created_at_s=1, msg_id="", kind="text")
    assert parsed(render.text(message, "好", NOW_S))["Content"] == "好"


def test_transfer_names_the_agent_only_where_there_is_one() -> None:
    anyone = render.transfer(MESSAGE, now_s=NOW_S)
    assert parsed(anyone)["MsgType"] == "transfer_customer_service"
    assert "TransInfo" not in anyone
    named = ET.fromstring(render.transfer(MESSAGE, "kf]]>@gh", now_s=NOW_S))  # noqa: S314  # ours
    assert named.findtext("TransInfo/KfAccount") == "kf]]>@gh"


def test_an_event_is_never_transferred() -> None:
    tap = Message(openid=OPENID, account=ACCOUNT, created_at_s=1, msg_id="", kind="event")
    with pytest.raises(ValueError, match="never events"):
        render.transfer(tap, now_s=NOW_S)
