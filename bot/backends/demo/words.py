"""Invented names: the county, its people and its firms exist nowhere."""

COUNTY = "云溪县"
CENTRE = (31.2, 105.4)
"""Latitude and longitude of the county seat, in degrees."""

TOWNS = (
    "城关镇", "石桥镇", "龙洞镇", "青杠乡", "双河镇", "白鹤镇", "桂花镇", "马鞍乡",
    "柳池镇", "金鸡镇", "松林乡", "观音镇", "竹园镇", "梅子乡", "铁炉镇", "黄泥乡",
    "回龙镇", "古井镇", "三元镇", "大堰乡", "红岩镇", "鹿角乡", "瓦窑镇", "碾盘乡",
)  # fmt: skip
"""The county seat first, the mountain townships are the 乡."""

STREETS = (
    "和平路", "建设街", "滨河路", "文昌街", "朝阳路", "东风巷", "解放街", "新华路",
    "桥头街", "学府路", "花园路", "南门街", "北门街", "西河路", "东门巷", "中山街",
    "长青路", "红星路", "胜利街", "民主巷", "迎宾路", "兴隆街", "丝厂路", "盐市街",
    "柴市街", "水井巷", "书院街", "翠屏路", "江边路", "车站路", "工农街", "友谊路",
    "凤凰路", "石马巷", "老城街", "粮站路", "茶店街", "磨房巷", "云溪大道", "开元路",
)  # fmt: skip

COMMUNITIES = (
    "幸福小区", "锦绣花园", "翠湖苑", "香樟苑", "望江小区", "金叶苑", "丽景花园", "杏林小区",
    "桃源小区", "水岸名居", "银杏苑", "翰林花园", "盛世家园", "书香苑", "怡和小区", "紫荆花园",
    "暖阳小区", "枫林苑", "云顶小区", "康乐小区", "梧桐苑", "景泰花园", "南湖苑", "绿洲小区",
    "海棠苑", "荷塘小区", "百合花园", "玉兰苑", "蓝湾小区", "天和苑", "锦江苑", "半山小区",
    "芙蓉花园", "格林苑", "宏达小区", "东湖苑", "泰和小区", "明珠花园", "学林苑", "安居小区",
)  # fmt: skip

_VILLAGE_FIRST = "石龙凤双青白金桂柳松竹梅桃李杨槐柏枫银玉马牛鹤鹿"
_VILLAGE_SECOND = "沟坝湾坪岭垭塘溪泉嘴坡桥堰井滩洞"

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文波斌燕春花丽萍辉"

TRADES = (
    "超市", "火锅店", "面馆", "理发店", "五金店", "药房", "茶楼", "农资店",
    "修理厂", "宾馆", "幼儿园", "服装店",
)  # fmt: skip
WORKS = (
    "水泥制品厂", "丝绸厂", "食品厂", "机械厂", "纸箱厂", "木器厂", "榨油厂", "砖厂",
    "冷冻厂", "饲料厂", "塑料厂", "酒厂",
)  # fmt: skip
BRANDS = ("鑫源", "宏发", "兴旺", "惠民", "蜀香", "川味", "天成", "永顺", "佳和", "嘉陵红")


def villages() -> tuple[str, ...]:
    """Names of villages, each stem once and none of them a town's: about 370."""
    towns = {town[:-1] for town in TOWNS}
    # Neighbours differ in both words: 石沟村, 龙坝村, 凤湾村 …
    stems = (
        _VILLAGE_FIRST[first] + _VILLAGE_SECOND[(first + turn) % len(_VILLAGE_SECOND)]
        for turn in range(len(_VILLAGE_SECOND))
        for first in range(len(_VILLAGE_FIRST))
    )
    return tuple(f"{stem}村" for stem in stems if stem not in towns)
