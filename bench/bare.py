"""Bare Flask: what a request costs that does nothing."""

from flask import Flask, Response


def create_app() -> Flask:
    """One route that reads the body and answers `success`."""
    app = Flask("bare")

    @app.post("/wechat")
    def receive() -> Response:
        from flask import request

        request.get_data()
        return Response("success", mimetype="text/plain")

    return app
