from playwright.sync_api import Locator, Page, expect
from support.fake_bot import FakeBot


def phone(page: Page, name: str) -> Locator:
    return page.get_by_label(f"{name}的手机", exact=True)


def say(device: Locator, words: str) -> None:
    box = device.get_by_label("输入消息")
    box.fill(words)
    box.press("Enter")


def heard(device: Locator) -> Locator:
    """The bubbles on the left."""
    return device.locator(".row.theirs")


def said(device: Locator) -> Locator:
    return device.locator(".row.mine")


def opened(page: Page, fake_bot: FakeBot, name: str = "王阿姨") -> Locator:
    page.goto(f"{fake_bot.url}/simulator")
    return phone(page, name)


def test_words_go_out_and_the_reply_is_shown(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "家里停电了")
    expect(said(wang)).to_have_text(["王家里停电了"])
    expect(heard(wang)).to_contain_text("没有已知停电")
    assert [message.text for message in fake_bot.seen] == ["家里停电了"]


def test_a_tapped_choice_is_sent_as_its_digit(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "停电")
    wang.get_by_role("button", name="2. 先自己查一查").click()
    expect(heard(wang).nth(1)).to_contain_text("您说的是：2")


def test_an_older_list_is_answered_by_its_words(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "停电")
    expect(heard(wang)).to_have_count(1)
    say(wang, "又停电")
    expect(heard(wang)).to_have_count(2)
    wang.get_by_role("button", name="2. 先自己查一查").first.click()
    expect(heard(wang).nth(2)).to_contain_text("您说的是：先自己查一查")


def test_the_menu_sends_its_key(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    wang.get_by_role("button", name="停电报修").click()
    wang.get_by_role("menuitem", name="停电查询").click()
    expect(heard(wang)).to_contain_text("没有已知停电")
    assert [(m.event, m.event_key) for m in fake_bot.seen] == [("click", "outage_query")]


def test_residents_side_by_side_keep_their_chats_apart(page: Page, fake_bot: FakeBot) -> None:
    wang, li = opened(page, fake_bot), phone(page, "李师傅")
    say(wang, "我是王家")
    say(li, "我是李家")
    expect(heard(wang)).to_contain_text("我是王家")
    expect(heard(li)).to_contain_text("我是李家")
    expect(heard(wang)).to_have_count(1)
    assert len({message.openid for message in fake_bot.seen}) == 2


def test_a_resident_is_added_renamed_and_removed(page: Page, fake_bot: FakeBot) -> None:
    opened(page, fake_bot)
    page.get_by_role("button", name="添加居民").click()
    page.get_by_label("名字").fill("赵大爷")
    page.get_by_role("button", name="添加", exact=True).click()
    phone(page, "赵大爷").get_by_label("这部手机的设置").click()
    phone(page, "赵大爷").get_by_label("名字").fill("赵老师")
    phone(page, "赵大爷").get_by_role("button", name="保存").click()
    phone(page, "赵老师").get_by_label("这部手机的设置").click()
    phone(page, "赵老师").get_by_role("button", name="移除这部手机").click()
    expect(page.locator(".device.phone")).to_have_count(2)


def test_a_link_opens_inside_the_phone(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "你好")
    wang.get_by_role("link", name="/duty/BX1").click()
    expect(wang.frame_locator("iframe").get_by_role("heading")).to_have_text("工单 BX1")
    wang.get_by_label("关闭网页").click()
    expect(wang.locator("iframe")).to_have_count(0)


def test_the_duty_phone_opens_its_link(page: Page, fake_bot: FakeBot) -> None:
    say(opened(page, fake_bot), "看工单")
    duty = page.get_by_label("值班手机", exact=True)
    duty.get_by_role("link").click()
    expect(duty.frame_locator("iframe").get_by_role("button")).to_have_text("接单")


def test_a_code_by_sms_is_filled_in_by_a_tap(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "你好")
    expect(heard(wang)).to_have_count(1)
    fake_bot.text_code()
    wang.get_by_role("button", name="验证码 482913").click()
    expect(wang.get_by_label("输入消息")).to_have_value("482913")


def test_a_pushed_menu_message_answers_with_its_id(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "主动")
    wang.get_by_role("button", name="还没来电").click()
    expect(heard(wang).last).to_contain_text("您说的是：还没来电")
    assert fake_bot.seen[-1].raw["bizmsgmenuid"] == "n"


def test_a_failing_webhook_is_shown_as_the_app_shows_it(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "坏")
    expect(wang.get_by_role("alert")).to_have_text("该公众号提供的服务出现故障，请稍后再试")


def test_a_picture_a_place_a_voice_and_a_code(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    for tile, answer in (
        ("样本照片", None),
        ("位置", "青石镇政府"),
        ("语音", "发送语音"),
        ("扫一扫", "box:BX-0012"),
    ):
        before = heard(wang).count()
        wang.get_by_label("更多功能").click()
        wang.get_by_label("更多", exact=True).get_by_role("button", name=tile, exact=True).click()
        if answer:
            wang.get_by_role("button", name=answer).click()
        expect(heard(wang)).to_have_count(before + 1)
    kinds = [(message.kind, message.event) for message in fake_bot.seen]
    assert kinds == [("image", ""), ("location", ""), ("voice", ""), ("event", "scan")]


def test_three_deliveries_at_once(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    wang.get_by_label("更多功能").click()
    wang.get_by_role("button", name="投递三次").click()
    say(wang, "你好")
    expect(wang.locator(".note")).to_contain_text("同时投递了 3 次：3 次有答复（1 种）")
    assert len({message.key for message in fake_bot.seen}) == 1
    assert len(fake_bot.seen) == 3


def test_the_panel_shows_what_was_understood(page: Page, fake_bot: FakeBot) -> None:
    say(opened(page, fake_bot), "和平路停电")
    panel = page.locator(".inspector")
    expect(panel).to_contain_text("outage_query")
    expect(panel.locator(".chips")).to_contain_text("和平路停电")
    expect(panel.locator(".times span")).to_have_text(
        ["open", "understand", "handle", "commit", "合计"]
    )


def test_the_human_agent_answers(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    page.get_by_role("tab", name="人工客服").click()
    page.get_by_role("switch").check()
    say(wang, "转人工")
    page.get_by_label("客服回话").fill("您好，我是小陈")
    page.get_by_role("button", name="发送", exact=True).click()
    expect(heard(wang).last).to_contain_text("我是小陈")
    say(wang, "谢谢")
    expect(said(wang)).to_have_count(2)
    assert [m.text for m in fake_bot.seen if m.kind == "text"] == ["转人工"]


def test_what_a_resident_writes_is_never_markup(page: Page, fake_bot: FakeBot) -> None:
    wang = opened(page, fake_bot)
    say(wang, "<img src=x onerror=document.title='broken'>]]>&amp;")
    expect(heard(wang)).to_contain_text("<img src=x onerror=document.title='broken'>]]>&amp;")
    assert page.title() == "云溪供电 · 模拟器"


def test_one_phone_fills_a_narrow_screen(page: Page, fake_bot: FakeBot) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wang = opened(page, fake_bot)
    say(wang, "停电")
    expect(heard(wang)).to_contain_text("没有已知停电")
    box = wang.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    page.get_by_label("切换设备").get_by_role("button", name="李师傅").click()
    expect(wang).to_be_hidden()
    expect(phone(page, "李师傅")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_dot_tells_of_what_came_to_a_hidden_device(page: Page, fake_bot: FakeBot) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wang = opened(page, fake_bot)
    duty = page.get_by_label("切换设备").get_by_role("button", name="值班")
    say(wang, "看工单")
    expect(duty).to_have_attribute("data-fresh", "")
    duty.click()
    expect(duty).not_to_have_attribute("data-fresh", "")
    expect(page.get_by_label("值班手机", exact=True)).to_contain_text("BX202611230001")
