import pytest

from bot import readers
from bot.forms import Form, ask, restore
from bot.hearing import merged
from bot.session import FormState


def test_a_wrong_name_in_confirm_fails_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="addres"):

        class Wrong(Form, title="错", confirm="{addres}，对吗？"):
            address: str = ask("哪里？", readers.place)


class Small(Form, title="小", confirm="{place}，对吗？"):
    place: str = ask("哪里？", readers.place)
    what: str = ""


def test_a_form_comes_back_from_its_state() -> None:
    form = Small(id="f1", place="和平路", what="灯")
    assert restore(form.state("place"), {"Small": Small}) == form


def test_a_form_of_another_release_is_forgotten_and_unknown_fields_ignored() -> None:
    state = FormState("Small", "f1", {"place": "甲", "gone": "乙"}, "place")
    assert restore(state, {}) is None
    assert restore(state, {"Small": Small}) == Small(id="f1", place="甲")


@pytest.mark.parametrize(
    ("old", "new", "together"),
    [
        ("和平路3号2栋", "7栋", "和平路3号7栋"),
        ("和平路12号", "15号", "和平路15号"),
        ("幸福村", "3组", "幸福村3组"),
        ("幸福村", "石桥镇", "石桥镇"),
        ("", "7栋", "7栋"),
    ],
)
def test_a_bare_unit_takes_the_place_of_its_like(old: str, new: str, together: str) -> None:
    assert merged(old, new) == together
