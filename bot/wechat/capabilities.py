"""What each kind of official account is allowed to do, and whether phones can be texted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

AccountKind = Literal["service", "service-unverified", "subscription", "subscription-unverified"]
"""What `WECHAT_ACCOUNT` may be."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this bot can do; a lack is told in a true sentence, nothing beyond it is promised.

    The platform's interfaces that the account has, and `sms`.

    Attributes:
        customer_service_messages: pushing text within 48 h of the resident's last word.
        menu: an own menu by API.
        qr: QR codes with a scene.
        template: template messages, which reach a resident at any time.
        transfer: handing the conversation to human agents.
        agents: asking which agents are online.
        media: fetching pictures and recordings that residents sent.
        sms: texting phones (`SMS` names a gateway).
    """

    customer_service_messages: bool = False
    menu: bool = False
    qr: bool = False
    template: bool = False
    transfer: bool = False
    agents: bool = False
    media: bool = False
    sms: bool = False

    @classmethod
    def of(cls, account_kind: AccountKind, *, sms: bool) -> "Capabilities":
        """The capabilities for a value of `WECHAT_ACCOUNT`, with a gateway for SMS or without."""
        return replace(_BY_KIND[account_kind], sms=sms)


_BY_KIND: Final[Mapping[AccountKind, Capabilities]] = {
    "service": Capabilities(
        customer_service_messages=True,
        menu=True,
        qr=True,
        template=True,
        transfer=True,
        agents=True,
        media=True,
    ),
    "service-unverified": Capabilities(menu=True),
    "subscription": Capabilities(
        customer_service_messages=True,
        menu=True,
        transfer=True,
        agents=True,
        media=True,
    ),
    "subscription-unverified": Capabilities(),
}
