"""What each kind of official account is allowed to do, and whether phones can be texted."""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this bot can do; a lack is told in a true sentence, nothing beyond it is promised.

    The platform's interfaces that the account has, and `sms`.

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
        sms: texting phones (`SMS` names a gateway).
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
    sms: bool = False

    @classmethod
    def of(cls, account_kind: str, *, sms: bool) -> "Capabilities":
        """The capabilities for a value of `WECHAT_ACCOUNT`, with a gateway for SMS or without.

        Raises:
            ValueError: no such kind.
        """
        try:
            return replace(_BY_KIND[account_kind], sms=sms)
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
