"""Answers to 取消, 继续, 更多 where nothing is open or kept, and while a message is worked on."""

from bot.replies import Reply
from bot.turn import Turn


def still_working(_turn: Turn) -> Reply:
    """An earlier message takes its time."""
    return Reply("上一条还在办理，查到了告诉您；等不及就过会儿再发句话。")


def nothing_open(_turn: Turn) -> Reply:
    """There is nothing to cancel."""
    return Reply("您在这里没有在办的事，不用取消。要办什么直接说，比如“停电报修”“查电费”。")


def nothing_kept(_turn: Turn) -> Reply:
    """There is nothing to take up."""
    return Reply("现在没有留着没办完的事。要办什么直接说，比如“停电报修”“查电费”。")


def more(turn: Turn) -> Reply:
    """The rest of a long text; its numbered lines can still be picked."""
    rest, offers = turn.session.more, turn.session.offers
    if not rest:
        return Reply("没有更多内容了。还想问什么，直接说就行。", choices=offers)
    numbered = {f"{n}. {offer.label}" for n, offer in enumerate(offers, 1)}
    lines = [line for line in rest.splitlines() if line not in numbered]
    return Reply("\n".join(lines), choices=offers)
