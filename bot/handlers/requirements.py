"""Before an application: what it needs, and how it is started from here."""

import re
from typing import Final

from msgspec.structs import replace

from bot import hearing, picks, readers
from bot.backends.application_kinds import Kind
from bot.handlers import managers, places
from bot.replies import Choice, Reply, joined
from bot.services import requirements as wording
from bot.services.requirements import Part
from bot.turn import Turn

_PARTS: Final[dict[Part, re.Pattern[str]]] = {
    "time": re.compile(r"多久|几天|多长时间|好久|什么时候"),
    "money": re.compile(r"钱|谁出|费用|收费|免费"),
    "papers": re.compile(r"材料|资料|证件|带什么|带哪些|带啥|要什么|要哪些"),
    "steps": re.compile(r"步骤|流程|手续"),
}
_ONLY_MORE = re.compile("|".join(("哪些|什么|啥", *(asks.pattern for asks in _PARTS.values()))))
_NAMES_ANOTHER = re.compile(r"不对|不是|说的是|要的是|我是(要|想)|应该是|搞错|那(.+)呢")
_LACKS = re.compile(
    r"没有?(?!问题)|没得|莫得|冇|不同意|不(肯|让|给|愿)|办不(了|到|下来)|还没办|丢了|掉了|找不到|拿不(到|出)|开不(了|到|出)|过期"
)
_RENTS = re.compile(r"^(?!.*电费).*(租(的|房|客|户|赁|来|了)|房客|承租)")
_ASKED_CHARS: Final = 60
_GROUP = re.compile(r"【(.+?)】")
_HERE: Final = ("apply_service", "application_requirements")
_WHICH: Final = "您要办的是哪一种？"
_BY_LEASE: Final = (
    "租的房，带上租赁合同，再请房东同意、带产权证明；"
    "能不能只凭租赁合同办，营业厅和台区经理说了才算，先问一句再跑。"
)
_NEW = re.compile(r"办电|用电业务|业务")
_HOME = re.compile(r"我们?家|家里|自己家|屋[头里]|农村|乡下|村里|居民|住宅")
_SUPPLY_LINE = re.compile(r"电?杆子?.{0,4}(?:到|接|拉)|(?:到|接|拉).{0,4}(?:我家|户|屋)")
"""The line from the pole to a house, which belongs to no other kind than a new supply."""
_ONLY_MORE_MAX_CHARS: Final = 14


def application_requirements(turn: Turn) -> Reply:
    """Everything about the kind that is meant, or which kinds there are."""
    kinds = _meant(turn)
    if len(kinds) != 1:
        return _which(turn, kinds, "要带什么")
    (kind,) = kinds
    return Reply(
        joined(_rented(turn, kind), _part(turn, kind) or wording.kind_text(kind)),
        choices=_ways_on(kind),
        remember=_about("application_requirements", kind),
    )


def apply_service(turn: Turn) -> Reply:
    """How the kind that is meant is applied for: online, at the hall, or with the manager."""
    kinds = _meant(turn)
    if len(kinds) != 1:
        return _which(turn, kinds, "怎么办")
    (kind,) = kinds
    if _part(turn, kind):
        return application_requirements(turn)
    hotline = turn.use.utility.hotline
    text = joined(
        f"{kind.name}，这样办：",
        "· 手机办：网上国网App里提交，照提示填、拍照上传",
        "· 到营业厅办：带齐下面的材料，拿不准的当场问",
        f"· 请台区经理回电，帮您看该怎么报；也可以打{hotline}",
        wording.needs(kind),
        "受理后会有申请编号（SQ开头），发给我就能查进度。",
    )
    choices = (
        Choice(
            "请经理回电", "customer_manager", f"请经理回电，想办{kind.name}", also=picks.GO_AHEAD
        ),
        Choice("附近营业厅", "service_points", "附近营业厅在哪"),
    )
    return Reply(text, choices=choices, remember=_about("apply_service", kind))


def follows(turn: Turn) -> Reply | None:
    """What is said right after: which kind it is, which other one, or what is missing for it."""
    if places.only(turn):
        return with_particulars(turn)
    today = turn.now.date()
    asked = turn.session.context.get("kind_asked", "")
    kinds = turn.use.requirements.meant(f"{asked} {turn.text}", "", today) if asked else ()
    is_unsure = turn.understanding.score < hearing.SURE
    if len(kinds) != 1 and (_NAMES_ANOTHER.search(turn.text) or is_unsure):
        kinds = _named(turn)
    if len(kinds) == 1:
        return _told(turn, kinds[0])
    kind = turn.use.requirements.get(turn.session.context.get("application_kind", ""), today)
    return _lacking(turn, kind) if kind and _asks_more(turn) else None


def rented(turn: Turn) -> Reply | None:
    """Right after, that the place is rented: what that changes; else `None`."""
    context, form = turn.session.context, turn.session.form
    is_here = form is None and context.get("intent") in _HERE and _RENTS.search(turn.text)
    if not is_here or len(turn.text) > _ONLY_MORE_MAX_CHARS or turn.session.is_stale(turn.now):
        return None
    kind = turn.use.requirements.get(context.get("application_kind", ""), turn.now.date())
    if kind:
        return _lacking(turn, kind)
    offers = turn.session.offers
    return Reply(_BY_LEASE, question=_WHICH, choices=offers) if offers else None


def _rented(turn: Turn, kind: Kind) -> str:
    """What who rents the place is told; empty for who does not say so."""
    if not _RENTS.search(turn.text):
        return ""
    takes_lease = any("租赁" in paper for paper in kind.papers)
    return "租的房，产权证明用租赁合同代替。" if takes_lease else _BY_LEASE


def with_particulars(turn: Turn) -> Reply | None:
    """A place or phone alone, right after: the manager rings about it, or which kind is asked."""
    context, said = turn.session.context, places.only(turn) or readers.phone(turn, False)  # noqa: FBT003  # a reader's signature
    if context.get("intent") not in _HERE or not said or turn.session.is_stale(turn.now):
        return None
    kind = turn.use.requirements.get(context.get("application_kind", ""), turn.now.date())
    if kind:
        form = managers.called_about(turn, f"想办{kind.name}", places.only(turn))
        return form.before(f"{kind.name}，请台区经理给您回电，说说怎么办。")
    offers = turn.session.offers
    return Reply(question=f"{said}记下了。{_WHICH}", choices=offers) if offers else None


def _asks_more(turn: Turn) -> bool:
    """Whether a paper is missing, or something is asked that names no kind and no part."""
    if _LACKS.search(turn.text):
        return True
    is_about = turn.understanding.intent in ("application_requirements", "apply_service")
    says_part = _NEW.search(turn.text) or _ONLY_MORE.search(turn.text)
    return is_about and not says_part and not _named(turn)


def _told(turn: Turn, kind: Kind) -> Reply:
    """All about a kind, as it was asked for."""
    wanted = turn.session.context.get("intent") or "application_requirements"
    said = replace(turn.understanding, text=f"{kind.name}", intent=wanted)
    handler = apply_service if wanted == "apply_service" else application_requirements
    return handler(replace(turn, understanding=said))


def _lacking(turn: Turn, kind: Kind) -> Reply:
    """A paper that cannot be brought: what the list says of it, and who decides."""
    papers = [paper for paper in kind.papers if wording.is_about(paper, turn.text)]
    listed = f"{kind.name}要的是：{'；'.join(papers or kind.papers)}。"
    hotline = turn.use.utility.hotline
    decided = (
        "缺了行不行、能不能用别的代替或后补，营业厅和台区经理说了才算，"
        f"先问一句再跑，也可以打{hotline}。"
    )
    return Reply(
        joined(listed, _rented(turn, kind) or decided),
        choices=_ways_on(kind)[1:],
        remember=_about("application_requirements", kind),
    )


def _part(turn: Turn, kind: Kind) -> str:
    """The one part that a short question wants, where the whole was told just now; else empty."""
    wanted = [part for part, asks in _PARTS.items() if asks.search(turn.text)]
    return wording.part(kind, wanted[0]) if _was_told(turn, kind) and len(wanted) == 1 else ""


def _was_told(turn: Turn, kind: Kind) -> bool:
    """Whether the whole was told just now, so that a short question wants one part of it."""
    is_last = turn.session.context.get("application_kind") == kind.key
    return is_last and _goes_on(turn, kind) and not _named(turn)


def _named(turn: Turn) -> tuple[Kind, ...]:
    """The kinds that the message names itself."""
    capacity = str(turn.understanding.first("capacity_kw") or "")
    return turn.use.requirements.meant(turn.text, capacity, turn.now.date())


def _meant(turn: Turn) -> tuple[Kind, ...]:
    today = turn.now.date()
    group = _GROUP.match(turn.text)
    found = turn.use.requirements.group(group[1], today) if group else _named(turn)
    if found:
        return found
    last = turn.use.requirements.get(turn.session.context.get("application_kind", ""), today)
    return (last,) if last and _goes_on(turn, last) and _ONLY_MORE.search(turn.text) else ()


def _goes_on(turn: Turn, last: Kind) -> bool:
    """Whether a short question may be about the kind of before: one of a home is none of a firm."""
    text = turn.text
    is_short = len(text) <= _ONLY_MORE_MAX_CHARS and not _NEW.search(text)
    says_home = last.voltage == "high" and _HOME.search(text)
    is_other = says_home or (last.group != "新装电表" and _SUPPLY_LINE.search(text))
    return is_short and not is_other and not turn.session.is_stale(turn.now)


def _which(turn: Turn, kinds: tuple[Kind, ...], what: str) -> Reply:
    """A numbered choice of the kinds that may be meant, of their groups where none is named."""
    intent = turn.understanding.intent
    every = turn.use.requirements.on(turn.now.date())
    groups = dict.fromkeys(kind.group for kind in every)
    choices = tuple(
        Choice(f"{kind.name}：{kind.plain}", intent, f"{kind.name}{what}") for kind in kinds
    ) or tuple(Choice(group, intent, f"【{group}】{what}") for group in groups)
    return Reply(
        question=_WHICH,
        choices=choices,
        remember={"intent": intent, "kind_asked": _asked_so_far(turn), "application_kind": ""},
    )


def _asked_so_far(turn: Turn) -> str:
    before = turn.session.context.get("kind_asked", "") if turn.goes_on else ""
    return f"{before} {turn.text}".strip()[-_ASKED_CHARS:]


def _ways_on(kind: Kind) -> tuple[Choice, ...]:
    return (
        Choice("现在就办", "apply_service", f"我要办{kind.name}", also=picks.GO_AHEAD),
        Choice("请经理回电", "customer_manager", f"请经理回电，想问{kind.name}"),
        Choice("附近营业厅", "service_points", "附近营业厅在哪"),
    )


def _about(intent: str, kind: Kind) -> dict[str, str]:
    return {"intent": intent, "application_kind": kind.key, "kind_asked": ""}
