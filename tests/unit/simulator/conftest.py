from collections.abc import Iterator

import pytest
from support.simulator_stand import Stand, standing


@pytest.fixture
def stand() -> Iterator[Stand]:
    with standing() as made:
        yield made
