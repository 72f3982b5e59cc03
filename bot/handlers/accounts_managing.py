"""Looking after bound accounts: list, default, own names, unbinding, correcting a record."""

import re
from collections.abc import Callable
from typing import Self

from bot import say
from bot.effects import Push
from bot.forms import Form, ask
from bot.handlers import (
    account_numbers_told,
    accounts_finding,
    accounts_requests,
    accounts_sharing,
    accounts_ways,
    bills_of_all,
    declining,
    payment_questions,
    privacy,
)
from bot.handlers.accounts import (
    NOT_HELD,
    held,
    how_to_bind,
    label,
    name_of,
    unknown_home,
    which,
    which_one,
)
from bot.handlers.accounts_named import ANOTHER, account_named, all_meant
from bot.handlers.accounts_words import METER, number_said, own_word
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers, sharing
from bot.steps import start
from bot.store import bindings
from bot.store.bindings import Binding
from bot.turn import Turn

ALIAS_MIN_CHARS, ALIAS_MAX_CHARS = 2, 10

_UNBIND = re.compile(r"解绑|解除绑定|取消绑定|不(想)?绑|删(了|掉|除)?.{0,8}(户|绑)|去掉|退绑|解了")
_WHICH_ARE = re.compile(
    r"(哪些|哪几|几个|多少个?)(户|账)|绑了(哪|几|多少)|都有哪|看看.{0,4}户号|列表"
)
_RENAME = re.compile(r"起.{0,4}(个)?名|备注|别名|昵称|改名|叫(做|它)")
_DEFAULT = re.compile(r"默认|切换|切到|换(个|到|成)?.{0,4}户|换成|改看")
_CHANGES = re.compile(r"[换改设调切](?!的|.{0,12}了[吗没么])")
_ASKS = re.compile(r"[哪谁吗么啥?？]|是不是|多少|告诉我")
_STAYS = re.compile(
    r"[不别莫](用|想|要|打算|需要|必|给我|再)*(解绑|解除|退绑|取消绑)|没有?(想|要|说|打算|让|叫)[你们]*解"
    r"|解绑?错|解绑.{0,4}[后反]悔|[后反]悔.{0,4}解绑|恢复.{0,4}绑"
)
_GONE = "unbound"
"""Where the dialogue keeps the number that was unbound last."""
_LOOKS = re.compile(r"[查看]|电费|账单|欠|余额")
_EACH_BILL = re.compile(r"[都全一]起?查|电费|账单|欠|余额")
_FIND = re.compile(
    r"不(知道|晓得|清楚).{0,4}户号|户号.{0,4}(是多少|多少|哪里|在哪|哪儿|找不到|忘)|(找|查|问)(一下)?.{0,6}户号"
    r"|没有户号|没得户号|哪串数字|不(给|肯给|告诉|肯说|说).{0,4}户号|没给.{0,4}户号"
)
_CORRECT = re.compile(r"(改|换|更正|更新|写错|错了|停用|不用了).{0,12}|登记")
_ON_RECORD = re.compile(r"手机|电话|号码|姓名|名字|地址|户主|户名|登记|联系方式")
_ALIAS = re.compile(
    r"(?:叫做?|叫它|备注(?:成|为|叫)|名字?(?:叫|为|成|是|改成)|别名(?:叫|为|是))[\s:：]*"
    r"[“\"「']?(?P<name>[\w\u4e00-\u9fff]{1,10})[”\"」']?\s*$"
)


class Unbinding(Form, title="解绑", confirm="解绑{which}，对吗？", about=("account_manage",)):
    """Ending a binding; shares that hang on it end with it."""

    which: str = which_one("解绑哪一个户号？")

    def pointless(self, turn: Turn) -> bool:
        """The binding is to stay."""
        return declining.declines(turn.text, "解|删|取消|退绑")

    def yields(self, turn: Turn) -> bool:
        """One's own data may be wanted first."""
        return privacy.concerns(turn.text)

    def overheard(self, turn: Turn) -> tuple[Self, str]:
        """Which accounts there are may be asked first."""
        return self, _listed(turn) if _WHICH_ARE.search(turn.text) else ""

    def done(self, turn: Turn) -> Reply:
        """End it, and tell those who were let in."""
        mine = held(turn, self.which)
        if mine is None:
            return Reply(NOT_HELD)
        tail = account_numbers.tail(mine.account_no)
        others = turn.use.bindings.on(mine.account_no)
        told = tuple(
            Push(b.openid, f"户号尾号{tail}的共享已取消，对方解绑了。")
            for b in others
            if b.shared_by == turn.openid
        )
        return Reply(
            f"已解绑{self.which}，账单和提醒都不再发到这里。要用时再绑就行。",
            choices=(Choice("再绑一个", "account_bind", "绑定户号"),),
            effects=told,
            writes=bindings.unbind_statements(turn.openid, mine.account_no),
            remember={"account_no": "", _GONE: mine.account_no},
        )


class Naming(Form, title="起名字", about=("account_manage", "account_bind", "out_of_scope")):
    """The resident's own name for an account."""

    which: str = which_one("给哪一个户号起名字？")
    alias: str = ask(
        "叫什么？比如“妈妈家”。",
        lambda turn, _: _alias(turn),
        retry=f"{ALIAS_MIN_CHARS}到{ALIAS_MAX_CHARS}个字，不要只是数字。",
    )

    def done(self, turn: Turn) -> Reply:
        """Keep it."""
        mine = held(turn, self.which)
        if mine is None:
            return Reply(NOT_HELD)
        return Reply(
            f"好的，户号尾号{account_numbers.tail(mine.account_no)}以后叫“{self.alias}”，"
            f"说“{self.alias}电费多少”就行。",
            writes=bindings.rename_statements(turn.openid, mine.account_no, self.alias),
        )


def account_manage(turn: Turn) -> Reply:
    """What the words ask for; with no more in them than the topic, the list."""
    for fits, answer in _TOPICS:
        if fits(turn):
            return answer(turn)
    bound = turn.use.bindings.of(turn.openid)
    return _mine(turn, bound) if bound else how_to_bind(turn, "您还没有绑定户号。")


def _mine(turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    if _UNBIND.search(turn.text):
        return _one_of(Unbinding, turn, bound)
    everywhere = all_meant(turn, "see") if _EACH_BILL.search(turn.text) else ()
    if everywhere:
        return bills_of_all.all_bills_reply(turn, everywhere)
    if _RENAME.search(turn.text) or (_ALIAS.search(turn.text) and account_named(turn, bound)):
        return _one_of(Naming, turn, bound)
    is_other = ANOTHER.search(turn.text) and _LOOKS.search(turn.text)
    is_none = "默认" not in turn.text and account_named(turn, bound) is None
    if is_none and (is_other or unknown_home(turn, bound)):
        return which(turn, bound, "bill_query")
    if _DEFAULT.search(turn.text):
        return _as_default(turn, bound)
    return _list(turn, bound)


def _one_of(form: type[Form], turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    """Open a form about one account; with a single one there is nothing to choose."""
    return start(form, turn, **({"which": name_of(bound[0])} if len(bound) == 1 else {}))


def _as_default(turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    if len(bound) == 1:
        return Reply(f"您只绑了{name_of(bound[0])}，查和交都用它。")
    chosen, changes = account_named(turn, bound), _CHANGES.search(turn.text)
    if not changes and (chosen is None or _ASKS.search(turn.text)):
        others = tuple(_to_default(b, "默认换成") for b in bound[1:])
        return Reply(f"现在默认的是{name_of(bound[0])}，查和交都先用它。", choices=others)
    if chosen is None:
        choices = tuple(map(_to_default, bound))
        return Reply(question="以后默认用哪一个？", choices=choices)
    return Reply(
        f"好的，默认改成{name_of(chosen)}。",
        writes=bindings.default_statements(turn.openid, chosen.account_no),
        remember={"account_no": chosen.account_no},
    )


def _to_default(b: Binding, before: str = "") -> Choice:
    return Choice(f"{before}{label(b)}", "account_manage", f"默认用户号 {b.account_no}")


def _stays(turn: Turn) -> Reply:
    """Nothing is unbound; what was, a moment ago, can be bound again."""
    number = turn.session.context.get(_GONE, "")
    bound = turn.use.bindings.of(turn.openid)
    is_bound = any(b.account_no == number for b in bound)
    if not number or is_bound or turn.session.is_stale(turn.now):
        return Reply("好的，没有解绑，您绑定的户号都还在。" if bound else "您这里没有绑定的户号。")
    return Reply(
        f"户号尾号{account_numbers.tail(number)}已经解绑，别的没有动。要用回就回1：",
        choices=(Choice("再绑它", "account_bind", f"绑定户号 {number}"),),
    )


def _list(turn: Turn, bound: tuple[Binding, ...]) -> Reply:
    default = (Choice("换默认", "account_manage", "换默认户号"),) if len(bound) > 1 else ()
    choices = (
        *default,
        Choice("起名字", "account_manage", "给户号起名字"),
        Choice("解绑", "account_manage", "解绑"),
        Choice("共享给别人", "account_manage", "共享户号"),
        *accounts_sharing.taps(turn),
        Choice("再绑一个", "account_bind", "绑定户号"),
    )
    return Reply(_listed(turn), choices=choices)


def _listed(turn: Turn) -> str:
    return joined("您绑定的户号：", *(_line(turn, b) for b in turn.use.bindings.of(turn.openid)))


def _line(turn: Turn, b: Binding) -> str:
    account = turn.use.accounts.get(b.account_no)
    holder = f" {say.masked_name(account.holder)}" if account else ""
    alias = f" “{b.alias}”" if b.alias else ""
    default = " 默认" if b.is_default else ""
    rights = "" if b.is_own else f"（共享来的，可{sharing.in_words(b.rights)}）"
    also = accounts_sharing.listed(turn, b) if b.is_own else ""
    return joined(f"· {b.account_no}{holder}{alias}{default}{rights}", also)


def _corrected(turn: Turn) -> Reply:
    """A phone, name or address on record is changed by people who look at papers."""
    papers = "；".join(turn.use.binding_rules.correction_papers)
    text = joined(
        "户主登记的手机号、姓名、地址要核对证件才能改，"
        f"去{turn.use.utility.hall}当场办，或找台区经理。",
        f"要带：{papers}。",
    )
    choices = (
        Choice("附近营业厅", "service_points", "附近营业厅"),
        Choice("台区经理电话", "customer_manager", "台区经理电话"),
        Choice("换户主（过户）", "apply_service", "办过户"),
    )
    return Reply(text, choices=choices)


def _alias(turn: Turn) -> str:
    said = _ALIAS.search(turn.text)
    name = said["name"] if said else own_word(turn, "alias", ALIAS_MAX_CHARS)
    return "" if name.isdigit() or len(name) < ALIAS_MIN_CHARS else name


def _seeks_number(turn: Turn) -> bool:
    """Whether a number is to be found; who has one bound and names no meter sees the list."""
    if re.search(METER, turn.text):
        return not number_said(turn)
    return bool(_FIND.search(turn.text)) and not turn.use.bindings.of(turn.openid)


def _cannot_bind(turn: Turn) -> bool:
    """The phone on record is dead, said by somebody who has nothing bound yet."""
    return accounts_ways.phone_is_dead(turn) and not turn.use.bindings.of(turn.openid)


def _corrects_record(turn: Turn) -> bool:
    text = turn.text
    return bool(_ON_RECORD.search(text) and _CORRECT.search(text)) and not _UNBIND.search(text)


_TOPICS: tuple[tuple[Callable[[Turn], bool], Callable[[Turn], Reply]], ...] = (
    (lambda turn: privacy.concerns(turn.text), privacy.answer),
    (accounts_requests.decision, accounts_requests.decide),
    (lambda turn: _STAYS.search(turn.text) is not None, _stays),
    (accounts_sharing.ends, accounts_sharing.end),
    (accounts_sharing.asks_who, accounts_sharing.who),
    (accounts_sharing.lets_in, accounts_sharing.how_to_share),
    (payment_questions.disputes, payment_questions.disputed),
    (_seeks_number, accounts_finding.without_number),
    (accounts_ways.holder_is_another, accounts_ways.holder_gone),
    (_cannot_bind, accounts_ways.other_ways),
    (_corrects_record, _corrected),
    (account_numbers_told.tells_number, account_numbers_told.number_told),
)
