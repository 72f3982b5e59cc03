"""Accounts of every kind for paying, links out of replies, and the provider's side of the wire."""

import re
from collections.abc import Mapping
from datetime import datetime

import msgspec
from sqlalchemy import func, select

from bot.backends.accounts import Account
from bot.backends.billing import Receipt
from bot.backends.demo.tables import ReceiptRow, ShownRow
from bot.services import bills
from bot.services.bills import Standing
from bot.services.payment_notices import Seal
from bot.store import bindings
from bot.store.bindings import RIGHTS, Binding
from bot.store.orders import Order
from support.talk import Talk, World

NOTIFY = "/pay/notify"


def shown(world: World, part: str) -> Account:
    """The account that plays a part in `demo show`."""
    with world.parts.database.read() as connection:
        query = select(ShownRow.account_no).where(ShownRow.part == part)
        number = connection.execute(query).scalar_one()
    account: Account = world.use.accounts.get(number)
    return account


def bind(
    world: World,
    account: Account,
    openid: str = "resident-one",
    *,
    alias: str = "",
    rights: frozenset[str] = RIGHTS,
) -> Account:
    """Bind an account to a resident, as if it had been proven."""
    mark = world.parts.holders.mark(account.account_no, account.holder)
    held = Binding(openid, account.account_no, world.clock(), mark, alias=alias, rights=rights)
    with world.parts.database.write() as connection:
        for statement in bindings.bind_statements(held):
            connection.execute(statement)
    world.clock.turn(seconds=1)
    return account


def standing(world: World, account: Account) -> Standing:
    return bills.standing(world.use.billing, account, world.clock().date())


def link(talk: Talk) -> str:
    """The link of a reply, alone on its line."""
    found = re.findall(r"^https?://\S+$", talk.reply, re.MULTILINE)
    assert found, f"no link in the reply:\n{talk.reply}"
    return str(found[-1])


def path(url: str) -> str:
    return url.removeprefix("http://bot.example")


def order_of(world: World, url: str) -> Order:
    return world.parts.till().order(url.rpartition("/")[2])


def notice(order: Order, **changes: object) -> bytes:
    """The body of the provider's notice for an order."""
    said: dict[str, object] = {
        "order_no": order.order_no,
        "account_no": order.account_no,
        "amount_fen": order.amount_fen,
        "transaction_no": f"T{order.order_no}",
        "result": "SUCCESS",
    }
    return msgspec.json.encode(said | changes)


def sealed(world: World, body: bytes, at: datetime | None = None) -> dict[str, str]:
    seal = Seal.of(world.parts.settings.secret_key)
    return seal.headers(body, at or world.clock())


def sends(world: World, body: bytes, headers: Mapping[str, str]) -> int:
    return world.client.post(NOTIFY, data=body, headers=dict(headers)).status_code


def confirms(world: World, url: str) -> int:
    """The provider calls back for the order of a link."""
    body = notice(order_of(world, url))
    return sends(world, body, sealed(world, body))


def receipts(world: World, account: Account) -> tuple[Receipt, ...]:
    """What was credited to an account since the demo was loaded, newest first."""
    before = world.clock().replace(hour=20, minute=0)
    found: tuple[Receipt, ...] = world.use.billing.receipts(account.account_no, before)
    return found


def credited(world: World) -> int:
    """How many payments were credited in all since the load."""
    with world.parts.database.read() as connection:
        query = select(func.count()).where(ReceiptRow.seeded.is_(False))
        return int(connection.execute(query).scalar_one())
