"""Before an application: everything told at once, by kind; how it is started from here."""

import tomllib
from datetime import date

import pytest
from support.talk import Talk, World

from bot.paths import DICTIONARIES
from bot.services import requirements

BOUNDARY = "客户红线内变电站的10/20千伏间隔（含间隔），负荷侧由客户建设"
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("过户要带什么材料", ("过户", "新户主身份证原件", "房屋产权证明", "以营业厅答复为准")),
        ("更名需要什么手续", ("更名", "户主身份证原件", "开发商")),
        ("居民改商业用电要带什么", ("居民改商业用电", "盖章的营业执照")),
        ("改三相电要什么材料多久", ("低压增容", "房屋产权证明原件", "5个工作日")),
        ("装充电桩要准备什么材料", ("充电桩报装", "车位产权证明或租赁合同", "物业同意")),
        ("光伏并网要哪些材料", ("分布式光伏并网", "20个工作日", "10个工作日", "电能表免费")),
        (
            "居民新装电表要带什么",
            ("低压居民新装", "申请受理", "供电方案答复", "装表接电", "5个工作日"),
        ),
        ("开店的门面新装电表要带什么", ("低压非居民新装", "营业执照", "6个工作日")),
        (
            "高压新装单电源要什么材料",
            ("高压新装（单电源）", "外部工程实施", "22个工作日", BOUNDARY),
        ),
        ("双电源要什么材料要多久", ("高压新装（双电源）", "32个工作日", BOUNDARY)),
        ("高压增容要带什么材料", ("高压增容", "新增用电设备清单", BOUNDARY)),
        ("专变想减容，要带什么材料", ("其他变更", "营业执照")),
        ("校验电表要带什么，收费吗", ("校验电表", "5个工作日")),
    ],
)
def test_everything_about_a_kind_at_once(talk: Talk, question: str, words: tuple[str, ...]) -> None:
    talk.says(question).hears(*words, "要带的", "步骤：", "网上国网").misses("更多")
    assert "费用：" in talk.reply or "谁出钱：" in talk.reply


def test_an_unclear_kind_is_a_numbered_choice(talk: Talk) -> None:
    talk.says("新装电表要带什么").hears("哪一种", "1. 低压居民新装", "2. 低压非居民新装")
    talk.says("2").hears("低压非居民新装", "营业执照")
    talk.says("办电要带什么").hears("哪一种", "4. 过户、更名、改用途", "6. 工厂、高压用电")


def test_a_follow_up_stays_with_the_kind(talk: Talk) -> None:
    talk.says("过户要带什么材料")
    talk.says("那要多久").hears("过户", "时间：").misses("新户主身份证")
    talk.says("要钱吗").hears("过户", "费用：").misses("哪一种")
    talk.says("要带什么").hears("新户主身份证").misses("费用：")


def test_a_follow_up_of_a_wish_to_apply_is_short(talk: Talk) -> None:
    talk.says("我想装充电桩").hears("这样办", "谁出钱：")
    talk.says("多少钱").hears("充电桩报装", "谁出钱：").misses("这样办", "车位产权")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("开店要办什么手续", "低压非居民新装"),
        ("电表移位要带什么材料", "其他变更"),
        ("光伏怎么办", "分布式光伏并网"),
    ],
)
def test_words_of_residents_name_a_kind(talk: Talk, question: str, kind: str) -> None:
    talk.says("临时用电需要什么").says(question).hears(kind, "要带的")


def test_a_wish_to_apply_gets_the_ways_and_the_papers(talk: Talk) -> None:
    talk.says("申请充电桩用电").hears("网上国网", "营业厅", "车位产权证明", "1. 请经理回电", "SQ")
    talk.says("1").hears("在哪里")
    talk.says("和平路12号").hears("手机号")
    talk.says("13800001111").hears("想办充电桩报装", "对吗")


def test_a_large_capacity_means_high_voltage(world: World) -> None:
    found = world.parts.requirements.meant("我们要报装400千伏安", "400kVA", TODAY)
    assert [kind.key for kind in found] == ["high_new"]
    found = world.parts.requirements.meant("家里装表10千瓦", "10kW", TODAY)
    assert [kind.key for kind in found] == ["residential_new"]


def test_every_part_is_dated_data_with_its_source() -> None:
    file = tomllib.loads((DICTIONARIES / "applications.toml").read_text("utf-8"))
    for kind in file["kinds"]:
        assert kind["effective_from"] <= TODAY
        assert kind["document"]
        assert kind["papers_document"]
        assert all(fact["document"] for fact in kind.get("facts", ()))


def test_what_is_unverified_is_never_told_bare() -> None:
    for kind in requirements.load(DICTIONARIES / "applications.toml").on(TODAY):
        text = requirements.kind_text(kind)
        for fact in kind.facts:
            if fact.confidence == "unverified":
                assert f"{fact.say.removesuffix('。')}（以营业厅答复为准）" in text
        if kind.papers_confidence == "unverified":
            assert "要带的（以营业厅答复为准）" in text


def test_every_answer_fits_one_message() -> None:
    for kind in requirements.load(DICTIONARIES / "applications.toml").on(TODAY):
        assert len(requirements.kind_text(kind).encode()) < 1900, kind.key


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("不是，是新房子开户", "低压居民新装"),
        ("新房子第一次开户", "低压居民新装"),
        ("充电桩怎么办", "充电桩报装"),
        ("那光伏呢", "分布式光伏并网"),
    ],
)
def test_another_kind_takes_the_place_of_the_one_before(talk: Talk, words: str, kind: str) -> None:
    talk.says("我想过户").hears("过户")
    talk.says(words).hears(f"{kind}，").misses("过户要的是")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("高压新装要什么材料", "电线杆到我家要收线钱不"),
        ("高压新装要什么材料", "我家装这个要多少钱"),
        ("充电桩要什么材料", "农村电网杆子到我家电线谁出钱"),
    ],
)
def test_what_is_of_another_kind_is_asked_about(talk: Talk, before: str, words: str) -> None:
    talk.says(before).hears("要带的")
    talk.says(words).hears("哪一种").misses("谁出钱：")
