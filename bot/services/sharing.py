"""Sharing an account: who may be let in as what, and what each may do."""

import re
from hashlib import blake2b
from typing import Final

from bot.store.bindings import RIGHTS, Role

ROLES: Final[dict[str, Role]] = {"家里人": "child", "租客": "tenant", "帮忙的人": "helper"}
"""How residents say it."""

LIMITED: Final[frozenset[str]] = frozenset({"pay", "report"})

_RIGHTS: Final[dict[str, frozenset[str]]] = {
    "child": RIGHTS,
    "tenant": RIGHTS,
    "helper": LIMITED,
}
_WORDS: Final = {"see": "查电费", "pay": "交电费", "report": "报修", "notices": "收通知"}
_SAID: Final = (
    ("租客", re.compile(r"租|房客")),
    ("帮忙的人", re.compile(r"帮|代|邻居|同事|朋友|村干部|网格员|保姆|护工")),
    ("家里人", re.compile(r"[儿女子孙媳婿爱]|家|爸|妈|父|母|夫|妻|老公|老婆|兄|弟|姐|妹|孩")),
)


def role_said(text: str) -> str:
    """The role that the words name, as in `ROLES`; empty for none."""
    return next((role for role, words in _SAID if words.search(text)), "")


def role_of(role: str) -> Role:
    """A stored role that can be shared; anything else is a helper's."""
    return next((known for known in ROLES.values() if known == role), "helper")


def name_of_role(role: str) -> str:
    """A stored role as residents say it."""
    return next((said for said, known in ROLES.items() if known == role), "")


def rights_of(role: str) -> frozenset[str]:
    """What a role may do unless the sharer allows less."""
    return _RIGHTS.get(role, LIMITED)


def in_words(rights: frozenset[str]) -> str:
    """Rights as residents say them: `查电费、交电费、报修`."""
    return "、".join(words for right, words in _WORDS.items() if right in rights)


def tag(openid: str, account_no: str) -> str:
    """A short word for one share, for taps; it names nobody."""
    return blake2b(f"{openid}:{account_no}".encode(), digest_size=4).hexdigest()
