"""Bindings made under an account's former holder: ended, and the resident is told."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bot.backends.accounts import Account, Accounts
from bot.effects import Push
from bot.errors import BackendAway
from bot.replies import Reply, joined
from bot.services import account_numbers
from bot.services.links import Links
from bot.store import bindings as statements
from bot.store.bindings import Binding, Bindings, HolderOf

BILLS_PAGE = "pages/bills"


class AccountsOnce:
    """`Accounts` for one turn, which looks an account up once: nothing changes before its end."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._known: dict[str, Account | None] = {}

    def get(self, account_no: str) -> Account | None:
        """See `Accounts.get`."""
        if account_no not in self._known:
            self._known[account_no] = self._accounts.get(account_no)
        return self._known[account_no]

    def find_by_meter(self, meter_no: str, address: str) -> Account | None:
        """See `Accounts.find_by_meter`."""
        return self._accounts.find_by_meter(meter_no, address)

    def below(self, transformers: Sequence[str]) -> Mapping[str, str]:
        """See `Accounts.below`."""
        return self._accounts.below(transformers)


def holder_of(accounts: Accounts) -> HolderOf:
    """Who holds an account now; unknown while the accounts cannot be asked, as is all else then."""

    def of(account_no: str) -> str | None:
        try:
            account = accounts.get(account_no)
        except BackendAway:
            return None
        return account.holder if account else None

    return of


def bills_link(links: Links, openid: str, account_no: str) -> str:
    """The link to an account's bills, for as long as this resident may see them."""
    return links.make(BILLS_PAGE, [openid, account_no])


def with_ended_bindings(reply: Reply, bindings: Bindings, openid: str) -> Reply:
    """The reply with a sentence on bindings that ended in this turn, and their statements.

    Everybody else who was bound in the old holder's time is told, too.
    """
    if reply.silent or reply.transfer is not None:
        return reply
    marked = tuple(map(statements.remark_statement, bindings.remarked))
    ended = [b for b in bindings.ended if b.openid == openid]
    if not ended:
        return replace(reply, writes=(*marked, *reply.writes)) if marked else reply
    former = [b for one in ended for b in bindings.former(one.account_no)]
    others = tuple(Push(b.openid, _over(b)) for b in former if b.openid != openid)
    return replace(
        reply.before(joined(*map(_over, ended))),
        writes=(*marked, *statements.end_statements(former), *reply.writes),
        effects=(*reply.effects, *others),
        remember={"account_no": "", "pay_for": "", **reply.remember},
    )


def _over(binding: Binding) -> str:
    number = binding.account_no
    return (
        f"户号尾号{account_numbers.tail(number)}已经换了户主（过户或更名），您原来的绑定到此结束，"
        f"这一户的信息不再给您看。还是您家的，请重新绑定：发“绑定户号 {number}”。"
    )
