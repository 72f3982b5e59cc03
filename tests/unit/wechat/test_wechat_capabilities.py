from dataclasses import asdict

import pytest

from bot.wechat.capabilities import Capabilities


def having(account_kind: str) -> set[str]:
    return {name for name, has in asdict(Capabilities.of(account_kind)).items() if has}


def test_a_verified_service_account_has_everything() -> None:
    assert having("service") == set(asdict(Capabilities()))


def test_the_others_lack_what_the_platform_withholds() -> None:
    assert having("service-unverified") == {"menu"}
    assert having("subscription-unverified") == set()
    assert having("subscription") == {
        *("customer_service_messages", "menu", "transfer", "agents", "media"),
    }


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        Capabilities.of("company")
