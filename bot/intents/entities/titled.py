"""Surnames and full names before a title (唐师傅, 王工, 李国强师傅)."""

import re
from collections.abc import Iterator

from bot.intents.entities.lexicon import Lexicon, alternatives

_HAN = r"\u4e00-\u9fff"
_ORDINALS = "大小老二三四五六七八九幺"
_NO_TITLE = re.compile(
    r"总[是共额数量体计的和之算电表闸有要会]|工[作地厂程业单人资伤具种期钱艺]|师[大范傅]"
)
_SENDS = re.compile(r"(?:让|叫|喊|派|安排)我|问(?!题)|说")  # 钱总让我问


class TitledNames:
    """Finds names by the title behind them.

    Args:
        lexicon: The word lists.
        common: An expression for common surnames.
        every: An expression for all surnames.
    """

    def __init__(self, lexicon: Lexicon, common: str, every: str) -> None:
        given = f"[{''.join(lexicon.words('given.chars'))}]"
        left = "".join(lexicon.words("titles.left"))
        self._common = re.compile(common)
        self._titled = re.compile(
            rf"(?:^|(?<=[^{_HAN}])|(?<=[{left}])|(?<=[感多]谢)|(?<=谢谢))(?<!前)(?!房东|主任)"
            rf"(?P<surname>{every})(?P<given>{given}{{0,2}}?)(?P<title>{lexicon.choice('titles.after')})"
        )
        long_titles = alternatives(t for t in lexicon.words("titles.after") if len(t) > 1)
        self._loosely_titled = re.compile(
            r"(?<![师前现历主责])(?<!(?<!谢)谢(?=谢))"
            rf"(?P<surname>{common})(?P<given>)(?P<title>{long_titles})"
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans in a normalised text; a title belongs to a bare surname (唐师傅)."""
        for found in (*self._titled.finditer(text), *self._loosely_titled.finditer(text)):
            given = found["given"]
            is_sure = not given and len(found["title"]) > 1
            if is_sure or self._is_titled(text, found):
                keeps_title = not given or (len(given) == 1 and given in _ORDINALS)
                yield found.start(), found.end() if keeps_title else found.end("given")

    def _is_titled(self, text: str, found: re.Match[str]) -> bool:
        """Whether a full name or a title of one character (王工) is no chance run."""
        is_short = len(found["title"]) == 1
        if is_short and found["given"]:
            return False
        if not self._common.match(found["surname"]):
            return is_short and bool(_SENDS.match(text, found.end()))
        return not (is_short and _NO_TITLE.match(text, found.start("title")))
