"""Forgetting a resident, as the platform demands at unsubscribe (reference: wechat.md 1.1)."""

from sqlalchemy import Executable, delete

from bot.store.outbox import OutboxRow
from bot.store.turns import TurnRow


def statements(openid: str) -> tuple[Executable, ...]:
    """What deletes every row that is kept by the openid."""
    return (
        delete(TurnRow).where(TurnRow.openid == openid),
        delete(OutboxRow).where(OutboxRow.recipient == openid),
    )
