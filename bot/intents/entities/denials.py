"""Values that the speaker denies, or takes back as a slip."""

import re
from collections.abc import Sequence

from bot.intents.entities.entity import Entity

_LOOK_BACK = 14


class Denials:
    """Tells a denied value (不是…, 说错了, 是…) from a change of plan, where both values count."""

    def __init__(self) -> None:
        self._not_before = re.compile(
            r"(?<![是要会])(?:(?:不[要用]?|别|莫)[改换调][到成为约在]|不是|并非|并不是|不叫|不姓|不在|不住)"
            r"(?:[在叫说住交充欠问查]|什么|啥子?|[那这]个|我们?的?|我要|户号|电话|手机号?|编号|单号|报的|写的)*"
            r"[:： \"“「]?$"
        )
        self._is_question = re.compile(r"[^，。！；,;]{0,12}(?:吗|么|嘛|吧|[?？])")
        slip = (
            r"(?:不对|不不|不是[,，、 ]|[填发贴说写打记念报搞弄讲输按看]错|错了|口误|更正|改口"
            r"|[哦噢啊]不|呸|撤回|搞混)"
        )
        pause = r"(?:等等|等下|等一下|哎呀|不好意思|抱歉|对不起|糟了)?"
        self._slip_between = re.compile(
            r"[^，。,!！?？;；]{0,6}?[的那号啊嗯哦呃哎诶噢呀,，。.!！…\s]{0,4}"
            rf"{pause}[,，。!！…\s]{{0,2}}(?:我|刚才|刚刚|这个)?{slip}"
        )
        self._dropped_after = re.compile(
            r"(?:这个|那个|的)?[,，]?(?:就|你们?)?(?:(?:不要|不用|别|莫)管|不算数?|忽略|当没)"
        )
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
        return [
            entity
            for index, entity in enumerate(entities)
            if not self._is_denied(text, entity)
            and not self._is_slip(text, entity, entities[index + 1 :])
        ]

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
