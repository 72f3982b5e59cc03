"""What is said after a report without naming it: a word more, back again, nobody needed."""

import pytest
from support.duty import DutyPerson, report, roster, ticket_of
from support.talk import Talk, World

PLACE = "幸福小区3栋"


@pytest.fixture
def danger(talk: Talk) -> Talk:
    talk.says("电线断了掉在地上").hears("BX")
    return talk.says(PLACE).says("13800000000").hears("记下了")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("加一句：门口有狗", "门口有狗"),
        ("补充一下 是后院那根线", "是后院那根线"),
        ("我再补充一句，家里有老人", "家里有老人"),
        ("还有，家里有老人", "还有,家里有老人"),
        ("还有，我屋头有病人", "还有,我屋头有病人"),
        ("对了我们家有两个奶娃娃", "对了我们家有两个奶娃娃"),
        ("还有，屋里头有个老人家", "还有,屋里头有个老人家"),
    ],
)
def test_a_word_more_goes_on_the_report(talk: Talk, world: World, words: str, kept: str) -> None:
    ticket = report(talk, PLACE)
    talk.says(words).hears("记下了", ticket.ticket_no)
    (only,) = world.use.tickets.listed()
    assert only.events[-1].text == kept


def test_a_word_that_may_mean_danger_is_kept_and_one_tap_from_help(
    talk: Talk, world: World
) -> None:
    ticket = report(talk, PLACE)
    talk.says("补充一下 灯头那里吱吱响").hears(ticket.ticket_no, "1. 现在就有险情")
    talk.says("1").hears("远离", "BX")
    assert [one.kind for one in world.use.tickets.of_reporter(talk.openid)] == ["danger", "fault"]


def test_a_word_that_surely_means_danger_is_danger(talk: Talk, world: World) -> None:
    report(talk, PLACE)
    talk.says("补充：电线在冒火花").hears("远离", "95598")
    assert world.use.tickets.of_reporter(talk.openid)[0].kind == "danger"


@pytest.mark.parametrize(
    "words",
    [
        "险情解除了 不用来了",
        "不用来了 已经来电了",
        "已经来电了，你们不用跑了",
        "算了不用来了",
        "不用修了我们自己弄好了",
        "来电了，谢谢",
        "电来了",
    ],
)
def test_not_needed_any_more_is_asked_and_cancelled(talk: Talk, world: World, words: str) -> None:
    ticket = report(talk, PLACE)
    talk.says(words).hears("取消", ticket.ticket_no, "对吗", "2. 不取消")
    assert world.use.tickets.get(ticket.ticket_no).is_open
    talk.says("对").hears("已取消")
    assert world.use.tickets.get(ticket.ticket_no).state == "cancelled"


@pytest.mark.parametrize("words", ["来电了吗", "隔壁来电了我家没来", "来电了告诉我", "没事了"])
def test_what_only_sounds_like_it_cancels_nothing(talk: Talk, world: World, words: str) -> None:
    report(talk, PLACE)
    talk.says(words).misses("对吗")


@pytest.mark.parametrize("words", ["取消吧", "不用来了", "1", "嗯对"])
def test_a_cancelling_is_confirmed_in_its_own_words(talk: Talk, world: World, words: str) -> None:
    ticket = report(talk, PLACE)
    talk.says("不用来了").hears("对吗")
    talk.says(words).hears("已取消")
    assert world.use.tickets.get(ticket.ticket_no).state == "cancelled"


def test_power_back_while_the_crew_is_there_is_only_noted(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    crew = DutyPerson.called(world, roster(world, PLACE)[0])
    crew.taps("accepted").taps("on_the_way").taps("on_site")
    talk.says("来电了").hears("来电了就好", "记下了").misses("对吗")
    assert world.use.tickets.get(ticket.ticket_no).state == "on_site"


@pytest.mark.parametrize(
    "words", ["险情解除了 不用来了", "取消险情", "没有危险了", "看错了，没事了"]
)
def test_a_danger_that_is_over_is_cancelled_after_a_yes(
    danger: Talk, world: World, words: str
) -> None:
    danger.says(words).hears("取消险情", "对吗")
    number = ticket_of(danger).ticket_no
    assert world.use.tickets.get(number).is_open
    danger.says("对").hears("险情", "已取消")
    assert world.use.tickets.get(number).state == "cancelled"


def test_a_word_more_of_a_danger_goes_on_it(danger: Talk, world: World) -> None:
    danger.says("补充一下 是后院那根线").hears("险情", "记下了")
    (ticket,) = world.use.tickets.listed()
    assert ticket.events[-1].text == "是后院那根线"


def test_a_danger_over_in_the_middle_of_its_questions_ends_them(talk: Talk) -> None:
    talk.says("电线断了掉在地上").says(PLACE).hears("手机号")
    talk.says("看错了，没有危险").hears("取消险情", "对吗")
    talk.says("对").hears("已取消").misses("继续")
    talk.says("你好").misses("继续")


def test_power_back_in_the_middle_of_a_report_ends_it(talk: Talk, world: World) -> None:
    talk.says("家里没电了，帮我报修").says(PLACE).hears("手机号")
    talk.says("来电了，不用报了").hears("取消")
    assert talk.session.form is None
    world.clock.turn(minutes=31)
    world.works()
    assert not world.use.tickets.listed()


def test_a_word_for_the_report_in_the_middle_of_another_matter(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    talk.says("转人工").hears("手机号")
    talk.says("加一句：门口有狗").hears(ticket.ticket_no, "手机号")
    assert world.use.tickets.get(ticket.ticket_no).events[-1].text == "门口有狗"


def test_a_finished_question_is_not_brought_back(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    other = Talk(world, openid="another")
    other.says(ticket.ticket_no).says("1111").hears("对不上")
    other.says("0000").hears("已登记").misses("继续")
    other.says("继续").hears("没有留着")


@pytest.mark.parametrize("words", ["热死人了，搞快点", "急死人了", "冻死人了，快点来", "闷死我了"])
def test_strong_words_only_hurry_the_report(talk: Talk, world: World, words: str) -> None:
    number = report(talk, PLACE).ticket_no
    talk.says(words).hears(number, "催了")
    assert [one.kind for one in world.use.tickets.listed()] == ["fault"]


@pytest.mark.parametrize(
    "words", ["热死人了，有人晕倒了", "还有，老人触电了", "急死人了，电线冒火了"]
)
def test_strong_words_hide_no_danger(talk: Talk, world: World, words: str) -> None:
    report(talk, PLACE)
    talk.says(words)
    assert "danger" in [one.kind for one in world.use.tickets.listed()]
