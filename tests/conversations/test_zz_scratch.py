from support.talk import Talk, World
from bot.backends import demo
import re

def test_x(world, talk):
    def say(*texts, t=talk):
        for x in texts:
            t.says(x); print(">>", x, "\n<<", t.reply, "\n")
    say("城关镇停电了吗", "建设街停电了没")
    talk.shares(31.20529,105.40977,"和平路12号"); print(talk.reply)
    talk.taps("emergency"); print(talk.reply, len(talk.reply.encode()))
    say("1", "和平路18号", "13800000000", "报修进度", "催一下", "补充一句", "门口有条大黄狗", "门口有条狗", "家里有老人吸氧", "我们这楼邻居也没电")
    say("取消")
    say("停电了，和平路12号，电话13800000001", "对", "取消报修", "对")
    say("停电了，和平路12号，电话13800000001", "对", "今天天气怎么样", "还有电梯里关了人", "电话打 13900001111 也行", "快点来嘛")
    talk.taps("repair_progress"); print(talk.reply)
    say("2", "门牌是红色的", "报修进度", "3", "算了", "报修进度", "3","不取消了")
    world.works()
    print(world.platform.texts(talk.openid))

def test_y(world, talk):
    o = Talk(world, openid="other")
    def say(*texts, t=talk):
        for x in texts:
            t.says(x); print(">>", x, "\n<<", t.reply, "\n")
    say("家里停电了，帮我报修", "桂泉村3组", "13800000001","对")
    say("整栋楼都没电了，幸福小区3栋，13800000002","对")
    world.works()
    for o in world.use.outages.open_now(): print(o)
    for t in world.use.tickets.listed(): print(t)
    print(talk.session)
    for row in world.use.roster.on_duty("城关镇", world.clock()): print(row, world.sms(row.phone))
    for _ in range(6):
        world.clock.turn(minutes=11); world.works()
    print(world.platform.texts(talk.openid))
    for row in world.use.roster.on_duty("城关镇", world.clock()): print(row, world.sms(row.phone))
    row=world.use.roster.on_duty("城关镇", world.clock())[0]
    link=re.search(r"http\S+", world.sms(row.phone))[0].replace("http://bot.example","")
    p=world.client.get(link); print(p.status_code, p.get_data(as_text=True))
    p=world.client.post(link, data={"state":"accepted","seen":"1"}); print(p.status_code, p.headers)
    world.works(); print(world.platform.texts(talk.openid)[-1])
    p=world.client.get(link); print(p.status_code, p.get_data(as_text=True)[2000:])
