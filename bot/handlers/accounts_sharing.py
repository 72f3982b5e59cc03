"""Who else uses an account: how to let somebody in, and ending it by one tap."""

import re

from bot.effects import Push
from bot.handlers.accounts import how_to_bind, name_of
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers, sharing
from bot.store import bindings
from bot.store.bindings import Binding
from bot.turn import Turn

_END = re.compile(r"(取消|停止|结束|收回|关闭|不再?|别)(给.{1,8})?(的)?(共享|分享)")
_NO_MORE = re.compile(
    r"(?<![么啥咋])[不别莫](再|要|想)*(给|让|许|准)(?!我)[^，,。]{1,6}(看|查|用)"
    r"|(取消|停止?|收回|关掉?|撤掉?).{0,8}权限"
)
_STOPS = re.compile(r"取消|停[掉止用]|关掉|关了|撤|踢|删|[不别莫](再|要|想)*(给|让|许|准)")
_OF_ACCOUNT = re.compile(r"户|绑|通知|提醒|停电")
_TAKES_BACK = re.compile(r"\W*(怎么|咋个?|如何|可以|能|我?[想要])*收回(来|权限|去)?[吗呢]?\W*")
_LETS_IN = re.compile(
    r"共享|分享|一起(用|看|查)|(?<![不别莫])(让|给|叫)(?!我(?:[看查也]|一))[^，,。]{1,6}(也|一起|都)?(能|可以)?(看|查|用)"
)
_WHO = re.compile(
    r"(谁|哪些人|哪个|哪几个|几个人|还有人|有没有人|别人).{0,6}(绑|看|查|用)"
    r"|(共享|分享)给(了)?(谁|哪)|给谁(共享|分享|看)"
)


def ends(turn: Turn) -> bool:
    """Whether a message takes a share back."""
    return _ends_any(turn.text) or _NO_MORE.search(turn.text) is not None or bool(_stopped(turn))


def stopped(turn: Turn) -> Reply | None:
    """The end of the share whose holder or role is named to be stopped; else `None`."""
    named = _stopped(turn) if turn.session.form is None else ()
    return _ended(named[0]) if len(named) == 1 else None


def lets_in(turn: Turn) -> bool:
    """Whether somebody else is to use the resident's account."""
    return _LETS_IN.search(turn.text) is not None


def how_to_share(turn: Turn) -> Reply:
    """How somebody is let in: from their side, so that no wrong person is named."""
    own = [b for b in turn.use.bindings.of(turn.openid) if b.is_own]
    if not own:
        return how_to_bind(turn, "要先绑定户号，才能共享给别人。")
    seen = "会收到请求" if turn.use.can.customer_service_messages else "过后说句话就能看到请求"
    text = joined(
        f"让对方在他自己的微信里给本号发这句话：\n请已绑定的人同意 {own[0].account_no}",
        f"您这边{seen}，点“同意”就行，能做什么由您定，随时一点就收回。",
    )
    return Reply(text, choices=taps(turn))


def asks_who(turn: Turn) -> bool:
    """Whether a message asks who else uses the resident's accounts."""
    return _WHO.search(turn.text) is not None and bool(turn.use.bindings.of(turn.openid))


def who(turn: Turn) -> Reply:
    """Who else uses each account that the resident has proven."""
    own = [b for b in turn.use.bindings.of(turn.openid) if b.is_own]
    if not own:
        return Reply("您这里的户号是别人共享来的，还有谁在用，要问绑定它的人。")
    lines = (
        joined(f"· {name_of(b)}", listed(turn, b) or "  只有您在用，没有共享给别人") for b in own
    )
    return Reply(joined("这些户号还有谁在用：", *lines), choices=taps(turn))


def end(turn: Turn) -> Reply:
    """Take a share back at once; where several might be meant, all are offered."""
    shared = _shared(turn)
    if not shared:
        return Reply("您没有共享给别人的户号。")
    named = _named(turn, shared) or (shared if _ends_any(turn.text) else ())
    if len(named) == 1:
        return _ended(named[0])
    return Reply(question="要收回哪一个？", choices=taps(turn))


def listed(turn: Turn, own: Binding) -> str:
    """A line on who else uses an account; empty for nobody."""
    others = [b for b in turn.use.bindings.on(own.account_no) if b.openid != turn.openid]
    proven = sum(b.is_own for b in others)
    lines = [
        f"  共享给{b.label}（{sharing.name_of_role(b.role)}）：可{sharing.in_words(b.rights)}"
        for b in others
        if b.shared_by == turn.openid
    ]
    hotline = turn.use.utility.hotline
    also = f"  另有{proven}个微信号用验证码或证件绑定了它，不认识请打{hotline}" if proven else ""
    return joined(*lines, also)


def _ended(share: Binding) -> Reply:
    tail = account_numbers.tail(share.account_no)
    told = Push(share.openid, f"户号尾号{tail}的共享已取消，对方收回了。")
    return Reply(
        f"已取消给{share.label}的共享（户号尾号{tail}）。",
        effects=(told,),
        writes=bindings.unbind_statements(share.openid, share.account_no),
    )


def _ends_any(text: str) -> bool:
    """Whether the words end the only share there is, without a name."""
    return bool(_END.search(text) or _TAKES_BACK.fullmatch(text))


def _stopped(turn: Turn) -> tuple[Binding, ...]:
    """The shares whose holders or roles are named in words of stopping."""
    text = turn.text
    if not _STOPS.search(text) or _OF_ACCOUNT.search(text):
        return ()
    return _named(turn, _shared(turn))


def _named(turn: Turn, shared: tuple[Binding, ...]) -> tuple[Binding, ...]:
    """The shares that the words name: by the tap's word, the name, or the role."""
    text = turn.text
    by_name = tuple(b for b in shared if _tag(b) in text or (b.label and b.label in text))
    return by_name or tuple(b for b in shared if (sharing.name_of_role(b.role) or "\n") in text)


def _shared(turn: Turn) -> tuple[Binding, ...]:
    own = (b for b in turn.use.bindings.of(turn.openid) if b.is_own)
    return tuple(
        share
        for b in own
        for share in turn.use.bindings.on(b.account_no)
        if share.shared_by == turn.openid
    )


def taps(turn: Turn) -> tuple[Choice, ...]:
    """One tap for each share to end it."""
    return tuple(
        Choice(f"取消共享 {share.label}", "account_manage", f"取消共享 {_tag(share)}")
        for share in _shared(turn)
    )


def _tag(share: Binding) -> str:
    return sharing.tag(share.openid, share.account_no)
