"""What is answered about one application, and what is done about it: visit, papers, hurry."""

import re
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Final

from bot import say
from bot.backends.requests import ServiceRequest
from bot.effects import HurryManager, Sms
from bot.forms import Form, ask
from bot.replies import Choice, Reply, joined
from bot.services import applications as wording
from bot.services.limits import HURRY_SMS
from bot.steps import start
from bot.turn import Turn

VISIT_HOURS: Final = (8, 18)
VISIT_WITHIN: Final = timedelta(days=60)
SLOT_DAYS: Final = 3
SLOT_HOURS: Final = (10, 15)

_HURRY = re.compile(r"催|快点|快些|抓紧|加急|搞快|尽快|等不及|拖")
_MOVE = re.compile(
    r"改(到|期|上门|时间|天|个时间|约|预约)|换(个|到|时间)|推迟|推到|提前到|延后|延到|往后|挪|另约|没空|不在家|不得空"
)
_CONFIRM = re.compile(r"确认|就(这个|那个|按这个)时间|按时来|没问题|可以来|约好了?")
_PAPER = re.compile(r"补第(\d{1,2})样")
_BAD_TIME: Final = "上门时间请选60天以内、08:00到18:00之间的，比如“周四 10:00”。"


def _visit_time(turn: Turn, asked: bool) -> str:  # noqa: FBT001, ARG001  # see above
    """A time when somebody may come; of a stretch the first hour at which somebody does."""
    value = turn.understanding.first("datetime")
    if value is None:
        return ""
    ends = [datetime.fromisoformat(end) for end in ([value] if isinstance(value, str) else value)]
    first, last = VISIT_HOURS
    at = ends[0]
    if len(ends) > 1 and at.hour < first:
        at = min(at.replace(hour=first + 1, minute=0), ends[1])
    elif len(ends) > 1 and at.hour == 12:  # noqa: PLR2004  # an afternoon begins at noon
        at += timedelta(hours=2)
    is_open = first <= at.hour < last or (at.hour, at.minute) == (last, 0)
    return at.isoformat() if is_open and turn.now < at <= turn.now + VISIT_WITHIN else ""


def _slots(turn: Turn) -> dict[str, str]:
    """Times to pick by number, in words and as they are kept: two on each of three working days."""
    days = (turn.now.date() + timedelta(days=ahead) for ahead in range(1, VISIT_WITHIN.days))
    working = islice(filter(turn.use.calendar.is_working, days), SLOT_DAYS)
    slots = (datetime.combine(day, time(hour)) for day in working for hour in SLOT_HOURS)
    return {say.when(slot, turn.now): slot.isoformat() for slot in slots}


class VisitMove(
    Form,
    title="改上门时间",
    confirm="把 {application_no} 的上门改到{when}，对吗？",
    about=("application_status", "customer_manager", "repair_progress", "outage_query"),
):
    """Moving the one visit; `when` is the new time in words."""

    at: str = ask(
        "想改到什么时候？比如“周四 10:00”。",
        _visit_time,
        retry=_BAD_TIME,
        options=lambda turn: tuple(_slots(turn)),
    )
    application_no: str = ""
    when: str = ""

    def opening(self, turn: Turn) -> str:
        """A time that does not do is not passed over in silence."""
        named = turn.understanding.first("datetime")
        return _BAD_TIME if named and not self.at else ""

    def noticed(self, turn: Turn, name: str) -> "tuple[VisitMove, str]":  # noqa: ARG002  # the signature of every form
        """Say the time as the resident will read it."""
        at = _slots(turn).get(self.at, self.at)
        return self.with_values(at=at, when=say.when(datetime.fromisoformat(at), turn.now)), ""

    def done(self, turn: Turn) -> Reply:
        """Set the new time, and tell the manager who comes."""
        at = datetime.fromisoformat(self.at)
        return _agreed(turn, self.id, self.application_no, at)


def acted(turn: Turn, request: ServiceRequest) -> Reply:
    """Do what the message asks about the application, else tell it."""
    paper = _PAPER.search(turn.text)
    if request.is_done:
        return told(turn, request)
    if paper:
        return _paper(turn, request, int(paper[1]) - 1)
    ahead = wording.visit(request, turn.now)
    if _MOVE.search(turn.text):
        return _move(turn, request) if ahead else _no_visit(turn, request)
    if request.visit_at and ahead and _CONFIRM.search(turn.text):
        return _agreed(turn, turn.id, request.application_no, request.visit_at)
    if _HURRY.search(turn.text):
        return _hurried(turn, request)
    return told(turn, request)


def told(turn: Turn, request: ServiceRequest) -> Reply:
    """All of it, what is missing at once, and the ways on."""
    text = wording.told(request, turn.use.calendar, turn.now)
    missing = tuple(
        choice(paper, request, f"补第{n}样") for n, paper in enumerate(request.missing, 1)
    )
    question = "还差下面这些，一次补齐就行，回数字看怎么补：" if missing else ""
    return Reply(
        text,
        question=question,
        choices=missing + _ways_on(turn, request),
        remember=_about(request),
    )


def _ways_on(turn: Turn, request: ServiceRequest) -> tuple[Choice, ...]:
    if request.is_done:
        return ()
    ways = []
    if wording.visit(request, turn.now):
        if not request.visit_confirmed:
            ways.append(choice("就这个时间上门", request, "确认上门时间"))
        ways.append(choice("改上门时间", request, "改上门时间"))
    if request.waiting_for != "customer":
        ways.append(choice("催一下", request, "催一下"))
    return tuple(ways)


def _paper(turn: Turn, request: ServiceRequest, at: int) -> Reply:
    if at not in range(len(request.missing)):
        return told(turn, request)
    others = "、".join(p for n, p in enumerate(request.missing) if n != at)
    text = joined(
        f"“{request.missing[at]}”可以交到就近的营业厅，带上申请编号 {request.application_no}；"
        "不方便跑的，先请台区经理回电，问能不能上门收。",
        f"另外还差：{others}，一起带上，免得再跑。" if others else "就差这一样了。",
    )
    choices = (
        Choice("附近营业厅", "service_points", "附近营业厅在哪"),
        Choice(
            "请经理回电", "customer_manager", f"请经理回电，申请 {request.application_no} 补材料"
        ),
    )
    return Reply(text, choices=choices, remember=_about(request))


def _move(turn: Turn, request: ServiceRequest) -> Reply:
    now_at = wording.visit(request, turn.now)
    return start(VisitMove, turn, application_no=request.application_no).before(now_at)


def _no_visit(turn: Turn, request: ServiceRequest) -> Reply:
    reply = told(turn, request)
    return reply.before("这个申请眼下没有约上门时间，不用改。")


def _agreed(turn: Turn, key: str, number: str, at: datetime) -> Reply:
    try:
        request = turn.use.requests.confirm_visit(key, number, at)
    except LookupError:
        return Reply(f"{number} 查不到了，请拨打{turn.use.utility.hotline}核对。")
    when = say.when(at, turn.now)
    off = "" if turn.use.calendar.is_working(at.date()) else "那天是休息日，去之前会先打电话。"
    text = f"上门时间定好了：{when}。{off}到时请留人在家，手机保持畅通；要改随时说。"
    note = f"客户把上门时间定在{at.month}月{at.day}日 {at:%H:%M}"
    return Reply(text, effects=_to_manager(turn, request, note), remember=_about(request))


def _hurried(turn: Turn, request: ServiceRequest) -> Reply:
    if request.waiting_for == "customer":
        return told(turn, request).before("这一步不用催，补齐下面的就能往下办。")
    request = turn.use.requests.hurry(turn.id, request.application_no)
    is_told = turn.use.limits.used_up(HURRY_SMS, request.application_no)
    told_now = () if is_told else _to_manager(turn, request, f"客户第{request.hurried}次催办")
    effects = tuple(
        HurryManager(request.application_no, sms.phone, sms.text, sms.delay_min) for sms in told_now
    )
    over_at = turn.use.utility.quiet.over_at(turn.now)
    sent = "也发短信告诉了" if over_at == turn.now else f"{say.when(over_at, turn.now)}发短信告诉"
    who = f"，{sent}台区经理" if effects else ""
    said = f"已经替您催了，这是第{request.hurried}次，记在申请上了{who}。"
    text = wording.told(request, turn.use.calendar, turn.now)
    return Reply(joined(said, text), effects=effects, remember=_about(request))


def _to_manager(turn: Turn, request: ServiceRequest, note: str) -> tuple[Sms, ...]:
    """An SMS to the manager of the account's transformer, where there is one and a gateway."""
    account = turn.use.accounts.get(request.account_no) if request.account_no else None
    if account is None or not turn.use.can.sms:
        return ()
    manager = turn.use.managers.of_transformer(account.usage_point.transformer)
    text = f"申请{request.application_no}（{request.kind}，{request.step.name}）：{note}。"
    wait_min = turn.use.utility.quiet.left_min(turn.now)
    return (Sms(manager.phone, text, wait_min),) if manager else ()


def choice(label: str, request: ServiceRequest, says: str) -> Choice:
    """A numbered line about this application."""
    return Choice(label, "application_status", f"{says} {request.application_no}")


def _about(request: ServiceRequest) -> dict[str, str]:
    return {"intent": "application_status", "application_no": request.application_no}


def acts(text: str) -> bool:
    """Whether a message does something about an application, rather than ask for it."""
    return any(words.search(text) for words in (_HURRY, _MOVE, _CONFIRM))
