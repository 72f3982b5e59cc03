"""Applications: by number and last four digits, or for a bound account; visit, papers, hurry."""

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from support.away import away_at_commit
from support.talk import Talk, World, effects

from bot.backends.demo.showing import show
from bot.cli import register
from bot.effects import Sms
from bot.parts import Parts

NOT_MATCHING = "对不上"


@pytest.fixture
def applications(world: World) -> dict[str, dict[str, Any]]:
    """By kind, the first of each that is under way."""
    every = show(world.parts.database, world.clock())["applications"]
    return {one["kind"]: one for one in reversed(every) if one["steps"][-1]["done"] is None}


@pytest.fixture
def charger(world: World, talk: Talk, applications: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The application of an account that the resident is bound to; its visit is in two days."""
    one = applications["充电桩报装"]
    bind(world, talk, one)
    return one


def bind(world: World, talk: Talk, application: dict[str, Any]) -> None:
    talk.says(f"绑定户号 {application['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(application["phone"]))
    talk.says(code).hears("绑定成功")


def day(iso: str) -> str:
    _, month, of_month = iso.split("-")
    return f"{int(month)}月{int(of_month)}日"


def test_unbound_it_asks_for_the_number_and_says_how_to_bind(talk: Talk) -> None:
    talk.says("我的报装到哪一步了").hears("绑定", "SQ")


def test_by_number_after_the_last_four_digits(
    talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    one = applications["高压增容"]
    talk.says(f"{one['application_no']}办到哪了").hears("手机号后四位").misses(one["step"])
    talk.says(one["phone"][-4:]).hears("高压增容", one["step"], "等您这边")
    for step in one["steps"]:
        talk.hears(step["name"])
        if step["done"]:
            talk.hears(day(step["started"]), day(step["done"]), f"时限{step['limit_days']}个工作日")
    talk.hears(f"您已跑 {one['visits_made']} 次，还需 {one['visits_left']} 次")
    assert one["applicant"] not in talk.reply


def test_no_question_quotes_a_number_that_may_be_somebodys(talk: Talk) -> None:
    talk.says("办电进度").hears("SQ开头")
    for words in ("12", "不晓得在哪里看"):
        talk.says(words)
        assert not re.search(r"SQ\d", talk.reply)


def test_number_and_digits_may_come_in_one_message(
    talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    one = applications["低压非居民新装"]
    talk.says(f"查申请{one['application_no']}的进度，手机后四位{one['phone'][-4:]}")
    talk.hears(one["step"], "政府部门")


def test_unknown_and_wrong_get_the_same_sentence(
    talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    one = applications["高压增容"]
    wrong = "0000" if one["phone"][-4:] != "0000" else "1111"
    replies = []
    for number in (one["application_no"], "SQ202601010001"):
        talk.says(f"{number}办到哪了").hears("后四位")
        replies.append(talk.says(wrong).hears(NOT_MATCHING).reply)
    assert replies[0] == replies[1]


def test_five_wrong_tries_lock_this_resident_and_no_other(
    world: World, talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    one = applications["高压增容"]
    number, right = one["application_no"], one["phone"][-4:]
    wrong = "0000" if right != "0000" else "1111"
    for _ in range(5):
        talk.says(f"{number}办到哪了").hears("后四位")
        talk.says(wrong).hears(NOT_MATCHING)
    talk.says(f"{number}办到哪了").hears("95598").misses("后四位")
    talk.says("查报修BX202611240001").hears("95598").misses("后四位")
    other = Talk(world, openid="another")
    other.says(f"{number}办到哪了").hears("后四位")
    other.says(right).hears(one["step"])


def test_five_numbers_a_day_are_tried_at_most(talk: Talk, world: World) -> None:
    for n in range(5):
        talk.says(f"SQ20260101000{n}办到哪了")
        talk.says("1234").hears(NOT_MATCHING)
    for key in world.parts.redis.keys("limit*/last_four/*"):
        world.parts.redis.delete(key)  # an hour later
    talk.says("SQ202601010009办到哪了").hears("今天", "95598").misses("后四位")


def test_another_bound_resident_does_not_see_it(
    world: World, charger: dict[str, Any], applications: dict[str, dict[str, Any]]
) -> None:
    other = Talk(world, openid="another")
    bind(world, other, applications["高压增容"])
    other.says(f"{charger['application_no']}办到哪了").hears("后四位").misses("供电方案")
    other.says("取消").says("我的报装到哪一步了").hears(applications["高压增容"]["application_no"])


def test_for_the_bound_account_every_step_and_the_days_left(
    talk: Talk, charger: dict[str, Any]
) -> None:
    talk.says("我的报装到哪一步了").hears(charger["application_no"], "供电公司办", "还剩1个工作日")
    talk.hears("11月20日到11月23日办完", "11月25日到期", "您已跑 0 次，还需 1 次")


@pytest.mark.usefixtures("charger")
def test_days_over_are_admitted(talk: Talk, world: World) -> None:
    world.clock.turn(days=6)  # Monday, three working days after the limit
    talk.says("我的报装到哪一步了").hears("已超3个工作日")


def test_what_is_missing_is_told_at_once_and_numbered(
    world: World, talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    bind(world, talk, applications["高压增容"])
    talk.says("我的报装到哪一步了").hears("1. 受电工程竣工报告", "2. 进线电缆耐压试验报告")
    talk.says("第二个").hears("“进线电缆耐压试验报告”", "另外还差：受电工程竣工报告")


def test_the_visit_is_seen_and_confirmed(talk: Talk, world: World, charger: dict[str, Any]) -> None:
    talk.says("我的报装到哪一步了").hears("上门时间：后天 10:00，等您确认", "1. 就这个时间上门")
    talk.says("1").hears("后天 10:00", "定好了")
    kept = world.use.requests.get(charger["application_no"])
    assert kept.visit_confirmed
    talk.says("我的报装到哪一步了").hears("已和您约定").misses("就这个时间上门")


def test_the_visit_is_moved(talk: Talk, world: World, charger: dict[str, Any]) -> None:
    talk.says("我的报装到哪一步了")
    talk.says("改上门时间").hears("想改到什么时候")
    talk.says("明天晚上9点").hears("08:00到18:00")
    talk.says("昨天上午10点").hears("想改到什么时候")
    talk.says("周五上午10点").hears("11月27日 10:00", "对吗")
    talk.says("对").hears("11月27日 10:00")
    kept = world.use.requests.get(charger["application_no"])
    assert kept.visit_at.isoformat() == "2026-11-27T10:00:00"
    manager = next(sms for sms in effects(world, Sms) if charger["application_no"] in sms.text)
    assert "11月27日 10:00" in manager.text


def test_the_visit_is_moved_by_numbers_alone(
    talk: Talk, world: World, charger: dict[str, Any]
) -> None:
    talk.taps("application_status").says("改上门时间")
    talk.hears("想改到什么时候", "1. 明天 10:00", "2. 明天 15:00", "5. 11月27日 10:00")
    talk.says("5").hears("改到11月27日 10:00", "对吗")
    talk.says("1").hears("11月27日 10:00")
    assert world.use.requests.get(charger["application_no"]).visit_at.day == 27


def test_a_move_not_confirmed_moves_nothing(
    talk: Talk, world: World, charger: dict[str, Any]
) -> None:
    talk.says("我的报装到哪一步了")
    talk.says("上门时间改到周五上午10点").hears("对吗")
    talk.says("取消").hears("取消")
    assert world.use.requests.get(charger["application_no"]).visit_at.day == 26


def test_hurry_is_noted_and_the_manager_hears_of_it_once(
    talk: Talk, world: World, charger: dict[str, Any]
) -> None:
    talk.says("我的报装到哪一步了")
    talk.says("催一下").hears("已经替您催了", "第1次", "台区经理")
    world.works()
    talk.says("催一下我的充电桩申请").hears("第2次").misses("台区经理")
    world.works()
    assert world.use.requests.get(charger["application_no"]).hurried == 2
    assert sum("催办" in sms.text for sms in effects(world, Sms)) == 1


@pytest.mark.usefixtures("charger")
def test_hurried_again_after_a_failure_the_manager_hears_of_it(talk: Talk, world: World) -> None:
    talk.says("我的报装到哪一步了")
    with away_at_commit(talk):
        talk.says("催一下")
    talk.says("催一下").hears("已经替您催了", "台区经理")
    world.works()
    assert sum("催办" in sms.text for sms in effects(world, Sms)) == 1


def test_what_waits_for_the_customer_is_not_hurried(
    world: World, talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    one = applications["高压增容"]
    bind(world, talk, one)
    talk.says("我的报装到哪一步了")
    talk.says("催一下").hears("不用催", "1. 受电工程竣工报告")
    assert world.use.requests.get(one["application_no"]).hurried == 0


def test_the_command_line_lists_shows_and_advances(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    world: World,
    talk: Talk,
    charger: dict[str, Any],
) -> None:
    monkeypatch.setenv("DATABASE_URL", environ["DATABASE_URL"])
    app = Flask("app")
    register(app, lambda environ, insist: Parts(environ, insist, clock=world.clock))

    def run(*words: str) -> Result:
        return CliRunner().invoke(app.cli, ["applications", *words])

    number = charger["application_no"]
    listed = [json.loads(line) for line in run("list").stdout.splitlines()]
    assert number in {one["application_no"] for one in listed}
    assert json.loads(run("show", number).stdout)["step"] == "供电方案答复"
    assert json.loads(run("advance", number).stdout)["step"] == "装表接电"
    talk.says("我的报装到哪一步了").hears("现在是“装表接电”", "还剩2个工作日")
    assert json.loads(run("advance", number).stdout)["steps"][-1]["done"] == "2026-11-24"
    talk.says("我的报装到哪一步了").hears("已经办完了", "您一共跑了")
    talk.misses("催一下", "还需", "上门时间")
    wrong = run("show", "SQ000000000000")
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert run("advance", "SQ000000000000").exit_code == 1


def test_another_kind_than_the_one_under_way_is_said_so(
    talk: Talk, charger: dict[str, Any]
) -> None:
    talk.says("我交的过户材料审过了没").hears("没有查到过户的申请", charger["application_no"])
    talk.says("我的充电桩申请到哪一步了").hears(charger["application_no"]).misses("没有查到")


def test_after_a_wrong_try_the_digits_are_asked_for_again(
    talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    one = applications["高压增容"]
    wrong = "0000" if one["phone"][-4:] != "0000" else "1111"
    talk.says(f"{one['application_no']}办到哪了")
    talk.says(wrong).hears(NOT_MATCHING, "后四位")
    talk.says(f"尾号{wrong}").hears(NOT_MATCHING, "后四位")
    talk.says(one["phone"][-4:]).hears(one["step"])


def test_another_number_takes_the_place_of_the_first(
    talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    first, second = applications["高压增容"], applications["低压非居民新装"]
    talk.says(first["application_no"]).hears("后四位")
    talk.says(second["application_no"]).hears("后四位")
    talk.says(second["phone"][-4:]).hears(second["application_no"], second["step"])
    talk.says("取消").says(first["application_no"])
    talk.says(f"{second['application_no']}，尾号{second['phone'][-4:]}")
    talk.hears(second["application_no"], second["step"])


def test_number_and_bare_digits_side_by_side(
    talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    one = applications["高压增容"]
    talk.says(f"{one['application_no']} {one['phone'][-4:]}").hears(one["step"])


@pytest.mark.parametrize("said", ["不知道单号", "搞不懂啥子编号哦", "没有编号"])
def test_who_has_no_number_is_told_the_other_ways(talk: Talk, said: str) -> None:
    talk.says("我的报装到哪一步了").hears("SQ")
    talk.says(said).hears("绑定", "95598", "1. 绑定户号").misses("报修记录")


def test_a_phone_is_no_number_of_an_application(talk: Talk) -> None:
    talk.says("我的报装到哪一步了")
    talk.says("15401324411").hears("还要申请编号", "SQ")


@pytest.mark.usefixtures("charger")
@pytest.mark.parametrize("said", ["什么时候能装好", "还差什么材料", "轮到谁办了", "还要跑几次"])
def test_short_questions_stay_with_the_application(talk: Talk, said: str) -> None:
    talk.says("我的报装到哪一步了").hears("供电方案答复")
    talk.says(said).hears("供电方案答复", "还需")


@pytest.mark.usefixtures("charger")
def test_moving_the_appointment_in_other_words(talk: Talk) -> None:
    talk.says("我的报装到哪一步了")
    talk.says("改预约").hears("想改到什么时候")


def test_no_apology_for_an_authority(talk: Talk, applications: dict[str, dict[str, Any]]) -> None:
    one = applications["低压非居民新装"]
    talk.says(f"{one['application_no']} {one['phone'][-4:]}").hears("已超").misses("对不住")


@pytest.mark.usefixtures("charger")
@pytest.mark.parametrize("words", ["谁在办", "卡在谁那了", "还要我去几次营业厅", "超期了怎么办"])
def test_short_questions_go_on_with_the_application(talk: Talk, words: str) -> None:
    talk.says("我的报装到哪一步了").hears("充电桩报装")
    talk.says(words).hears("充电桩报装", "您已跑")
