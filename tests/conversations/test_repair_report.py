from support.talk import Talk


def test_a_fault_is_reported_by_four_messages(talk: Talk) -> None:
    talk.says("家里停电了，帮我报修").hears("在哪里")
    talk.says("和平路12号").hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX")
