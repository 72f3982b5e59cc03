import shutil
from datetime import datetime
from pathlib import Path

import pytest

from bot.intents.entities import EntityExtractor, Lexicon, LexiconError

NOW = datetime.fromisoformat("2027-03-15T18:00")
FOLDER = Path(__file__).parents[3] / "dictionaries" / "entities"


def test_the_projects_own_lists_have_no_problems(lexicon: Lexicon) -> None:
    assert lexicon.problems == ()


def test_a_broken_word_is_named_with_file_and_line_and_the_rest_works(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "entities")
    path = folder / "money.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "[things]", "好 (坏"]), encoding="utf-8")
    lexicon = Lexicon.load(folder)
    assert lexicon.problems == (f"money.txt:{len(lines) + 2}: '(坏' is no word of a list",)
    (entity,) = EntityExtractor(lexicon).extract("充300", NOW)
    assert entity.value == "300.00"


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"numbers\.account"):
        EntityExtractor(Lexicon.load(tmp_path))


def test_known_places_are_found_without_a_place_word() -> None:
    text = "黄泥磅停电了"
    assert not EntityExtractor(Lexicon.load(FOLDER)).extract(text, NOW)
    (entity,) = EntityExtractor(Lexicon.load(FOLDER, places=["黄泥磅"])).extract(text, NOW)
    assert (entity.type, entity.value) == ("address", "黄泥磅")


def test_spans_refer_to_the_text_as_written(extractor: EntityExtractor) -> None:
    text = "👋 戶號４４１０　２２７ ８６３，地址：東湖花園３棟"
    account, address = extractor.extract(text, NOW)
    assert account.value == "4410227863"
    assert text[account.start : account.end] == "４４１０　２２７ ８６３"
    assert address.value == "東湖花園３棟" == text[address.start : address.end]


def test_a_known_streets_number_is_a_house_and_no_day() -> None:
    extractor = EntityExtractor(Lexicon.load(FOLDER, places=["和平路"]))
    (entity,) = extractor.extract("和平路3号没电了", NOW)
    assert (entity.type, entity.value) == ("address", "和平路3号")
