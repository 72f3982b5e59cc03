"""Values that the speaker denies, or takes back as a slip."""

import re
from collections.abc import Sequence

from bot.intents.entities.entity import Entity

_Key = tuple[str, str | tuple[str, str]]
_LOOK_BACK = 14
_CODES = frozenset({"application_no", "ticket_no"})
_NUMBERS = _CODES | {"account_no", "phone"}
_SIGNS = re.compile("[不非别莫错误更改呸撤搞没实其正真本哪忽当废无]")
"""Nothing is denied or taken back without one of them."""
_VOID = re.compile("错|不对|作废|不作?数|不算|无效")


class _WrongAfter:
    """Reads what calls a value wrong right behind it: …那个不对, …是我写错的."""

    def __init__(self) -> None:
        which = (
            r"[,，]?\s?[那这前](?:一?[个串条份])?(?:号码?|电话号?码?|手机号?|[户编单]号)?"
            r"(?:是|又|给)?"
        )
        mine = (
            r"(?:我们?|俺)?(?:刚才?|刚刚|之前|先前)?(?:又|给)?(?:[填发贴说写打记念报讲输按]|复制)错"
        )
        question = r"(?![^，。！；,;]{0,3}(?:吗|么|没有|没得|[?？]))"
        bill = r"(?![，,]?[^。！；;]{0,8}(?:电费|金额|度数|读数|用量|扣|多|少))"
        self._slip = re.compile(rf"(?P<which>{which}|是)?{mine}{question}")
        self._void = re.compile(
            rf"(?:(?P<which>{which})|是)?(?:不对(?!劲){bill}|错[了的误]|(?P<off>请?作废)|不作?数|不算|无效)"
            rf"{question}"
        )
        self._earlier = re.compile(
            r"(?:刚才?|刚刚|前面|上面|前头|之前|先前|上一?条)[^，。,]{0,5}$"
            r"|(?:是对的|才对|才是(?:对的)?)[，。,\s]{1,2}[^，。,]{0,4}$"
        )
        self._in_use = re.compile(
            r"(?:登记|系统|账单|发票|抬头|显示|户名|短信|你们)[^，。]{0,8}$"
            r"|[老旧原][的来]?(?:号码?|户号|电话|手机号?|编号)?[是:]?$"
        )

    def follows(self, text: str, before: str, entity: Entity) -> bool:
        """Whether such words follow; not of a value in use, nor of a code that is cancelled."""
        if self._in_use.search(before):
            return False
        found = self._slip.match(text, entity.end)
        if not found and entity.type in _NUMBERS:
            found = self._void.match(text, entity.end)
            if found and found["off"] and entity.type in _CODES:
                return False
        return bool(found and (found["which"] or self._earlier.search(before)))


class Denials:
    """Tells a denied value (不是…, 说错了, 是…) from a change of plan, where both values count."""

    def __init__(self) -> None:
        self._not_before = re.compile(
            r"(?<![是要会怕莫可])(?:(?:不[要用]?|别|莫)[改换调][到成为约在]|不是|并非|并不是|不叫|不姓|不在|不住)"
            r"(?:[在叫说住问查]|[交充欠扣收退存转付缴打花补罚剩][的了过费]?|什么|啥子?|[那这]个|我们?的?|我要|户号|电话|手机号?|编号|单号|报的|写的)*"
            r"[:： \"“「]?$"
        )
        self._is_question = re.compile(r"[^，。！；,;]{0,12}(?:吗|么|嘛|吧|[?？])")
        slip = (
            r"(?:不对|不不|不是[,，、 ]|[填发贴说写打记念报搞弄讲输按看]错|错了|口误|更正|改口"
            r"|[哦噢啊]不|呸|撤回|搞混)"
        )
        pause = r"(?:等等|等下|等一下|哎呀|不好意思|抱歉|对不起|糟了)?"
        self._slip_between = re.compile(
            r"(?:哪里?(?:有|可能|会)(?:[这那]么|恁)?多?)?[^，。,!！?？;；]{0,6}?[的那号啊嗯哦呃哎诶噢呀,，。.!！…\s]{0,4}"
            rf"{pause}[,，。!！…\s]{{0,2}}(?:[我他她]|刚才|刚刚|这个)?{slip}"
        )
        self._dropped_after = re.compile(
            r"(?:这个|那个|的)?[,，]?(?:就|你们?)?(?:(?:不要|不用|别|莫)管|不算数?|忽略|当没)"
        )
        self._wrong = _WrongAfter()
        self._disowned = re.compile(r"(?:这个|那个|它)?(?:不|哪)是(?:我|咱|俺|本)[们家人店厂]?的?")
        self._wrong_use = re.compile(r"(?:充|交|缴|转|存|打|汇|付)(?:到|给|进|错|成)[^，。]{0,8}$")
        self._really = re.compile(
            r"[,，]?(?:但|可|不过)?(?:其实|实际上?|正确的?|真名|本名)[应该]*[是叫]"
        )
        self._record = re.compile(
            r"(?:登记|系统|账单|发票|抬头|上面|显示|户名|短信)[^，。]{0,6}(?:成|是|为|写|的)了?$"
        )

    def keep(self, text: str, entities: Sequence[Entity]) -> list[Entity]:
        """Drop the denied ones.

        Args:
            text: The normalised message.
            entities: What was found, in order of position.

        Returns:
            The entities that stand.
        """
        if not _SIGNS.search(text):
            return [*entities]
        dropped = {
            (entity.type, entity.value)
            for index, entity in enumerate(entities)
            if self._is_denied(text, entity) or self._is_slip(text, entity, entities[index + 1 :])
        }
        if len(entities) > 1 and _VOID.search(text):
            dropped |= self._void(text, entities, dropped)
        return [entity for entity in entities if (entity.type, entity.value) not in dropped]

    def _void(self, text: str, entities: Sequence[Entity], dropped: set[_Key]) -> set[_Key]:
        """Values called wrong right behind them (…那个不对), where another one stands."""
        void = {(e.type, e.value) for e in entities if self._is_void(text, e)}
        rest = {(e.type, e.value) for e in entities} - dropped - void
        standing = {kind for kind, _ in rest}
        return {key for key in void if key[0] in standing}

    def _is_void(self, text: str, entity: Entity) -> bool:
        before = text[max(0, entity.start - _LOOK_BACK) : entity.start]
        return not self._wrong_use.search(before) and self._wrong.follows(text, before, entity)

    def _is_denied(self, text: str, entity: Entity) -> bool:
        before = text[max(0, entity.start - _LOOK_BACK) : entity.start]
        is_number = isinstance(entity.value, str) and entity.value.isdigit()
        if is_number and self._dropped_after.match(text, entity.end):
            return True
        if not self._not_before.search(before):
            return False
        return not self._is_question.match(text, entity.end)

    def _is_slip(self, text: str, entity: Entity, later: Sequence[Entity]) -> bool:
        following = next((other for other in later if other.type == entity.type), None)
        if following is None:
            return False
        between = text[entity.end : following.start]
        if entity.type == "name" and self._really.fullmatch(between):
            return True
        is_disowned = entity.type == "account_no" and self._disowned.match(between)
        if not is_disowned and not self._slip_between.match(between):
            return False
        before = text[max(0, entity.start - _LOOK_BACK) : entity.start]
        return not self._wrong_use.search(before) and not self._record.search(before)
