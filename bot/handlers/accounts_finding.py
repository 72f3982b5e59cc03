"""No account number: whom the electricity is paid to, and the way by meter number and address."""

import re
from typing import Self

from bot import readers, say
from bot.backends.accounts import Account
from bot.forms import Form, ask
from bot.handlers import accounts_ways, accounts_words, landlords
from bot.handlers.accounts_words import number_said
from bot.handlers.landlords import LANDLORD
from bot.replies import Choice, Reply, joined
from bot.services.limits import UNBOUND_NUMBERS
from bot.steps import start
from bot.turn import Turn

UTILITY, UNSURE = "供电公司", "不清楚"
_DEAD_PHONE = "手机号停用"
NO_METER, NO_ADDRESS = "找不到表号", "说不清地址"

_TO = (
    (LANDLORD, re.compile(r"物业|房东|老板|园区|学校|商场|市场|单位|村上|二房东|转供")),
    (UNSURE, re.compile(r"不清楚|不知道|不晓得|搞不清|说不清|不确定|没注意")),
    (UTILITY, re.compile(r"供电|电力|国网|电网|电业|营业厅|微信交|支付宝|自己交|网上|表号|条形码")),
)
_NAMES_METER = re.compile(accounts_words.METER)
_RENTS = re.compile(
    r"(我们?|这|那|房子?|就?是|也|个|在|\W)*(租客|租户|房客|承租人|租房(户|客|的|子的?)?|租来?的(房子?)?)"
    r"(的|呢|啊|哈|嘛|怎么?办|咋办|咋个办|\W)*"
)
_NOT_KNOWN = re.compile(r"^\W*(我)?(也)?(不|没)(知道|晓得|清楚|记得|注意)")
_METER_MIN_DIGITS, _METER_MAX_DIGITS = 8, 24
_METER = re.compile(rf"(?<!\d)\d{{{_METER_MIN_DIGITS},{_METER_MAX_DIGITS}}}(?!\d)")


class WhoIsPaid(Form, title="找户号", about=("account_manage", "account_bind", "payment")):
    """Asks to whom the electricity is paid: a landlord's tenants have no account of their own."""

    to: str = ask(
        "电费交给谁？",
        lambda turn, asked: _answered(turn) if asked else landlords.said_before(turn),
        retry="回数字就行；知道户号就直接发户号。",
        options=lambda _: (UTILITY, LANDLORD, UNSURE),
    )

    def done(self, turn: Turn) -> Reply:
        """What that means for what can be done here."""
        if self.to == LANDLORD:
            return landlords.resold(turn)
        if self.to == _DEAD_PHONE:
            return accounts_ways.other_ways(turn)
        if self.to.isdigit():
            return number_got(self.to)
        doubt = (
            "如果电费是物业或房东收的，这里就没有您的户号，要问他们。" if self.to == UNSURE else ""
        )
        text = joined(
            "户号在电费短信、纸质账单、以前的交费记录里都有，10位或13位数字。",
            doubt,
            "找不到的话，用电表上的表号加地址也能查。",
        )
        return start(ByMeter, turn).before(text)


class ByMeter(Form, title="找户号", about=("account_manage", "repair_report", "outage_query")):
    """The number by meter number plus address; never by one of them alone."""

    meter_no: str = ask(
        "电表条形码下面的表号是多少？",
        lambda turn, asked: _meter(turn.text) if asked or _NAMES_METER.search(turn.text) else "",
        retry="表号是条形码下面那串数字。",
        options=lambda _: (NO_METER,),
    )
    address: str = ask(
        "电表装在哪里？说到门牌号，比如“和平路2号1单元101室”。",
        lambda turn, asked: "" if _NOT_KNOWN.match(turn.text) else readers.place(turn, asked),
        retry="请说到街道或村组、门牌；说不上来就回“转人工”。",
        options=lambda _: (NO_ADDRESS,),
    )

    def explained(self, turn: Turn) -> str:
        """What a meter's number lacks."""
        digits = re.findall(r"\d+", turn.text)
        if self.meter_no or len(digits) != 1:
            return ""
        fewest, most = _METER_MIN_DIGITS, _METER_MAX_DIGITS
        return f"{digits[0]}是{len(digits[0])}位，表号有{fewest}到{most}位，请把那串数字发全。"

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:  # noqa: ARG002  # the signature of every form
        """Without the meter's number the address is of no use."""
        return (self.with_values(address=NO_ADDRESS) if self.meter_no == NO_METER else self), ""

    def done(self, turn: Turn) -> Reply:
        """Look it up, counted like a try at an unbound number."""
        use = turn.use
        if self.address == NO_ADDRESS:
            return Reply(
                f"那要由人来查：打{use.utility.hotline}报户主姓名，或带身份证去营业厅。",
                choices=(
                    Choice("附近营业厅", "service_points", "附近营业厅"),
                    Choice("转人工", "human_agent", "转人工"),
                ),
            )
        if not use.limits.count(UNBOUND_NUMBERS, turn.openid):
            return Reply(f"今天查的次数太多了，明天再来，或拨打{use.utility.hotline}。")
        account = use.accounts.find_by_meter(self.meter_no, self.address)
        return _found(account) if account else self._not_found(turn)

    def _not_found(self, turn: Turn) -> Reply:
        return Reply(
            "表号和地址没有对上，请核对后再查一次；也可以拨打"
            f"{turn.use.utility.hotline}，报户主姓名和地址查。",
            choices=(Choice("再查一次", "account_manage", "按表号找户号"),),
        )


def _found(account: Account) -> Reply:
    number = account.account_no
    return Reply(
        f"找到了，户号是{number}，户主{say.masked_name(account.holder)}。",
        choices=(
            Choice("绑定这个户号", "account_bind", f"绑定户号 {number}"),
            Choice("给它交电费", "payment", f"给户号{number}交电费"),
        ),
    )


def without_number(turn: Turn) -> Reply:
    """Help whoever knows no number; who names the meter goes straight on."""
    if _NAMES_METER.search(turn.text):
        return start(ByMeter, turn)
    why = "户号在收电费的人那里：交给供电公司的才在我们这里。"
    return start(WhoIsPaid, turn).before(why)


def tenant(turn: Turn) -> Reply | None:
    """Nothing but that the place is rented, by somebody with nothing bound; else `None`."""
    is_alone = turn.session.form is None and _RENTS.fullmatch(turn.text)
    return start(WhoIsPaid, turn) if is_alone and not turn.use.bindings.of(turn.openid) else None


def number_got(number: str) -> Reply:
    """The choices for a number; whether it exists is not looked up."""
    return Reply(
        f"户号{number}收到了。",
        question="要办哪一样？",
        choices=(
            Choice("绑定它", "account_bind", f"绑定户号 {number}"),
            Choice("给它交电费", "payment", f"给户号{number}交电费"),
        ),
        remember=accounts_words.told(number),
    )


def _answered(turn: Turn) -> str:
    """Whom the electricity is paid to; or the number itself, or why a known one is of no use."""
    number = number_said(turn)
    if number:
        return number
    return _DEAD_PHONE if accounts_ways.phone_is_dead(turn) else _paid_to(turn.text)


def _paid_to(text: str) -> str:
    return next((answer for answer, words in _TO if words.search(text)), "")


def _meter(text: str) -> str:
    found = _METER.search(re.sub(r"(?<=\d)[\s\-]+(?=\d)", "", text))
    return found[0] if found else ""
