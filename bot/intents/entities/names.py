"""Names of persons."""

import re
from collections.abc import Iterable, Iterator

from bot.intents.entities.entity import CLAIMED, Entity
from bot.intents.entities.lexicon import Lexicon, any_char
from bot.intents.entities.nicknames import Nicknames
from bot.intents.entities.titled import TitledNames

_HAN = r"\u4e00-\u9fff"
_TWO = 2
_CLOSED = re.compile(rf"[,，。；;\d{CLAIMED}]|\s[\d{CLAIMED}]")
_CLOSED_OR_LEFT = re.compile(rf"$|[^{_HAN}]|过世|去世|走了|不在|的|户|电话|手机")
_OF_KIN = re.compile(r"[公婆爷奶爸妈爹娘伯叔姑姨舅哥姐弟妹子女儿媳妇婿侄甥孙夫妻伴]$")
_OWNER = re.compile(r"的(?=[，。,；;！!？?\s卡户账名号]|电费|$)")
_HOLDER = re.compile(r"过户|更名|户主|户名|绑定|联系人|姓名|名字|业主|姓|叫")
_COMES = re.compile(r"[来去][办交缴问查取拿报弄]")  # 陆鹏来办过户
_SURNAMES = ("surnames.double", "surnames.common", "surnames.rare")
_NICKS, _OWNED = re.compile("[老小阿]"), re.compile("[户家名身屋的]")
_LONGEST_ALONE = len("欧阳秀兰")


_LINK = r"(?:写|填|登记|留)?(?:了|的是|的|成|就是|还是|是)?\s?[:：“\"]?\s?"
_WRITTEN = (
    r"(?:[卡单证本票册据同折条表信]上面?|系统[里上]面?|备注|附言|留言)[里上栏]?"
    r"(?:写|填|印|登记|显示|打|留|备注)(?:着|的|了|成|为|是)"
)
"""卡上写的, 备注填的: what stands there is likely the holder's or the payer's name."""


class _Gates:
    """Cheap looks whether a costly search can succeed at all."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.surname = any_char("".join(lexicon.words(*_SURNAMES)))
        signs = lexicon.words("titles.trigger", "titles.weak")
        ends = any_char([*(word[-1] for word in signs), *'了的是成着写填 :：“"']).pattern
        self.sign = re.compile(f"{ends}(?={self.surname.pattern})")
        heads = any_char(name[0] for name in lexicon.words("given.heads")).pattern
        self.minority = re.compile(f"(?:^|{ends})(?={heads})|叫")
        self.title_end = any_char(word[-1] for word in lexicon.words("titles.after"))


class Names:
    """Finds persons: after a sign (我叫 …), a surname with a title, a name that stands alone."""

    def __init__(self, lexicon: Lexicon) -> None:
        double = lexicon.choice("surnames.double")
        common = f"(?:{double}|[{''.join(lexicon.words('surnames.common'))}])"
        every = f"(?:{double}|[{''.join(lexicon.words('surnames.common', 'surnames.rare'))}])"
        given = f"[{''.join(lexicon.words('given.chars'))}]"
        self._gates = _Gates(lexicon)
        self._nicknames = Nicknames(lexicon, common, every)
        self._titled = TitledNames(lexicon, common, every)
        self._generic = re.compile(lexicon.choice("titles.generic"))
        self._division = re.compile(lexicon.choice("divisions.county", "divisions.city"))
        self._stop = re.compile(rf"$|[^{_HAN}]|{lexicon.choice('titles.stop')}")
        self._given = re.compile(rf"{given}+")
        self._han = re.compile(rf"[{_HAN}]{{1,2}}")
        sign = rf"(?:{lexicon.choice('titles.trigger')}|{_WRITTEN}){_LINK}"
        self._strong = re.compile(rf"{sign}(?=(?P<surname>{every}))")
        self._minority = _minority(lexicon, sign)
        self._weak = re.compile(
            rf"(?:{lexicon.choice('titles.weak')}|{CLAIMED}的"
            r"|[我俺咱]就?是[^，。,]{0,10}?(?:那个|那位|的))"
            rf"(?=(?P<surname>{every}))"
        )
        self._common = re.compile(common)
        edge = rf"[^{_HAN}A-Za-z0-9]"
        self._alone = re.compile(
            rf"(?:^|(?<={edge}))(?:{common}{given}{{1,2}}|{every}{given}{{2}})(?=$|{edge}|\d)"
        )
        self._acting = _acting(lexicon, given)
        self._surnamed = re.compile(rf"姓(?P<s>{every})[,， ]?(?P<name>(?P=s){given}{{1,2}})")
        self._owned = re.compile(
            rf"(?P<surname>{common}){given}{{1,2}}(?=的户(?![口籍])|家的?(?:电|表|线|房|门口|灯)|屋[头里后前]|的(?:电费|账单|单子|号|欠费|电表|表)|的?(?:名字|名下|户头|户名|身份证))"
        )

    def find(self, text: str) -> list[Entity]:
        """Find persons in a normalised text whose other entities are masked.

        Args:
            text: The text.

        Returns:
            The names in order; a title belongs to a bare surname (唐师傅).
        """
        spans = [*self._spans(text)] if self._gates.surname.search(text) else []
        if self._gates.minority.search(text):
            spans += [found.span("name") for found in self._minority.finditer(text)]
        kept = [span for span in spans if not self._is_generic(text, *span)]
        return [Entity("name", text[start:end], start, end) for start, end in _apart(kept)]

    def _is_generic(self, text: str, start: int, end: int) -> bool:
        """付款, 隔壁张家: words that only look like a name."""
        is_home = end - start == _TWO and text[end - 1] == "家"
        is_division = self._division.fullmatch(text, start, end)  # not 白玉兰, though 白玉 is one
        return bool(is_home or is_division or self._generic.match(text, start))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Names with a surname; each search after a cheap look whether it can succeed."""
        if self._gates.sign.search(text):
            yield from self._signed(text)
        if self._gates.title_end.search(text):
            yield from self._titled.find(text)
        if _NICKS.search(text):
            yield from self._nicknames.find(text)
        yield from self._alones(text)
        if _OWNED.search(text):
            yield from (found.span() for found in self._owned.finditer(text))
        yield from (found.span() for found in self._acting.finditer(text))
        if "姓" in text:
            yield from (found.span("name") for found in self._surnamed.finditer(text))

    def _signed(self, text: str) -> Iterator[tuple[int, int]]:
        for sign in self._strong.finditer(text):
            at = sign.end("surname")
            end = self._end(text, at, strong=True)
            is_likely = self._given.match(text, at) or (end == at + _TWO and self._is_odd(text, at))
            if end and (is_likely or _CLOSED.match(text, end)):
                yield sign.start("surname"), end
        for sign in self._weak.finditer(text):
            end = self._end(text, sign.end("surname"), strong=False)
            is_common = self._common.match(sign["surname"])
            if end and (
                is_common
                or end - sign.start("surname") > len("马军")
                or (_OF_KIN.search(sign[0]) and _OWNER.match(text, end))  # 我女婿柏松的
            ):
                yield sign.start("surname"), end

    def _end(self, text: str, at: int, *, strong: bool) -> int | None:
        """Where a name ends whose surname ends at ``at``; one or two characters are given."""
        if _COMES.match(text, at + 1):
            return at + 1
        han = self._han.match(text, at)
        room = len(han[0]) if han else 0
        likely = self._given.match(text, at, at + room)
        sure = len(likely[0]) if likely else 0
        ends = [size for size in range(1, room + 1) if self._stop.match(text, at + size)]
        if not strong:
            ends = [size for size in ends if size <= sure]
        is_full = len(ends) == 1 or sure == _TWO or (strong and not sure and self._is_odd(text, at))
        if ends[-1:] == [_TWO] and is_full:
            return at + _TWO
        if ends:
            return at + ends[0]
        return at + sure if strong and sure else None

    def _is_odd(self, text: str, at: int) -> bool:
        """何在明, 汪会明: a given name that begins with an everyday word."""
        is_given = text[at] != "的" and self._given.match(text, at + 1, at + _TWO)
        return bool(is_given and _CLOSED_OR_LEFT.match(text, at + _TWO))

    def _alones(self, text: str) -> Iterator[tuple[int, int]]:
        """李素珍 136…: a name between other data, or a message that is nothing else."""
        if CLAIMED in text or len(text) <= _LONGEST_ALONE or _HOLDER.search(text):
            yield from (found.span() for found in self._alone.finditer(text))


def _acting(lexicon: Lexicon, given: str) -> re.Pattern[str]:
    """张德贵让我问, 李桂芳托我交: a name at the head of a clause that does something."""
    doubles, common = (lexicon.words(key) for key in _SURNAMES[:2])
    heads = "".join({*common, *(name[0] for name in doubles)})
    double = "".join({name[0] for name in doubles}), "".join({name[1] for name in doubles})
    does = r"[把说要想请](?!求|了)"
    return re.compile(
        rf"[{heads}](?<![{_HAN}].)(?:(?<=[{double[0]}])[{double[1]}])?{given}{{1,2}}"
        r"(?=是(?:我|俺|咱|他|她|原|前|老|新|房东|租客|户主)|[让叫喊托请][我俺咱]|请你|来[过办交查问]"
        r"|介绍[我俺咱他她]|说[我你您他她]|委托[我你俺]|代表(?!性)"
        rf"|(?<=^..[{_HAN}]){does}|(?<=[^{_HAN}]..[{_HAN}]){does})"
    )


def _minority(lexicon: Lexicon, sign: str) -> re.Pattern[str]:
    """我叫拉毛措, 户名是吉克日铁: Tibetan and Yi names begin with no surname."""
    chars = "".join(lexicon.words("given.minority"))
    given = "".join(lexicon.words("given.minority", "given.chars"))
    return re.compile(
        rf"(?:{sign}|(?P<bare>^|我是))(?!的日子)(?P<name>(?:{lexicon.choice('given.heads')})"
        rf"[{given}]{{1,3}}(?=$|[^{_HAN}]|是[我他她]|(?(bare)(?!)|{lexicon.choice('titles.stop')}))"
        rf"|(?<=叫)[{chars}]{{2,5}}(?=$|[^{_HAN}]|的))"
    )


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order without those that overlap an earlier or, at one place, longer one."""
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end
