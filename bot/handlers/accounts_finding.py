"""No account number: whom the electricity is paid to, and the way by meter number and address."""

import re
from typing import Self

from bot import readers, say
from bot.forms import Form, ask
from bot.handlers.accounts_words import UNBOUND_NUMBERS
from bot.replies import Choice, Reply, joined
from bot.services.limits import DAY
from bot.steps import start
from bot.turn import Turn

UTILITY, LANDLORD, UNSURE = "供电公司", "物业或房东", "不清楚"
NO_METER, NO_ADDRESS = "找不到表号", "说不清地址"

_TO = (
    (LANDLORD, re.compile(r"物业|房东|老板|园区|学校|商场|市场|单位|村上|二房东|转供")),
    (UNSURE, re.compile(r"不清楚|不知道|不晓得|搞不清|说不清|不确定|没注意")),
    (UTILITY, re.compile(r"供电|电力|国网|电网|电业|营业厅|微信交|支付宝|自己交|网上|表号|条形码")),
)
_PAYEE = r"(房东|物业|二房东|园区|老板|村上|商场)"
_SAYS_LANDLORD = re.compile(
    rf"(?<![没不是有])([交付缴转](给|到)(我们?的?)?{_PAYEE}|[交付缴]{_PAYEE}(?!的?电费))"
    rf"|(?<=[钱费都接月])给{_PAYEE}(?!.?[交缴])"
    rf"|{_PAYEE}(来|统一|代|在|每个?月|帮忙)*收(?!不|到|据)|转供电"
)
_NAMES_METER = re.compile(r"表号|条形码")
_NOT_KNOWN = re.compile(r"^\W*(我)?(也)?(不|没)(知道|晓得|清楚|记得|注意)")
_METER = re.compile(r"(?<!\d)\d{8,24}(?!\d)")


class WhoIsPaid(Form, title="找户号", about=("account_manage", "account_bind", "payment")):
    """Asked once: a meter behind a landlord's is not in the utility's books."""

    to: str = ask(
        "电费交给谁？",
        lambda turn, asked: _paid_to(turn.text) if asked else _said_before(turn),
        retry="回数字就行。",
        options=lambda _: (UTILITY, LANDLORD, UNSURE),
    )

    def done(self, turn: Turn) -> Reply:
        """What that means for what can be done here."""
        if self.to == LANDLORD:
            return resold(turn)
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
        if not use.limits.count(UNBOUND_NUMBERS, turn.openid, 5, DAY):
            return Reply(f"今天查的次数太多了，明天再来，或拨打{use.utility.hotline}。")
        account = use.accounts.find_by_meter(self.meter_no, self.address)
        if account is None:
            return Reply(
                "表号和地址没有对上，请核对后再查一次；也可以拨打"
                f"{use.utility.hotline}，报户主姓名和地址查。",
                choices=(Choice("再查一次", "account_manage", "按表号找户号"),),
            )
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
    return start(WhoIsPaid, turn)


def pays_landlord(turn: Turn) -> bool:
    """Whether somebody who has nothing bound says, or has said, that the landlord is paid."""
    return bool(_said_before(turn)) and not turn.use.bindings.of(turn.openid)


def tenant(turn: Turn) -> Reply | None:
    """Whatever else an unclear message asks: who says that the landlord is paid is a tenant."""
    says = _SAYS_LANDLORD.search(turn.text) and not turn.use.bindings.of(turn.openid)
    return resold(turn) if says else None


def resold(turn: Turn) -> Reply:
    """Supply resold by a landlord: what the bot can do, what not, and whom to ask."""
    line = turn.use.utility.regulator_line
    text = joined(
        "那您家多半是转供电：总表在供电公司，您的表归物业或房东管，这里查不到户号。",
        "· 这里能办：查停电、报修、危险求助",
        "· 这里办不了：查账单、交电费、开发票，这些问物业或房东",
        "· 手里有供电公司的户号，直接发过来，能绑定也能交",
        f"· 觉得电价被加高了，可以打能源监管热线{line}",
    )
    choices = (
        Choice("停电查询", "outage_query", "停电查询"),
        Choice("停电报修", "repair_report", "我要报修"),
    )
    return Reply(text, choices=choices, remember={"paid_to": LANDLORD})


def _said_before(turn: Turn) -> str:
    said = LANDLORD if _SAYS_LANDLORD.search(turn.text) else ""
    return said or turn.session.context.get("paid_to", "")


def _paid_to(text: str) -> str:
    return next((answer for answer, words in _TO if words.search(text)), "")


def _meter(text: str) -> str:
    found = _METER.search(re.sub(r"(?<=\d)[\s\-]+(?=\d)", "", text))
    return found[0] if found else ""
