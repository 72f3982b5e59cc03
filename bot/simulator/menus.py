"""The platform's limits for a menu (reference: wechat.md 1.8), as its errcodes tell them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.simulator.faults import Fault

_LIMITS: Final = {"name": 16, "key": 128, "url": 1024}
_TOP_CODES: Final = {"name": 40018, "key": 40019, "url": 40020}
_SUB_NAME_BYTES: Final = 60
_SUB_CODES: Final = {"name": 40025, "key": 40026, "url": 40027}
_MAX_BUTTONS, _MAX_ENTRIES = 3, 5
_NEEDS: Final = {
    "click": "key",
    "view": "url",
    "scancode_push": "key",
    "scancode_waitmsg": "key",
    "pic_sysphoto": "key",
    "pic_photo_or_album": "key",
    "pic_weixin": "key",
    "location_select": "key",
}


def check(body: Mapping[str, Any]) -> None:
    """Refuses what the platform refuses.

    Raises:
        Fault: number of buttons, size of name, key or address, an unknown type.
    """
    for button in _listed(body.get("button"), _MAX_BUTTONS, 40016):
        _check_sizes(button, _LIMITS, _TOP_CODES)
        if not button.get("sub_button"):
            _check_type(button)
            continue
        for entry in _listed(button["sub_button"], _MAX_ENTRIES, 40023):
            _check_sizes(entry, {**_LIMITS, "name": _SUB_NAME_BYTES}, _SUB_CODES)
            _check_type(entry)


def _listed(buttons: object, most: int, errcode: int) -> Iterator[Mapping[str, Any]]:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= most:
        raise Fault(errcode, "invalid button size")
    for button in buttons:
        if not isinstance(button, dict):
            raise Fault(47001, "data format error")
        yield button


def _check_sizes(
    button: Mapping[str, Any], limits: Mapping[str, int], codes: Mapping[str, int]
) -> None:
    if not button.get("name"):
        raise Fault(codes["name"], "invalid button name size")
    for part, limit in limits.items():
        if len(str(button.get(part, "")).encode()) > limit:
            raise Fault(codes[part], f"invalid button {part} size")


def _check_type(button: Mapping[str, Any]) -> None:
    needed = _NEEDS.get(str(button.get("type")))
    if needed is None:
        raise Fault(40017, "invalid button type")
    if not button.get(needed):
        raise Fault(40019 if needed == "key" else 40020, f"invalid button {needed} size")
