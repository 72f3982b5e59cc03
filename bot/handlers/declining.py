"""Taking a wish back in its own verb, 不解绑了, 先不交, or putting it off: 晚点再报."""

import re

_BEFORE = (
    r"(?:^|\W|算了|那|我|还是|先|就|暂时|对)(?:先|再)?"
    r"[不别莫](?:用|想|要|打算|需要|必|去|给我?)*再?"
)
_LATER = re.compile(
    r"(晚[点些]|等[一]?(下|会|哈)儿?|过(一?会儿?|一?阵|[几两]天)|回头|改[天日]|待会儿?|[一下][会次回]儿?|以后|有空|得空|空了"
    r"|明[天日早]|后天|晚上|下午|下班|忙完)(以?后|了|我|你们?|您|来|给|跟|和|的时候|\s)*[再才来又]?"
    r"(跟|给|和|我|你们?|您)*(说|讲|报个?修?|弄|办|搞|整)(吧|哈|嘛|了|啊|呗|好了|修|你们?|这个?|\W)*$"
    r"|(先不急|不着急|先不忙|改天|先放(一放|着))[吧哈嘛了啊\W]*$"
)
_ASKS = re.compile(r"[?？吗呢]|能不能|可不可以|怎么|为什么")


def declines(text: str, verbs: str) -> bool:
    """Whether a message says that something is not to be done after all.

    Args:
        text: the message, normalised.
        verbs: what is not to be done, as a regular expression.
    """
    return re.search(f"{_BEFORE}(?:{verbs})", text) is not None and _ASKS.search(text) is None


def puts_off(text: str) -> bool:
    """Whether a message ends in that it is for later."""
    return _LATER.search(text) is not None and _ASKS.search(text) is None
