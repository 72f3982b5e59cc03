"""Forgetting a resident, as the platform demands at unsubscribe (reference: wechat.md 1.1)."""

from sqlalchemy import Executable, delete

from bot.store import binding_requests, bindings, orders, tellings
from bot.store.codes import CodeRow
from bot.store.consents import ConsentRow
from bot.store.outbox import OutboxRow
from bot.store.turns import TurnRow
from bot.store.utterances import UtteranceRow


def statements(openid: str) -> tuple[Executable, ...]:
    """What deletes every row that is kept by the openid."""
    return (
        delete(TurnRow).where(TurnRow.openid == openid),
        delete(UtteranceRow).where(UtteranceRow.openid == openid),
        delete(OutboxRow).where(OutboxRow.recipient == openid),
        *bindings.forget_statements(openid),
        binding_requests.forget_statements(openid),
        delete(CodeRow).where(CodeRow.openid == openid),
        delete(ConsentRow).where(ConsentRow.openid == openid),
        *orders.forget_statements(openid),
        tellings.forget_statements(openid),
    )
