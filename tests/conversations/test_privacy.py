import base64
import json
import re
from typing import Any

import pytest
from sqlalchemy import select
from support.talk import Talk, World

from bot.backends import demo
from bot.schema import migrating
from bot.store import binding_requests, utterances
from bot.store.binding_requests import BindingRequest
from bot.store.utterances import Utterance


@pytest.fixture
def account(world: World) -> dict[str, Any]:
    first: dict[str, Any] = demo.show(world.parts.database, world.clock())["accounts"][0]
    return first


@pytest.fixture
def bound(talk: Talk, world: World, account: dict[str, Any]) -> Talk:
    talk.says(f"绑定户号 {account['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(account["phone"]))
    return talk.says(code).hears("绑定成功")


def link_in(talk: Talk) -> str:
    (link,) = re.findall(r"^http://bot\.example(\S+)$", talk.reply, re.MULTILINE)
    return str(link)


def kept(world: World, openid: str) -> list[str]:
    """Names of the tables that still hold the resident."""
    with world.parts.database.read() as connection:
        return [
            table.name
            for table in migrating.METADATA.sorted_tables
            if "openid" in table.columns
            and connection.execute(select(table).where(table.c.openid == openid)).first()
        ]


def test_the_notice_is_a_page_with_its_version(talk: Talk, world: World) -> None:
    talk.says("隐私说明").hears("还没有表示同意")
    page = world.client.get(link_in(talk)).get_data(as_text=True)
    assert world.use.privacy.notice.version in page
    assert "删除我的数据" in page


def test_what_was_said_is_nobodys_after_a_day(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    asked = Utterance("u1", "那个电的事", ("payment",), "", world.clock())
    request = BindingRequest(
        "ABCDEFGH", "release", talk.openid, account["account_no"], "张三", "holder", world.clock()
    )
    with world.parts.database.write() as connection:
        for statement in (
            utterances.insert_statement(talk.openid, asked),
            *binding_requests.insert_statements(request),
        ):
            connection.execute(statement)
    talk.says(f"绑定户号 {account['account_no']}")
    talk.says("和平路12号有人触电了").hears("BX")
    world.works()
    tables = ["binding_codes", "binding_requests", "turns", "utterances"]
    assert kept(world, talk.openid) == tables
    world.clock.turn(days=2)
    world.parts.performing.prune()
    assert kept(world, talk.openid) == ["binding_requests"]
    assert [one.text for one in utterances.newest(world.parts.database, 9)] == ["那个电的事"]
    world.clock.turn(days=7)
    world.parts.performing.prune()
    assert not kept(world, talk.openid)


def test_agreeing_keeps_version_and_time(talk: Talk, world: World) -> None:
    talk.says("同意隐私说明").hears(world.use.privacy.notice.version, "20:15")
    talk.says("隐私说明").hears("同意了")


def test_refusing_leaves_what_needs_nothing_kept(talk: Talk, world: World) -> None:
    talk.says("不同意隐私说明").hears("停电报修", "按户号交电费", "查停电").misses("成功")
    assert not world.use.privacy.agreed(talk.openid)
    talk.says("家里停电了，帮我报修").says("和平路12号").says("13800000000").says("对").hears("BX")
    assert kept(world, talk.openid) == ["consents", "turns"]


def test_who_refused_and_then_sends_a_code_has_agreed(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says("不同意隐私说明")
    talk.says(f"绑定户号 {account['account_no']}").hears("/pages/privacy")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(account["phone"]))
    talk.says(code).hears("绑定成功")
    assert world.use.privacy.agreed(talk.openid)


def test_own_data_is_a_file_behind_a_link_for_a_quarter_of_an_hour(
    bound: Talk, world: World, account: dict[str, Any]
) -> None:
    bound.says("导出我的数据").hears("15分钟")
    sealed = link_in(bound).rpartition("/")[2].partition(".")[0]
    assert bound.openid.encode() not in base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
    answer = world.client.get(link_in(bound))
    assert "attachment" in answer.headers["Content-Disposition"]
    data = json.loads(answer.get_data())
    assert data["kept"]["bindings"][0]["account_no"] == account["account_no"]
    assert data["kept"]["consents"][0]["version"] == world.use.privacy.notice.version
    assert "digest" not in answer.get_data(as_text=True)


def test_an_altered_export_link_gives_nothing(bound: Talk, world: World) -> None:
    bound.says("导出我的数据")
    assert world.client.get(link_in(bound)[:-3] + "abc").status_code == 403


def test_own_data_is_deleted_after_a_yes(bound: Talk, world: World) -> None:
    bound.says("删除我的数据").hears("对吗")
    assert world.use.bindings.of(bound.openid)
    bound.says("对").hears("都删除了")
    assert kept(world, bound.openid) == []
    assert bound.session.form is None
    bound.says("我的电费多少").hears("绑定户号")


def test_leaving_deletes_all_but_the_count_of_tries(
    bound: Talk, world: World, account: dict[str, Any]
) -> None:
    bound.happens("unsubscribe")
    assert kept(world, bound.openid) == []
    bound.says(f"绑定户号 {account['account_no']}").hears("一分钟内刚发过")


def in_redis(world: World, openid: str) -> dict[str, int]:
    """Keys that name the resident, with the seconds that they still have."""
    redis = world.parts.redis
    return {
        key.decode(): redis.ttl(key) for key in redis.scan_iter() if openid.encode() in bytes(key)
    }


@pytest.mark.parametrize("way", ["deletion", "unsubscribe"])
def test_no_answer_and_no_count_stays_in_redis_by_name(bound: Talk, world: World, way: str) -> None:
    for text in ("家里没电了，帮我报修", "和平路99号", "13812349876", "取消"):
        bound.says(text)
    Talk(world, openid="other").says("你好")
    assert in_redis(world, bound.openid)
    if way == "deletion":
        bound.says("删除我的数据").says("对").hears("都删除了")
    else:
        bound.happens("unsubscribe")
    ((last, ttl_s),) = in_redis(world, bound.openid).items()
    assert last.startswith("seen:")
    assert ttl_s <= 30
    assert world.parts.redis.exists("session:other")


def test_an_agreement_is_taken_back_without_the_word_privacy(talk: Talk, world: World) -> None:
    talk.says("同意隐私说明").says("撤回同意").hears("不同意")
    assert not world.use.privacy.agreed(talk.openid)


@pytest.mark.parametrize("words", ["你们拿我手机号干嘛", "要我电话做什么", "留手机号有啥用"])
def test_what_a_number_is_wanted_for_stands_in_the_notice(talk: Talk, words: str) -> None:
    talk.says(words).hears("隐私", "http")
