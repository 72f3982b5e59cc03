"""What a reply leaves behind: the answer, the next session, the `turns` row.

Decides what of a session lives on: which form is open or parked, the choices that a number may
pick, the last lines for an agent, how long a person talks. A new field of `Session` gets its value
in `next_session`.
"""

from datetime import datetime

from msgspec.structs import replace

from bot.replies import Answer, Reply, cut, joined
from bot.session import QUEUES_FOR, TALKS_FOR, Session, dump
from bot.store.turns import DoneTurn
from bot.turn import Turn

NOTHING = Answer()
SAID_LINES = 10
_SAID_CHARS = 60
_SENT = {"image": "（照片）", "voice": "（语音）", "location": "（位置）", "video": "（视频）"}


def finished(turn: Turn, reply: Reply) -> tuple[Answer, Session]:
    """The answer that goes out, and the session that follows.

    The rest of a text too long for one message is kept for 更多. A transfer goes out without
    words, so texts that wait for the resident (`Session.waiting`) stay.
    """
    if reply.silent:
        until = _human_until(turn, reply)
        return NOTHING, replace(turn.session, touched_at=turn.now, human_until=until)
    waiting = turn.session.waiting if reply.transfer is None else ()
    text, more = cut(joined(*waiting, reply.compose()))
    return Answer(text, reply.transfer), next_session(turn, reply, more)


def next_session(turn: Turn, reply: Reply, more: str) -> Session:
    """The session after a reply."""
    before = turn.session
    replaced = (
        before.form is not None
        and reply.form is not None
        and before.form.id != reply.form.id
        and not reply.ends
    )
    parked = before.form if replaced else before.parked
    resumed = reply.form is not None and parked is not None and parked.id == reply.form.id
    if resumed or reply.unparks:
        parked = None
    return Session(
        form=reply.form,
        parked=parked,
        offers=reply.choices,
        more=more,
        misread=before.misread + 1 if reply.unsure else 0,
        said=(*before.said, *_lines(turn, reply))[-SAID_LINES:],
        context={**before.context, **reply.remember, "about": _about(turn, reply)},
        waiting=before.waiting if reply.transfer is not None else (),
        human_until=_human_until(turn, reply),
        touched_at=turn.now,
    )


def _human_until(turn: Turn, reply: Reply) -> datetime | None:
    """When a person's talk with the resident ends; `None` for no talk, also where a form opens."""
    event = turn.message.event
    if reply.transfer is not None:
        return turn.now + QUEUES_FOR
    if event in ("kf_create_session", "kf_switch_session"):
        return turn.now + TALKS_FOR
    over = event == "kf_close_session" or turn.leaves_person or reply.form is not None
    return None if over else turn.session.human_until


def _lines(turn: Turn, reply: Reply) -> tuple[str, str]:
    """What the resident and the bot said, each cut to a line."""
    theirs = turn.text or _SENT.get(turn.message.kind, "（点了菜单）")
    ours = joined(reply.text, reply.question).replace("\n", " ")
    return f"您：{theirs[:_SAID_CHARS]}", f"小助手：{ours[:_SAID_CHARS]}"


def _about(turn: Turn, reply: Reply) -> str:
    """The number of the account that the answer is about; empty for none.

    更多 and a question back leave the one before.
    """
    stays = reply.unsure or turn.understanding.command == "more"
    return reply.remember.get("account_no") or (
        turn.session.context.get("about", "") if stays else ""
    )


def closed(turn: Turn, reply: Reply) -> DoneTurn:
    """The `turns` row of a reply; without the session where the resident is forgotten."""
    answer, session = finished(turn, reply)
    done = done_turn(turn, answer, session)
    return replace(done, session=b"") if reply.forgets else done


def done_turn(turn: Turn, answer: Answer, session: Session) -> DoneTurn:
    """The `turns` row: what was answered, and the session after it."""
    message = turn.message
    return DoneTurn(
        message.key, message.openid, answer.text, answer.transfer, dump(session), turn.now
    )


def told_later(turn: Turn, reply: Reply) -> Reply:
    """The reply as a push: no transfer, which only the answer to a message can be."""
    if reply.transfer is None:
        return reply
    return Reply("人工客服在线，请再回一次“转人工”，马上给您接通。", form=turn.session.form)
