"""What is answered about one application, and what is done about it: visit, papers, hurry."""

import re
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from bot import hearing, say
from bot.backends.requests import ServiceRequest
from bot.effects import HurryManager, Sms
from bot.forms import Form, ask
from bot.handlers import days
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
_CANNOT = re.compile(
    r"[^，。,；\d]{0,4}(不在|没得?空|不得空|没时间|有事|不方便|走不开|不得?行|[要得]上班|出门|出差)"
)
_MOVES_TO = re.compile(r"来|上门|行|可以|方便|要得|推|晚点|早点|[改换]")
_OTHER_MATTER = re.compile(r"电费|账单|停电|来电|没电|报修|营业|开门|[交缴充]")
_THAT_DAY = re.compile("那天|到时候?")
_STAYS = re.compile(
    r"不(用|想|要|必)?改(?![到成为天变])|(还是|就|按|照)(原来|原定|之前|老)|照旧|不变"
)
_NAMES_DAY = re.compile(r"[天日号周]|星期|礼拜")
_PAPER = re.compile(r"补第(\d{1,2})样")
_BAD_TIME: Final = "上门时间请选60天以内、08:00到18:00之间的，比如“周四 10:00”。"


def _proposed(turn: Turn) -> tuple[datetime, ...]:
    """The time that is named last, or its ends; none that is said not to do (明天不在家)."""
    named = [one for one in turn.understanding.entities if one.type == "datetime"]
    fits = [one.value for one in named if not _CANNOT.match(turn.text, one.end)]
    ends = [fits[-1]] if fits and isinstance(fits[-1], str) else (fits[-1] if fits else ())
    return tuple(datetime.fromisoformat(end) for end in ends)


def _day_said(turn: Turn) -> date | None:
    """The whole day that is named without an hour, where somebody may come on it."""
    ends = _proposed(turn)
    is_day = len(ends) > 1 and ends[0].time() == time.min and ends[1] - ends[0] == timedelta(days=1)
    ahead = ends[0].date() - turn.now.date() if is_day else timedelta()
    return ends[0].date() if timedelta() < ahead <= VISIT_WITHIN else None


def _day_kept(turn: Turn) -> date | None:
    """The day that was named before its hour."""
    form = turn.session.form
    kept = form.values.get("day", "") if form and form.name == VisitMove.__name__ else ""
    return date.fromisoformat(kept) if kept else None


def _visit_time(turn: Turn, asked: bool) -> str:  # noqa: FBT001, ARG001  # see above
    """A time when somebody may come; of a stretch the first hour at which somebody does.

    A day alone is given as it is; an hour alone is that of the day kept.
    """
    day, kept, ends = _day_said(turn), _day_kept(turn), _proposed(turn)
    if day or not ends:
        return day.isoformat() if day else ""
    first, last = VISIT_HOURS
    at = ends[0]
    if len(ends) > 1 and at.hour < first:
        at = min(at.replace(hour=first + 1, minute=0), ends[1])
    elif len(ends) > 1 and at.hour == 12:  # noqa: PLR2004  # an afternoon begins at noon
        at += timedelta(hours=2)
    if kept and not _NAMES_DAY.search(turn.text):
        at = datetime.combine(kept, at.time())
    is_open = first <= at.hour < last or (at.hour, at.minute) == (last, 0)
    return at.isoformat() if is_open and turn.now < at <= turn.now + VISIT_WITHIN else ""


def _slots(turn: Turn) -> dict[str, str]:
    """Times to pick by number, in words and as they are kept.

    Two on the day that was named without an hour, else on each of three working days.
    """
    days = (turn.now.date() + timedelta(days=ahead) for ahead in range(1, VISIT_WITHIN.days))
    named = _day_said(turn) or _day_kept(turn)
    on = (named,) if named else islice(filter(turn.use.calendar.is_working, days), SLOT_DAYS)
    slots = (datetime.combine(day, time(hour)) for day in on for hour in SLOT_HOURS)
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
    day: str = ""
    before: str = ""

    def opening(self, turn: Turn) -> str:
        """A time that does not do is not passed over in silence."""
        return _BAD_TIME if _proposed(turn) and not (self.at or self.day) else ""

    def pointless(self, turn: Turn) -> bool:
        """The visit is to stay as it was."""
        return _STAYS.search(turn.text) is not None

    def confirmed(self, turn: Turn) -> bool:
        """就这个时间 says yes, too."""
        return _CONFIRM.search(turn.text) is not None

    def adds(self, turn: Turn) -> bool:
        """A bare time, such as 昨天, is no other wish."""
        return super().adds(turn) or moves(turn)

    def cancelled(self) -> str:
        """What is said where the visit stays as it was."""
        return f"好的，已取消改时间，上门还是{self.before}。"

    def noticed(self, turn: Turn, name: str) -> "tuple[VisitMove, str]":  # noqa: ARG002  # the signature of every form
        """Say the time as the resident will read it; of a day alone the hour is asked."""
        at = _slots(turn).get(self.at, self.at)
        if len(at) == len("2026-11-28"):
            on = say.day(date.fromisoformat(at), turn.now)
            return self.with_values(at="", day=at), f"{on}几点方便？"
        return self.with_values(at=at, when=say.when(datetime.fromisoformat(at), turn.now)), ""

    def done(self, turn: Turn) -> Reply:
        """Set the new time, and tell the manager who comes."""
        at = datetime.fromisoformat(self.at)
        return _agreed(turn, self.id, self.application_no, at)


def acted(turn: Turn, request: ServiceRequest) -> Reply:
    """Do what the message asks about the application, else tell it."""
    paper = _PAPER.search(turn.text)
    if request.is_done:
        return application_reply(turn, request)
    if paper:
        wanted = request.missing[int(paper[1]) - 1 :][:1]
        return papers_reply(request, wanted) if wanted else application_reply(turn, request)
    ahead = wording.visit(request, turn.now)
    if _MOVE.search(turn.text):
        return move(turn, request) if ahead else _no_visit(turn, request)
    if request.visit_at and ahead and _CONFIRM.search(turn.text):
        return _agreed(turn, turn.id, request.application_no, request.visit_at)
    if _HURRY.search(turn.text):
        return _hurried(turn, request)
    return application_reply(turn, request)


def application_reply(turn: Turn, request: ServiceRequest) -> Reply:
    """All of it, what is missing at once, and the ways on."""
    text = wording.status_text(request, turn.use.calendar, turn.now)
    missing = tuple(
        choice(paper, request, f"补第{n}样") for n, paper in enumerate(request.missing, 1)
    )
    question = "还差下面这些，一次补齐就行，回数字看怎么补：" if missing else ""
    kinds = turn.use.requirements.meant(request.kind, "", turn.now.date())
    return Reply(
        text,
        question=question,
        choices=missing + _ways_on(turn, request),
        remember={**about(request), "application_kind": kinds[0].key if len(kinds) == 1 else ""},
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


def papers_reply(request: ServiceRequest, wanted: tuple[str, ...]) -> Reply:
    """How papers that are missing are handed in."""
    others = "、".join(paper for paper in request.missing if paper not in wanted)
    text = joined(
        f"“{'、'.join(wanted)}”可以交到就近的营业厅，带上申请编号 {request.application_no}；"
        "不方便跑的，先请台区经理回电，问能不能上门收。",
        f"另外还差：{others}，一起带上，免得再跑。" if others else "就差这些了。",
    )
    choices = (
        Choice("附近营业厅", "service_points", "附近营业厅在哪"),
        Choice(
            "请经理回电", "customer_manager", f"请经理回电，申请 {request.application_no} 补材料"
        ),
    )
    return Reply(text, choices=choices, remember=about(request))


def move(turn: Turn, request: ServiceRequest) -> Reply:
    """Ask when instead, or whether the time that was named is right."""
    now_at = wording.visit(request, turn.now)
    before = say.when(request.visit_at, turn.now) if request.visit_at else ""
    number = request.application_no
    return start(VisitMove, turn, application_no=number, before=before).before(now_at)


def _no_visit(turn: Turn, request: ServiceRequest) -> Reply:
    reply = application_reply(turn, request)
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
    return Reply(text, effects=_to_manager(turn, request, note), remember=about(request))


def _hurried(turn: Turn, request: ServiceRequest) -> Reply:
    if request.waiting_for == "customer":
        return application_reply(turn, request).before("这一步不用催，补齐下面的就能往下办。")
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
    text = wording.status_text(request, turn.use.calendar, turn.now)
    return Reply(joined(said, text), effects=effects, remember=about(request))


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


def about(request: ServiceRequest) -> dict[str, str]:
    """What the dialogue remembers after talking of it."""
    return {"intent": "application_status", "application_no": request.application_no}


def moves(turn: Turn) -> bool:
    """Whether a short message says when somebody may come, or may not: 明天不在，后天来行不."""
    text = turn.text
    named = days.days_asked(turn) or days.named(turn) or _THAT_DAY.search(text)
    if not (named or turn.understanding.first("datetime")) or _OTHER_MATTER.search(text):
        return False
    says = _CANNOT.search(text) or _MOVES_TO.search(text)
    return bool(says) or hearing.is_bare(turn, "datetime")


def acts(text: str) -> bool:
    """Whether a message does something about an application, rather than ask for it."""
    return any(words.search(text) for words in (_HURRY, _MOVE, _CONFIRM))
