"""What every page shares: where it cannot be shown, a sentence says why."""

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from bot.errors import BotError
from bot.services.links import LinkExpired, LinkForged

AWAY, FORBIDDEN, GONE = 503, 403, 410

_LINKED = ("/pages/", "/duty/")

_STATUS: dict[type[BotError], int] = {LinkExpired: GONE, LinkForged: FORBIDDEN}


def guard(app: Flask, hotline: str) -> None:
    """Answer altered links with 403 or 404, old ones with 410 and whatever is away with 503.

    Args:
        app: the application; the platform's door and the provider's callback have answers of
            their own.
        hotline: the number to call meanwhile.
    """

    @app.errorhandler(BotError)
    def said(error: BotError) -> Response:
        page = render_template("sentence.html", sentence=error.said(hotline))
        return Response(page, status=_STATUS.get(type(error), AWAY))

    @app.errorhandler(NotFound)
    def lost(error: NotFound) -> AnyResponse:
        if not request.path.startswith(_LINKED):
            return error.get_response()
        page = render_template("sentence.html", sentence=LinkForged().said(hotline))
        return Response(page, status=error.code)
