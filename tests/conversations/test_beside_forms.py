"""While a form is open: global words, side questions, media, and what is put aside."""

from support.talk import Talk, World

PHONE = "手机号"


def opened(talk: Talk) -> Talk:
    """A call-back from the manager that waits for the phone."""
    return talk.says("请和平路12号的台区经理给我回电").hears(PHONE)


def test_help_and_more_leave_the_form_open(talk: Talk) -> None:
    opened(talk)
    talk.says("帮助").hears("随时可以回", PHONE, "1. 停电报修")
    talk.says("更多").hears("没有更多", PHONE)
    talk.says("继续").hears("接着来", PHONE)
    talk.says("13800001111").hears("什么事")


def test_nothing_to_go_on_with_is_said_so(talk: Talk) -> None:
    talk.says("继续").hears("没有留着").misses("帮不上")


def test_a_side_question_at_the_phone_is_answered(talk: Talk) -> None:
    opened(talk)
    talk.says("过户要带什么材料").hears("新户主身份证原件", PHONE)
    talk.says("13800001111").hears("什么事")


def test_a_side_question_that_asks_itself_parks_the_form_and_brings_it_back(talk: Talk) -> None:
    opened(talk)
    talk.says("附近营业厅在哪").hears("在哪一带")
    talk.says("石桥镇").hears("石桥供电营业厅", "经理回电", "继续")
    talk.says("继续").hears(PHONE)


def test_a_location_that_is_not_asked_for_is_no_misreading(talk: Talk) -> None:
    opened(talk)
    for _ in range(3):
        talk.shares(31.2, 105.4).hears("位置收到", PHONE).misses("11位", "没有看懂")


def test_a_photo_and_a_recording_do_not_ask_what_for(talk: Talk) -> None:
    opened(talk)
    talk.sends("image", MediaId="m", PicUrl="http://x/y").hears("照片收到", PHONE)
    talk.misses("想办什么")
    talk.sends("voice", MediaId="v", Format="amr").hears("打字", PHONE).misses("想办什么")


def test_a_nod_is_no_matter_to_call_about(talk: Talk) -> None:
    opened(talk).says("13800001111").hears("什么事")
    talk.says("对").hears("什么事").misses("对吗")


def test_a_story_told_instead_of_the_phone_is_kept(talk: Talk, world: World) -> None:
    world.clock.now = world.clock().replace(hour=23)
    talk.says("我要投诉").hears(PHONE)
    talk.says("抄表员三个月没来抄表，还对我妈大吼大叫").hears("记下了", PHONE)
    talk.says("13800001111").hears("大吼大叫", "对吗")


def test_asking_for_a_person_twice_goes_on_with_the_call_back(talk: Talk, world: World) -> None:
    world.clock.now = world.clock().replace(hour=23)
    talk.says("我要投诉").hears("12398")
    talk.says("转人工").hears(PHONE, "接着").misses("12398")


def test_a_phone_is_no_day_of_a_guarantee(talk: Talk) -> None:
    talk.says("会议需要保供电").says("下周三在和平路开会").hears(PHONE)
    talk.says("13800001111").hears("下周三", "13800001111", "对吗")
    talk.says("取消").says("会议需要保供电").says("和平路").hears("什么时候")
    talk.says("13800001111").hears("记下了", "什么时候")


def test_the_first_of_two_wishes_is_not_lost(talk: Talk) -> None:
    talk.says("我想知道电费多少，另外过户要什么材料").hears("过户", "您还提到查电费")
    number = talk.reply.split("要办就回")[1][0]
    talk.says(number).hears("绑定")


def test_a_place_alone_is_asked_about(talk: Talk) -> None:
    talk.says("和平路12号").hears("想办哪样", "1. 查停电", "3. 台区经理")
    talk.says("3").hears("台区经理是")


def test_an_address_is_no_matter_to_call_about(talk: Talk) -> None:
    talk.says("让台区经理给我回电").says("工业园19号").hears(PHONE)
    talk.says("13800001111").hears("什么事")


def test_another_wish_is_no_place(talk: Talk) -> None:
    talk.says("附近营业厅在哪").hears("在哪一带")
    talk.says("台区经理").hears("您在哪里").misses("没找到")


def test_an_empty_form_that_was_left_is_not_brought_back(talk: Talk) -> None:
    talk.says("附近营业厅在哪").hears("在哪一带")
    talk.says("办电进度").says("没有编号").hears("95598").misses("找营业厅给您留着")
