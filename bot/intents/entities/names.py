"""Names of persons."""

import re
from collections.abc import Iterator

from bot.intents.entities.entity import CLAIMED, Entity
from bot.intents.entities.lexicon import Lexicon

_HAN = r"\u4e00-\u9fff"
_MAX_GIVEN = 2


class Names:
    """Finds persons: a name after a sign (我叫 …), a surname with a title, a name that stands alone."""

    def __init__(self, lexicon: Lexicon) -> None:
        double, common = lexicon.choice("surnames.double"), "".join(lexicon.words("surnames.common"))
        rare = "".join(lexicon.words("surnames.rare"))
        given = "".join(lexicon.words("given.chars"))
        titles, left = lexicon.choice("titles.after"), "".join(lexicon.words("titles.left"))
        self._bare = re.compile(lexicon.choice("titles.bare"))
        self._stop = re.compile(rf"$|[^{_HAN}]|{lexicon.choice('titles.stop')}")
        self._trigger = re.compile(
            rf"(?:{lexicon.choice('titles.trigger')})(?:了|的是|的)?[:： ]?(?=(?P<surname>{double}|[{common}{rare}]))"
        )
        edge = rf"(?:^|(?<=[^{_HAN}])|(?<=[{left}]))"
        self._titled = re.compile(
            rf"{edge}(?:(?P<surname>{double}|[{common}])(?P<given>[{given}]{{0,2}}?)(?P<title>{titles})"
            rf"|(?P<nick>[老小阿][{common}](?:师傅|哥|姐|工|师|总|头|老师|姑娘|妹儿?)?))(?P<next>.?)",
            re.DOTALL,
        )
        self._alone = re.compile(
            rf"(?:^|(?<=[\s,，、。:;；{CLAIMED}()]))(?:{double}|[{common}{rare}])[{given}]{{1,2}}(?=$|[\s,，、。:;；{CLAIMED}()\d])"
        )
        self._given = re.compile(rf"[{given}]")
        self._role = re.compile(r"(?:师傅|老师|经理|主任|总|工|师|生|公|婆|爷|伯|姐|哥|叔|婶|嫂|姨)$")
        self._after_nick = re.compile(r"[\s，。,！？!?的在是来说跟和他她电打去有没还给负管修接，]|$")
        self._compound = re.compile(r"总(?:是|共|额|数|量|体|计|的|和|之|算|电|表|闸|有|要)|工(?:地|作|厂|程|业|单|人|资)|师(?:大|范)|生(?:活|意|产|日)|公(?:司|里|用|变)|婆|爷|爷")

    def find(self, text: str) -> list[Entity]:
        """Find persons in a normalised text whose other entities are masked.

        Args:
            text: The text.

        Returns:
            The names in order; a title belongs to a bare surname (唐师傅).
        """
        found = [*self._triggered(text), *self._titles(text), *self._alones(text)]
        found.sort(key=lambda entity: (entity.start, -entity.end))
        return list(_apart(found))
