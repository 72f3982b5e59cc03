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


class BrokenAccount(ApiError):
    """Secret, whitelist or permission is wrong: alarm an operator, repeat nothing."""


class Rejected(ApiError):
    """The platform refuses this message (errmsg says why): take another way, repeat nothing.

    The resident left or blocked us (40003, 43004, 43019, 48002), has not written for 48 hours
    (45015), a count is used up (45047, 45009), or the content is at fault.
    """


TOKEN_CODES: Final = frozenset({40001, 40014, 42001})
"""The access token is wrong or old: renew it and repeat once."""

_BUSY: Final = frozenset({-1, 45011})
_BROKEN: Final = TOKEN_CODES | {
    *(40013, 40125, 40164, 40243),
    *(41001, 48001, 48004, 50002, 89503),
}


def of_code(errcode: int, errmsg: str) -> ApiError:
    """The error for the platform's errcode."""
    if errcode in _BUSY:
        return RetryLater(errmsg, errcode)
    return (BrokenAccount if errcode in _BROKEN else Rejected)(errmsg, errcode)
