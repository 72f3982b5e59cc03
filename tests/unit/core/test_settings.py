from pathlib import Path

import pytest

from bot import settings as module
from bot.paths import ROOT
from bot.settings import SettingsError, read

WHOLE = {
    "WECHAT_APP_ID": "wx1",
    "WECHAT_APP_SECRET": "s",
    "WECHAT_TOKEN": "t",
    "REDIS_URL": "unix:///run/redis.sock",
    "DATABASE_URL": "sqlite:///var/bot.db",
    "SECRET_KEY": "k" * 32,
    "PUBLIC_URL": "https://bot.example/",
}


def test_a_whole_environment_is_read() -> None:
    settings = read(WHOLE)
    assert settings.public_url == "https://bot.example"
    assert settings.celery_broker_url == "redis+socket:///run/redis.sock"
    assert (settings.payments, settings.sms) == ("embedded", "embedded")


def test_every_fault_is_named_in_one_message() -> None:
    broken = {
        "WECHAT_TOKEN": " ",
        "WECHAT_AES_KEY": "short",
        "WECHAT_ACCOUNT": "personal",
        "DATABASE_URL": "mysql://x/y",
        "REDIS_URL": "redis://host:port",
        "METRICS_ALLOW": "10.0.0.0/8, nowhere",
        "INBOX_KEEP_DAYS": "a month",
    }
    with pytest.raises(SettingsError) as raised:
        read(WHOLE | broken)
    for name in (*broken, "empty"):
        assert name in str(raised.value)


@pytest.mark.parametrize("name", WHOLE)
def test_each_variable_without_a_default_is_insisted_on(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is not set"):
        read({other: value for other, value in WHOLE.items() if other != name})


@pytest.mark.parametrize("name", WHOLE)
def test_a_missing_or_empty_variable_is_named_once(name: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(WHOLE | {name: " "})
    assert str(raised.value).count(name) == 1


@pytest.mark.parametrize(
    "keys",
    [
        {"WECHAT_AES_KEY": "k" * 42},
        {"WECHAT_AES_KEY_PREVIOUS": "k" * 42 + "A"},
        {"WECHAT_AES_KEY": "k" * 42 + "A", "WECHAT_AES_KEY_PREVIOUS": "short"},
    ],
)
def test_an_aes_key_that_fits_nothing_is_refused(keys: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=list(keys)[-1]):
        read(WHOLE | keys)


@pytest.mark.parametrize("keys", [{}, {"WECHAT_AES_KEY": ""}])
def test_without_an_aes_key_the_mode_is_plain_and_the_log_says_so(
    keys: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    assert read(WHOLE | keys).wechat_aes_key is None
    assert "plain_mode" in caplog.messages


def test_an_empty_key_is_no_previous_one() -> None:
    keys = {"WECHAT_AES_KEY": "k" * 42 + "A", "WECHAT_AES_KEY_PREVIOUS": ""}
    assert read(WHOLE | keys).wechat_aes_key_previous is None


def test_a_gateway_without_an_address_is_refused() -> None:
    with pytest.raises(SettingsError, match="SMS_HTTP_URL is not set"):
        read(WHOLE | {"SMS": "http"})
    read(WHOLE | {"SMS": "http", "SMS_HTTP_URL": "http://sms.example/"})


@pytest.mark.parametrize("chosen", [{"BACKEND": "file"}, {"PAYMENTS": "hand_off"}])
def test_handing_over_to_no_cashier_is_a_warning(
    chosen: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    read(WHOLE | chosen | {"CASHIER_URL": "https://cashier.example/"})
    assert "cashier_url_missing" not in caplog.text
    read(WHOLE | chosen)
    assert "cashier_url_missing" in caplog.text


def test_a_command_insists_only_on_what_it_uses() -> None:
    assert read({}, insist=()).database_url == ""


def test_another_backend_changes_the_defaults_and_refuses_what_is_embedded() -> None:
    settings = read(WHOLE | {"BACKEND": "file"})
    assert (settings.payments, settings.sms) == ("hand_off", "none")
    for name in ("PAYMENTS", "SMS"):
        with pytest.raises(SettingsError, match=f"{name}=embedded"):
            read(WHOLE | {"BACKEND": "file", name: "embedded"})


def test_folders_are_the_checkouts_wherever_a_process_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read(WHOLE)
    assert (settings.data_dir, settings.model_dir) == (ROOT / "var", ROOT / "var" / "model")
    given = {"DATA_DIR": "data", "MODEL_DIR": "data/model"}
    settings = read(WHOLE | given)
    assert (settings.data_dir, settings.model_dir) == (ROOT / "data", ROOT / "data" / "model")
    assert module.model_dir(given) == settings.model_dir
    assert read(WHOLE | {"MODEL_DIR": str(tmp_path)}).model_dir == tmp_path


def test_values_have_their_types() -> None:
    words = {"INBOX_KEEP_DAYS": "7", "METRICS_ALLOW": "10.0.0.0/8, ::1", "SIMULATOR": "1"}
    settings = read(WHOLE | words)
    assert settings.inbox_keep_days == 7
    assert settings.metrics_allow == ("10.0.0.0/8", "::1")
    assert settings.simulator
    assert not read(WHOLE | {"SIMULATOR": "0"}).simulator


def test_a_short_secret_key_is_only_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    read(WHOLE | {"SECRET_KEY": "short"})
    assert "secret_key_short" in caplog.text
