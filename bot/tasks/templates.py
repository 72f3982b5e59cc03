"""Template messages: they reach a resident whose last word is more than 48 hours ago.

The platform takes from 1 to 20 characters for a field of kind `thing`, and times as 2026年11月29日
08:30, a stretch of them joined by ~ (its list of kinds of fields for category templates).
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from bot.backends.outages import Outage
from bot.effects import Announce, Effect, Push
from bot.services import account_numbers
from bot.store.bindings import Binding
from bot.tasks.work import Done, Work
from bot.utility import OutageField, OutageTemplate
from bot.wechat.errors import ApiError, RetryLater, Unanswered

MAX_CHARACTERS: Final = 20

log = logging.getLogger(__name__)


def announcement(
    push: Push, template: OutageTemplate | None, outage: Outage, bindings: Sequence[Binding]
) -> Effect:
    """The push, with the template that may take its place, where all its fields are known."""
    if template is None:
        return push
    known = _values(outage, bindings)
    fields = {name: known[value] for name, value in template.fields.items()}
    if not all(fields.values()):
        return push
    return Announce(push.openid, push.text, template.id, fields, push.phone)


def announce(effect: Announce, work: Work) -> Done:
    """Into the chat; outside of its 48 hours as a template message; else as any other push."""
    api, openid = work.api, effect.openid
    with suppress(Unanswered):  # it may have arrived, and twice is worse than once
        if _taken(lambda: api.send_text(openid, effect.text)) or _taken(
            lambda: api.send_template(openid, effect.template_id, effect.fields)
        ):
            return Done()
        return Done((Push(openid, effect.text, effect.phone),))
    return Done()


def _taken(send: Callable[[], None]) -> bool:
    try:
        send()
    except RetryLater:
        raise
    except ApiError as error:
        log.info("announcement_not_possible", extra={"errcode": error.errcode})
        return False
    return True


def _values(outage: Outage, bindings: Sequence[Binding]) -> dict[OutageField, str]:
    """What a template's field may hold; "" for what nobody knows."""
    end = outage.expected_end and _time(outage.expected_end)
    names = [one.alias or f"尾号{account_numbers.tail(one.account_no)}" for one in bindings]
    return {
        "accounts": "、".join(names)[:MAX_CHARACTERS],
        "area": outage.area[:MAX_CHARACTERS],
        "cause": (outage.cause or "计划检修")[:MAX_CHARACTERS],
        "start": _time(outage.start),
        "end": end or "",
        "times": f"{_time(outage.start)}~{end}" if end else "",
    }


def _time(at: datetime) -> str:
    return f"{at:%Y}年{at.month}月{at.day}日 {at:%H:%M}"
