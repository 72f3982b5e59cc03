from pathlib import Path

import pytest

from bot.intents.entities import EntityExtractor, Lexicon
from bot.intents.tables import simplified

FOLDER = Path(__file__).parents[3] / "dictionaries" / "entities"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load(FOLDER, simplified=simplified().items())


@pytest.fixture(scope="session")
def extractor(lexicon: Lexicon) -> EntityExtractor:
    return EntityExtractor(lexicon)


@pytest.fixture(scope="session")
def unused(lexicon: Lexicon) -> EntityExtractor:
    """Another one, which has not read what `extractor` has."""
    return EntityExtractor(lexicon)
