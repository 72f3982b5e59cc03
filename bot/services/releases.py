"""Releasing a binding by hand: the signed link, and what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.backends.accounts import Account, Accounts
from bot.clock import Clock
from bot.database import Database
from bot.effects import Effect, Push, Sms
from bot.phones import takes_sms
from bot.services import account_numbers
from bot.services.links import Links
from bot.services.privacy import Privacy
from bot.store import binding_requests, bindings, outbox
from bot.store.audit import Audit
from bot.store.binding_requests import BindingRequest, BindingRequests
from bot.store.bindings import Binding, Bindings

PATH: Final = "pages/release"
LINK_MAX_AGE_S: Final = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Release:
    """A request as the staff sees it. `account` is `None` where the number does not exist."""

    request: BindingRequest
    account: Account | None
    staff: str


def link(links: Links, request_id: str, staff: str) -> str:
    """The signed link by which a member of the staff releases one request."""
    return links.make(PATH, {"request": request_id, "staff": staff})


@dataclass(frozen=True, slots=True)
class Releases:
    """What the page behind the link shows and does.

    Attributes:
        sends: whether there is a gateway for the SMS to the phone on record.
        hotline: the utility's.
        wake: tells the worker of effects that are due.
    """

    database: Database
    clock: Clock
    links: Links
    requests: BindingRequests
    bindings: Bindings
    privacy: Privacy
    audit: Audit
    sends: bool
    hotline: str
    wake: Callable[[Sequence[str]], None]

    def opened(self, token: str, accounts: Accounts) -> Release | None:
        """The request behind a link; the look at it is written down first.

        Args:
            token: out of the link.
            accounts: where the account is looked up.

        Returns:
            `None` where it was decided already or has expired.

        Raises:
            LinkExpired, LinkForged: the link is too old, or not ours.
        """
        payload = self.links.read(PATH, token, LINK_MAX_AGE_S)
        request = self.requests.open(str(payload["request"]), self.clock())
        if request is None or request.kind != "release":
            return None
        staff = str(payload["staff"])
        self.audit.add(staff, "release_link", request.id)
        return Release(request, accounts.get(request.account_no), staff)

    def grant(self, release: Release, account: Account) -> bool:
        """Bind, and tell the resident and the phone on record; false if it was decided before."""
        request, now = release.request, self.clock()
        has_others = bool(self.bindings.of(request.openid))
        mark = self.bindings.mark(account.account_no, account.holder)
        binding = Binding(request.openid, account.account_no, now, mark, is_default=not has_others)
        with self.database.write() as connection:
            if not connection.execute(binding_requests.decide_statement(request.id, now)).rowcount:
                return False
            for statement in bindings.bind_statements(binding):
                connection.execute(statement)
            due = outbox.add(connection, self._told(request, account), now)
        self.wake(due)
        return True

    def refuse(self, release: Release) -> bool:
        """Close the request and tell the resident; false where it was decided before."""
        request, now = release.request, self.clock()
        told = Push(
            request.openid,
            f"核对编号{request.id}没有通过，请带齐证件再去一次，或打{self.hotline}问。",
        )
        with self.database.write() as connection:
            if not connection.execute(binding_requests.decide_statement(request.id, now)).rowcount:
                return False
            due = outbox.add(connection, [told], now)
        self.wake(due)
        return True

    def _told(self, request: BindingRequest, account: Account) -> list[Effect]:
        tail = account_numbers.tail(account.account_no)
        told = Push(
            request.openid, f"证件核对好了，绑定成功：户号尾号{tail}，可以直接查、直接交了。"
        )
        if not self.sends or not account.phone or not takes_sms(account.phone):
            return [told]
        text = (
            f"您尾号{tail}的户号经工作人员核对证件，刚在微信里绑定了一个人。"
            f"有疑问请拨打{self.hotline}。"
        )
        return [told, Sms(account.phone, text)]
