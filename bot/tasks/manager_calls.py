"""A resident's wish for a call-back goes to the manager, then up to the group, then back."""

from typing import Final

from msgspec import structs

from bot.backends.network import Manager
from bot.backends.tickets import Duty, Ticket
from bot.dispatch import duty_links
from bot.effects import CallDuty, CallManager, Effect, HurryManager, Push, Sms
from bot.services.limits import HURRY_SMS
from bot.tasks.work import Done, Work

PASSED_UP_AFTER_MIN: Final = 30
"""Unanswered for so long it goes one level up (issue: manager, then his service group)."""

_MANAGER, _LEADER = 0, 1


def call_manager(effect: CallManager, work: Work) -> Done:
    """Call whoever stands at the effect's level, unless somebody has answered.

    In quiet hours nothing happens: the same level has its turn when they are over.
    """
    ticket = work.use.tickets.get(effect.ticket_no)
    if ticket is None or ticket.state != "new":
        return Done()
    codes = ticket.transformers
    manager = work.use.managers.of_transformer(codes[0]) if codes else None
    if manager is None:
        return Done((CallDuty(ticket.ticket_no),))
    wait_min = work.use.utility.quiet.left_min(work.now)
    if wait_min:
        return Done((structs.replace(effect, delay_min=wait_min),))
    if effect.level > _LEADER:
        return Done((_unanswered(ticket, manager, work),))
    told = [_sms(ticket, manager, effect.level, work)]
    if effect.passed_up:
        told.append(_passed_up(ticket, manager))
    again = CallManager(ticket.ticket_no, effect.level + 1, PASSED_UP_AFTER_MIN, passed_up=True)
    return Done((*(told if work.sms else ()), again))


def hurry_manager(effect: HurryManager, work: Work) -> Done:
    """The SMS, unless the day's one has gone out."""
    if not work.use.limits.count(HURRY_SMS, effect.application_no):
        return Done()
    return Done((Sms(effect.phone, effect.text, effect.delay_min),))


def _sms(ticket: Ticket, manager: Manager, level: int, work: Work) -> Effect:
    duty = Duty(manager.name, manager.phone)
    then = f"{PASSED_UP_AFTER_MIN}分钟没接会转给组长，"
    if level == _LEADER:
        duty = Duty(manager.group_leader, manager.group_phone)
        then = f"台区经理{manager.name}管的片，"
    place = work.use.network.equipment(ticket.transformers[0])
    where = place.name if place else ticket.transformers[0]
    link = duty_links.ticket_link(work.use.links, ticket.ticket_no, duty)
    return Sms(
        duty.phone, f"回电请求 {ticket.ticket_no}，{where}。{then}点开接单、看电话：\n{link}"
    )


def _passed_up(ticket: Ticket, manager: Manager) -> Effect:
    text = (
        f"您要的回电 {ticket.ticket_no}，台区经理{manager.name}还没接上，"
        f"已转给{manager.group}组长{manager.group_leader}。"
    )
    return _push(ticket, text, "passed_up")


def _unanswered(ticket: Ticket, manager: Manager, work: Work) -> Effect:
    text = (
        f"对不住，您要的回电 {ticket.ticket_no} 到现在还没有人接。请直接打"
        f"{work.use.utility.hotline}，24小时有人接，报这个编号就行；"
        f"也可以打{manager.group}的电话{manager.group_phone}。"
    )
    return _push(ticket, text, "unanswered")


def _push(ticket: Ticket, text: str, moment: str) -> Effect:
    return Push(
        openid=ticket.reporter,
        text=text,
        phone=ticket.phone,
        moment=f"call_manager:{ticket.ticket_no}:{moment}",
    )
