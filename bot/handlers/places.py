"""Finding out which piece of the network a resident means."""

from bot.backends.network import Place
from bot.turn import Turn


def meant(turn: Turn) -> tuple[Place, ...]:
    """The places that a message names or shares, the finest first; empty where it names none."""
    message = turn.message
    if message.latitude is not None and message.longitude is not None:
        near = turn.use.network.near(message.latitude, message.longitude)
        return (near,) if near else ()
    return by_words(turn, str(turn.understanding.first("address") or turn.text))


def own(turn: Turn) -> tuple[Place, ...]:
    """Where the resident's default account is supplied; empty where none is bound."""
    for binding in turn.use.bindings.of(turn.openid)[:1]:
        account = turn.use.accounts.get(binding.account_no)
        place = turn.use.network.equipment(account.usage_point.transformer) if account else None
        return (place,) if place else ()
    return ()


def by_words(turn: Turn, words: str) -> tuple[Place, ...]:
    """The places that words name, the finest first."""
    return turn.use.network.locate(words) if words else ()


def finest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the finest kind only: all that the words may mean."""
    return tuple(place for place in places if place.kind == places[0].kind)
