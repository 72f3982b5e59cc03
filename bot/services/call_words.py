"""What residents say of a call-back: they wish one, when does it come, nobody need ring."""

import re
from typing import Final

_NOT_TO: Final = r"(?:不用|不消|不必|不要|不需要|用不着|不得用|无需|不让|不约|不想要?|别|莫|甭)"
_CALLER: Final = (
    r"(?:[他她你您]们?|师傅|经理|客服|组长|值班(?:人?员)?|人家?"
    r"|给我|跟我|我|[叫喊让请]|告诉|麻烦|再|来)"
)
_BEFORE_CALL: Final = (
    rf"(?:好的?|算了|那个?|这个|约的?|刚才的?|现在|就|先|还是|可以|的|电话|回电|{_CALLER}|\W)*+"
)
_WISHES: Final = re.compile(r"[让请叫喊约].{0,12}(?:回(?:个|一个)?电|给我(?:打|回|来)|联系我)")
_CALLS_OFF: Final = re.compile(
    rf"{_BEFORE_CALL}(?:{_NOT_TO}{_CALLER}*(?:打(?:电话|过来|来|给我)*|回个?电?话?|来电话|联系我?|约)"
    rf"|(?<=电|话|的){_NOT_TO}|取消{_BEFORE_CALL}(?<=回电|电话))"
    r"(?:[了吧嘛啊哈呀啦喽哦我]|谢谢|已经.{1,6}|(?:问题|事情).{1,6}|\W)*"
)
_CALLS_OFF_MAX_CHARS: Final = 24
_WHEN_CALLED: Final = r"(?:几点|几时|什么时候|啥时候|何时|好久|多久|哪天)"
_NOT_CALLED: Final = r"(?:没人|还没|没(?=给我|见|有人|接到)|还不|咋不|怎么不)"
_CALLED: Final = r"(?:打(?=给|来|过来|电话)|回个?电|来电话|联系我|给我[打回])"
_AWAITS: Final = re.compile(
    rf"(?:{_WHEN_CALLED}|{_NOT_CALLED})[^，。,]{{0,8}}{_CALLED}"
    rf"|{_CALLED}[^，。,]{{0,6}}(?:{_WHEN_CALLED}|没有?$)"
)


def wishes(text: str) -> bool:
    """Whether somebody is asked to ring: 让他明天给我回个电话."""
    return _WISHES.search(text) is not None


def calls_off(text: str) -> bool:
    """Whether a message is nothing but that nobody need ring any more: 叫他别打了, 不用回电了."""
    return len(text) <= _CALLS_OFF_MAX_CHARS and _CALLS_OFF.fullmatch(text) is not None


def awaits(text: str) -> bool:
    """Whether it is asked when the call comes, or said that none came."""
    return _AWAITS.search(text) is not None
