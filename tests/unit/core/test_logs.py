import json
import logging

from bot.logs import JsonLines


def line(**extra: object) -> dict[str, object]:
    record = logging.makeLogRecord({"levelname": "INFO", "msg": "nothing_to_answer", **extra})
    found: dict[str, object] = json.loads(JsonLines().format(record))
    return found


def test_a_line_has_its_name_and_the_ids_it_was_given() -> None:
    written = line(status=403)
    assert (written["event"], written["status"]) == ("nothing_to_answer", 403)


def test_no_id_takes_the_place_of_the_lines_own_name() -> None:
    written = line(event="foo_bar", level="high")
    assert (written["event"], written["level"]) == ("nothing_to_answer", "INFO")
    assert (written["event_given"], written["level_given"]) == ("foo_bar", "high")
