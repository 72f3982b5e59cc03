"""Words that say: this firm is the customer (我们是 …, 店名叫 …)."""

import re
from collections.abc import Iterator

from bot.intents.entities.boundaries import Boundary
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon

INSIDE = r"\u4e00-\u9fffA-Za-z0-9()·&"
"""What a firm's name may consist of, as the body of a character class."""
_NAMING = re.compile("[户抬店厂司位业铺子字招宿栈馆楼乐照场社园室上册](?:名|的|头|叫|全?称|号|牌)")
_HOUSE = (
    "(?:公司|单位|企业|店铺?子?|厂子?|民宿|客栈|[餐饭茶旅宾]馆|茶楼|酒楼|酒店|超市|铺子|馆子"
    "|农家乐|农场|工作室|合作社|幼儿园)"
)
_CLOSING = ("”", '"')
_SELF_REACH = 8
_DOING = frozenset("搞做卖干开跑弄学")


def safe_words(lexicon: Lexicon) -> tuple[str, ...]:
    """What may be inside a firm's name though a stop is in it (南充 with 充)."""
    stops = frozenset(word for word in lexicon.words("firms.stop") if len(word) == 1)
    divisions = lexicon.words("divisions.city", "divisions.county")
    return (*lexicon.words("firms.safe"), *(name for name in divisions if stops & {*name}))


class CustomerSigns:
    """Reads what stands around a firm's name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._self = re.compile(
            rf"(?:{lexicon.choice('firms.self')})(?:应该?|本来)?"
            r"(?:[是为]|写的是?|写成|填的是?|开的是?)?[的:,， ]?$"
        )
        link = r"(?:叫做?|是|为|[:： ])"
        self._announcing = re.compile(
            rf"(?:(?P<sure>(?:店名|厂名|字号|招牌(?:上?写的)?|(?:公司|单位|企业|店铺)(?:名称?|全称)"
            rf"|(?:{_HOUSE}|执照)上?(?:当[时初])?(?:(?:注册|登记)的?|的)?(?:名字|名称?|全称)|{_HOUSE}(?:注册|登记)的){link})"
            rf"|(?:客户|用户|开户|开票)名称{link}|户名[写填登记]*的?{link}?|抬头[写填]?的?(?:{link}|(?=[“\"]|(?<=[写填])))"
            rf"|(?:^|(?<=[^\u4e00-\u9fff])|(?<=[我们的咱俺家])){_HOUSE}叫做?|[\u4e00-\u9fff]{{1,3}}[店馆楼厂场行坊吧]叫做?)"
            rf"\s?(?:[“\"](?P<quoted>[{INSIDE}]{{3,20}})[”\"]|(?![不没怎啥什哪写改变要错])"
            rf"(?P<name>[{INSIDE}]{{3,20}})(?<!的)(?=[，。,;；\s]|$))"
        )
        stops = lexicon.words("firms.stop", "firms.no_name", "titles.after")
        self._plain = Boundary(stops, safe_words(lexicon), INSIDE)
        self._applies = re.compile(
            r"[,，]\s?(?:户号|开票|要开|请?开专?票|\d{1,2}月|上个?月|本月|这个月|发票|电费)"
            r"|(?:想|要|需要?|准备)?(?:再?申请|报装|增容|减容|新装|开票|开专票|过户)"
            r"|[\u4e00-\u9fff]{0,4}(?:保电|用电|增容|报装)申请"
        )
        self._we = re.compile(r"[我咱俺]们(?:这个?|这边|这里)?$")
        self._owns = re.compile(
            r"的(?:变压器|专变|电费|发票|专票|户号|账单|申请|财务|会计)"
            r"|财务|会计|出纳|想?问|咨询|[共合]用|[,，\s]{0,2}(?:户号|发票|[要想]?开|专票|欠|查)"
            r"|收件?人?(?:$|[^\u4e00-\u9fff])"
        )

    def applies(self, text: str, start: int, end: int) -> bool:
        """幸福社区居委会申请增容: an institution at the head of a clause that wants something."""
        is_head = start == 0 or text[start - 1] in "，。,：: "
        return is_head and bool(self._applies.match(text, end))

    def announced(self, text: str, floor: int) -> Iterator[Entity]:
        """店名叫土灶香: what is announced as a name after ``floor`` needs no last word."""
        if not _NAMING.search(text, floor):
            return
        for found in self._announcing.finditer(text, floor):
            start, end = found.span("quoted" if found["quoted"] else "name")
            is_plain = self._plain.before(text, end, start, end - start) == start
            if found["sure"] or found["quoted"] or is_plain:
                yield Entity("name", text[start:end], start, end)

    def is_self(self, text: str, start: int) -> bool:
        """Whether a name that begins at ``start`` follows 我们是, 抬头 and the like."""
        return bool(self._self.search(text, max(0, start - _SELF_REACH), start))

    def is_introduced(self, text: str, start: int, end: int) -> bool:
        """我是永盛纸品的, 永盛纸品的电费, but not 我是做建材的: a name that ends in its goods."""
        if text[start] in _DOING:
            return False
        if self._we.search(text, max(0, start - len("我们这个")), start):
            return text.startswith(("，", ","), end)  # 我们雅和婚庆，…
        before = text[max(0, start - 1) : start]
        end += text[end : end + 1] in _CLOSING
        is_owner = self._owns.match(text, end) and before in '，。 壁号楼栋组村路街“"'
        return bool(is_owner) or self.is_self(text, start)
