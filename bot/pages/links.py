"""What every page behind a signed link shares: a link that does not open says why."""

from flask import Blueprint, Response, render_template

from bot.services.links import LinkExpired, LinkForged

GONE, FORBIDDEN = 410, 403


def guard(routes: Blueprint) -> None:
    """Answer altered links with 403 and old ones with 410, each with a sentence."""

    @routes.errorhandler(LinkForged)
    def forged(error: LinkForged) -> Response:
        return _sentence(error.sentence, FORBIDDEN)

    @routes.errorhandler(LinkExpired)
    def expired(error: LinkExpired) -> Response:
        return _sentence(error.sentence, GONE)


def _sentence(sentence: str, status: int) -> Response:
    return Response(render_template("sentence.html", sentence=sentence), status=status)
