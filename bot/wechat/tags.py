"""The platform's XML as a flat mapping, read with bounds.

ElementTree is asked directly: xmltodict, which wechatpy uses, takes five times as long, turns a
repeated tag into a list and a nested one into a dict, and knows no bounds.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from bot.wechat.errors import Unreadable

MAX_DEPTH: Final = 8
MAX_TAGS: Final = 512

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Nothing may stand before the root: a DTD would have to, with entities to expand or files to fetch.
_START: Final = re.compile(r"\ufeff?\s*(?:<\?xml[^<>]*\?>)?\s*<xml[\s/>]")


def legal(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return _ILLEGAL.sub("", text)


def read(body: bytes | str) -> dict[str, str]:
    """Reads `<xml><Tag>value</Tag>…</xml>`; always as UTF-8, whatever the declaration says.

    Args:
        body: the XML; the caller has bounded its size.

    Returns:
        Each tag's own text, stripped. A repeated tag counts once, the last. A tag inside a tag is
        named with its path, `ScanCodeInfo.ScanResult`.

    Raises:
        Unreadable: no such XML, a DTD, more than `MAX_DEPTH` levels or `MAX_TAGS` tags.
    """
    try:
        return _tags(body if isinstance(body, str) else body.decode())
    except (ParseError, UnicodeError):
        return _read_cleaned(body)


def _read_cleaned(body: bytes | str) -> dict[str, str]:
    """Second try: a resident's control character must not cost the message."""
    text = body if isinstance(body, str) else body.decode(errors="replace")
    cleaned = legal(text)
    if cleaned == text:
        raise Unreadable("not XML") from None
    try:
        return _tags(cleaned)
    except ParseError:
        raise Unreadable("not XML") from None


def _tags(text: str) -> dict[str, str]:
    if not _START.match(text):
        raise ParseError("the root is not xml, or something stands before it")
    root = fromstring(text)  # noqa: S314  # what is dangerous in XML needs a DTD
    found = list(_below(root, "", 1))
    if len(found) >= MAX_TAGS:
        raise Unreadable("too many tags")
    return dict(found)


def _below(element: Element, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth >= MAX_DEPTH:
        raise Unreadable("too many levels")
    for child in element:
        name = path + child.tag
        if len(child):
            yield from _below(child, f"{name}.", depth + 1)
        yield name, (child.text or "").strip()
