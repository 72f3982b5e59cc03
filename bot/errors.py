"""The one tree of errors whose message a resident may read."""

from collections.abc import Mapping


class BotError(Exception):
    """Something that ends a turn with a sentence for the resident.

    Args:
        sentence: what the resident reads, in Chinese; `{hotline}` is filled in by `said`.
        ids: what the log line carries to find the case again; never personal data.
    """

    sentence = "抱歉，系统这会儿出了点问题，您的话没有丢。急事请直接拨打{hotline}。"

    def __init__(self, sentence: str = "", ids: Mapping[str, str] | None = None) -> None:
        self.sentence = sentence or self.sentence
        self.ids = dict(ids or {})
        super().__init__(self.ids)  # a log shows what happened, not what the resident reads

    def said(self, hotline: str) -> str:
        """The sentence with the number to call."""
        return self.sentence.replace("{hotline}", hotline)


class OutOfTime(BotError):
    """The turn's time is used up; the rest of it is done without the clock."""

    sentence = "这件事要多查一会儿，查到了告诉您；等不及就过会儿发句话来问。"


class BackendAway(BotError):
    """One of the power company's systems does not answer."""

    sentence = "抱歉，供电系统这会儿连不上，请稍后再试；急事请直接拨打{hotline}。"


class StoreAway(BotError):
    """The bot's own database does not answer; nothing was written."""

    sentence = "抱歉，系统这会儿记不了东西，这次没有办成。急事请直接拨打{hotline}，或稍后再发一次。"


class DialogueAway(BotError):
    """Redis does not answer: there is no dialogue and no lock, only this one message."""

    sentence = (
        "抱歉，系统这会儿只能一次办一句话的事。急事请直接拨打{hotline}，其他事请过几分钟再试。"
    )
