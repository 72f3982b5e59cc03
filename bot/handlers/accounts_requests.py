"""Binding without a code: a request to somebody bound already, and one to the staff by papers."""

import re

from msgspec.structs import replace
from sqlalchemy import Executable

from bot.backends.accounts import Account
from bot.effects import Effect, Push, Sms
from bot.forms import Form, ask
from bot.handlers.accounts_words import (
    NUMBER_PROMPT,
    NUMBER_RETRY,
    notice_of,
    number_answered,
    own_word,
)
from bot.phones import takes_sms
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers, promises, releases, sharing
from bot.services.limits import UNBOUND_NUMBERS
from bot.steps import start
from bot.store import binding_requests, bindings
from bot.store.binding_requests import BindingRequest
from bot.store.bindings import Binding
from bot.turn import Turn

NAME_MAX_CHARS = 10

_OF_HOLDER = re.compile(r"(户主|房东|他|她|对方).{0,6}(电话|手机|号码|名字|姓名|是谁|叫什么)")
_WORDS = ("同意", "不同意", "只同意交费报修", "只同意交费和报修")
_DECISION = re.compile(
    r"^(?P<word>不同意|只同意交费和?报修|同意)(?:共享)?\s*(?P<id>[2-9A-HJ-NP-Z]{8})\s*$",
    re.IGNORECASE,
)


class ShareRequest(
    Form,
    title="请人同意",
    confirm="请已绑定户号{number}的人同意，您是{name}（{role}）；发出就表示您同意隐私说明。对吗？",
    about=("account_bind", "account_manage"),
):
    """Asking whoever is bound to an account to let this resident in."""

    number: str = ask(NUMBER_PROMPT, number_answered, retry=NUMBER_RETRY)
    role: str = ask(
        "您是这户的什么人？",
        lambda turn, asked: sharing.role_said(turn.text) if asked else "",
        retry="回数字就行。",
        options=lambda _: tuple(sharing.ROLES),
    )
    name: str = ask(
        "怎么称呼您？对方看到名字才好同意。",
        lambda turn, _: _name(turn),
        retry=f"回个名字就行，{NAME_MAX_CHARS}个字以内。",
    )

    def opening(self, turn: Turn) -> str:
        """What this way of binding is; the notice is read before it is agreed to."""
        return joined(
            "家里已有人绑定了这个户号的，请他在微信里点一下同意，您就能一起看、一起交，不用验证码。",
            privacy_note(turn),
        )

    def explained(self, turn: Turn) -> str:
        """Who the holder is stays his own."""
        return "户主的姓名、电话不能告诉别人。" if _OF_HOLDER.search(turn.text) else ""

    def done(self, turn: Turn) -> Reply:
        """Ask everybody who proved the account; whether there is anybody is not said."""
        if not _counted(turn):
            return too_many(turn)
        account = turn.use.accounts.get(self.number)
        role = sharing.ROLES[self.role]
        request = BindingRequest(
            id=binding_requests.new_id(),
            kind="share",
            openid=turn.openid,
            account_no=account.account_no if account else account_numbers.plain(self.number),
            name=self.name,
            role=role,
            asked_at=turn.now,
        )
        asked = _asked(turn, request, account) if account else ()
        can = turn.use.can
        seen = "请求发出去了，24小时内有效。有人在这里绑定了这个户号的话，他会收到。"
        if not can.customer_service_messages:
            seen = "请求记下了，24小时内有效。请绑定了这个户号的人在这里说句话，就能看到、点同意。"
        return Reply(
            joined(seen, promises.news_text(can, "他点了同意")),
            effects=asked,
            writes=(*binding_requests.insert_statements(request), *_agreed(turn)),
        )


class ReleaseRequest(
    Form,
    title="带证件核对",
    confirm="登记核对：户号{number}，您是{name}；登记就表示您同意隐私说明。对吗？",
    about=("account_bind", "account_manage"),
):
    """Asking the staff to look at papers and release the binding."""

    number: str = ask(NUMBER_PROMPT, number_answered, retry=NUMBER_RETRY)
    name: str = ask(
        "怎么称呼您？要和证件上的姓名一致。",
        lambda turn, _: _name(turn),
        retry=f"回姓名就行，{NAME_MAX_CHARS}个字以内。",
    )

    def opening(self, turn: Turn) -> str:
        """The notice is read before it is agreed to."""
        return privacy_note(turn)

    def done(self, turn: Turn) -> Reply:
        """Keep the request; the district manager gets the link, a clerk prints his own."""
        if not _counted(turn):
            return too_many(turn)
        account = turn.use.accounts.get(self.number)
        request = BindingRequest(
            id=binding_requests.new_id(),
            kind="release",
            openid=turn.openid,
            account_no=account.account_no if account else account_numbers.plain(self.number),
            name=self.name,
            role="holder",
            asked_at=turn.now,
        )
        text = joined(
            f"登记好了，核对编号 {request.id}，7天内有效。",
            f"带上{'；'.join(turn.use.binding_rules.papers)}，去营业厅或找台区经理，报这个编号，核对后当场就能绑。",
        )
        return Reply(
            text,
            choices=(
                Choice("附近营业厅", "service_points", "附近营业厅"),
                Choice("台区经理电话", "customer_manager", "台区经理电话"),
            ),
            effects=_to_manager(turn, request, account),
            writes=(*binding_requests.insert_statements(request), *_agreed(turn)),
        )


def ask_people(turn: Turn, number: str) -> Reply:
    """Open the request to somebody bound."""
    return start(ShareRequest, turn, number=number)


def ask_staff(turn: Turn, number: str) -> Reply:
    """Open the request to the staff."""
    return start(ReleaseRequest, turn, number=number)


def decision(turn: Turn) -> bool:
    """Whether a message decides on a request (a tap on what was pushed, or its words)."""
    return _DECISION.match(turn.text.strip()) is not None


def decided_alone(turn: Turn) -> Reply | None:
    """同意 without a number, where one request waits for this resident; several are offered."""
    word = turn.text.strip(" 。,，!！")
    if turn.session.form is not None or word not in _WORDS:
        return None
    own = [b.account_no for b in turn.use.bindings.of(turn.openid) if b.is_own]
    waiting = turn.use.binding_requests.on(own, turn.now) if own else ()
    if not waiting:
        return None
    choices = tuple(
        Choice(f"{word}：{one.name}", "account_bind", f"{word} {one.id}") for one in waiting
    )
    return Reply(question="有人想和您一起用户号，请点一下确认：", choices=choices)


def decide(turn: Turn) -> Reply:
    """Let somebody in, in part or whole, or not; only who proved the account may."""
    said = _DECISION.match(turn.text.strip())
    request = turn.use.binding_requests.open(said["id"], turn.now) if said else None
    own = {b.account_no for b in turn.use.bindings.of(turn.openid) if b.is_own}
    if said is None or request is None or request.kind != "share" or request.account_no not in own:
        return Reply("这个请求已经处理过了，或者过期了。")
    closed = binding_requests.decide_statement(request.id, turn.now)
    if said["word"] == "不同意":
        code = "用验证码，或" if turn.use.can.sms else ""
        told = Push(request.openid, f"对方没有同意您用这个户号。还可以{code}带证件核对。")
        return Reply(f"好的，没有让{request.name}用。", effects=(told,), writes=(closed,))
    rights = sharing.LIMITED if said["word"].startswith("只") else sharing.rights_of(request.role)
    return replace(_let_in(turn, request, rights), writes=(closed, *_share(turn, request, rights)))


def _let_in(turn: Turn, request: BindingRequest, rights: frozenset[str]) -> Reply:
    account = turn.use.accounts.get(request.account_no)
    told = Push(
        request.openid,
        f"对方同意了，绑定成功：户号尾号{account_numbers.tail(request.account_no)}，"
        f"您可以{sharing.in_words(rights)}。",
    )
    notice = notice_of(turn, account) if account else ()
    end = sharing.tag(request.openid, request.account_no)
    return Reply(
        f"好的，{request.name}可以{sharing.in_words(rights)}了。随时点一下就能收回。",
        choices=(Choice(f"取消共享 {request.name}", "account_manage", f"取消共享 {end}"),),
        effects=(told, *notice),
    )


def _share(turn: Turn, request: BindingRequest, rights: frozenset[str]) -> tuple[Executable, ...]:
    theirs = turn.use.bindings.of(request.openid)
    if any(b.account_no == request.account_no and b.is_own for b in theirs):
        return ()
    mine = turn.use.bindings.of(turn.openid)
    share = Binding(
        request.openid,
        request.account_no,
        turn.now,
        next(b.holder_mark for b in mine if b.account_no == request.account_no),
        rights=rights,
        role=sharing.role_of(request.role),
        label=request.name,
        shared_by=turn.openid,
        is_default=not theirs,
    )
    return bindings.bind_statements(share)


def _asked(turn: Turn, request: BindingRequest, account: Account) -> tuple[Effect, ...]:
    """One message to everybody who proved the account."""
    tail = account_numbers.tail(account.account_no)
    rights = sharing.in_words(sharing.rights_of(request.role))
    text = (
        f"{request.name}（自称{sharing.name_of_role(request.role)}）想和您一起用尾号{tail}的户号，"
        f"可以{rights}。认识他再同意，过后也可以回：同意 {request.id}"
    )
    choices = tuple(
        Choice(word, "account_bind", f"{word} {request.id}")
        for word in ("同意", "只同意交费报修", "不同意")
    )
    owners = (b for b in turn.use.bindings.on(account.account_no) if b.is_own)
    return tuple(Push(b.openid, text, choices=choices) for b in owners if b.openid != turn.openid)


def _to_manager(turn: Turn, request: BindingRequest, account: Account | None) -> tuple[Effect, ...]:
    """The signed link, to the manager of the account's district."""
    if account is None or not turn.use.can.sms:
        return ()
    manager = turn.use.managers.of_transformer(account.usage_point.transformer)
    if manager is None or not takes_sms(manager.phone):
        return ()
    link = releases.link(turn.use.links, request.id, manager.name)
    tail = account_numbers.tail(account.account_no)
    text = f"{request.name}申请绑定尾号{tail}的户号，看过证件再放行：\n{link}"
    return (Sms(manager.phone, text, turn.use.utility.quiet.left_min(turn.now)),)


def _counted(turn: Turn) -> bool:
    return turn.use.limits.count(UNBOUND_NUMBERS, turn.openid)


def too_many(turn: Turn) -> Reply:
    """The day's tries are used up."""
    return Reply(f"今天试的户号太多了，明天再来，或拨打{turn.use.utility.hotline}，24小时有人接。")


def privacy_note(turn: Turn) -> str:
    """The notice's link, for who has not agreed yet."""
    privacy = turn.use.privacy
    return "" if privacy.agreed(turn.openid) else joined("请先看隐私说明：", privacy.url)


def _agreed(turn: Turn) -> tuple[Executable, ...]:
    privacy = turn.use.privacy
    return () if privacy.agreed(turn.openid) else privacy.agree(turn.openid, turn.now)


def _name(turn: Turn) -> str:
    named = turn.understanding.first("name")
    said = str(named) if named else own_word(turn, "name", NAME_MAX_CHARS)
    return re.sub(r"^(我叫|我是|叫我|我的名字是|叫)", "", said)[:NAME_MAX_CHARS]
