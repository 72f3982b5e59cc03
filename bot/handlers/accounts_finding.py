"""No account number: whom the electricity is paid to, and the way by meter number and address."""

import re

from bot import readers, say
from bot.forms import Form, ask
from bot.handlers.accounts_words import UNBOUND_NUMBERS
from bot.replies import Choice, Reply, joined
from bot.services.limits import DAY
from bot.steps import start
from bot.turn import Turn

UTILITY, LANDLORD, UNSURE = "供电公司", "物业或房东", "不清楚"

_TO = (
    (LANDLORD, re.compile(r"物业|房东|老板|园区|学校|商场|市场|单位|村上|二房东|转供")),
    (UNSURE, re.compile(r"不清楚|不知道|不晓得|搞不清|说不清|不确定|没注意")),
    (UTILITY, re.compile(r"供电|电力|国网|电网|电业|营业厅|微信交|支付宝|自己交|网上|表号|条形码")),
)
_NAMES_METER = re.compile(r"表号|条形码")
_NOT_KNOWN = re.compile(r"^\W*(我)?(也)?(不|没)(知道|晓得|清楚|记得|注意)")
_METER = re.compile(r"(?<!\d)\d{8,24}(?!\d)")


class WhoIsPaid(Form, title="找户号", about=("account_manage", "account_bind", "payment")):
    """Asked once: a meter behind a landlord's is not in the utility's books."""

    to: str = ask(
        "电费交给谁？",
        lambda turn, asked: _paid_to(turn.text) if asked else "",
        retry="回数字就行。",
        options=lambda _: (UTILITY, LANDLORD, UNSURE),
    )

    def done(self, turn: Turn) -> Reply:
        """What that means for what can be done here."""
        if self.to == LANDLORD:
            return _resold(turn)
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
    )
    address: str = ask(
        "电表装在哪里？说到门牌号，比如“和平路2号1单元101室”。",
        lambda turn, asked: "" if _NOT_KNOWN.match(turn.text) else readers.place(turn, asked),
        retry="请说到街道或村组、门牌；说不上来就回“转人工”。",
    )

    def done(self, turn: Turn) -> Reply:
        """Look it up, counted like a try at an unbound number."""
        use = turn.use
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


def _resold(turn: Turn) -> Reply:
    """Supply resold by a landlord: what the bot can do, what not, and whom to ask."""
    line = turn.use.utility.regulator_line
    text = joined(
        "那您家多半是转供电：总表在供电公司，您的表归物业或房东管，这里查不到户号。",
        "· 这里能办：查停电、报修、危险求助",
        "· 这里办不了：查账单、交电费、开发票，这些问物业或房东",
        f"· 觉得电价被加高了，可以打能源监管热线{line}",
    )
    choices = (
        Choice("停电查询", "outage_query", "停电查询"),
        Choice("停电报修", "repair_report", "我要报修"),
    )
    return Reply(text, choices=choices)


def _paid_to(text: str) -> str:
    return next((answer for answer, words in _TO if words.search(text)), "")


def _meter(text: str) -> str:
    found = _METER.search(re.sub(r"(?<=\d)[\s\-]+(?=\d)", "", text))
    return found[0] if found else ""
