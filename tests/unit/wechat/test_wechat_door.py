import base64
import hmac
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.platform_side import (
    APP_ID,
    KEY,
    NOW_S,
    OLD_KEY,
    TOKEN,
    decrypt,
    door,
    encrypt,
    envelope,
    fuzzed,
    query,
    safe_query,
    sign,
    xml,
)
from wechatpy.crypto.base import WeChatCipher

from bot.wechat import tags
from bot.wechat.door import MAX_BODY_BYTES, Door
from bot.wechat.errors import Refused
from bot.wechat.messages import Message

PLAIN = door()
SAFE = door(key=KEY)
BODY = xml().encode()


def status(opened_by: Door, args: dict[str, str], body: bytes = BODY) -> int:
    with pytest.raises(Refused) as refused:
        opened_by.open(args, body)
    return refused.value.status


def opened(opened_by: Door, args: dict[str, str], body: bytes = BODY) -> Message:
    message = opened_by.open(args, body).message
    assert message is not None
    return message


def safe_status(encrypted: str, **more: str) -> int:
    return status(SAFE, safe_query(encrypted, **more), envelope(encrypted))


def raw_cipher(plain: bytes, key: str = KEY) -> str:
    """Any bytes under the account's key, as only the platform itself could make them."""
    return base64.b64encode(WeChatCipher(base64.b64decode(key + "=")).encrypt(plain)).decode()


@pytest.mark.parametrize("at", [PLAIN, SAFE])
def test_handshake_answers_echostr_bare(at: Door) -> None:
    assert at.handshake(query(echostr="42<b>")) == "42<b>"


@pytest.mark.parametrize(
    "args",
    [
        {},
        query(signature=""),
        query(signature="0" * 40),
        query(signature="签名\udc80"),
        query(signature=query()["signature"].upper()),
        query(nonce="other"),
        query(timestamp=NOW_S - 601),
        query(timestamp=NOW_S + 601),
        query(timestamp=""),
        query(timestamp="soon"),
        query(timestamp="9" * 5000),
    ],
)
def test_a_wrong_or_old_signature_is_403(args: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        PLAIN.handshake(args)
    assert refused.value.status == 403
    assert status(PLAIN, args) == 403
    assert status(SAFE, args | {"encrypt_type": "aes"}) == 403


@pytest.mark.parametrize("off_s", [-600, 600])
def test_ten_minutes_off_is_still_let_in(off_s: int) -> None:
    assert PLAIN.handshake(query(timestamp=NOW_S + off_s, echostr="1")) == "1"


def test_the_verdict_is_a_constant_time_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hmac, "compare_digest", lambda *_: True)
    assert PLAIN.open(query(signature="wrong"), BODY).message


@pytest.mark.parametrize(
    "config",
    [
        {"token": ""},
        {"app_id": ""},
        {"aes_key": KEY[:-1]},
        {"aes_key": KEY + "A"},
        {"aes_key": "MTIzNDU2Nzg5MDEyMzQ1Ng"},  # 16 bytes: wechatpy takes it under python -O
        {"aes_key": "键" * 43},
        {"aes_key": KEY, "previous_aes_key": "short"},
        {"previous_aes_key": OLD_KEY},
    ],
)
def test_an_unsafe_configuration_does_not_start(config: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"must not be empty|43 base64|needs a current"):
        Door(**({"app_id": APP_ID, "token": TOKEN} | config))  # type: ignore[arg-type]


def test_plain_mode_opens_and_answers_plain() -> None:
    let_in = PLAIN.open(query(encrypt_type="raw"), BODY)
    assert let_in.message
    assert let_in.message.text == "家里停电了"
    assert let_in.seal("<xml/>") == "<xml/>"
    assert let_in.seal("") == "success"


@pytest.mark.parametrize("encrypt_type", ["aes", "AES", "other"])
def test_plain_mode_refuses_what_calls_itself_encrypted(encrypt_type: str) -> None:
    assert status(PLAIN, query(encrypt_type=encrypt_type)) == 403


def test_plain_mode_refuses_an_envelope() -> None:
    assert status(PLAIN, query(), envelope(encrypt(xml()))) == 403
    assert status(PLAIN, query(), xml(Encrypt="x").encode()) == 403


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"{}", b"<xml", b"<xml/>", b"<a/>", xml(MsgType="").encode(), b"\xff\xfe<\x00"],
)
def test_a_signed_body_without_a_message_is_answered_success(body: bytes) -> None:
    let_in = PLAIN.open(query(), body)
    assert let_in.message is None
    inner = encrypt(body or b" ")
    let_in = SAFE.open(safe_query(inner), envelope(inner))
    assert let_in.message is None
    assert let_in.seal("success") == "success"


@pytest.mark.parametrize("at", [PLAIN, SAFE])
def test_over_64_kib_is_413_before_anything_else(at: Door) -> None:
    assert status(at, {}, b"x" * (MAX_BODY_BYTES + 1)) == 413
    assert status(at, {}, b"x" * MAX_BODY_BYTES) == 403


def test_safe_mode_opens_and_seals() -> None:
    inner = encrypt(xml())
    let_in = SAFE.open(safe_query(inner), envelope(inner))
    assert let_in.message
    assert let_in.message.text == "家里停电了"
    assert let_in.message.app_id == APP_ID
    sealed = let_in.seal("<xml>您好</xml>")
    assert "您好" not in sealed
    assert decrypt(sealed) == "<xml>您好</xml>"


def test_safe_mode_needs_no_plain_signature_beside_the_other() -> None:
    inner = encrypt(xml())
    args = safe_query(inner)
    del args["signature"]
    assert opened(SAFE, args, envelope(inner)).text == "家里停电了"


@pytest.mark.parametrize("reply", ["success", ""])
def test_success_is_never_encrypted(reply: str) -> None:
    inner = encrypt(xml())
    assert SAFE.open(safe_query(inner), envelope(inner)).seal(reply) == "success"


def test_the_answers_nonce_is_its_own() -> None:
    inner = encrypt(xml())
    nonce = "]]></Nonce><Evil>1</Evil>"
    signature = sign(TOKEN, str(NOW_S), nonce)
    msg_signature = sign(TOKEN, str(NOW_S), nonce, inner)
    args = safe_query(inner, nonce=nonce, signature=signature, msg_signature=msg_signature)
    let_in = SAFE.open(args, envelope(inner))
    assert "Evil" not in let_in.seal("<xml/>")
    nonces = {tags.read(let_in.seal("<xml/>"))["Nonce"] for _ in range(3)}
    assert len(nonces) == 3


def test_a_rotated_key_opens_and_seals_its_own_messages() -> None:
    rotated = door(key=KEY, previous=OLD_KEY)
    old, new = encrypt(xml(), OLD_KEY), encrypt(xml(), KEY)
    assert decrypt(rotated.open(safe_query(old), envelope(old)).seal("a"), OLD_KEY) == "a"
    assert decrypt(rotated.open(safe_query(new), envelope(new)).seal("b"), KEY) == "b"
    assert safe_status(old) == 403


def test_safe_mode_refuses_the_plain_mode() -> None:
    assert status(SAFE, query()) == 403
    assert status(SAFE, query(encrypt_type="raw")) == 403
    assert status(SAFE, query(encrypt_type="aes")) == 403
    inner = encrypt(xml())
    args = safe_query(inner)
    del args["encrypt_type"]
    assert status(SAFE, args, envelope(inner)) == 403


def test_plain_tags_beside_the_cipher_count_for_nothing() -> None:
    inner = encrypt(xml(Content="真"))
    body = xml(Content="假", Encrypt=inner).encode()
    assert opened(SAFE, safe_query(inner), body).text == "真"


def test_a_repeated_encrypt_counts_once_the_last() -> None:
    first, last = encrypt(xml(Content="1")), encrypt(xml(Content="2"))
    body = f"<xml><Encrypt>{first}</Encrypt><Encrypt>{last}</Encrypt></xml>".encode()
    assert opened(SAFE, safe_query(last), body).text == "2"
    assert status(SAFE, safe_query(first), body) == 403


def test_a_wrong_message_signature_is_403() -> None:
    inner = encrypt(xml())
    assert safe_status(inner, msg_signature="0" * 40) == 403
    assert safe_status(inner, msg_signature="") == 403
    assert safe_status(inner, msg_signature=query()["signature"]) == 403
    assert safe_status(inner, signature="0" * 40) == 403
    assert status(SAFE, safe_query(inner), envelope(encrypt(xml(Content="别的")))) == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<xml></xml>",
        b"<xml><Encrypt>",
        b"<xml><Encrypt/></xml>",
        b'<!DOCTYPE xml [<!ENTITY e "x">]><xml><Encrypt>&e;</Encrypt></xml>',
        b"<xml>" + b"<a>" * 9 + b"</a>" * 9 + b"<Encrypt>x</Encrypt></xml>",
        "<xml><Encrypt>密</Encrypt></xml>".encode("gbk"),
    ],
)
def test_an_envelope_that_cannot_be_read_is_400(body: bytes) -> None:
    assert status(SAFE, safe_query("x"), body) == 400


@pytest.mark.parametrize("encrypted", ["not base64!", "密文", "AAAA", "=", "A" * 41])
def test_a_signed_cipher_that_no_key_could_have_made_is_400(encrypted: str) -> None:
    assert safe_status(encrypted) == 400


def test_a_random_cipher_under_a_valid_signature_is_403() -> None:
    source = random.Random(7)  # noqa: S311  # repeatable
    for blocks in range(1, 200):
        assert safe_status(base64.b64encode(source.randbytes(16 * blocks)).decode()) == 403


def test_a_cut_cipher_is_403() -> None:
    whole = base64.b64decode(encrypt(xml()))
    for blocks in range(1, len(whole) // 16):
        assert safe_status(base64.b64encode(whole[: 16 * blocks]).decode()) == 403


def test_another_accounts_message_is_403() -> None:
    assert safe_status(encrypt(xml(), app_id="wxother")) == 403
    assert safe_status(encrypt(xml(), app_id=APP_ID + "0")) == 403


def framed_message(length: int | None = None) -> bytes:
    inner = xml().encode()
    said = len(inner) if length is None else length
    return b"r" * 16 + said.to_bytes(4, "big") + inner + APP_ID.encode()


def test_a_junk_padding_is_403() -> None:
    framed = framed_message()
    fill = 32 - len(framed) % 32
    assert fill > 1
    right = bytes([fill]) * fill
    let_in = raw_cipher(framed + right)
    assert opened(SAFE, safe_query(let_in), envelope(let_in)).text == "家里停电了"
    for junk in (b"\x07" * (fill - 1) + bytes([fill]), b"\x00" * fill, b"\x21" * fill):
        assert safe_status(raw_cipher(framed + junk)) == 403


@pytest.mark.parametrize("length", [0, 2**32 - 1])
def test_a_lying_length_is_403(length: int) -> None:
    framed = framed_message(length)
    fill = 32 - len(framed) % 32
    assert safe_status(raw_cipher(framed + bytes([fill]) * fill)) == 403


def test_another_charset_inside_is_answered_success() -> None:
    inner = encrypt(xml().encode("gbk"))
    assert SAFE.open(safe_query(inner), envelope(inner)).message is None


QUERIES = st.dictionaries(
    st.sampled_from(["timestamp", "nonce", "signature", "msg_signature", "encrypt_type"]),
    st.text() | st.just("aes") | st.just(str(NOW_S)),
)


@fuzzed
@given(args=QUERIES, body=st.binary())
def test_nothing_but_refused_leaves_the_door(args: dict[str, str], body: bytes) -> None:
    for at in (PLAIN, SAFE):
        with pytest.raises(Refused):
            at.open(args, body)


@fuzzed
@given(body=st.binary())
def test_any_signed_bytes_are_opened_or_refused(body: bytes) -> None:
    assert PLAIN.open(query(), body).message is None
    inner = raw_cipher(body + b"\x00" * (-len(body) % 16)) if body else ""
    assert safe_status(inner) in {400, 403}
    if body:
        inside = encrypt(body)
        assert SAFE.open(safe_query(inside), envelope(inside)).message is None
