"""Which messages come by themselves, and the switch for those that go by account."""

import re
from dataclasses import replace
from typing import Final

from bot.forms import Form, ask
from bot.handlers import accounts, accounts_sharing, reconnection
from bot.handlers.accounts import how_to_bind, name_of, named
from bot.replies import Choice, Reply, joined
from bot.services.doors import takes_sms
from bot.steps import start
from bot.store import bindings
from bot.store.bindings import Binding
from bot.turn import Turn

OFF, ON = "关掉", "打开"

THERE_ARE: Final = (
    "现在本号会主动告诉您的：\n"
    "· 交费到账的回执\n"
    "· 您报修的进度，那处停电的来电时间\n"
    "· 欠费停电后交清了，复电没复电\n"
    "· 约的回电、共享户号的请求"
)
THERE_ARE_NOT: Final = (
    "按月推账单、催费、停电预告，本号现在不主动发；随时问“电费多少”“明天停电吗”，马上答。"
)
STAYS: Final = "您自己交费的回执、报修的进度是您办的事的回音，照常发。"

_OFF: Final = re.compile(
    r"关|取消|退订|屏蔽|停(掉|了|止|用|发|推)|(别|不要|不用|不想|莫|不准|勿|少)(再|给|要|收|老)?.{0,6}(发|推|通知|提醒|短信|消息|打|收|吵)"
)
_ON: Final = re.compile(
    r"开|订阅|恢复|(提醒|通知|告诉|发|推|短信)(给)?(我|到我)|给我(发|推|打)|要(收|通知|提醒)|设(置|个)|加(上|进)"
)
_MEANS: Final = re.compile(
    r"(欠费|催费|停电|催缴|断电).{0,4}(通知|提醒|短信|单).{0,6}(啥|什么|咋|怎么|为什么|真|假|哪天)"
)
_OTHERS: Final = re.compile(
    r"(给|让|叫|通知|告诉|发到?).{0,3}(我)?(妈|爸|爹|娘|儿子|女儿|老公|老婆|爱人|父母|家里?人|娃|孩子|邻居|会计|同事|别人|他|她)"
)
_PHONE: Final = re.compile(r"(换|改).{0,4}(号码|手机|电话)|(短信|电话).{0,6}(号码|手机)|没.{0,3}短信|没.{0,4}收到")


class NoticeSwitch(Form, title="通知设置", confirm="{verb}{which}的通知，对吗？"):
    """Whether an account's notices come to this resident."""

    which: str = ask(
        "哪一个户号的通知？",
        lambda turn, _: _which(turn),
        retry="回数字就行。",
        options=lambda turn: tuple(name_of(b) for b in turn.use.bindings.of(turn.openid)),
    )
    verb: str = ""

    def done(self, turn: Turn) -> Reply:
        """Give the binding its right to notices, or take it."""
        bound = turn.use.bindings.of(turn.openid)
        mine = next((b for b in bound if name_of(b) == self.which), None)
        if mine is None:
            return Reply("这个户号已经不在您这里了。")
        wanted = {"notices"} if self.verb == ON else set()
        changed = replace(mine, rights=(mine.rights - {"notices"}) | wanted)
        return Reply(
            joined(
                f"好的，{self.which}的通知{'打开' if wanted else '关掉'}了。",
                THERE_ARE_NOT if wanted else STAYS,
            ),
            writes=bindings.bound(changed),
        )


def notification_settings(turn: Turn) -> Reply:
    """Switch, explain, or say what there is."""
    if _MEANS.search(turn.text):
        return _explained(turn)
    bound = turn.use.bindings.of(turn.openid)
    if not bound:
        return how_to_bind(joined(THERE_ARE, THERE_ARE_NOT, "按户号的通知要先绑定户号。"))
    if _OFF.search(turn.text):
        return _switched(turn, bound, OFF)
    if _OTHERS.search(turn.text):
        return accounts_sharing.how_to_share(turn).before("他要收通知，得用他自己的微信。")
    if _PHONE.search(turn.text):
        return _by_sms(turn)
    return _switched(turn, bound, ON) if _ON.search(turn.text) else _told(bound)


def _switched(turn: Turn, bound: tuple[Binding, ...], verb: str) -> Reply:
    """Ask for a yes; what stands so already, or is not the resident's to open, is said."""
    meant = named(turn, bound) or (bound[0] if len(bound) == 1 else None)
    if meant is None:
        return start(NoticeSwitch, turn, verb=verb)
    if meant.may("notices") == (verb == ON):
        state = "本来就开着" if verb == ON else "已经是关着的"
        return Reply(joined(f"{name_of(meant)}的通知{state}。", THERE_ARE, THERE_ARE_NOT))
    if verb == ON and not _may_open(meant):
        return Reply(
            f"{name_of(meant)}是别人共享给您的，没有开放收通知，请对方在他的微信里重新共享。"
        )
    reply = start(NoticeSwitch, turn, verb=verb, which=name_of(meant))
    return reply.before(THERE_ARE_NOT if verb == ON else STAYS)
