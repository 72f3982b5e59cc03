"""The ways of binding besides the code, and which words lead to which."""

import re
from collections.abc import Callable

from bot.handlers import accounts_requests, accounts_sharing
from bot.replies import Choice, Reply, joined
from bot.turn import Turn

Way = Callable[[Turn, str], Reply]

DEAD_PHONE = re.compile(
    r"(手机|电话|号码|验证码|短信).{0,8}(收不(到|了)|停用|停机|换了|不用了|销了|空号|丢了|打不通|不对)"
    r"|(收不到).{0,4}(验证码|短信)|没(有)?留(过)?(手机|电话)"
    r"|不(肯|愿意?|想|能)?(给|说|告诉|发|报)(我|给我)?(验证码|那?个?码|短信)"
)
_OTHER_PERSON = re.compile(
    r"(已绑定|家里?人|户主|房东|对方|亲戚|他们).{0,10}同意|请人同意"
    r"|(妈|爸|公|婆|儿子|女儿|哥|姐|弟|妹|户主|房东|家里?人|他|她|别人|有人)"
    r"(的(户号|电表?).{0,3})?((已经?|早就?|都)+绑|(?<!我)绑定?(过|好|上|了)+)(?!我)"
    r"|(妈|爸|公|婆|儿子|女儿|哥|姐|弟|妹|户主|房东|人|他|她)[^，。,]{0,8}绑.{0,12}我[^，。,]{0,3}(也|还能|能不能再)"
    r"|[两几多](个|口)?(人|微信|手机).{0,6}绑.{0,4}(一个|同一|这个)?户?|(一|同)一?个?户号.{0,6}[两几多](个|口)?(人|微信|手机)"
    r"|[让请](我?[他她妈爸]|.{1,4}(妈|爸|公|婆|子|儿)).{0,3}同意"
)
_PAPERS = re.compile(r"(证件|身份证|营业厅|柜台|台区经理|核对|人工).{0,10}绑|带证件核对")
_SHARE_OUT = re.compile(
    r"共享|(给|让).{0,6}(也|一起)?(绑|看|用).{0,4}我的?(户号|账号)?$|一起用"
    r"|(让|想让|叫).{1,6}(也|一起)(能|可以|来)?(看|查|用|交|收)"
)
_HOLDER_GONE = re.compile(
    r"(户主|老人|我爸|我妈|父亲|母亲|爷爷|奶奶|婆婆|外公).{0,6}(去世|过世|走了|不在了|死了)"
    r"|去世|过世|二手房|户主.{0,4}(还是|不是我|是别人|是原来|是前)|(上|前)(家|任|一个)房主"
)


def phone_is_dead(turn: Turn) -> bool:
    """Whether a message says that no code can reach the phone on record."""
    return DEAD_PHONE.search(turn.text) is not None


def holder_is_another(turn: Turn) -> bool:
    """Whether a message says that the holder on record has died or moved away."""
    return _HOLDER_GONE.search(turn.text) is not None


def way_asked_for(text: str) -> Way | None:
    """The way that the words ask for; `None` where they ask for none."""
    return next((way for words, way in _WAYS if words.search(text)), None)


def other_ways(turn: Turn, number: str = "") -> Reply:
    """The two ways for who gets no code: ask somebody bound, or bring papers."""
    rules, sends = turn.use.binding_rules, turn.use.can.sms
    text = joined(
        "验证码收不到，还有两个办法绑定：" if sends else "这里发不了短信验证码，有两个办法绑定：",
        "· 家里已有人绑定了这个户号：请他在微信里点一下同意",
        f"· 带证件去营业厅或找台区经理核对，当场就能绑。要带：{'；'.join(rules.papers)}",
        f"登记的手机号本身也在营业厅改。不绑定也能办：{'、'.join(rules.unbound)}。",
    )
    return Reply(
        text, choices=(*_asking(number), Choice("附近营业厅", "service_points", "附近营业厅"))
    )


def holder_gone(turn: Turn, number: str = "") -> Reply:
    """The reply where the holder has died or moved away: transfer the account first."""
    then = "，之后验证码就发到您的手机" if turn.use.can.sms else ""
    text = joined(
        f"户主不在了，或者房子换了人，先办过户，把户主改成现在用电的人{then}。",
        f"过户以前也能绑：家里有人绑过的请他同意，没有就带证件核对。不绑定也能办："
        f"{'、'.join(turn.use.binding_rules.unbound)}。",
    )
    return Reply(
        text, choices=(Choice("过户要带什么", "apply_service", "办过户"), *_asking(number))
    )


def _asking(number: str) -> tuple[Choice, ...]:
    return (
        Choice("请已绑定的人同意", "account_bind", f"请已绑定的人同意 {number}".strip()),
        Choice("带证件核对", "account_bind", f"带证件核对绑定 {number}".strip()),
    )


_WAYS: tuple[tuple[re.Pattern[str], Way], ...] = (
    (_OTHER_PERSON, accounts_requests.ask_people),
    (_PAPERS, accounts_requests.ask_staff),
    (_HOLDER_GONE, holder_gone),
    (DEAD_PHONE, other_ways),
    (_SHARE_OUT, lambda turn, _: accounts_sharing.how_to_share(turn)),
)
