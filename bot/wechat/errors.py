"""What can go wrong between us and the platform, and what the caller should do about it.

The classes are named after that reaction. Source of the errcodes: WeChat's list of global return
codes, as far as this bot's calls can meet them.
"""

from typing import Final

from bot.errors import BotError


class Refused(Exception):
    """A request that is turned away at the door, with an empty body.

    Args:
        status: the HTTP status to answer: 400, 403 or 413.
        reason: a constant snake_case word for the log.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason


class Unreadable(ValueError):
    """A body that is not the flat XML that the platform sends."""


class ApiError(BotError):
    """A call to the platform that failed. Its text never holds a secret or a token.

    Args:
        reason: the platform's errmsg or our own word for it, for the log.
        errcode: the platform's code; None where it gave none.
    """

    sentence = "抱歉，微信这会儿没有接上，请稍后再试；急事请直接拨打{hotline}。"

    def __init__(self, reason: str = "", errcode: int | None = None) -> None:
        super().__init__(ids={"errcode": str(errcode), "reason": reason})
        self.reason = reason
        self.errcode = errcode

    def __str__(self) -> str:
        return f"errcode {self.errcode}: {self.reason}"


class RetryLater(ApiError):
    """The platform is busy and did nothing: call again with back-off."""


class Unanswered(RetryLater):
    """No readable answer in time, so it may have worked: repeat a send at most once."""


class Unreachable(ApiError):
    """This resident cannot be reached here (gone, blocked, refusing): mark it, never repeat."""


class OutOfWindow(ApiError):
    """More than 48 hours since the resident's last word: use a template or notice instead."""


class Quota(ApiError):
    """A count is used up: 45047 until the resident acts, else until tomorrow. Shed the rest."""


class NoticeSpent(ApiError):
    """The subscription notice was refused or used already: forget it and invite again."""


class BrokenAccount(ApiError):
    """Secret, whitelist or permission is wrong: alarm an operator, repeat nothing."""


class CodeSpent(ApiError):
    """The OAuth code is invalid, used or old: send the browser to authorise again."""

    sentence = "这个页面打开太久了，请回到公众号重新点开。"


class Rejected(ApiError):
    """The platform refuses this content (errmsg says what): a fault of ours, never repeat."""


TOKEN_CODES: Final = frozenset({40001, 40014, 42001})
"""The access token is wrong or old: renew it and repeat once."""

_REACTIONS: Final[dict[type[ApiError], tuple[int, ...]]] = {
    RetryLater: (-1, 45011),
    Unreachable: (40003, 43004, 43019, 48002),
    OutOfWindow: (45015,),
    Quota: (45047, 45009, 48006),
    NoticeSpent: (43101,),
    BrokenAccount: (
        *(*sorted(TOKEN_CODES), 40013, 40125, 40164, 40243),
        *(41001, 48001, 48004, 50002, 89503),
    ),
    CodeSpent: (40029, 40163, 42003, 42007),
}

_BY_CODE: Final = {code: kind for kind, codes in _REACTIONS.items() for code in codes}


def of_code(errcode: int, errmsg: str) -> ApiError:
    """The error for the platform's errcode; an unknown code is `Rejected`."""
    return _BY_CODE.get(errcode, Rejected)(errmsg, errcode)
