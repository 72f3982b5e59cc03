"""Replies as the XML of a passive answer.

wechatpy's replies escape nothing, know no length and drop the agent's name of a transfer, so the
few shapes that this bot needs are written here.
"""

from typing import Final

from bot.wechat.messages import Message
from bot.wechat.tags import legal

MAX_TEXT_BYTES: Final = 2048
"""A longer text gets no answer shown at all (passive replies, UTF-8)."""


def text(message: Message, content: str, now_s: int) -> str:
    """A text reply, cut at `MAX_TEXT_BYTES` on a character boundary; "" for blank content.

    An empty Content shows the resident a failure notice; "" is sealed as a bare `success`.

    Args:
        message: what is answered.
        content: the reply's words, unescaped.
        now_s: Unix time in seconds.
    """
    shown = legal(content)
    if not shown.strip():
        return ""
    return _reply(message, now_s, "text", f"<Content>{_cdata(cut(shown))}</Content>")


def transfer(message: Message, kf_account: str | None = None, *, now_s: int) -> str:
    """Hands the conversation to the account's human agents.

    Args:
        message: what is handed over.
        kf_account: this agent only; one who is away strands the resident, so ask first.
        now_s: Unix time in seconds.

    Raises:
        ValueError: an event; the platform forwards messages only.
    """
    if message.kind == "event":
        raise ValueError("the platform forwards messages to agents, never events")
    agent = _cdata(legal(kf_account)) if kf_account else ""
    body = f"<TransInfo><KfAccount>{agent}</KfAccount></TransInfo>" if agent else ""
    return _reply(message, now_s, "transfer_customer_service", body)


def cut(value: str) -> str:
    """The longest beginning that fits into `MAX_TEXT_BYTES` of UTF-8; whole characters only."""
    encoded = value.encode()
    if len(encoded) <= MAX_TEXT_BYTES:
        return value
    return encoded[:MAX_TEXT_BYTES].decode(errors="ignore")


def _reply(message: Message, now_s: int, kind: str, body: str) -> str:
    return (
        f"<xml><ToUserName>{_cdata(legal(message.openid))}</ToUserName>"
        f"<FromUserName>{_cdata(legal(message.account))}</FromUserName>"
        f"<CreateTime>{now_s:d}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{body}</xml>"
    )


def _cdata(value: str) -> str:
    """The value as CDATA; its own `]]>` is split, so that it cannot end the section."""
    return f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>"
