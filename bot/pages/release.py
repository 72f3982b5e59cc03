"""The page by which a clerk or district manager who saw the papers releases a binding."""

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request

from bot import say
from bot.services import Services
from bot.services.releases import PATH, Release, Releases

DONE, GONE = 200, 410


def blueprint(services: Callable[[], Services], releases: Callable[[], Releases]) -> Blueprint:
    """`/pages/release/<token>`; the token in the URL guards the POST, too."""
    routes = Blueprint("release", __name__, template_folder="templates")

    @routes.get(f"/{PATH}/<token>")
    def show(token: str) -> Response:
        release = releases().opened(token, services().accounts)
        return _decided() if release is None else _asking(release, services())

    @routes.post(f"/{PATH}/<token>")
    def decide(token: str) -> Response:
        release = releases().opened(token, services().accounts)
        if release is None:
            return _decided()
        if request.form.get("word") == "refuse":
            return _said("已退回，会告诉申请人。") if releases().refuse(release) else _decided()
        if release.account is None or request.form.get("seen") != "yes":
            return _asking(release, services())
        granted = releases().grant(release, release.account)
        return _said("已放行，申请人绑好了。") if granted else _decided()

    return routes


def _asking(release: Release, use: Services) -> Response:
    account = release.account
    page = render_template(
        "release/asking.html",
        release=release,
        account=account,
        phone=say.masked_phone(account.phone) if account and account.phone else "没有登记",
        papers=use.binding_rules.papers,
    )
    return Response(page, headers={"Cache-Control": "no-store"})


def _said(sentence: str) -> Response:
    return Response(render_template("sentence.html", sentence=sentence), status=DONE)


def _decided() -> Response:
    page = render_template("sentence.html", sentence="这个申请已经处理过了，或者过期了。")
    return Response(page, status=GONE)
