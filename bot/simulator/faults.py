"""The one way in which the platform's stand-in refuses."""


class Fault(Exception):
    """A refusal; HTTP 200 with these two, as the platform answers.

    Args:
        errcode: the platform's code.
        errmsg: its words for it.
    """

    def __init__(self, errcode: int, errmsg: str) -> None:
        super().__init__(errcode, errmsg)
        self.errcode, self.errmsg = errcode, errmsg
