"""Taking a wish back in its own verb: 不解绑了, 不用回电了, 先不交."""

import re

_BEFORE = (
    r"(?:^|\W|算了|那|我|还是|先|就|暂时|对)(?:先|再)?"
    r"[不别莫](?:用|想|要|打算|需要|必|去|给我?)*再?"
)
_ASKS = re.compile(r"[?？吗呢]|能不能|可不可以|怎么|为什么")


def declines(text: str, verbs: str) -> bool:
    """Whether a message says that something is not to be done after all.

    Args:
        text: the message, normalised.
        verbs: what is not to be done, as a regular expression.
    """
    return re.search(f"{_BEFORE}(?:{verbs})", text) is not None and _ASKS.search(text) is None
