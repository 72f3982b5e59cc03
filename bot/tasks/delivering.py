"""Reaching residents: messages pushed into the chat, answers that were owed, SMS."""

import logging
from contextlib import suppress
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot import owed
from bot.effects import HandOver, Push, RunOwed, Sms
from bot.session import Choice, Session
from bot.tasks.work import Done, Work
from bot.wechat.errors import ApiError, RetryLater, Unanswered
from bot.wechat.messages import Message

log = logging.getLogger(__name__)


def push(effect: Push, work: Work) -> Done:
    """Into the chat where the account may; else by SMS; else with the resident's next answer.

    The session is changed first: that may be done twice, while a message must not be sent twice.
    """
    openid = effect.openid
    if openid and effect.choices:
        owed.change(work.pipeline, openid, lambda s: _offered(s, effect.choices, work.now))
    text = "\n".join([effect.text, *_numbered(effect.choices)])
    if openid and _sent(openid, text, work):
        return Done()
    if effect.phone and work.sms is not None:
        return Done((Sms(phone=effect.phone, text=effect.text),))
    if openid:
        owed.change(work.pipeline, openid, lambda s: replace(s, waiting=(*s.waiting, text)))
    return Done()


def run_owed(effect: RunOwed, work: Work) -> Done:
    """Run a turn that had no time, now without the clock, and deliver its answer."""
    message = msgspec.json.decode(effect.message, type=Message)
    answer = owed.run(work.pipeline, message)
    return Done((Push(openid=effect.openid, text=answer.text),) if answer.text else ())


def hand_over(effect: HandOver, work: Work) -> Done:
    """What was said before, for the agent who has just taken the resident."""
    text = "\n".join(("刚才和小助手说的，一并转给人工：", *effect.said))
    if work.use.can.customer_service_messages:
        try:
            work.api.send_text(effect.openid, text, kf_account=effect.kf_account)
        except Unanswered:
            return Done()
        except RetryLater:
            raise
        except ApiError as error:
            log.info("hand_over_not_possible", extra={"errcode": error.errcode})
    return Done()


def sms(effect: Sms, work: Work) -> Done:
    """Hand a text message to the gateway; without one it is lost, and the log says so."""
    if work.sms is None:
        log.error("sms_without_gateway")
        return Done()
    work.sms.send(effect.phone, f"【{work.use.utility.sms_signature}】{effect.text}")
    return Done()


def _sent(openid: str, text: str, work: Work) -> bool:
    if not work.use.can.customer_service_messages:
        return False
    try:
        _send_once_more(openid, text, work)
    except RetryLater:
        raise
    except ApiError as error:
        log.info("push_not_possible", extra={"errcode": error.errcode})
        return False
    return True


def _send_once_more(openid: str, text: str, work: Work) -> None:
    """Send; a message that may have arrived is sent again once, and then taken as arrived."""
    with suppress(Unanswered):
        try:
            work.api.send_text(openid, text)
        except Unanswered:
            work.api.send_text(openid, text)


def _offered(session: Session, choices: tuple[Choice, ...], now: datetime) -> Session:
    """The choices count from now on, however long the resident was silent before."""
    if session.is_stale(now):
        session = replace(session, form=None, parked=session.form or session.parked, misread=0)
    return replace(session, offers=choices, touched_at=now)


def _numbered(choices: tuple[Choice, ...]) -> list[str]:
    return [f"{n}. {choice.label}" for n, choice in enumerate(choices, 1)]
