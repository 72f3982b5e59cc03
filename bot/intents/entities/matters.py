"""What a time in a message is about: whether it counts, and whether it lies behind or ahead."""

import re
from collections.abc import Iterator

from bot.intents.entities.appointments import Appointments
from bot.intents.entities.calendars import Tense
from bot.intents.entities.contexts import Around, around
from bot.intents.entities.lexicon import Lexicon, alternatives

_COME = (
    r"(?<![起出回下上进原本看说算想往以近将未越从历向醒得])(?:(?<=[以之过]后)|(?<!后))"
    r"来(?!着|说|自|历|源|回|不及|得及|年|往|的时候|钱|讲)"
    r"|(?<![收等看查找迟拿领听接用欠轮碰遇想感达得改])到(?=$|[吗没不嘛]|了没|了吗|了$)"
    r"|(?<=可以)来(?![办交取拿领查缴开])|开[^，。,\s]{1,5}会(?![员计])|(?<!现)在[^，。,\s在]{1,6}等(?![于级])"
    r"|(?<!大)约(?=[在了的好个人师上今明后周下\d一二三四五六七八九十]|$)|(?<!日)改[到成在约]?$"
)
"""Someone or the power comes (not 起来, 原来, 来不及, 收到), or a visit is agreed on or moved."""
_NEXT_CLAUSE = 20
"""So far after the clause of a time the words count that tell what it is about."""
_ASIDE = 4
"""A time with so little after it in its clause may belong to the clause before."""
_TODAY = ("今天", "今日", "今儿")
_SENTENCE_END = re.compile(r"[。！？!?]")
_REPORT = re.compile(r"(?<=[点分半刻\d])恢复(?:供电|送电|正常)?(?=[，。,；;、！!]|$)")
"""Tells nothing of what stands before it: in a notice it lies ahead, in a tale behind."""
_BACK = re.compile(r"就?(?:恢复|来|送|通|复)(?:供电|送电|通电|用电|正常|电)?[的了]?")
"""Hardly more than the return of the power."""
_TOLD = re.compile(r"(?:(?:你们|短信|通知|公告)?上?[说写]的?)?")
_EXAMPLE_DAY = re.compile(
    r"(?:例日|抄表日|账单日|结算日|截止日?|每个?月的?[\d一二三十几]{1,3}[号日]).{0,14}(?:[改换变调挪推延]整?[成到为在至]?了?|是)$"
    r"|月底?[抄结出].{0,10}改[成到为]$"
)
"""The day of the month on which meters are always read (例日每月1号，改成25号)."""
_DAY_ONLY = re.compile(r".{1,3}号")
_OPEN_UNTIL = re.compile(
    r"(?:(?:店|摊|馆|吧|市|厂里?|铺子?|档口?|食堂|[Kk][Tt][Vv]|夜班)[^，。修工停检电会]{0,6}"
    r"(?:开|做|卖|摆|上班?)|营业|开门|上班|通宵)到$"
)
"""A business, not an event, goes on until then."""
_SUDDEN = re.compile(r"(?:突然|忽然|一下子)[^，。,]{0,4}[没停跳黑断灭闪响炸]")
_BY_DAY = re.compile(r"(?!.*[昨今前明])白天.{0,8}$")  # 白天跳一次晚上跳两次


class Matters:
    """Judges the surroundings of a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._appointments = Appointments()
        self._matter = _Kinds(lexicon, "event", "other")
        self._tense = _Kinds(lexicon, "past", "future", "neutral")
        self._habit = re.compile(
            rf"(?:{lexicon.choice('moments.closing')})[^，。！？,!?]{{0,8}}$"
            r"|(?:每|啥|一|(?:现在|这会儿)(?:是|都|已经?)?|等到|等了到|直到|过了)$"
        )
        self._habit_after = re.compile(
            r"(?:都|也|总|就)?(?:天天|每天|每晚|日日|回回|次次|老[是停跳断]|总[是停跳断]|经常)"
            r"|[^，。,]{0,4}[，, ](?:每天|天天|每晚)都?(?:是?这|如此)"
        )
        self._using = re.compile(
            r"[都也总就]?一?[开用打吹][起着]?(?:空调|暖|电[视炉热磁饭暖脑瓶动褥毯]|灯(?!会)|烤|热水|小太阳|风扇|机|水泵|抽水|洗)"
            r"(?!.{0,14}(?:[跳停断烧坏炸熄][闸电]?了|没电|着火|冒))"
            r"|[^，。,]{1,6}就(?:[闪黑暗]|跳闸?)(?![了闸])"
        )
        self._dated = re.compile(r"[昨今明号日周拜期]|前[天儿晚]|大?后[天儿]|[上下][周个星礼]")
        self._nothing = re.compile(r"[\W嘛吧呢啊哦哈的就那可以行吗得不要好改到在约大概差多左右]*")
        self._agreed = re.compile(
            r"[都也就才]?(?:可以|不行|不?得行|行|要得|[没有]空|不方便|不在家?|有事)(?:[的吗不嘛吧呢]|$)"
            r"|的?(?:改|推迟|延|提前|调)[成到为约在]"
            r"|的?改(?=\d{1,2}[号日月点]|[下周][周个一二三四五六日天]|[明后][天早晚])"
        )
        self._until = re.compile(r"[到至] (?![了吗来去修])")  # 到今天都没立起来
        self._so_late = re.compile(r"多?了(?:还|都|咋|怎么|才)|要?再不")
        self._ended = re.compile(r"[起来停修断跳黑火烟花闪坏炸响掉灭熄爆烧送通换装走到弄]的$")
        self._said = re.compile(
            r"的?(?:那[个条])?(?:通知|短信|公告|新闻|消息)(?!停)"
            r"|(?:就|还|又)?(?:说(?!好)|讲|通知(?!停)|告诉|打电话|联系|承诺|答应|保证|约的?(?=[今明后周下早晚上]))"
        )
        self._greeting = re.compile(r"(?:好|安)(?![几多了的久像在转弄换修])")
        self._present = re.compile(
            r"(?:现在|这会儿?|眼看|都|这阵子?|而今|如今|那就是)已?经?快?\s?$"
        )

    def counts(self, text: str, start: int, end: int) -> bool:
        """Whether a time is that of a fault, an outage, a visit or an event.

        Args:
            text: The message.
            start: First index of the time.
            end: Index after it.
        """
        near = around(text, start, end)
        if self._is_idle(near, text[start:end]):
            return False
        if _SUDDEN.search(near.right):
            return True
        if self._matter.last(self._appointments.before_move(near)) == "other":
            return False
        if self._agreed.match(near.right):
            return self._matter.last(near.left) != "other"
        if self._appointments.is_moved(near):
            return self._matter.nearest(near) != "other"
        within = self._matter.kinds(text[start:end].replace("黑了", ""))
        kind = "event" if "event" in within else self._matter.nearest(near)
        return kind == "event" or (not kind and self._is_answer(text, start, end))

    def _is_idle(self, near: Around, said: str) -> bool:
        """A habit, the present, a greeting, or the time at which something was only said."""
        if self._habit.search(near.left) or self._said.match(near.right):
            return True
        if self._so_late.match(near.right) or _OPEN_UNTIL.search(near.left):
            return True
        if _DAY_ONLY.fullmatch(said) and _EXAMPLE_DAY.search(near.earlier + near.left):
            return True
        if not self._dated.search(said) and (
            self._habit_after.match(near.right + near.later)
            or _BY_DAY.match(near.left)
            or ("点" not in said and self._using.match(near.right + near.later))
        ):
            return True
        if said in _TODAY and self._until.search(near.clause):
            return True
        is_now = self._present.search(near.left) and near.right.startswith(("了", "啦", "咯"))
        return bool(is_now) or self._is_greeting(near, said)

    def _is_greeting(self, near: Around, said: str) -> bool:
        if not near.left and self._greeting.match(near.right):
            return True
        return not near.right and said in ("早晨", "早")

    def _is_answer(self, text: str, start: int, end: int) -> bool:
        """A message with hardly more than the time in it answers a question for a time."""
        return bool(self._nothing.fullmatch(text[:start] + text[end:]))

    def tense(self, text: str, start: int, end: int) -> Tense:
        """Whether the matter of a time lies behind or ahead; empty where nothing tells."""
        near = around(text, start, end)
        if self._appointments.is_moved(near):
            return ""  # 原定30号，改成31号: both are near
        if self._appointments.is_past(near):
            return "past"
        if self._appointments.is_new(near):
            return "future"
        if self._ended.search(near.right) and not self._tense.first(near.right):
            return "past"  # 九点多起火花的
        kind = self._tense.nearest(near)
        return "past" if kind == "past" else "future" if kind else ""

    def is_report(self, text: str, start: int, end: int) -> bool:
        """Whether hardly more than the return of the power follows: 12点断的电，12:50恢复."""
        near = around(text, start, end)
        return bool(_BACK.fullmatch(near.right) and _TOLD.fullmatch(near.left))

    def goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether a time alone in its clause goes on with the matter of the one before it."""
        near = around(text, start, end)
        return not self._is_idle(near, text[start:end]) and bool(
            self._nothing.fullmatch(near.clause)
        )


class _Kinds:
    """Words of two kinds; where two words begin at one place, the longer one counts."""

    def __init__(self, lexicon: Lexicon, *names: str) -> None:
        self._kind = {word: name for name in names for word in lexicon.words(f"moments.{name}")}
        self._word = re.compile(
            f"{alternatives(self._kind)}|{_COME if 'event' in names else '(?!)'}"
        )

    def nearest(self, near: Around) -> str:
        """The kind of the word nearest to a stretch: after it, before it, later, earlier."""
        kind = self.first(near.right) or self.last(near.left)
        if kind:
            return kind
        later = _SENTENCE_END.split(_REPORT.sub("", near.later))[0][:_NEXT_CLAUSE]
        return self.first(later) or (self.last(near.earlier) if len(near.right) <= _ASIDE else "")

    def first(self, text: str) -> str:
        """The kind of the first word in a text; empty where there is none."""
        return next(self.kinds(text), "")

    def last(self, text: str) -> str:
        """The kind of the last word in a text; empty where there is none."""
        return next(reversed([*self.kinds(text)]), "")

    def kinds(self, text: str) -> Iterator[str]:
        """The kinds of the telling words of a text, in order."""
        kinds = (self._kind.get(word, "event") for word in self._word.findall(text))
        return (kind for kind in kinds if kind != "neutral")
