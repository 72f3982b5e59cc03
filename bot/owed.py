"""What nobody waits for: messages that had no time, and changes to a dialogue beside any turn."""

import secrets
import time
from collections.abc import Callable

from bot.clock import Deadline, unix_ms
from bot.closing import closed, told_later
from bot.errors import BotError
from bot.pipeline import Pipeline
from bot.replies import Answer
from bot.session import Session, dump
from bot.store.dialogues import Claim
from bot.wechat.messages import Message

_POLL_S = 0.02
_TRIES = 1000


def run(pipeline: Pipeline, message: Message) -> Answer:
    """Run a message without the clock; a second call changes nothing and gives the same answer.

    Raises:
        BotError: Redis, the database or the resident is busy: call again.
    """
    done = pipeline.unit.find(message.key)
    if done is None:
        token, session = _locked(pipeline, message.openid)
        turn = pipeline.turn_of(message, session, Deadline())
        reply = told_later(turn, pipeline.run(turn, pipeline.measures.start(message)))
        done, due = pipeline.unit.write(closed(turn, reply), reply)
        pipeline.dialogues.commit(token, message.openid, token, done.session, b"")
        if reply.forgets:
            pipeline.traces.forget(message)
        pipeline.unit.wake(due)
    pipeline.dialogues.settle(message.openid)
    return Answer(done.answer)


def leavings(pipeline: Pipeline) -> None:
    """Forget the residents who left while something was away; errors as for `run`."""
    for message in pipeline.traces.leavings():
        run(pipeline, message)
        pipeline.traces.left(message.openid)


def change(pipeline: Pipeline, openid: str, change: Callable[[Session], Session]) -> None:
    """Change a resident's session; errors as for `run`."""
    token, session = _locked(pipeline, openid)
    pipeline.dialogues.commit(token, openid, token, dump(change(session)), b"")


def _locked(pipeline: Pipeline, openid: str) -> tuple[str, Session]:
    """Wait for a resident's lock; the token stands in for a message's key, too."""
    token = secrets.token_hex(8)
    for _ in range(_TRIES):
        opened = pipeline.dialogues.open(token, openid, token, unix_ms(pipeline.clock()))
        if opened.claim is Claim.OPEN:
            return token, pipeline.session_of(opened, openid)
        time.sleep(_POLL_S)
    raise BotError(ids={"reason": "resident_busy"})
