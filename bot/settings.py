"""Settings from the environment, checked whole: every fault is named in one message."""

import base64
import binascii
import ipaddress
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

import msgspec

from bot.paths import ROOT
from bot.wechat.capabilities import AccountKind

SECRET_KEY_MIN_CHARS = 32

log = logging.getLogger(__name__)


class SettingsError(Exception):
    """The environment is incomplete or malformed; the text names every variable at fault."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One deployment's settings, a variable a field; the README says what each means.

    A field that the process at hand does not insist on is an empty string when unset. Folders are
    absolute; a relative one in the environment is one of the checkout.
    """

    wechat_app_id: str = ""
    wechat_app_secret: str = ""
    wechat_token: str = ""
    wechat_aes_key: str | None = None
    wechat_aes_key_previous: str | None = None
    wechat_account: AccountKind = "service"
    wechat_api_base: str = "https://api.weixin.qq.com"
    redis_url: str = ""
    database_url: str = ""
    celery_broker_url: str = ""
    secret_key: str = ""
    public_url: str = ""
    data_dir: Path = ROOT / "var"
    model_dir: Path = ROOT / "var" / "model"
    backend: Literal["demo", "file"] = "demo"
    payments: Literal["embedded", "hand_off"] = "embedded"
    sms: Literal["embedded", "none", "http"] = "embedded"
    dispatch: Literal["embedded"] = "embedded"
    sms_http_url: str = ""
    cashier_url: str = ""
    inbox_keep_days: int = 30
    metrics_allow: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    simulator: bool = False


SERVER = (
    "WECHAT_APP_ID",
    "WECHAT_APP_SECRET",
    "WECHAT_TOKEN",
    "REDIS_URL",
    "DATABASE_URL",
    "SECRET_KEY",
    "PUBLIC_URL",
)
"""The variables without a default: web, worker and scheduler insist on all of them."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    name.upper(): get_args(kind)
    for name, kind in get_type_hints(Settings).items()
    if get_origin(kind) is Literal
}
SCHEMES: Mapping[str, tuple[str, ...]] = {
    "REDIS_URL": ("redis", "rediss", "unix"),
    "CELERY_BROKER_URL": ("redis", "rediss", "redis+socket", "memory", "amqp", "amqps"),
    "DATABASE_URL": ("sqlite", "postgresql+psycopg"),
    "PUBLIC_URL": ("http", "https"),
    "WECHAT_API_BASE": ("http", "https"),
    "SMS_HTTP_URL": ("http", "https"),
    "CASHIER_URL": ("http", "https"),
}


def read(environ: Mapping[str, str], insist: tuple[str, ...] = SERVER) -> Settings:
    """Read the environment.

    Args:
        environ: the variables.
        insist: names that must be set; a command names only what it uses.

    Raises:
        SettingsError: one message that names every missing or malformed variable.
    """
    given = {name: value.strip() for name, value in environ.items() if value.strip()}
    faults = [f"{name} is {_missing(name, environ)}" for name in insist if name not in given]
    faults += _malformed(given) + _contradictions(given)
    if faults:
        raise SettingsError("Environment: " + "; ".join(faults) + ".")
    found = _settings(given)
    if insist == SERVER:
        _warn(found)
    return found


def model_dir(environ: Mapping[str, str]) -> Path:
    """`MODEL_DIR` alone, for a command that minds no other variable."""
    return ROOT / (environ.get("MODEL_DIR", "").strip() or Settings().model_dir)


def data_dir(environ: Mapping[str, str]) -> Path:
    """The same for `DATA_DIR`."""
    return ROOT / (environ.get("DATA_DIR", "").strip() or Settings().data_dir)


def _missing(name: str, environ: Mapping[str, str]) -> str:
    is_open_door = name == "WECHAT_TOKEN" and name in environ
    return "empty: anybody could sign" if is_open_door else "not set"


def _warn(found: Settings) -> None:
    if not found.wechat_aes_key:
        log.warning("plain_mode", extra={"because": "WECHAT_AES_KEY is not set, or empty"})
    if len(found.secret_key) < SECRET_KEY_MIN_CHARS:
        log.warning("secret_key_short", extra={"at_least_chars": SECRET_KEY_MIN_CHARS})
    if found.payments == "hand_off" and not found.cashier_url:
        log.warning("cashier_url_missing", extra={"residents": "are sent to a hall to pay"})


def _malformed(given: Mapping[str, str]) -> list[str]:
    faults = [
        f"{name} must be one of {', '.join(allowed)}"
        for name, allowed in CHOICES.items()
        if name in given and given[name] not in allowed
    ]
    faults += [
        f"{name} is no URL of the form {' or '.join(f'{scheme}://…' for scheme in schemes)}"
        for name, schemes in SCHEMES.items()
        if name in given and not _is_url(given[name], schemes)
    ]
    faults += [
        f"{name} must be 43 base64 characters"
        for name in ("WECHAT_AES_KEY", "WECHAT_AES_KEY_PREVIOUS")
        if name in given and not _is_aes_key(given[name])
    ]
    if not re.fullmatch(r"\d{1,4}", given.get("INBOX_KEEP_DAYS", "0")):
        faults.append("INBOX_KEEP_DAYS must be a number of days, 0 to 9999")
    faults += [
        f"METRICS_ALLOW holds {part!r}, which is no address or CIDR"
        for part in _parts(given.get("METRICS_ALLOW", ""))
        if not _is_network(part)
    ]
    return faults


def _contradictions(given: Mapping[str, str]) -> list[str]:
    faults = [
        f"{name}=embedded stands only beside BACKEND=demo"
        for name in ("PAYMENTS", "SMS")
        if given.get(name) == "embedded" and given.get("BACKEND", "demo") != "demo"
    ]
    if given.get("SMS") == "http" and "SMS_HTTP_URL" not in given:
        faults.append("SMS_HTTP_URL is not set, which SMS=http posts to")
    if "WECHAT_AES_KEY_PREVIOUS" in given and "WECHAT_AES_KEY" not in given:
        faults.append("WECHAT_AES_KEY_PREVIOUS stands only beside WECHAT_AES_KEY")
    return faults


def _settings(given: Mapping[str, str]) -> Settings:
    redis_url, metrics_allow = given.get("REDIS_URL", ""), given.get("METRICS_ALLOW")
    values: dict[str, object] = {"celery_broker_url": _as_broker(redis_url)}
    if given.get("BACKEND", "demo") != "demo":
        values |= {"payments": "hand_off", "sms": "none"}
    values |= {name.lower(): value for name, value in given.items()}
    values["public_url"] = given.get("PUBLIC_URL", "").rstrip("/")
    values["simulator"] = given.get("SIMULATOR", "") not in ("", "0", "false")
    if metrics_allow is not None:
        values["metrics_allow"] = _parts(metrics_allow)
    return msgspec.convert(values, Settings, strict=False, dec_hook=_as_folder)


def _as_folder(kind: type[Path], value: str) -> Path:
    """A folder of the checkout, where it is not absolute; `Path` is the one type of our own."""
    return ROOT / kind(value)


def _as_broker(redis_url: str) -> str:
    """Celery names Redis on a unix socket otherwise than redis-py does."""
    return re.sub(r"^unix://", "redis+socket://", redis_url)


def _is_url(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    names_something = bool(parts.netloc or parts.path.strip("/")) or parts.scheme == "memory"
    return parts.scheme in schemes and names_something and has_port


def _is_aes_key(value: str) -> bool:
    try:
        return len(value) == 43 and len(base64.b64decode(value + "=", validate=True)) == 32  # noqa: PLR2004  # the platform's format
    except binascii.Error:
        return False


def _parts(value: str) -> list[str]:
    return [part for part in re.split(r"[,\s]+", value) if part]


def _is_network(value: str) -> bool:
    try:
        ipaddress.ip_network(value, strict=False)
    except ValueError:
        return False
    return True
