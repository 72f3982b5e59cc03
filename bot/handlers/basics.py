"""Greeting, help, thanks, what is not ours, and handing over to a person."""

from typing import Final, Self

from bot import readers, say
from bot.backends.tickets import NewTicket
from bot.effects import CallDuty
from bot.forms import Form, ask
from bot.handlers import charges, progress, strays
from bot.handlers.events import MENU
from bot.replies import Choice, Reply, joined
from bot.steps import start
from bot.turn import Turn

_BARE_MAX_CHARS: Final = 8
"""A shorter complaint does not say what it is about yet."""


class CallBackRequest(
    Form,
    title="预约回电",
    confirm="约客服给{phone}回电，说的是：{what}。对吗？",
    about=("human_agent", "complaint", "customer_manager", "invoice", "notification_settings"),
):
    """A booked call-back: no agent is online, so somebody calls later."""

    phone: str = ask(
        "给您约个回电吧，请留个手机号。",
        readers.phone,
        retry=charges.PHONE_RETRY,
    )
    what: str = ask(
        charges.MATTER,
        charges.matter,
        retry=charges.MATTER_RETRY,
        options=lambda _: charges.MATTERS,
    )

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:  # noqa: ARG002  # the signature of every form
        """A story told before the phone is not lost."""
        return self, "您说的记下了。" if name == "what" and not self.phone else ""

    def done(self, turn: Turn) -> Reply:
        """A call-back ticket, for the people on duty."""
        new = NewTicket(
            kind="callback", reporter=turn.openid, place="", phone=self.phone, what=self.what
        )
        ticket = turn.use.tickets.open(self.id, new)
        hours = turn.use.utility.agent_hours
        return Reply(
            f"约好了，编号 {ticket.ticket_no}，客服会给{say.masked_phone(self.phone)}回电"
            f"（人工服务时间：{hours}）。急事请直接打{turn.use.utility.hotline}，24小时有人接。",
            effects=(CallDuty(ticket.ticket_no),),
            remember={"intent": "repair_progress", "ticket_no": ticket.ticket_no},
        )


def human_agent(turn: Turn) -> Reply:
    """Hand over where somebody is online, else say the hours and book a call-back."""
    if turn.use.agents.available():
        return Reply(transfer="")
    utility = turn.use.utility
    said = (
        f"这会儿没有人工在线，人工服务时间是{utility.agent_hours}。"
        f"急事请打{utility.hotline}，24小时有人接。"
    )
    return start(CallBackRequest, turn).before(said)


def greeting(turn: Turn) -> Reply:
    """Say hello and what can be done."""
    return Reply(f"您好，我是{turn.use.utility.short_name}的小助手，有什么事直接说。", choices=MENU)


def help_(_turn: Turn) -> Reply:
    """What can be done here."""
    text = joined(
        "这些事在这里说一声就能办，说方言、发语音、发定位、发照片都行：",
        "· 停电：查原因和来电时间、报修、催单",
        "· 电费：查、交、看历月账单、绑定户号",
        "· 办电：看进度、问要带什么、找营业厅",
        "随时可以回“转人工”“返回”“取消”。",
    )
    return Reply(text, choices=MENU)


def thanks_bye(_turn: Turn) -> Reply:
    """A kind word."""
    return Reply("不客气，有事随时说，白天晚上都在。")


def out_of_scope(turn: Turn) -> Reply:
    """Not ours: say so, and what is; soon after a report it may be a word more for it."""
    belongs = progress.word_more(turn) or strays.meant(turn)
    if belongs is not None:
        return belongs
    hotline = turn.use.utility.hotline
    text = f"这件事我帮不上忙，我只管供电公司的事。用电的事直接说，或打{hotline}。"
    return Reply(text, choices=(*MENU[:3], Choice("转人工", "human_agent", "转人工")), unsure=True)


def complaint(turn: Turn) -> Reply:
    """Complaints, praise and suggestions go to people."""
    utility = turn.use.utility
    said = (
        f"您的意见我们听着，由人来办。打{utility.hotline}登记，24小时有人接；"
        f"不满意处理结果，还可以打能源监管热线{utility.regulator_line}。"
    )
    what = turn.text[:200] if len(turn.text) > _BARE_MAX_CHARS else ""
    return start(CallBackRequest, turn, what=what).before(said)
