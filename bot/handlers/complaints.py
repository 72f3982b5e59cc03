"""Complaints, suggestions and praise: words for people."""

import re
from typing import Final

from bot import readers
from bot.forms import Form, ask
from bot.handlers import basics
from bot.replies import Reply
from bot.services import outage_words
from bot.steps import start
from bot.turn import Turn

_BARE_MAX_CHARS: Final = 8
"""A shorter complaint does not say what it is about yet."""
_CLAIM: Final = (
    "给您添了损失，对不住。赔不赔要由人核实，我定不了："
    "坏了的东西先留着别扔，拍下照片、写下停电的时间。"
)
_PRAISES: Final = re.compile(
    r"表扬|点个?赞|夸|好评|五星|锦旗|感谢信|辛苦|多亏|(谢谢|感谢).{0,8}(师傅|员工|经理|你们|他们|客服|小哥|抢修)"
    r"|(师傅|经理|客服|员工|小哥|服务|态度|你们).{0,8}(真|很|好|特别|太)+(好|棒|快|负责|耐心|热情|周到|认真|不错|给力|赞|巴适)"
)
_BLAMES: Final = re.compile(
    r"投诉|不满|差|慢|烂|不(好|行|接|管|来|理|给)|没(人|来|修)|凭什么|为什么|为啥|骗|乱|垃圾|态度(不|恶)|就是|还是|但是"
)


class Praise(Form, title="表扬", about=("complaint", "thanks_bye", "out_of_scope")):
    """A kind word is passed on to whom it is for."""

    whom: str = ask(
        "是哪位师傅、哪天的事？一句话就行，记不得也没关系，回“记不得”。", readers.anything
    )
    what: str = ""

    def done(self, turn: Turn) -> Reply:
        """As a ticket that nobody need call about."""
        ticket = basics.kept(turn, self.id, f"表扬：{self.what}（{self.whom}）"[:500])
        return Reply(f"记下了，编号 {ticket.ticket_no}，一定转告，谢谢您。")


def complaint(turn: Turn) -> Reply:
    """The form for a complaint or for praise."""
    if _PRAISES.search(turn.text) and not _BLAMES.search(turn.text):
        return start(Praise, turn, what=turn.text[:200]).before("谢谢您夸奖，他们听了一定高兴。")
    utility = turn.use.utility
    heard = _CLAIM if outage_words.claims(turn.text) else "您的意见我们听着，由人来办。"
    said = (
        f"{heard}打{utility.hotline}登记，24小时有人接；"
        f"不满意处理结果，还可以打能源监管热线{utility.regulator_line}。"
    )
    what = turn.text[:200] if len(turn.text) > _BARE_MAX_CHARS else ""
    return start(basics.CallBackRequest, turn, what=what).before(said)
