"""Names of shops that are their owner's mark and their goods (朱记卤菜, 苏姐奶茶)."""

import re

from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon

_HAN = r"\u4e00-\u9fff"


class ShopMarks:
    """Finds a surname with 记, 氏 or a title right before goods."""

    def __init__(self, lexicon: Lexicon) -> None:
        double = lexicon.choice("surnames.double")
        singles = "".join(lexicon.words("surnames.common", "surnames.rare"))
        common = "".join(lexicon.words("surnames.common"))
        house = "(?:总店|分店|[店馆铺摊坊屋行])"
        tail = "[汤面饭粉锅煲酒茶]?+"
        goods = lexicon.choice("firms.goods")
        every = lexicon.choice("firms.goods", "firms.owned")
        title = "[大二三四幺]?[姐哥嫂妈妹娘婆爷叔伯姨]"
        position = lexicon.choice("addresses.position")
        self._hint = re.compile(rf"[记氏姐哥嫂妈妹娘婆爷叔伯姨老小阿][{_HAN}]")
        self._mark = re.compile(
            rf"(?:^|(?<=[^{_HAN}])|(?<=[我们是叫的在找给帮名头改成为户店号]))"
            rf"(?:(?:{double}|[{singles}])(?:(?:记|氏)[{_HAN}]{{0,2}}?(?:{every})++{tail}{house}?+"
            rf"|{title}(?:(?:{every})++{tail}{house}|(?:{goods})++{tail}{house}?+))"
            rf"|[老小阿][{common}]家?(?:{every})++{tail}{house})(?![费钱])"
            rf"(?!的?(?:{position}|附近|那边|那里|那儿|一带))"
        )

    def find(self, text: str) -> list[Entity]:
        """Find such shops in a normalised text whose numbers and firms are masked.

        Args:
            text: The text.

        Returns:
            The names in order; a shop that only marks a place is left out.
        """
        if not self._hint.search(text):
            return []
        return [
            Entity("name", found[0], found.start(), found.end())
            for found in self._mark.finditer(text)
        ]
