"""The privacy notice: agreeing, refusing, one's own data as a file, and having it all deleted."""

import re

from bot import say
from bot.forms import Form
from bot.replies import Choice, Link, Reply, joined
from bot.services import own_data
from bot.steps import start
from bot.store import forget
from bot.turn import Turn

_DATA = r"(数据|资料|信息|个人信息|记录)"
_DELETE = re.compile(rf"(删除?掉?|清除|清空|抹掉|注销).{{0,6}}(我).{{0,8}}{_DATA}|注销账号")
_EXPORT = re.compile(rf"(导出|下载|拷贝|要一份).{{0,8}}{_DATA}|存了我.{{0,4}}{_DATA}|我的{_DATA}$")
_NOTICE = re.compile(r"隐私|(撤回|收回|撤销)(了|我的)?同意|同意.{0,6}(撤回|收回|撤销)")
_WHAT_FOR = re.compile(
    r"(要|拿|留|填|收集|存).{0,6}(手机号?|电话|号码|信息|资料).{0,6}"
    r"(干嘛|干啥|干什么|[做搞](啥|什么|么)|[啥什]么?用|为什么|为啥)"
)
_REFUSE = re.compile(r"不同意|拒绝|撤回|收回|取消")
_AGREE = re.compile(r"同意|接受")

CHOICES = (
    Choice("同意隐私说明", "account_manage", "同意隐私说明"),
    Choice("不同意", "account_manage", "不同意隐私说明"),
    Choice("导出我的数据", "account_manage", "导出我的数据"),
    Choice("删除我的数据", "account_manage", "删除我的数据"),
)


class Deletion(
    Form,
    title="删除我的数据",
    confirm="绑定、同意记录、提醒设置和对话都会删除，不能恢复；已报的修照常处理。删除，对吗？",
):
    """Forgetting a resident at his word."""

    def done(self, turn: Turn) -> Reply:
        """Everything kept by the openid goes; open tickets go on without it."""
        turn.use.tickets.forget(turn.openid)
        return Reply(
            "都删除了。以后要用，随时再来。", writes=forget.statements(turn.openid), forgets=True
        )


def what_for(turn: Turn) -> Reply | None:
    """The notice for who asks what a phone number or data is wanted for; else `None`."""
    asks = not turn.understanding.is_danger and _WHAT_FOR.search(turn.text)
    return _notice(turn) if asks else None


def concerns(text: str) -> bool:
    """Whether a message is about privacy or the resident's own data."""
    return any(words.search(text) for words in (_NOTICE, _DELETE, _EXPORT))


def answer(turn: Turn) -> Reply:
    """What the words ask for."""
    if _DELETE.search(turn.text):
        return start(Deletion, turn)
    if _EXPORT.search(turn.text):
        return _export(turn)
    if _REFUSE.search(turn.text):
        return refused(turn)
    return _agreed(turn) if _AGREE.search(turn.text) else _notice(turn)


def _export(turn: Turn) -> Reply:
    url = turn.use.links.make(own_data.PATH, turn.openid)
    minutes = own_data.MAX_AGE_S // 60
    text = f"您的数据都在这份文件里，链接{minutes}分钟内有效，请不要转发。"
    return Reply(text, links=(Link("您的数据：", url),))


def _notice(turn: Turn) -> Reply:
    privacy = turn.use.privacy
    word = privacy.word_of(turn.openid)
    state = "您还没有表示同意。"
    if word is not None:
        verb = "同意" if word.agreed else "表示不同意"
        state = f"您{say.when(word.at, turn.now)}{verb}了{word.version}版。"
    link = Link(f"{privacy.notice.title}（{privacy.notice.version}版）：", privacy.url)
    return Reply(state, choices=CHOICES, links=(link,))


def _agreed(turn: Turn) -> Reply:
    privacy = turn.use.privacy
    text = f"记下了：{say.when(turn.now, turn.now)}同意隐私说明{privacy.notice.version}版。"
    bind = Choice("绑定户号", "account_bind", "绑定户号")
    return Reply(text, choices=(bind,), writes=privacy.agree(turn.openid, turn.now))


def refused(turn: Turn) -> Reply:
    """Keep the refusal; what works without is told."""
    bound = turn.use.bindings.of(turn.openid)
    text = joined(
        "记下了，您不同意，以后不再记您的绑定、手机号和位置。",
        f"照样能办：{'、'.join(turn.use.binding_rules.unbound)}。报修的手机号和地点只用于那一张单。",
        f"您已绑定的{len(bound)}个户号还在，要一起删掉请点下面。" if bound else "",
    )
    delete = (Choice("删除我的数据", "account_manage", "删除我的数据"),) if bound else ()
    return Reply(text, choices=delete, writes=turn.use.privacy.refuse(turn.openid, turn.now))
