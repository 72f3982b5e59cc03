from dataclasses import asdict

from bot.wechat.capabilities import AccountKind, Capabilities


def having(account_kind: AccountKind, *, sms: bool = False) -> set[str]:
    can = Capabilities.of(account_kind, sms=sms)
    return {name for name, has in asdict(can).items() if has}


def test_a_verified_service_account_has_everything() -> None:
    assert having("service", sms=True) == set(asdict(Capabilities()))
    assert "sms" not in having("service")


def test_the_others_lack_what_the_platform_withholds() -> None:
    assert having("service-unverified") == {"menu"}
    assert having("subscription-unverified") == set()
    assert having("subscription") == {
        *("customer_service_messages", "menu", "transfer", "agents", "media"),
    }
