"""Where web and command line start; worker and scheduler start in `bot.tasks`."""

import importlib
import os

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from bot import logs, monitoring, tasks, webhook
from bot.pages import bills, board, duty, notify, pay, privacy, release, sentences
from bot.parts import Parts


def create_app(parts: Parts | None = None) -> Flask:
    """The Flask application; under `flask --app app …` only the command line of it.

    Args:
        parts: the bot; by default out of the environment.

    Raises:
        SettingsError: the environment is incomplete or malformed.
        ModelMissing: the understanding was not trained yet.
    """
    app = Flask("app", static_folder=None)
    app.register_error_handler(HTTPException, _error)
    logs.configure()
    if parts is None and os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        importlib.import_module("bot.cli").register(app)  # web and worker never load it
        return app
    parts = parts or Parts(os.environ)
    tasks.configure(parts)
    app.register_blueprint(webhook.blueprint(parts.door(), parts.pipeline.answer))
    monitoring.warned(parts.uncalled)
    app.register_blueprint(
        monitoring.blueprint(parts.redis, parts.database, parts.settings, parts.uncalled)
    )
    sentences.guard(app, parts.utility.hotline)
    app.register_blueprint(bills.blueprint(parts.free_services))
    app.register_blueprint(board.blueprint(parts.board_desk))
    app.register_blueprint(duty.blueprint(parts.duty_desk))
    app.register_blueprint(notify.blueprint(parts.till))
    app.register_blueprint(pay.blueprint(parts.till))
    app.register_blueprint(privacy.blueprint(parts.free_services, lambda: parts.database))
    app.register_blueprint(release.blueprint(parts.free_services, parts.releases))
    if parts.settings.simulator:
        simulating = importlib.import_module("bot.development.simulating")
        app.register_blueprint(simulating.blueprint(parts))
    return app


def _error(error: HTTPException) -> Response:
    """What went wrong: without a body at the platform's door, in words for people elsewhere."""
    response = error.get_response()
    if request.path == "/wechat":
        response.data = b""
    return response
