"""Which messages come by themselves, and the switch for those that go by account."""

import re
from dataclasses import replace
from typing import Final

from bot.forms import Form
from bot.handlers import accounts, accounts_sharing, arrears
from bot.handlers.accounts import NOT_HELD, held, how_to_bind, name_of, which_one
from bot.handlers.accounts_named import account_named
from bot.replies import Choice, Reply, joined
from bot.services import reconnection as wording
from bot.steps import start
from bot.store import bindings
from bot.store.bindings import Binding
from bot.turn import Turn
from bot.utility import in_force

OFF, ON = "关掉", "打开"

COME: Final = "现在本号会主动告诉您的："
WAIT: Final = "本号推不了消息。这些事有了消息，您下次跟本号说话时告诉您："
THERE_ARE: Final = (
    "· 您绑定的户号碰上计划停电，提前说一声（夜里不发）\n"
    "· 交费到账的回执\n"
    "· 您报修的进度，那处停电的来电时间\n"
    "· 欠费停电后交清了，复电没复电\n"
    "· 约的回电、共享户号的请求"
)
WITHIN: Final = "微信的规矩：您48小时内跟本号说过话，才推得到您。"
BY_TEMPLATE: Final = "推不到的，停电提醒用通知卡片照样发到这里。"
BY_SMS: Final = "推不到的，停电提醒改发短信到户主登记的手机，报修的发到您留的手机。"
THERE_ARE_NOT: Final = "按月推账单、催费，本号现在不主动发；随时问“电费多少”，马上答。"
STAYS: Final = "您自己交费的回执、报修的进度是您办的事的回音，照常发。"

_OFF: Final = re.compile(
    r"关(掉|了|闭|停|上|$)|取消|退订|屏蔽|停(掉|了|止|用|发|推)|(别|不要|不用|不想|莫|不准|勿|少)(再|给|要|收|老)?.{0,6}(发|推|通知|提醒|短信|消息|打|收|吵)"
)
_ON: Final = re.compile(
    r"开|订阅|恢复|(提醒|通知|告诉|发|推|短信)(给)?(我|到我)|给我(发|推|打)|要(收|通知|提醒)|设(置|个)|加(上|进)"
)
_MEANS: Final = re.compile(
    r"(欠费|催费|停电|催缴|断电).{0,4}(通知|提醒|短信|单).{0,6}(啥|什么|咋|怎么|为什么|真|假|哪天)"
)
_ASKS: Final = re.compile(
    r"(什么|哪些|啥|哪几).{0,4}(通知|提醒|消息)|(通知|提醒|告诉).{0,4}(什么|哪些|啥)"
)
_OTHERS: Final = re.compile(
    r"(给|让|叫|通知|告诉|发到?).{0,3}(我)?(妈|爸|爹|娘|儿子|女儿|老公|老婆|爱人|父母|家里?人|娃|孩子|邻居|会计|同事|别人|他|她)"
)
_PHONE: Final = re.compile(
    r"(换|改).{0,4}(号码|手机|电话)|(短信|电话).{0,6}(号码|手机)|没.{0,3}短信|没.{0,4}收到"
)


class NoticeSwitch(Form, title="通知设置", confirm="{verb}{which}的通知，对吗？"):
    """Whether an account's notices come to this resident."""

    which: str = which_one("哪一个户号的通知？")
    verb: str = ""

    def done(self, turn: Turn) -> Reply:
        """Give the binding its right to notices, or take it."""
        mine = held(turn, self.which)
        if mine is None:
            return Reply(NOT_HELD)
        if _stands(mine, self.verb):
            return _stands_so(turn, mine, self.verb)
        wanted = frozenset({"notices"}) if self.verb == ON else frozenset()
        changed = replace(mine, rights=(mine.rights - {"notices"}) | wanted)
        can = turn.use.can
        comes = "就发给您" if can.customer_service_messages or can.sms else "，您下次说话时告诉您"
        told = f"打开了，往后有这一户的通知{comes}" if wanted else "关掉了，这一户的通知不再发给您"
        return Reply(
            joined(f"好的，{self.which}的通知{told}。", THERE_ARE_NOT, "" if wanted else STAYS),
            writes=bindings.bind_statements(changed),
        )


def notification_settings(turn: Turn) -> Reply:
    """Switch, explain, or say what there is."""
    if _MEANS.search(turn.text):
        return _explained(turn)
    bound = turn.use.bindings.of(turn.openid)
    if not bound:
        return how_to_bind(turn, joined(_there_are(turn), "按户号的通知要先绑定户号。"))
    if _OFF.search(turn.text) and not _ASKS.search(turn.text):
        return _switched(turn, bound, OFF)
    return _wanted(turn, bound)


def _wanted(turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    """Notices for somebody else, to another phone, for the resident, or a question about them."""
    if _OTHERS.search(turn.text):
        return accounts_sharing.how_to_share(turn).before("他要收通知，得用他自己的微信。")
    if _PHONE.search(turn.text):
        return _by_sms(turn)
    asks = _ASKS.search(turn.text) is not None
    return _told(turn, bound) if asks or not _ON.search(turn.text) else _switched(turn, bound, ON)


def _switched(turn: Turn, bound: tuple[Binding, ...], verb: str) -> Reply:
    """Ask for a yes; what stands so already, or is not the resident's to open, is said."""
    meant = account_named(turn, bound) or (bound[0] if len(bound) == 1 else None)
    if meant is None:
        return start(NoticeSwitch, turn, verb=verb).before(_by_phone(turn))
    if _stands(meant, verb):
        return _stands_so(turn, meant, verb).before(_by_phone(turn))
    reply = start(NoticeSwitch, turn, verb=verb, which=name_of(meant))
    return reply.before(_by_phone(turn))


def _stands(binding: Binding, verb: str) -> bool:
    """Whether there is nothing to switch: it stands so, or the sharer has not allowed it."""
    return binding.may("notices") == (verb == ON) or (verb == ON and not _may_open(binding))


def _may_open(binding: Binding) -> bool:
    """A share holds either all rights or those without `see`: with `see` it held notices, too."""
    return binding.is_own or binding.may("see")


def _stands_so(turn: Turn, binding: Binding, verb: str) -> Reply:
    name = name_of(binding)
    if verb == ON and not _may_open(binding):
        return Reply(f"{name}是别人共享给您的，没有开放收通知，请对方在他的微信里重新共享。")
    state = "本来就开着" if verb == ON else "已经是关着的"
    return Reply(joined(f"{name}的通知{state}。", _there_are(turn)))


def _there_are(turn: Turn) -> str:
    """What comes by itself and what does not, by what the account is allowed to do."""
    can = turn.use.can
    pushes = can.customer_service_messages
    by_template = can.template and turn.use.utility.notices.template is not None
    how = (WITHIN if pushes else "") + (BY_TEMPLATE if by_template else BY_SMS if can.sms else "")
    return joined(COME if pushes else WAIT, THERE_ARE, how, THERE_ARE_NOT)


def _told(turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    """What there is, and how each account is switched."""
    lines = (f"· {name_of(b)}：{'开着' if b.may('notices') else '关着'}" for b in bound)
    is_on = any(b.may("notices") for b in bound)
    label, says = ("关掉通知", "关掉通知") if is_on else ("打开通知", "打开通知")
    return Reply(
        joined(_there_are(turn), "您的户号：", *lines),
        choices=(Choice(label, "notification_settings", says),),
    )


def _by_phone(turn: Turn) -> str:
    """Texts and calls are the utility's, not this account's."""
    if not re.search(r"短信|电话|语音|手机", turn.text):
        return ""
    return f"短信和电话通知不归本号管，能不能开、能不能停，打{turn.use.utility.hotline}问。"


def _by_sms(turn: Turn) -> Reply:
    """No text came, or the number has changed: the phone on record is what counts."""
    return Reply(
        joined(
            f"短信通知发到户主登记的手机。没收到多半要看登记的号码对不对，去营业厅改，或打"
            f"{turn.use.utility.hotline}核对。",
            _there_are(turn),
        ),
        choices=(
            Choice("改登记的手机号", "account_manage", "改登记的手机号"),
            Choice("附近营业厅", "service_points", "附近营业厅"),
        ),
    )


def _explained(turn: Turn) -> Reply:
    """What a notice of arrears or of a cut-off means for the resident's account."""
    account = accounts.account_meant(turn, "see")
    if isinstance(account, Reply):
        rules = in_force(turn.use.utility.cut_off, turn.now.date())
        return account.before(wording.rules_told(rules))
    return arrears.owing(turn, account)
