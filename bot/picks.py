"""Picking one of several numbered lines: the digit, 第二个, its words and a tap mean the same."""

import re
from collections.abc import Sequence

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "俩": 2}
_ORDINAL = re.compile(
    r"^\W*(?:选|要|我要|我选|就|那就|查|看|办)?\s*(?:第\s*)?(?P<n>\d{1,2}|[一二三四五六七八九十两])"
    r"\s*(?:个|项|条|号|户|种|款)?\s*(?:吧|嘛|哈|哦|呢|的|那个)?\W*$"
)
_LINE = re.compile(r"(?P<n>[1-9]\d?)[、.．，,:：)）\s]+(?P<label>.+)")
"""A line as it was shown: 1、对."""
GO_AHEAD = (
    r"(好|行|可以|要得|嗯|那|就|请|麻烦|帮我|给我|替我|你们?|您|我|直接|马上|现在|快点?|\W)*"
    r"(办(?!不|什么|啥)|约|预约|安排|登记|[弄搞](?!不))"
    r"(一?下|一?个|上|起|嘛|吧|呗|哈|噻|\W)*"
)
"""给我安排, 好 给我约: what a resident says to an offer to do something."""
_SIGNS = re.compile(r"(?!(?<=\d)\.(?=\d))[\W_]")
_LAST = re.compile(r"^\W*(?:选|要|就)?(?:最后|最后面)(?:一)?(?:个|项|条)\W*$")


def position(text: str, labels: Sequence[str]) -> int | None:
    """Which of the labels a message picks, counted from 0; `None` for none of them.

    Args:
        text: the message, normalised.
        labels: the numbered lines, as they were shown.
    """
    if not labels:
        return None
    said = text.strip()
    if said in labels:
        return labels.index(said)
    line = _LINE.fullmatch(said)
    if line and int(line["n"]) <= len(labels) and labels[int(line["n"]) - 1] == line["label"]:
        return int(line["n"]) - 1
    ordinal = _ORDINAL.match(said)
    if ordinal:
        n = int(ordinal["n"]) if ordinal["n"].isdigit() else _DIGITS[ordinal["n"]]
        return n - 1 if 1 <= n <= len(labels) else None
    if _LAST.match(said):
        return len(labels) - 1
    return _by_words(said, labels)


def agreed(text: str, words: Sequence[str]) -> int | None:
    """Which of several offers a message takes up in other words (see `session.Choice.also`)."""
    said = text.strip()
    fits = (n for n, also in enumerate(words) if also and re.fullmatch(also, said))
    return next(fits, None)


def is_number(text: str) -> bool:
    """Whether a message is nothing but the number of a line."""
    return re.fullmatch(r"\W*\d{1,2}\W*", text) is not None


def _by_words(said: str, labels: Sequence[str]) -> int | None:
    """The only label that holds the words, or is held by them."""
    bare = _bare(said)
    if len(bare) < 2:  # noqa: PLR2004  # one character names nothing
        return None
    # A part of a number is another number: 预存10 is not 预存100.00元.
    before = r"(?<![\d.])" if bare[0].isdigit() else ""
    after = r"(?![\d.])" if bare[-1].isdigit() else ""
    words = re.compile(before + re.escape(bare) + after)
    fits = [n for n, label in enumerate(labels) if words.search(_bare(label))]
    return fits[0] if len(fits) == 1 else None


def _bare(text: str) -> str:
    """The letters and numbers of a text, decimal points with them."""
    return _SIGNS.sub("", text)
