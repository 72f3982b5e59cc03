import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.platform_side import ACCOUNT, APP_ID, NOW_S, OPENID, event, fuzzed, xml

from bot.wechat import tags
from bot.wechat.errors import Unreadable
from bot.wechat.messages import Message, message_of


def read(body: str | bytes) -> Message:
    message = message_of(tags.read(body), APP_ID)
    assert message is not None
    return message


def test_a_text_message() -> None:
    message = read(xml())
    assert (message.kind, message.text) == ("text", "家里停电了")
    assert (message.openid, message.account) == (OPENID, ACCOUNT)
    assert (message.created_at_s, message.msg_id) == (NOW_S, "23456789012345678")
    assert message.raw["Content"] == "家里停电了"


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ("TEXT", "text"),
        ("image", "image"),
        ("voice", "voice"),
        ("video", "video"),
        ("shortvideo", "video"),
        ("location", "location"),
        ("link", "link"),
        ("miniprogrampage", "other"),
        ("not_known_yet", "other"),
        ("device_text", "other"),
    ],
)
def test_every_type_has_a_kind(sent: str, kind: str) -> None:
    assert read(xml(MsgType=sent)).kind == kind


def test_voice_image_link_location() -> None:
    voice = read(xml(MsgType="voice", MediaId="m1", Format="amr", Recognition="停电了。"))
    assert (voice.media_id, voice.recognition, voice.raw["Format"]) == ("m1", "停电了。", "amr")
    image = read(xml(MsgType="image", MediaId="m2", PicUrl="http://p"))
    assert (image.media_id, image.raw["PicUrl"]) == ("m2", "http://p")
    link = read(xml(MsgType="link", Title="T", Description="D", Url="http://u"))
    assert (link.kind, link.raw["Description"]) == ("link", "D")
    place = read(xml(MsgType="location", Location_X="30.5", Location_Y="104.1", Label="和平路"))
    assert (place.latitude, place.longitude, place.label) == (30.5, 104.1, "和平路")


@pytest.mark.parametrize("north", ["", "north", "nan", "inf", "91", "-90.1", "1e400"])
def test_a_place_that_is_none_has_no_coordinates(north: str) -> None:
    place = read(xml(MsgType="location", Location_X=north, Location_Y="104"))
    assert (place.latitude, place.longitude) == (None, None)
    swapped = read(xml(MsgType="location", Location_X="30"))
    assert (swapped.latitude, swapped.longitude) == (None, None)


def test_scenes_of_qr_codes_lose_their_prefix() -> None:
    followed = read(event("subscribe", EventKey="qrscene_box_qrscene_7", Ticket="t"))
    scanned = read(event("SCAN", EventKey="qrscene_8"))
    assert (followed.event, followed.event_key) == ("subscribe", "box_qrscene_7")
    assert (scanned.event, scanned.event_key) == ("scan", "qrscene_8")


def test_events() -> None:
    click = read(event("CLICK", EventKey="repair_report"))
    assert (click.kind, click.event, click.event_key) == ("event", "click", "repair_report")
    assert click.msg_id == ""
    assert read(event("VIEW", EventKey="http://u")).event_key == "http://u"
    report = read(event("LOCATION", Latitude="30", Longitude="104", Precision="9"))
    assert (report.event, report.latitude, report.longitude) == ("location", 30.0, 104.0)
    done = read(event("TEMPLATESENDJOBFINISH", MsgID="5", Status="success"))
    assert (done.event, done.msg_id, done.raw["Status"]) == ("templatesendjobfinish", "", "success")
    assert read(event("user_info_modified")).event == "user_info_modified"


@pytest.mark.parametrize("name", ["", "<a>x</a>", "<a/>"])
def test_an_event_without_a_name_is_an_unknown_event(name: str) -> None:
    message = read(event(name))
    assert (message.kind, message.event) == ("event", "")


def test_nested_blocks_are_named_by_path_and_may_be_missing() -> None:
    block = "<ScanType>qrcode</ScanType><ScanResult>1</ScanResult>"
    scan = read(event("scancode_waitmsg", EventKey="k", ScanCodeInfo=block))
    assert scan.raw["ScanCodeInfo.ScanResult"] == "1"
    assert "ScanCodeInfo.ScanResult" not in read(event("scancode_waitmsg")).raw
    chosen = "<Location_X>30</Location_X><Location_Y>104</Location_Y><Label>L</Label>"
    place = read(event("location_select", SendLocationInfo=chosen))
    assert (place.latitude, place.longitude, place.label) == (30.0, 104.0, "L")
    one = "<Count>2</Count><PicList><item><PicMd5Sum>a</PicMd5Sum></item></PicList>"
    assert read(event("pic_weixin", SendPicsInfo=one)).raw["SendPicsInfo.Count"] == "2"


def test_a_repeated_tag_counts_once_the_last() -> None:
    body = xml().replace("</xml>", "<Content>二</Content><MsgType>text</MsgType></xml>")
    assert read(body).text == "二"
    keys = event("subscribe", EventKey="qrscene_1").replace(
        "</xml>",
        "<EventKey>qrscene_2</EventKey></xml>",
    )
    assert read(keys).event_key == "2"


@pytest.mark.parametrize("content", [None, "", " \n ", "<b>x</b>"])
def test_text_without_content_is_empty_text(content: str | None) -> None:
    assert read(xml(Content=content)).text == ""


def test_attributes_and_outer_whitespace_do_not_matter() -> None:
    body = xml().replace("<Content>家", '<Content a="1"><![CDATA[ 家').replace("了</C", "了 ]]></C")
    assert read(body).text == "家里停电了"


@pytest.mark.parametrize("sent", ["", "x", "-1", "99999999999999", "9" * 5000, "1e9", "nan"])
def test_a_time_that_is_none_is_zero(sent: str) -> None:
    assert read(xml(CreateTime=sent)).created_at_s == 0


def test_odd_message_ids_are_text() -> None:
    assert read(xml(MsgId="not a number")).msg_id == "not a number"
    assert read(xml(MsgId=None, MsgID="77", MsgType="voice")).msg_id == "77"
    assert read(xml(MsgId=None)).msg_id == ""


@pytest.mark.parametrize("missing", ["MsgType", "FromUserName", "ToUserName"])
def test_no_message_without_type_sender_and_receiver(missing: str) -> None:
    for value in (None, "", "<a>text</a>"):
        assert message_of(tags.read(xml(**{missing: value})), APP_ID) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n",
        b'{"MsgType":"text"}',
        b"<xml><MsgType>text",
        b"<notxml></notxml>",
        b"text",
        b"<xml/><xml/>",
        b"<xml>&nbsp;</xml>",
        xml().encode("gbk"),
        ('<?xml version="1.0" encoding="GBK"?>' + xml()).encode("gbk"),
        xml().encode("utf-16"),
        b"<!DOCTYPE xml><xml/>",
        b'<!DOCTYPE xml [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>',
        b'<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><C>&a;</C></xml>',
        b'<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><xml>\x0b<C>&b;</C></xml>',
        b'<!--<![CDATA[--><!DOCTYPE xml [<!ENTITY a "b">]><!--]]>--><xml><C>&a;</C></xml>',
        b"<xml>" + b"<a>" * 200_000,
        b"<xml>" + b"<a>" * 9 + b"</a>" * 9 + b"</xml>",
        b"<xml>" + b"<a/>" * 100_000 + b"</xml>",
    ],
)
def test_what_is_no_flat_xml_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        tags.read(body)


def test_a_declared_charset_does_not_matter_for_utf_8() -> None:
    assert read(('<?xml version="1.0" encoding="GBK"?>' + xml()).encode()).text == "家里停电了"


def test_a_residents_doctype_or_control_character_costs_no_message() -> None:
    assert read(xml(Content="<![CDATA[<!DOCTYPE html>]]>")).text == "<!DOCTYPE html>"
    assert read(xml(Content="家里\x0b停\x00电了").encode()).text == "家里停电了"


def test_the_key_tells_deliveries_from_messages() -> None:
    key = read(xml()).key
    assert key == f"{APP_ID}|{OPENID}|{NOW_S}|23456789012345678"
    assert read(xml()).key == key
    assert read(xml(FromUserName="oOther")).key != key
    assert read(xml(MsgId="1")).key != key
    assert read(xml(CreateTime=NOW_S + 1)).key != key
    other_account = message_of(tags.read(xml()), "wxother")
    assert other_account
    assert other_account.key != key
    same_second = {
        read(event("LOCATION", Latitude="30", Longitude="104")).key,
        read(event("CLICK", EventKey="payment")).key,
        read(event("CLICK", EventKey="bill_query")).key,
        read(xml(MsgId=None, Content="一")).key,
        read(xml(MsgId=None, Content="二")).key,
    }
    assert len(same_second) == 5


def test_nothing_said_shows_in_a_log() -> None:
    shown = repr(read(xml()))
    assert "停电" not in shown
    assert OPENID not in shown


def test_a_message_survives_being_kept() -> None:
    message = read(event("subscribe", EventKey="qrscene_1"))
    assert msgspec.json.decode(msgspec.json.encode(message), type=Message) == message


@fuzzed
@given(st.text() | st.binary())
def test_anything_is_read_or_unreadable(body: str | bytes) -> None:
    try:
        found = tags.read(body)
    except Unreadable:
        return
    message_of(found, APP_ID)


NAMES = st.sampled_from(
    ["MsgType", "Event", "EventKey", "CreateTime", "MsgId", "Location_X", "Location_Y", "Latitude"],
)


@fuzzed
@given(st.dictionaries(NAMES, st.text() | st.sampled_from(["event", "subscribe", "location"])))
def test_any_tags_give_a_message(found: dict[str, str]) -> None:
    sent = {"FromUserName": OPENID, "ToUserName": ACCOUNT, "MsgType": "text"} | found
    message = message_of(sent, APP_ID)
    assert message is None or message.key
