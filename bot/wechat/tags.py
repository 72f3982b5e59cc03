"""The platform's XML as a flat mapping, read with bounds.

expat is called directly: xmltodict, which wechatpy uses, takes three times as long, turns a
repeated tag into a list and a nested one into a dict, and knows no bounds.
"""

import re
from typing import Final, NoReturn
from xml.parsers import expat

from bot.wechat.errors import Unreadable

MAX_DEPTH: Final = 8
MAX_TAGS: Final = 512

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
        text = body if isinstance(body, str) else body.decode()
        return _Reader().read(text)
    except (expat.ExpatError, UnicodeError):
        return _read_cleaned(body)


def _read_cleaned(body: bytes | str) -> dict[str, str]:
    """Second try: a resident's control character must not cost the message."""
    text = body if isinstance(body, str) else body.decode(errors="replace")
    cleaned = legal(text)
    if cleaned == text:
        raise Unreadable("not XML") from None
    try:
        return _Reader().read(cleaned)
    except expat.ExpatError:
        raise Unreadable("not XML") from None


class _Reader:
    """One pass of expat over one body."""

    __slots__ = ("_count", "_path", "_tags", "_text")

    def __init__(self) -> None:
        self._tags: dict[str, str] = {}
        self._path: list[str] = []
        self._text: list[str] = []
        self._count = 0

    def read(self, text: str) -> dict[str, str]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _refuse_dtd
        parser.Parse(text, True)  # noqa: FBT003  # expat takes no keywords
        return self._tags

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_TAGS or len(self._path) >= MAX_DEPTH:
            raise Unreadable("too many tags")
        if not self._path and name != "xml":
            raise Unreadable("the root is not xml")
        self._path.append(name)
        self._text.clear()

    def _end(self, _name: str) -> None:
        path = self._path
        if len(path) > 1:
            self._tags[".".join(path[1:])] = "".join(self._text).strip()
        path.pop()
        self._text.clear()


def _refuse_dtd(*_declaration: object) -> NoReturn:
    """No DTD, so no entity to expand and no file to fetch."""
    raise Unreadable("a DTD")
