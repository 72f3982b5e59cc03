"""Reaching residents: messages pushed into the chat, answers that were owed, SMS."""

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.clock import Deadline, unix_ms
from bot.closing import done_turn, finished
from bot.effects import Push, RunOwed, Sms
from bot.errors import BotError
from bot.session import Choice, Session, dump, parse
from bot.store.dialogues import Door
from bot.tasks.work import Done, Work
from bot.wechat.errors import ApiError, RetryLater
from bot.wechat.messages import Message

LOCK_POLL_S = 0.05
LOCK_TRIES = 400

log = logging.getLogger(__name__)


def push(effect: Push, work: Work) -> Done:
    """Into the chat where the account may; else by SMS; else with the resident's next answer."""
    text = "\n".join([effect.text, *_numbered(effect.choices)])
    if not effect.openid or not _sent(effect.openid, text, work):
        if effect.phone and work.sms is not None:
            return Done((Sms(phone=effect.phone, text=effect.text),))
        if effect.openid:
            _change(effect.openid, work, lambda s: replace(s, waiting=(*s.waiting, text)))
    if effect.openid and effect.choices:
        _change(effect.openid, work, lambda s: _offered(s, effect.choices, work.now))
    return Done()


def run_owed(effect: RunOwed, work: Work) -> Done:
    """Run a turn that had no time, now without the clock, and deliver its answer."""
    message = msgspec.json.decode(effect.message, type=Message)
    pipeline = work.pipeline
    done = pipeline.unit.find(message.key)
    if done is None:
        token, session = _lock(message.openid, work)
        turn = pipeline.turn_of(message, session, Deadline())
        reply = pipeline.run(turn, pipeline.measures.start(message))
        answer, session = finished(turn, reply)
        done, due = pipeline.unit.write(done_turn(turn, answer, dump(session)), reply)
        pipeline.dialogues.commit(token, message.openid, token, done.session, b"")
        pipeline.unit.wake(due)
    pipeline.dialogues.settle(effect.openid)
    return Done((Push(openid=effect.openid, text=done.answer),) if done.answer else ())


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
        work.api.send_text(openid, text)
    except RetryLater:
        raise
    except ApiError as error:
        log.info("push_not_possible", extra={"errcode": error.errcode})
        return False
    return True


def _offered(session: Session, choices: tuple[Choice, ...], now: datetime) -> Session:
    """The choices count from now on, however long the resident was silent before."""
    if session.is_stale(now):
        session = replace(session, form=None, parked=session.form or session.parked, misread=0)
    return replace(session, offers=choices, touched_at=now)


def _numbered(choices: tuple[Choice, ...]) -> list[str]:
    return [f"{n}. {choice.label}" for n, choice in enumerate(choices, 1)]


def _change(openid: str, work: Work, change: Callable[[Session], Session]) -> None:
    """Change a resident's session under the resident's lock."""
    token, session = _lock(openid, work)
    work.pipeline.dialogues.commit(token, openid, token, dump(change(session)), b"")


def _lock(openid: str, work: Work) -> tuple[str, Session]:
    """Wait for the resident's lock; the token stands in for a message's key, too."""
    token = secrets.token_hex(8)
    for _ in range(LOCK_TRIES):
        now_ms = unix_ms(work.pipeline.clock())
        opened = work.pipeline.dialogues.open(token, openid, token, now_ms)
        if opened.door is Door.OPEN:
            return token, parse(opened.session)
        time.sleep(LOCK_POLL_S)
    raise BotError(ids={"reason": "resident_busy"})
