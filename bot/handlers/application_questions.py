"""What is asked about an application that was told: who has to act, which papers, the way out."""

import re
from typing import Final

from bot.backends.requests import ServiceRequest
from bot.handlers import application_answers
from bot.replies import Choice, Reply
from bot.services import applications as wording
from bot.services import requirements
from bot.turn import Turn

_OUT: Final = r"撤|取消|作废|退掉|退了|不(?:想|要|打算)?办|不要了|不装"
_APPLICATION: Final = r"申请|报装|办电|新装|增容|充电桩"
_WITHDRAWS: Final = re.compile(
    rf"(?:{_APPLICATION}).{{0,8}}(?:{_OUT})|(?:{_OUT}).{{0,5}}(?:{_APPLICATION})"
)
_NO_VISIT: Final = re.compile(
    r"取消.{0,4}(?:预约|上门)|(?:预约|上门).{0,4}取消|(?:不要|不用|不消|别|莫)(?:来|再)?上门"
)
_ANOTHER: Final = re.compile(
    r"共享|授权|发票|退费|退款|提醒|通知|报修|回电|自动|代扣|保供?电|户号|绑定|要什么|材料|条件"
)
_WHOSE: Final = re.compile(
    r"(?:等|归|是|找)(?:哪|谁|什么|啥)|卡(?:在|到|住)|谁的(?:问题|责任|事)|轮到|哪个(?:部门|单位|人)"
    r"|我们?(?:还|现在)?(?:要|该|需要|得)?[做干办弄](?:点|些)?(?:什么|啥)|为什么|为啥|咋个?(?:还|拖|这么)"
    r"|怎么(?:还|拖|这么|那么)|拖.{0,3}[久长]|(?:啥|什么)原因"
)
_HOW_PAPERS: Final = re.compile(
    r"(?:怎么|咋个?|怎样|如何)(?:补|弄|交|办|传|拿|搞)|[补交](?:到|去|给)?(?:哪|谁)|哪[里儿]?[补交]"
)


def answer(turn: Turn, request: ServiceRequest) -> Reply | None:
    """The reply to a question about the application at hand; else `None`."""
    text = turn.text
    if withdraws(text):
        return withdrawal_reply(turn, request)
    if wording.visit(request, turn.now) and application_answers.moves(turn):
        return application_answers.move(turn, request)
    papers = papers_asked(turn, request)
    return papers or (_waiting(turn, request) if _WHOSE.search(text) else None)


def papers_asked(turn: Turn, request: ServiceRequest, *, named: bool = False) -> Reply | None:
    """How the papers that are missing are handed in, all of them unless some are `named`."""
    said = tuple(paper for paper in request.missing if requirements.is_about(paper, turn.text))
    wanted = said if named or said else request.missing
    asks = _HOW_PAPERS.search(turn.text)
    return application_answers.papers_reply(request, wanted) if asks and wanted else None


def withdraws(text: str) -> bool:
    """Whether an application, or its visit, is to be called off."""
    says = _WITHDRAWS.search(text) or _NO_VISIT.search(text)
    return says is not None and not _ANOTHER.search(text)


def names_application(text: str) -> bool:
    """Whether the words of calling off name the application, not its visit alone."""
    return _WITHDRAWS.search(text) is not None


def withdrawal_reply(turn: Turn, request: ServiceRequest | None) -> Reply:
    """Who can call it off, and the ways there: it cannot be done here."""
    number = f" {request.application_no} " if request else ""
    ways = (
        Choice("请经理回电", "customer_manager", f"请经理回电，想撤销申请{number}"),
        Choice("附近营业厅", "service_points", "附近营业厅在哪"),
    )
    text = f"申请{number}在这里撤不了，取消上门也一样：要核对申请人，由台区经理或营业厅来办。"
    if request is None:
        return Reply(text, choices=ways)
    remember = application_answers.about(request)
    if not wording.visit(request, turn.now):
        return Reply(text, choices=ways, remember=remember)
    move = application_answers.choice("改上门时间", request, "改上门时间")
    text = f"{text}只是时间不合适的，上门可以改期。"
    return Reply(text, choices=(*ways, move), remember=remember)


def _waiting(turn: Turn, request: ServiceRequest) -> Reply:
    """Whose turn it is, and what the applicant has to do."""
    if request.waiting_for == "customer" and request.missing:
        return application_answers.application_reply(turn, request)
    ways = (
        application_answers.choice("催一下", request, "催一下"),
        Choice("请经理回电", "customer_manager", f"请经理回电，问申请 {request.application_no}"),
    )
    return Reply(
        wording.waiting_text(request, turn.use.calendar, turn.now),
        choices=ways[request.waiting_for == "customer" :],
        remember=application_answers.about(request),
    )
