"""Where: business halls and payment points."""

from bot.turn import Turn


def nearest_words(turn: Turn) -> str:
    """The nearest service points to a shared location; empty where none is shared."""
    message = turn.message
    if message.latitude is None or message.longitude is None:
        return ""
    near = turn.use.points.near(message.latitude, message.longitude, 2)
    if not near:
        return ""
    return "离您近的营业网点：\n" + "\n".join(f"· {point.name}，{point.address}" for point in near)
