"""How money reaches the utility: two shapes behind one Protocol.

`collect`: the order is ours, a provider takes the money and calls back. `hand_off`: the link leads
to the group's own cashier, and the billing system shows the money when it is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, Protocol
from urllib.parse import quote

from bot.effects import AwaitReceipt, Effect
from bot.errors import BotError
from bot.replies import Link
from bot.services.links import Links
from bot.services.payment_notices import Notice, NoticeRefused, Seal
from bot.store.orders import Order
from bot.tariffs.money import decimal_yuan

PAY_PATH: Final = "pages/pay"


class NoCashier(BotError):
    """The utility has named no cashier to hand over to."""

    sentence = "网上缴费的链接这里给不了，请到就近营业厅交，或拨打{hotline}问怎么交。"


class Payments(Protocol):
    """A way to pay."""

    @property
    def shape(self) -> Literal["collect", "hand_off"]:
        """Whether the order is ours, or the group's cashier takes over."""
        ...

    def link(self, order: Order) -> Link:
        """What the resident opens to pay an order.

        Raises:
            NoCashier: there is nowhere to send the resident.
        """
        ...

    def follow_up(self, order: Order) -> tuple[Effect, ...]:
        """What must happen after the link is given, so that the receipt goes out."""
        ...

    def opened(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        """The provider's notice in a callback.

        Raises:
            NoticeRefused: it is not the provider's, is too old, or nobody calls back here.
        """
        ...


@dataclass(frozen=True, slots=True)
class Collect:
    """Our order, the provider's callback."""

    links: Links
    seal: Seal
    shape: Literal["collect"] = "collect"

    def link(self, order: Order) -> Link:
        """The signed pay page of the order."""
        url = self.links.make(PAY_PATH, order.order_no)
        return Link("点开付款，30分钟内有效，家里人帮付也行：", url)

    def follow_up(self, order: Order) -> tuple[Effect, ...]:  # noqa: ARG002  # the Protocol's
        """Nothing: the provider calls back."""
        return ()

    def opened(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        """The notice, verified before it is read."""
        return self.seal.opened(headers, body, now)


@dataclass(frozen=True, slots=True)
class HandOff:
    """The group's cashier, with the account's number filled in.

    `cashier_url` holds `{account_no}` (and `{amount}`, in yuan, where the cashier takes one);
    without a placeholder the number is added as the query parameter `account_no`.
    """

    cashier_url: str
    shape: Literal["hand_off"] = "hand_off"

    def link(self, order: Order) -> Link:
        """The cashier's page."""
        if not self.cashier_url:
            raise NoCashier
        return Link("点开就是缴费页面，户号已经填好：", self._filled(order))

    def follow_up(self, order: Order) -> tuple[Effect, ...]:
        """Look for the money in the billing system."""
        return (AwaitReceipt(order_no=order.order_no, openid=order.openid),)

    def opened(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:  # noqa: ARG002  # see above
        """Nobody has a reason to call back."""
        raise NoticeRefused(404, "no_provider")

    def _filled(self, order: Order) -> str:
        url = self.cashier_url
        if "{account_no}" not in url:
            return f"{url}{'&' if '?' in url else '?'}account_no={quote(order.account_no)}"
        amount = decimal_yuan(order.amount_fen)
        return url.replace("{account_no}", quote(order.account_no)).replace("{amount}", amount)


def payments_of(kind: str, links: Links, secret_key: str, cashier_url: str) -> Payments:
    """The way to pay for a value of `PAYMENTS`."""
    if kind == "hand_off":
        return HandOff(cashier_url)
    return Collect(links, Seal.of(secret_key))
