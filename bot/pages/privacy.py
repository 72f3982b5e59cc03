"""The privacy notice, for everybody, and a resident's own data behind a short-lived link."""

import json
from collections.abc import Callable

from flask import Blueprint, Response, render_template

from bot.database import Database
from bot.services import Services, own_data
from bot.services.privacy import PATH


def blueprint(services: Callable[[], Services], database: Callable[[], Database]) -> Blueprint:
    """`/pages/privacy` and `/pages/my-data/<token>`."""
    routes = Blueprint("privacy", __name__, template_folder="templates")

    @routes.get(f"/{PATH}")
    def notice() -> str:
        return render_template("privacy/notice.html", notice=services().privacy.notice)

    @routes.get(f"/{own_data.PATH}/<token>")
    def mine(token: str) -> Response:
        use = services()
        who = use.links.read(own_data.PATH, token, own_data.MAX_AGE_S)
        data = own_data.of(who, database(), use.tickets)
        body = json.dumps(data, ensure_ascii=False, indent=2)
        headers = {
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "Cache-Control": "no-store",
        }
        return Response(body, headers=headers, mimetype="application/json")

    return routes
