"""Short messages right after an answer: read within what that answer was about."""

from collections.abc import Callable

import pytest
from support.paying import bind
from support.talk import Talk, World

Playing = Callable[[str], Talk]


@pytest.fixture
def after(talk: Talk) -> Playing:
    """The talk after some messages, a line each."""

    def play(said: str) -> Talk:
        for line in said.splitlines():
            talk.says(line)
        return talk

    return play


@pytest.mark.parametrize(
    "words", ["全县呢", "别的地方呢", "其他乡镇呢", "还有哪些地方", "到处都停了吗"]
)
def test_after_one_place_the_whole_county(after: Playing, words: str) -> None:
    after("石沟村停电了吗").says(words).hears("青杠乡桂泉村", "双河镇牛塘村")


@pytest.mark.parametrize("words", ["那石沟村隔壁的桃滩村呢", "不是石沟村 是桃滩村"])
def test_another_place(after: Playing, words: str) -> None:
    after("石桥镇石沟村停电了吗").says(words).hears("桃滩村目前没有已知的停电")


@pytest.mark.parametrize(
    ("words", "day"),
    [("后天呢", "后天（周四）"), ("周末呢", "（周日）"), ("那下周二呢", "（周二）")],
)
def test_another_day_is_named(after: Playing, words: str, day: str) -> None:
    after("石沟村停电了吗").says(words).hears(day, "石沟村没有停电计划").misses("邻居")


def test_a_day_with_a_plan_and_one_too_far_ahead(after: Playing) -> None:
    talk = after("双河镇牛塘村停电了吗").says("周末呢").hears("周六", "没有停电计划", "07:00-19:00")
    talk.says("12月20号呢").hears("12月20日", "还没到公布的时候")


def test_a_bound_resident_is_told_of_the_own_supply_each_time(talk: Talk, world: World) -> None:
    account = world.use.accounts.get("5155882214")
    assert account.usage_point.transformer == "T00015"
    bind(world, account)
    talk.says("明天停电吗").hears("明天 08:30-17:30")
    talk.says("几点结束").hears("17:30").misses("19:55")
    talk.says("后天呢").hears("后天（周四）", "没有停电计划").misses("19:55")
    talk.says("周末呢").hears("11月29日 07:00-19:00").misses("19:55")


@pytest.mark.parametrize("words", ["几点开始", "好久开始停", "什么时候开始"])
def test_when_it_begins(after: Playing, words: str) -> None:
    after("双河镇停电了吗").says(words).hears("明天 08:30开始", "17:30结束").misses("每度")


@pytest.mark.parametrize(
    "words",
    [
        "好的，那麻烦有消息通知我一下",
        "来电了告诉我一声",
        "有结果了跟我说一声嘛",
        "给我登记一下",
        "修好了喊我一声",
    ],
)
def test_who_wants_to_hear_of_it_is_registered(after: Playing, words: str) -> None:
    after("桂泉村停电").hears("1. 登记我家").says(words).hears("并到一起", "手机号")


@pytest.mark.parametrize("words", ["来了", "来电时间没说吗", "怎么不通知我", "又在搞什么"])
def test_what_only_sounds_like_it_registers_nobody(after: Playing, words: str) -> None:
    after("桂泉村停电").says(words).misses("并到一起")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("那晚上呢", "居民峰谷电价"),
        ("半夜用便宜不", "谷段占到"),
        ("划算不", "谷段占到"),
        ("我开饭馆的呢", "工商业电价"),
        ("门面呢", "工商业电价"),
        ("农村的也一样不", "不分城里农村"),
        ("城里也是这个价？城里呢", "不分城里农村"),
        ("三档是好多", "第三档：每月280度以上"),
        ("最高一档呢", "第三档"),
    ],
)
def test_after_a_price(after: Playing, words: str, told: str) -> None:
    after("电价多少").says(words).hears(told)


def test_what_solar_power_sells_at_is_not_guessed(talk: Talk) -> None:
    talk.says("光伏发电卖电多少钱一度").hears("上网", "95598", "1. 请经理回电").misses("0.5190")
    talk.says("要交税不").hears("答不上来", "1. 请经理回电", "转人工").misses("户号。")


@pytest.mark.parametrize(
    ("asked", "words", "told"),
    [
        ("增容要什么", "店里用", "低压增容"),
        ("新装电表要带什么", "自己家住的", "低压居民新装"),
        ("新装电表要带什么", "开店用的", "低压非居民新装"),
        ("充电桩要带什么", "我没有产权证", "车位产权证明或租赁合同"),
        ("充电桩要带什么", "物业不同意咋办", "物业同意安装的证明"),
        ("充电桩要带什么", "租的车位行不行", "车位产权证明或租赁合同"),
        ("过户要带什么", "本人不去行不行", "台区经理说了才算"),
        ("过户要带什么", "房产证还没办下来", "房屋产权证明"),
        ("过户要带什么", "不对，我说的是改名字", "更名，"),
        ("电表校验要什么", "好 给我约", "校验电表，这样办"),
        ("电表校验要什么", "那就给我安排", "校验电表，这样办"),
        ("电表校验要什么", "我家是三相的也可以吗", "2. 请经理回电"),
    ],
)
def test_after_what_to_bring(after: Playing, asked: str, words: str, told: str) -> None:
    after(asked).says(words).hears(told).misses("帮不上忙")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("我想装个电表新房子", "低压居民新装"),
        ("新装电表 自己家住的", "低压居民新装"),
        ("我要办暂停", "暂停"),
    ],
)
def test_a_kind_that_was_said_is_not_asked_for(talk: Talk, words: str, kind: str) -> None:
    talk.says(words).hears(kind).misses("哪一种")


def test_halls_can_be_picked_and_asked_about(talk: Talk) -> None:
    talk.says("营业厅在哪")
    talk.says("幸福小区").hears("2. 石桥供电营业厅")
    talk.says("有电话吗").hears("城关供电营业厅：电话", "石桥供电营业厅：电话")
    talk.says("第二个").hears("石桥供电营业厅", "周一至周五").misses("城关")
    talk.says("怎么走").hears("石桥镇", "导航").misses("城关")
    talk.says("星期天呢").hears("石桥供电营业厅", "周日", "不开门")


@pytest.mark.parametrize(
    "words", ["他电话打不通", "那我打谁", "没人接怎么办", "有没有他领导的电话"]
)
def test_a_manager_who_does_not_answer(after: Playing, words: str) -> None:
    after("桂泉村台区经理是谁").says(words).hears("组长胡艳", "95598", "1. 请经理回电")


def test_a_wish_of_its_own_goes_on_with_nothing(after: Playing) -> None:
    after("电价多少").says("今天天气怎么样").hears("帮不上忙")
    after("营业厅在哪\n幸福小区").says("我要交电费").hears("要交费的户号")
    after("取消\n电价多少").says("我家停电了").hears("给您报修")
    after("取消\n电价多少").says("电线掉地上了").hears("远离", "BX")


def test_the_place_that_was_said_for_something_else(after: Playing) -> None:
    after("我要投诉 桂泉村天天停电没人管\n13800000000\n对").says("不是 我是想问啥时候修好").hears(
        "桂泉村", "22:15"
    )
