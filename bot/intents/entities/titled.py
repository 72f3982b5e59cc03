"""Surnames and full names before a title (唐师傅, 王工, 李国强师傅)."""

import re
from collections.abc import Iterator

from bot.intents.entities.lexicon import Lexicon, alternatives

_HAN = r"\u4e00-\u9fff"
_ORDINALS = "大小老二三四五六七八九幺"
_NO_TITLE = re.compile(
    r"总[是共额数量体计的和之算电表闸有要会]|工[作地厂程业单人资伤具种期钱艺]|师[大范傅]"
)
_NO_SURNAME = {
    "向": re.compile(
        r"[^，。,！!？?\s]{0,5}(?:反映|汇报|报告|请示|申请|打听|打招呼|道歉|投诉|举报|[提说讲问借要求请学])"
    ),
    "祝": re.compile(r"们|[^，。,！!？?\s]{0,6}(?:快乐|健康|愉快|顺利|平安|吉祥|如意)"),
}
"""What follows the title where the character before it is no surname (向村长反映)."""
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
            other = _NO_SURNAME.get(found["surname"])
            if other and other.match(text, found.end()):
                continue
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
