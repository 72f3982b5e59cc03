"""What each kind of official account is allowed to do."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The platform's interfaces that this account has; a lack is told in a true sentence.

    Attributes:
        customer_service_messages: pushing text within 48 h of the resident's last word.
        menu: an own menu by API.
        qr: QR codes with a scene.
        oauth: knowing the openid in the browser.
        template: template messages and subscription notices.
        pay: WeChat Pay inside the chat.
        transfer: handing the conversation to human agents.
        agents: asking which agents are online.
        media: fetching pictures and recordings that residents sent.
    """

    customer_service_messages: bool = False
    menu: bool = False
    qr: bool = False
    oauth: bool = False
    template: bool = False
    pay: bool = False
    transfer: bool = False
    agents: bool = False
    media: bool = False

    @classmethod
    def of(cls, account_kind: str) -> "Capabilities":
        """The capabilities for a value of `WECHAT_ACCOUNT`.

        Raises:
            ValueError: no such kind.
        """
        try:
            return _BY_KIND[account_kind]
        except KeyError:
            raise ValueError(f"no such kind of account: {account_kind}") from None


_BY_KIND: Final = {
    "service": Capabilities(
        customer_service_messages=True,
        menu=True,
        qr=True,
        oauth=True,
        template=True,
        pay=True,
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
