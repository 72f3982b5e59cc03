"""Where an application is: by number and last four digits, or for a bound account."""

import re
from typing import Final, Self

from msgspec.structs import replace

from bot import hearing, readers
from bot.backends.requests import ServiceRequest
from bot.forms import Form, ask
from bot.handlers import accounts, accounts_named, application_answers, application_questions
from bot.replies import Choice, Reply
from bot.services.limits import DAY, LAST_FOUR, UNBOUND_NUMBERS, Limit
from bot.steps import start
from bot.store.bindings import Binding
from bot.turn import Turn

_SAME_NUMBER: Final = Limit("last_four_no", 1, DAY)

_TAIL = re.compile(r"(?:尾号|后四位|末四位|最后四位)\D{0,3}(\d{4})(?!\d)")
_OF_APPLICATIONS: Final = frozenset({"ApplicationCheck", "VisitMove"})
_UNBOUND: Final = "发申请编号就能查。想以后直接看，先绑定：发“绑定户号”加户号就行。"
_FOUR = re.compile(r"\D*((?:\d\s?){4})\D*")
_WITHOUT_SQ = re.compile(r"(?<!\d)(20\d\d[\s-]?[01]\d[0-3]\d[\s-]?\d{4})(?!\d)")
_BESIDE = re.compile(r"(?<!\d)20\d{10}(?!\d)\W{1,3}(\d{4})\W*$")
"""The four digits written after the number, such as `SQ202611200031 3790`."""
_WRONG: Final = "申请编号和手机号后四位对不上，查不了。"
_NO_NUMBER: Final = "没有编号"
_LACKS = re.compile(
    r"(不知道|不晓得|没有?|没得|找不到|忘了|忘记|搞不懂|不记得|弄丢).{0,6}(号|单)|(号|单).{0,6}(不知道|不晓得|找不到|忘了|没有|没得|丢了)"
)


def _number(turn: Turn, asked: bool) -> str:  # noqa: FBT001, ARG001  # the signature of every reader
    form, number = turn.session.form, turn.understanding.first("application_no")
    is_here = form is not None and form.name == ApplicationCheck.__name__
    bare = None if number else _WITHOUT_SQ.search(turn.text)
    if bare and (is_here or "申请" in turn.text):
        return "SQ" + re.sub(r"\D", "", bare[1])
    lacks = not number and is_here and _LACKS.search(turn.text)
    return _NO_NUMBER if lacks else str(number or "")


def _last_four(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # see above
    phone = readers.phone(turn, asked)
    written = _TAIL.search(turn.text) or _BESIDE.search(turn.text)
    tail = written or (_FOUR.fullmatch(turn.text) if asked else None)
    if asked and not tail and _LACKS.search(turn.text):
        return _NO_NUMBER
    digits = phone[-4:] if phone else (re.sub(r"\s", "", tail[1]) if tail else "")
    number = turn.understanding.first("application_no") if asked else None
    return f"{number} {digits}" if number else digits


class ApplicationCheck(Form, title="查办电进度", about=("application_status", "account_manage")):
    """By number: the application, after the last four digits of the phone on it."""

    application_no: str = ask(
        "请发申请编号：SQ开头，后面12位数字，受理短信上有。",
        _number,
        retry="申请编号是SQ开头，后面8位日期加4位序号，一共12位数字。",
        options=lambda _: (_NO_NUMBER,),
    )
    digits: str = ask(
        "为了保护申请人，请回申请时留的手机号后四位。", _last_four, retry="请回4位数字。"
    )

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:  # noqa: ARG002  # the signature of every form
        """Another number takes the place of the first; without any the form has to end."""
        if _NO_NUMBER in (self.application_no, self.digits):
            return self.with_values(application_no=_NO_NUMBER, digits=_NO_NUMBER), ""
        if name == "digits" and " " in self.digits:
            number, _, digits = self.digits.partition(" ")
            return self.with_values(application_no=number, digits=digits), ""
        early = name == "digits" and not self.application_no
        return self, "手机号后四位记下了，还要申请编号才能查。" if early else ""

    def done(self, turn: Turn) -> Reply:
        """Compare; wrong tries are counted by the resident who asks."""
        if self.application_no == _NO_NUMBER:
            return _without_number(turn)
        if _is_locked(turn):
            return _locked(turn)
        request = turn.use.requests.get(self.application_no)
        if request is None or not request.phone or request.phone[-4:] != self.digits:
            _count_wrong(turn, self.application_no)
            return _locked(turn).before(_WRONG) if _is_locked(turn) else self._again()
        reply = application_answers.application_reply(turn, request)
        return replace(reply, remember={**reply.remember, "application_seen": self.application_no})

    def _again(self) -> Reply:
        """The four digits once more, or another number; whether the number exists is not told."""
        return Reply(
            _WRONG,
            question="请核对后再回一次后四位；编号写错了就重发编号。",
            form=self.with_values(digits="").state("digits"),
        )


def application_status(turn: Turn) -> Reply:
    """Tell an application, or do what the message asks about it."""
    bound = turn.use.bindings.of(turn.openid)
    number = _number(turn, False) or _talked_about(turn, bound)  # noqa: FBT003  # a reader's signature
    if number:
        return _by_number(turn, number, bound)
    if turn.understanding.first("account_no") and accounts_named.account_named(turn, bound) is None:
        account = accounts.account_meant(turn, "see")
        return account if isinstance(account, Reply) else _none(turn)
    if not bound:
        return start(ApplicationCheck, turn).before(_UNBOUND)
    return _of_bound(turn, bound)


def _without_number(turn: Turn) -> Reply:
    """The ways that need no number."""
    hotline = turn.use.utility.hotline
    return Reply(
        f"想不起来也能查：绑定了户号，回“办电进度”就看得到；或打{hotline}报姓名和地址，24小时有人接。",
        choices=(
            Choice("绑定户号", "account_bind", "绑定户号"),
            Choice("请台区经理回电", "customer_manager", "请经理给我回电，问办电进度"),
            Choice("转人工", "human_agent", "转人工"),
        ),
    )


def number_told(turn: Turn) -> Reply | None:
    """A message that names an application, whatever else it looks like."""
    understood, form = turn.understanding, turn.session.form
    if form is not None or understood.is_danger:
        return None
    is_sure = understood.score >= hearing.SURE and understood.intent != "out_of_scope"
    says = understood.first("application_no") or "申请" in turn.text
    return application_status(turn) if says and not is_sure and _number(turn, False) else None  # noqa: FBT003  # see above


def withdrawn(turn: Turn) -> Reply | None:
    """An application, or its visit, is to be called off."""
    form, text = turn.session.form, turn.text
    is_free = form is None or form.name in _OF_APPLICATIONS
    if not is_free or not application_questions.withdraws(text):
        return None
    request = _at_hand(turn)
    names = application_questions.names_application(text)
    return application_questions.withdrawal_reply(turn, request) if request or names else None


def follows(turn: Turn) -> Reply | None:
    """What is asked about the application that was told last, or done about its visit."""
    request = _told_last(turn)
    return application_questions.answer(turn, request) if request else None


def paper_named(turn: Turn) -> Reply | None:
    """How a paper that the last application lacks is handed in."""
    request = _told_last(turn)
    return application_questions.papers_asked(turn, request, named=True) if request else None


def _at_hand(turn: Turn) -> ServiceRequest | None:
    """The application of the last answer, else the only one under way of the bound accounts."""
    told = _told_last(turn)
    seen = (one for one in turn.use.bindings.of(turn.openid) if one.may("see"))
    found = [r for one in seen for r in turn.use.requests.of_account(one.account_no)]
    running = [request for request in found if not request.is_done]
    return told or (running[0] if len(running) == 1 else None)


def _told_last(turn: Turn) -> ServiceRequest | None:
    """The application under way that the last answers were about."""
    number = turn.session.context.get("application_no", "")
    if not number or turn.session.is_stale(turn.now):
        return None
    request = turn.use.requests.get(number)
    if request is None or request.is_done:
        return None
    return request if _may_see(turn, request, turn.use.bindings.of(turn.openid)) else None


def _by_number(turn: Turn, number: str, bound: tuple[Binding, ...]) -> Reply:
    request = turn.use.requests.get(number)
    if request is not None and _may_see(turn, request, bound):
        return application_answers.acted(turn, request)
    return _locked(turn) if _is_locked(turn) else start(ApplicationCheck, turn)


def _of_bound(turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    named = accounts_named.account_named(turn, bound)
    seen = [one for one in ((named,) if named else bound) if one.may("see")]
    requests = [r for one in seen for r in turn.use.requests.of_account(one.account_no)]
    running = [request for request in requests if not request.is_done] or requests[:1]
    if not running:
        return _none(turn)
    kinds = [kind.name for kind in turn.use.requirements.meant(turn.text, "", turn.now.date())]
    fitting = [request for request in running if request.kind in kinds] or running
    if len(fitting) == 1:
        reply = application_answers.acted(turn, fitting[0])
        other = len(kinds) == 1 and fitting[0].kind not in kinds
        return reply.before(f"户号下没有查到{kinds[0]}的申请，在办的是这个：") if other else reply
    choices = tuple(
        application_answers.choice(f"{r.kind} {r.application_no}", r, "进度") for r in fitting
    )
    return Reply(question="您有几个申请，看哪一个？", choices=choices)


def _none(turn: Turn) -> Reply:
    return start(ApplicationCheck, turn).before("您绑定的户号下没有查到在办的申请。")


def _may_see(turn: Turn, request: ServiceRequest, bound: tuple[Binding, ...]) -> bool:
    """Whether the account is bound, or the last four digits were right in this dialogue."""
    proven = turn.session.context.get("application_seen") == request.application_no
    own = any(one.account_no == request.account_no and one.may("see") for one in bound)
    return own or (proven and not turn.session.is_stale(turn.now))


def _talked_about(turn: Turn, bound: tuple[Binding, ...]) -> str:
    """The application of the last answer, where the message does something about it."""
    context = turn.session.context
    if context.get("intent") != "application_status" or turn.session.is_stale(turn.now):
        return ""
    acts = application_answers.acts(turn.text)
    proven = not bound and "application_seen" in context
    return context.get("application_no", "") if acts or proven else ""


def _is_locked(turn: Turn) -> bool:
    limits, who = turn.use.limits, turn.openid
    return limits.used_up(LAST_FOUR, who) or limits.used_up(UNBOUND_NUMBERS, who)


def _count_wrong(turn: Turn, number: str) -> None:
    """A wrong try an hour, and a number a day: the same number counts once in the day's five."""
    limits, who = turn.use.limits, turn.openid
    limits.count(LAST_FOUR, who)
    if limits.count(_SAME_NUMBER, f"{who}:{number}"):
        limits.count(UNBOUND_NUMBERS, who)


def _locked(turn: Turn) -> Reply:
    hotline = turn.use.utility.hotline
    if turn.use.limits.used_up(UNBOUND_NUMBERS, turn.openid):
        return Reply(f"今天试的号码太多了，请明天再试，或拨打{hotline}。绑定了户号就不用再输。")
    return Reply(f"试错太多次了，请过一小时再试，或拨打{hotline}。")
