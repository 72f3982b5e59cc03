"""Greeting, help, thanks, what is not ours, and handing over to a person."""

import re
from typing import Final, Self

from bot import hearing, readers, say
from bot.backends.tickets import NewTicket, Ticket
from bot.effects import CallDuty
from bot.forms import Form, ask
from bot.handlers import afterwards, bare_words, contact, declining, responsible
from bot.handlers.events import MENU
from bot.intents import DARK
from bot.intents.labels import INTENTS
from bot.replies import Choice, Reply, joined
from bot.services import promises, report_words
from bot.services.refusals import Refusal
from bot.steps import start
from bot.turn import Turn

WHAT_CHARS: Final = 200
_WORDS: Final = frozenset({"complaint", "out_of_scope"})
_OF_PHONE: Final = re.compile(r"\d{3}|手机|号码|电话号|座机|不[记晓知]|忘")
_LINK: Final = re.compile(r"https?://\S+|www\.\S+")


_AT_ONCE = re.compile(
    r"(?=.*(?:现在|马上|立[刻马]|快))"
    r"(?:现在|马上|立[刻马]|快[点些]?|搞|我|就|要|嘛|啊|吧|给|来|人工?|客服|真人|没[啥什么得]*好?说?的?|\W)+"
)
_ROBOT = re.compile(
    r"\W*(?:请问|那|喂|\W)*[你您](?:们|到底|究竟|这边|这|那边)*(?:是不是|是)(?:个|真的|一个|不是|\W)*"
    r"(?:真人|机器人|人工(?:智能|客服)?|活人|人|AI|ai|自动回复)(?:还是(?:真人|机器人|人工|人|AI))?"
    r"(?:[吗么嘛吧呀啊呢?？]|\W)*"
)


class CallBackRequest(
    Form,
    title="预约回电",
    confirm="{how}，说的是：{what}。对吗？",
    about=("human_agent", "complaint", "customer_manager", "invoice", "notification_settings"),
):
    """A booked call-back: no agent is online, so somebody calls later."""

    phone: str = ask(
        "给您约个回电吧，请留个手机号；不用回电就回“不留”。",
        contact.or_no_call,
        retry=contact.RETRY,
    )
    what: str = ask(
        responsible.MATTER,
        responsible.matter,
        retry=responsible.MATTER_RETRY,
        options=lambda _: responsible.MATTERS,
    )
    how: str = ""

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:  # noqa: ARG002  # the signature of every form
        """A story told before the phone is not lost; who wants no call gets none."""
        if name == "phone":
            phone = contact.number(self.phone)
            return self.with_values(how=f"约客服给{phone}回电" if phone else "记下来，不回电"), ""
        return self, "您说的记下了。" if name == "what" and not self.phone else ""

    def explained(self, turn: Turn) -> str:
        """现在就要 is told when somebody is there."""
        if _AT_ONCE.fullmatch(turn.text) is None:
            return ""
        if turn.use.agents.available():
            return "人工客服在线，回“转人工”就行。"
        return nobody_there(turn)

    def adds(self, turn: Turn) -> bool:
        """Words that are no wish of their own belong to the matter; those about a phone do not."""
        understood, text = turn.understanding, turn.text
        is_unsure = understood.score < hearing.SURE and understood.intent not in DARK
        is_word = understood.intent in _WORDS or is_unsure
        tells = len(text) > 1 and not _OF_PHONE.search(text) and not report_words.ASKS.search(text)
        return super().adds(turn) or (is_word and tells and understood.command is None)

    def overheard(self, turn: Turn) -> tuple[Self, str]:
        """A word more, before or after it is asked for: 态度不好."""
        said = turn.text.strip()
        if _OF_PHONE.search(said) or turn.understanding.command or said in self.what:
            return self, ""
        what = "；".join(filter(None, (self.what, said)))[-WHAT_CHARS:]
        return self.with_values(what=what), "您说的记下了。"

    def done(self, turn: Turn) -> Reply:
        """A call-back ticket, for the people on duty."""
        number = contact.number(self.phone)
        ticket = kept(turn, self.id, self.what, number)
        can, utility = turn.use.can, turn.use.utility
        if not number:
            return Reply(
                f"记下了，编号 {ticket.ticket_no}，客服看得到，不打您电话。"
                f"想问处理得怎样，打{utility.hotline}报这个编号，24小时有人接。",
                remember={"intent": "repair_progress", "ticket_no": ticket.ticket_no},
            )
        phone, hours = say.masked_phone(number), utility.agent_hours
        calls = f"客服会给{phone}回电（人工服务时间：{hours}）。"
        return Reply(
            f"{'约好' if can.sms else '登记好'}了，编号 {ticket.ticket_no}。"
            + promises.called(can, calls, utility.hotline)
            + f"急事请直接打{utility.hotline}，24小时有人接。",
            effects=(CallDuty(ticket.ticket_no),),
            remember={"intent": "repair_progress", "ticket_no": ticket.ticket_no},
        )


def kept(turn: Turn, key: str, what: str, phone: str = "") -> Ticket:
    """Words for the people on duty, as a ticket."""
    new = NewTicket(kind="callback", reporter=turn.openid, place="", phone=phone, what=what)
    return turn.use.tickets.open(key, new)


class Forwarding(Form, title="转人工", about=INTENTS):
    """Hands the resident's next message, whatever it is, to a person (after a tap on 转人工)."""

    what: str = ask("请说说是什么事，您发的下一条消息就转给人工。", readers.anything)

    def attached(self, turn: Turn) -> tuple[Self, str]:
        """A photo, recording or place is a message, too."""
        return self.with_values(what=turn.message.kind), "收到。"

    def done(self, turn: Turn) -> Reply:
        """Forward it, where somebody is still there."""
        return human_agent(turn)


def human_agent(turn: Turn) -> Reply:
    """Hand over where somebody is online, else say the hours and book a call-back.

    The platform forwards messages, never events (reference: wechat.md 1.4).
    """
    if turn.use.agents.available():
        is_tap = turn.message.kind == "event"
        return start(Forwarding, turn).before("人工客服在线。") if is_tap else Reply(transfer="")
    return start(CallBackRequest, turn).before(nobody_there(turn))


def nobody_there(turn: Turn) -> str:
    """When a person is there, and who is at once."""
    utility = turn.use.utility
    return (
        f"这会儿没有人工在线，人工服务时间是{utility.agent_hours}。"
        f"急事请打{utility.hotline}，24小时有人接。"
    )


def is_it_a_robot(turn: Turn) -> Reply | None:
    """The reply to who asks whether this is a robot and wants nothing else; else `None`."""
    if _ROBOT.fullmatch(turn.text) is None:
        return None
    return Reply("我是机器人小助手，不是真人；想找人就回“转人工”。")


def greeting(turn: Turn) -> Reply:
    """Say hello and what can be done."""
    return Reply(f"您好，我是{turn.use.utility.short_name}的小助手，有什么事直接说。", choices=MENU)


def help_(turn: Turn) -> Reply:
    """What can be done here."""
    photos = "、发照片" if turn.use.can.media else ""
    text = joined(
        f"这些事在这里说一声就能办，说方言、发语音、发定位{photos}都行：",
        "· 停电：查原因和来电时间、报修、催单",
        "· 电费：查、交、看历月账单、绑定户号",
        "· 办电：看进度、问要带什么、找营业厅",
        "随时可以回“转人工”“返回”“取消”。",
    )
    return Reply(text, choices=MENU)


def thanks_bye(_turn: Turn) -> Reply:
    """The reply to thanks and goodbyes."""
    return Reply("不客气，有事随时说，白天晚上都在。")


def warned(turn: Turn) -> Reply | None:
    """The warning about a fraud or the like, before any other reading; else `None`."""
    text = turn.use.links.without_own(turn.text)
    if turn.session.form is not None:  # an answer may hold a link
        text = _LINK.sub("", text)
    kind = turn.use.refusals.first(text) if text else None
    return refused(turn, kind) if kind else None


def put_off(turn: Turn) -> Reply | None:
    """A report that is meant for later is not begun now; it is one tap away."""
    reports = turn.understanding.intent in DARK or "报修" in turn.text
    if turn.session.form is not None or not reports or not declining.puts_off(turn.text):
        return None
    return Reply(
        "好的，不急。要报修的时候说一声“报修”就行，这会儿要报就回1。",
        choices=(Choice("停电报修", "repair_report", "我要报修"),),
    )


def out_of_scope(turn: Turn) -> Reply:
    """Not ours: say whose it is; soon after a report or an answer it may be about that."""
    belongs = afterwards.word_more(turn) or bare_words.bare_word_reply(turn)
    if belongs is not None:
        return belongs
    return refused(turn, turn.use.refusals.of(turn.text))


def refused(turn: Turn, kind: Refusal) -> Reply:
    """The sentence of a kind, and what can be done here."""
    utility = turn.use.utility
    said = kind.say.format(hotline=utility.hotline, regulator=utility.regulator_line)
    usual = (*MENU[:3], Choice("转人工", "human_agent", "转人工"))
    return Reply(said, choices=kind.offers or usual, unsure=not kind.match)
