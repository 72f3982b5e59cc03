"""One spelling for what can be written in many, with every index kept."""

import re
from collections.abc import Mapping

_FULL_WIDTH_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3})")
_ASTRAL = 0x10000
"""A class of characters is fast only without any from here on."""
_KEPT = frozenset("，！？；：（）")
_SPELLINGS = {
    "〇": "零", "○": "零", "Ｏ": "O", "壹": "一", "贰": "二", "貳": "二", "叁": "三", "參": "三",
    "肆": "四", "伍": "五", "陆": "六", "柒": "七", "捌": "八", "玖": "九", "拾": "十",
    "佰": "百", "仟": "千", "圆": "元", "圓": "元", "￥": "¥", "\u3000": " ", "\xa0": " ",
    "—": "-", "–": "-", "－": "-", "‐": "-", "−": "-", "～": "~", "〜": "~", "：": ":",
    "（": "(", "）": ")", "乾": "乾", "祇": "只", "羣": "群", "裡": "里", "妳": "你",
    "「": "“", "」": "”", "『": "‘", "』": "’",
}  # fmt: skip
_NUMERALS = frozenset("壹贰貳叁參肆伍陆柒捌玖拾")
"""Read as digits only beside other digits: 陆 and 伍 are family names too."""
_FORMAL = re.compile(f"[{''.join(_NUMERALS)}]")


class Normaliser:
    """Full width to half width, traditional to simplified, banking numerals to plain ones."""

    def __init__(self, simplified: Mapping[int, str]) -> None:
        table = dict(simplified)
        table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)
                  if chr(code) not in _KEPT}  # fmt: skip
        table |= {ord(old): new for old, new in _SPELLINGS.items() if old not in _NUMERALS}
        self._table = {code: char for code, char in table.items() if char != chr(code)}
        plane = re.escape("".join(chr(code) for code in self._table if code < _ASTRAL))
        self._any = re.compile(f"[{plane}]|[{chr(_ASTRAL)}-{chr(0x10FFFF)}]+")
        formal = "".join(_NUMERALS)
        near = f"0-9零十百千万元角分佰仟{formal}"
        dated = "[壹贰叁肆柒捌玖]|(?<!收)拾|(?<=[年月])[陆伍]"
        self._formal = re.compile(
            f"[{formal}](?=[{near}])|(?<=[{near}])[{formal}]"
            rf"|(?:{dated})(?=[月号日])|[陆伍](?=号|月份)"
        )

    def __call__(self, text: str) -> str:
        """Rewrite ``text`` character by character.

        Args:
            text: What the resident wrote.

        Returns:
            A text of the same length, so spans in it are spans in ``text``.
        """
        if text.isascii():
            return text
        if "，" in text:
            text = _FULL_WIDTH_COMMA.sub(",", text)
        if _FORMAL.search(text):
            text = self._formal.sub(lambda found: _SPELLINGS[found[0]], text)
        return text.translate(self._table) if self._any.search(text) else text
