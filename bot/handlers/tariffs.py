"""What electricity costs: the price in force, with its document."""

import re
from datetime import date

from bot.backends.accounts import Account
from bot.handlers import accounts
from bot.replies import Choice, Reply, joined
from bot.services import bills, prices
from bot.tariffs import LateFeeRules
from bot.turn import Turn

BUSINESS = re.compile(
    r"工商业|商业|企业|工业|工厂|我们?厂|门面|店|饭馆|餐馆|饭馆|馆子|铺子|商铺|超市|宾馆|民宿|作坊|做生意|公司|代理购电|输配|容量|需量|基本电费|大工业"
)
_LATE_FEE = re.compile(r"滞纳金|违约金|罚(款|金|多少)|逾期.{0,6}(怎么|咋|多少|加)")
_CHARGER = re.compile(r"充电桩|电动(汽)?车|新能源车")
_TIME_OF_USE = re.compile(r"峰谷|谷(电|价|段|时)|低谷|高峰|平段|分时|夜间电|晚上.{0,4}便宜")
_HOURS = re.compile(r"几点|时段|时间段|什么时候|哪个时间|从好久")
_OTHERS = re.compile(
    r"合表|农业|农排|农场|灌溉|抽水|大棚|鱼塘|养殖|养.{0,2}[猪鸡鸭鹅鱼牛羊兔蜂虾]|[猪鸡鸭鹅牛羊]场|学校|寺庙|路灯|低保|五保|特困|困难户|免费电|优惠"
)
_RELIEF = re.compile(
    r"(电费|电价|钱).{0,8}(优惠|减免|补贴|打折|便宜|少[交收])|(优惠|减免|补贴).{0,4}(电费|电价|政策)"
)
_SOLD = re.compile(
    r"光伏|太阳能|上网电价|余电|卖电|(发的?电|电).{0,3}(卖|收购)|(卖|收购).{0,3}(给(你们|电网|国家)|多少|好多)"
)
"""What is sold to the utility, not bought."""
_TIER = re.compile(r"(?P<top>最高|最后|最贵)的?一?[档挡]|第?(?P<n>[一二三123])[档挡]")
_CHANGE = re.compile(r"涨|跌|降价|降了|调(整|价)|变(了|化)|贵了|比以前|又高了")
_KWH = re.compile(r"(?<!\d)(?P<kwh>\d{1,5})\s*(?:度|千瓦时|kwh)", re.IGNORECASE)
_MONTH = re.compile(r"(?P<year>20\d\d)[年./-](?P<month>\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?P<year>20\d\d)年(?!\d)")
_BARE_MONTH = re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月")


def names_price(text: str) -> bool:
    """Whether a message names a kind of price, a tier, a month or a use."""
    kinds = (_LATE_FEE, _SOLD, _OTHERS, _CHARGER, _TIER)
    rest = (_CHANGE, _KWH, _MONTH, _BARE_MONTH)
    return any(words.search(text) for words in kinds + rest)


def asks_relief(text: str) -> bool:
    """Whether a message asks to pay less, for whatever reason."""
    return _RELIEF.search(text) is not None


def tariff_query(turn: Turn) -> Reply:
    """The price of the resident's own tariff, else the residential one."""
    account = accounts.account_in_sight(turn)
    if _SOLD.search(turn.text):
        return _sold(turn)
    if bills.OF_FACTOR.search(turn.text):
        return _factor(turn, account)
    if _LATE_FEE.search(turn.text):
        return _late_fee(turn, account)
    if _OTHERS.search(turn.text) or asks_relief(turn.text):
        return _by_people(turn)
    on = _day(turn)
    named_home = re.search(r"居民|家里|家用|住宅|民用|阶梯|[一二三]档", turn.text) is not None
    of_business = account is not None and account.category != "residential" and not named_home
    if BUSINESS.search(turn.text) or of_business:
        return _business(turn, account, on)
    return _residential(turn, account, on)


def _residential(turn: Turn, account: Account | None, on: date) -> Reply:
    """The tariff named, the resident's own, or everybody's."""
    default = turn.use.utility.default_tariff
    own = account.tariff if account and account.category == "residential" else ""
    tariff = own or default
    if _CHARGER.search(turn.text):
        tariff = f"{default}_ev"
    elif _TIME_OF_USE.search(turn.text) and not own.startswith(f"{default}_"):
        tariff = f"{default}_tou"
    known = any(entry.tariff == tariff for entry in turn.use.tariffs.catalogue)
    if not known:
        return _by_people(turn)
    tariffs, kwh = turn.use.tariffs, _KWH.search(turn.text)
    hours = (
        "峰谷从几点到几点、怎么开通"
        if "_" in tariff or _HOURS.search(turn.text)
        else "峰谷和其他电价"
    )
    text = joined(
        "以后的电价有没有变动，以公布的为准，现在的是：" if on > turn.now.date() else "",
        prices.tier(tariffs, tariff, on, _tier(turn.text)),
        prices.residential(tariffs, tariff, on),
        prices.cost(tariffs, tariff, on, int(kwh["kwh"])) if kwh else "",
        prices.change(tariffs, tariff, on) if _CHANGE.search(turn.text) else "",
        f"{hours}，可以打{turn.use.utility.hotline}问。",
    )
    return Reply(text, choices=_others(tariff, default))


def _tier(text: str) -> int:
    """The number of the tier that is asked about, -1 for the top one, 0 for none."""
    said = _TIER.search(text)
    if said is None or said["top"]:
        return -1 if said else 0
    return {"一": 1, "二": 2, "三": 3}.get(said["n"]) or int(said["n"])


def _sold(turn: Turn) -> Reply:
    """The reply about the price of one's own solar power, which the bot does not know."""
    hotline = turn.use.utility.hotline
    return Reply(
        "光伏上网卖电的价、补贴和税，这里查不到，不敢随口说，"
        f"请打{hotline}（24小时）问，或让台区经理回电。",
        choices=(
            Choice("请经理回电", "customer_manager", "请经理回电，想问光伏上网电价"),
            Choice("光伏怎么办", "application_requirements", "光伏要带什么"),
            Choice("居民电价", "tariff_query", "居民电价"),
        ),
    )


def _business(turn: Turn, account: Account | None, on: date) -> Reply:
    own = account.tariff if account and account.category != "residential" else ""
    told = prices.business(turn.use.tariffs, f"{on:%Y-%m}", turn.now.date(), own)
    return Reply(joined(told, f"峰谷时段和浮动比例，可以打{turn.use.utility.hotline}问。"))


def _factor(turn: Turn, account: Account | None) -> Reply:
    """What the power-factor adjustment is, and the line of the bill that is meant, or the last."""
    known = turn.use.billing.bills(account.account_no) if account else ()
    said = bills.months_said(turn.understanding)
    bill = next((one for one in known if not said or one.month in said), None)
    own = bills.lines_named(bill, turn.text) if bill else bills.FACTOR
    return Reply(f"{own}\n考核标准和加减的比例，请打{turn.use.utility.hotline}（24小时）问。")


def _late_fee(turn: Turn, account: Account | None) -> Reply:
    """The rule, and what the resident's own account has run up."""
    own = ""
    if account is not None:
        own = bills.owed(bills.standing(turn.use.billing, account, turn.now.date()), turn.now)
    asks_off = re.search(r"免|减|不交|取消", turn.text) is not None
    text = joined(
        prices.late_fee(LateFeeRules()),
        f"您这户{own}" if own else "",
        f"能不能减免我定不了，要问营业厅或打{turn.use.utility.hotline}。" if asks_off else "",
    )
    return Reply(text, choices=(Choice("交电费", "payment", "交电费"),))


def _by_people(turn: Turn) -> Reply:
    """A price or relief that is in no price file: not guessed."""
    hotline = turn.use.utility.hotline
    return Reply(
        f"这一项我手里没有核实过的数字，不敢随口说，请打{hotline}（24小时）或到营业厅问。"
        "居民和工商业的电价我能查。",
        choices=(
            Choice("居民电价", "tariff_query", "居民电价"),
            Choice("工商业电价", "tariff_query", "工商业电价"),
        ),
    )


def _others(tariff: str, default: str) -> tuple[Choice, ...]:
    """The other prices; 居民 alone means the home's, so none of them is called by it."""
    said = ((default, "居民阶梯"), (f"{default}_tou", "居民峰谷"), ("", "工商业"))
    return tuple(
        Choice(f"{words.removeprefix('居民')}电价", "tariff_query", f"{words}电价")
        for one, words in said
        if one != tariff
    )


def _day(turn: Turn) -> date:
    """The first day of the month that is meant, else today.

    A bare month is the last one of its name, or next month, whose prices come out ahead. Of a year
    alone it is the last month that is over, or the first to come.
    """
    today = turn.now.date()
    of_year = _of_year(turn.text, today)
    if of_year:
        return of_year
    bare = _BARE_MONTH.search(turn.text)
    if bare:
        month = int(bare["month"])
        return date(_year(turn.text, today, month), month, 1)
    if re.search(r"下个?月", turn.text):
        return date(today.year + today.month // 12, today.month % 12 + 1, 1)
    if re.search(r"上个?月", turn.text):
        return date.fromisoformat(f"{bills.before(f'{today:%Y-%m}')}-01")
    if "明年" in turn.text:
        return date(today.year + 1, 1, 1)
    month_said = turn.understanding.first("billing_month")
    return date.fromisoformat(f"{month_said}-01") if isinstance(month_said, str) else today


def _of_year(text: str, today: date) -> date | None:
    """The first day of a month that is named with its year, or of a year's last or first month."""
    named = _MONTH.search(text)
    if named and 1 <= int(named["month"]) <= 12:  # noqa: PLR2004  # months of a year
        return date(int(named["year"]), int(named["month"]), 1)
    only = _YEAR.search(text)
    year = int(only["year"]) if only else today.year
    return None if year == today.year else date(year, 12 if year < today.year else 1, 1)


def _year(text: str, today: date, month: int) -> int:
    for word, years in (("前年", -2), ("去年", -1), ("今年", 0), ("明年", 1)):
        if word in text:
            return today.year + years
    if (month - today.month) % 12 == 1:
        return today.year + (month < today.month)
    return today.year - (month > today.month)
