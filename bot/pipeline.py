"""One message through stations 2 to 7: claimed, opened, understood, routed, answered, committed.

Decides no answer, but what becomes of a message: answered (`_turn`), answered before (`_open`),
promised for later (`_owe`), answered without Redis (`_without_dialogue`), or apologised for
(`answer`). The three runs are for a turn that lost its lock on the way.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from bot.clock import Clock, Deadline, unix_ms
from bot.closing import NOTHING, closed, done_turn, finished
from bot.effects import RunOwed
from bot.errors import BotError, DialogueAway, OutOfTime, StoreAway
from bot.intents import Understand, Understanding
from bot.measures import Measures, Stations
from bot.replies import Answer, Reply
from bot.routing import Router
from bot.services import Services, holders
from bot.session import NEW, Session, parse
from bot.store.dialogues import Claim, Dialogues, Opened
from bot.store.traces import Traces
from bot.store.turns import DoneTurn
from bot.transcribing import Transcriber
from bot.turn import Turn
from bot.unit import Unit, dump_answer, parse_answer
from bot.wechat.messages import Message

TURN_S = 4.0
"""The platform hangs up after 5 s; one is left for the way (reference: wechat.md 1.1)."""
LOCK_WAIT_S = 3.0
REPEAT_WAIT_S = 4.0
_POLL_S = 0.02
_RUNS = 3
_NAME_CHARS = 32

PLEASE_WAIT = Answer("请稍等，上一条还在处理，这条马上回您。")

log = logging.getLogger(__name__)

ServicesFor = Callable[[Deadline], Services]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Answers messages.

    Attributes:
        dialogues: Redis.
        unit: SQL.
        understand: text to `Understanding`.
        router: turn to handler.
        services_for: the tools of a turn with this deadline.
        clock: local wall time in Asia/Shanghai.
        measures: log line and metrics of every message.
        transcriber: makes words of recordings.
        traces: what Redis holds of residents who leave.
    """

    dialogues: Dialogues
    unit: Unit
    understand: Understand
    router: Router
    services_for: ServicesFor
    clock: Clock
    measures: Measures
    transcriber: Transcriber
    traces: Traces

    def answer(self, message: Message, deadline: Deadline) -> Answer:
        """The answer to one delivery of a message; never raises."""
        stations = self.measures.start(message)
        if message.kind in ("event", "other"):
            stations.note(msg_type=_type(message), wechat_event=message.event[:_NAME_CHARS])
        try:
            answer = self._answer(message, deadline, stations)
        except BotError as error:
            stations.note(outcome="declined", **error.ids)
            answer = self._sorry(message, error)
        except Exception:
            log.exception("turn_failed", extra=stations.ids)
            answer = Answer(BotError().said(self.measures.hotline))
        if message.event == "unsubscribe" and stations.outcome != "answered":
            self.traces.remember_leaving(message)
        self.measures.finish(stations)
        return answer

    def _answer(self, message: Message, deadline: Deadline, stations: Stations) -> Answer:
        try:
            return self._in_dialogue(message, deadline, stations)
        except DialogueAway as error:
            stations.note(outcome="without_dialogue", **error.ids)
            return self._without_dialogue(message, deadline, stations)

    def _in_dialogue(self, message: Message, deadline: Deadline, stations: Stations) -> Answer:
        for _ in range(_RUNS):
            token = secrets.token_hex(8)
            opened = self._open(message, token, deadline)
            stations.passed("open")
            if opened.claim is Claim.ANSWERED:
                stations.note(outcome="repeat")
                return parse_answer(opened.answer)
            if opened.claim is Claim.REPEATED:
                stations.note(outcome="repeat_unanswered")
                return NOTHING
            if opened.claim is Claim.BUSY:
                stations.note(outcome="please_wait")
                return self._owe(message, token, PLEASE_WAIT)
            answer = self._turn(message, token, opened, deadline, stations)
            if answer is not None:
                return answer
        return self._owe(message, token, PLEASE_WAIT)

    def _open(self, message: Message, token: str, deadline: Deadline) -> Opened:
        """Claim and lock; wait while another delivery or another message is being worked on."""
        began_s = time.monotonic()
        while True:
            opened = self.dialogues.open(message.key, message.openid, token, unix_ms(self.clock()))
            if opened.claim not in (Claim.BUSY, Claim.REPEATED):
                return opened
            waits_s = LOCK_WAIT_S if opened.claim is Claim.BUSY else REPEAT_WAIT_S
            waited_s = time.monotonic() - began_s
            if waited_s >= waits_s or deadline.is_over(margin_s=0.2):
                return opened
            time.sleep(_POLL_S)

    def _turn(
        self, message: Message, token: str, opened: Opened, deadline: Deadline, stations: Stations
    ) -> Answer | None:
        """Run one turn under the lock; `None` where the lock was lost and it must run again."""
        try:
            done = self.unit.find(message.key) if opened.dirty else None
            if done is not None:
                return self._put_back(done, token)
            session = self.session_of(opened, message.openid)
            turn = self.turn_of(message, session, deadline, owed=opened.owed)
        except Exception:
            self.dialogues.release(message.key, message.openid, token, dirty=opened.dirty)
            raise
        stations.understood(turn)
        try:
            reply = self.run(turn, stations)
        except OutOfTime:
            stations.note(outcome="owed")
            return self._owe(message, token, self._sorry(message, OutOfTime()))
        return self._commit(turn, token, reply, stations)

    def turn_of(
        self, message: Message, session: Session, deadline: Deadline, *, owed: bool = False
    ) -> Turn:
        """The turn of a message; a form that was silent for too long is parked."""
        now = self.clock()
        stale = session.is_stale(now)
        parks = stale and session.form is not None
        if stale:
            session = replace(
                session, form=None, parked=session.form or session.parked, offers=(), misread=0
            )
        said = message.text or message.recognition
        if not said and message.kind == "voice":
            said = self.transcriber.transcribe(message.media_id, deadline)
        return Turn(
            message=message,
            now=now,
            session=session,
            understanding=self.understand(said, now) if said else Understanding("", 0.0),
            use=self.services_for(deadline),
            owed=owed,
            just_parked=parks,
        )

    def run(self, turn: Turn, stations: Stations) -> Reply:
        """The reply of the handler chosen for a turn; a `BotError` becomes its own sentence.

        Raises:
            OutOfTime: the deadline came first.
        """
        handler = self.router.choose(turn)
        stations.passed("route")
        try:
            reply = self.router.complete(turn, handler(turn))
            reply = holders.with_ended_bindings(reply, turn.use.bindings, turn.openid)
        except OutOfTime:
            raise
        except BotError as error:
            stations.note(outcome="declined", **error.ids)
            reply = Reply(self._sorry(turn.message, error).text, form=turn.session.form)
        except Exception:
            log.exception("handler_failed", extra=stations.ids)
            reply = Reply(self._sorry(turn.message, BotError()).text, form=turn.session.form)
        stations.passed("handle")
        return reply

    def _commit(self, turn: Turn, token: str, reply: Reply, stations: Stations) -> Answer | None:
        done, due = closed(turn, reply), list[str]()
        if reply.effects or reply.writes or reply.dropped:
            try:
                done, due = self.unit.write(done, reply)
            except StoreAway as error:
                stations.note(outcome="store_away", **error.ids)
                done = done_turn(turn, self._sorry(turn.message, error), turn.session)
            stations.passed("sql")
        answer = Answer(done.answer, done.transfer)
        kept = self.dialogues.commit(
            done.key, done.openid, token, done.session, dump_answer(answer)
        )
        if reply.forgets:
            self.traces.forget(turn.message)
        stations.passed("commit")
        if due:
            self.unit.wake(due)
        return answer if kept else None

    def _put_back(self, done: DoneTurn, token: str) -> Answer:
        """An earlier run of this message wrote and died before Redis heard of it."""
        answer = Answer(done.answer, done.transfer)
        self.dialogues.commit(done.key, done.openid, token, done.session, dump_answer(answer))
        return answer

    def session_of(self, opened: Opened, openid: str) -> Session:
        """The session that a turn goes on from.

        After a turn that died, Redis may lack what that turn wrote: then SQL has the newer one.
        """
        session = parse(opened.session)
        done = self.unit.latest(openid) if opened.dirty else None
        if done is None or (session.touched_at is not None and done.at < session.touched_at):
            return session
        return parse(done.session)

    def _owe(self, message: Message, token: str, answer: Answer) -> Answer:
        """Promise an answer: one outbox row, which the resident's other messages wait for."""
        try:
            self.unit.later([owed_turn(message)], self.clock())
            self.dialogues.owe(message.openid)
        except BotError:
            self.dialogues.release(message.key, message.openid, token)
            raise
        self.dialogues.release(message.key, message.openid, token, dump_answer(answer))
        return answer

    def _without_dialogue(self, message: Message, deadline: Deadline, stations: Stations) -> Answer:
        """The answer while Redis is away; SQL alone keeps a message from running twice."""
        done = self.unit.find(message.key)
        if done is not None:
            return Answer(done.answer, done.transfer)
        turn = self.turn_of(message, NEW, deadline)
        stations.understood(turn)
        reply = self.router.without_dialogue(turn)
        answer, _ = finished(turn, reply)
        done, due = self.unit.write(done_turn(turn, answer, NEW), reply)
        self.unit.wake(due)
        return Answer(done.answer, done.transfer)

    def _sorry(self, message: Message, error: BotError) -> Answer:
        """The error's sentence; in danger what to do instead, which needs no other system."""
        said, hotline = message.text or message.recognition, self.measures.hotline
        if said and self.understand(said, self.clock()).is_danger:
            return Answer(self.services_for(Deadline()).advice.unregistered(said, hotline))
        return Answer(error.said(hotline))


def _type(message: Message) -> str:
    return message.raw.get("MsgType", "")[:_NAME_CHARS]


def owed_turn(message: Message) -> RunOwed:
    """The effect that runs a message later, without the clock."""
    return RunOwed(openid=message.openid, message=msgspec.json.encode(message).decode())
