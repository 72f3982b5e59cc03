"""`flask --app app applications …`: what a clerk sees and does about applications."""

import json
import sys
import uuid

import click

from bot.backends.requests import RequestStep, ServiceRequest, ServiceRequests
from bot.clock import Deadline
from bot.commands.desk import Desk, user
from bot.parts import Parts

_NO = click.argument("application_no", metavar="SQ…")
_BY = click.option("--by", default=user, help="Who looks, for the audit.")


@click.group()
def applications() -> None:
    """Applications for supply."""


@applications.command("list")
@_BY
@click.pass_obj
def list_command(desk: Desk, by: str) -> None:
    """Print all of them, newest first, a JSON object a line."""
    parts = desk.parts("DATABASE_URL")
    parts.audit.add(by, "command_line", "applications")
    for request in _requests(parts).listed():
        _print(request)


@applications.command("show")
@_NO
@_BY
@click.pass_obj
def show_command(desk: Desk, application_no: str, by: str) -> None:
    """Print one."""
    parts = desk.parts("DATABASE_URL")
    parts.audit.add(by, "command_line", application_no)
    _print(_requests(parts).get(application_no) or _missing(application_no))


@applications.command("advance")
@_NO
@_BY
@click.pass_obj
def advance_command(desk: Desk, application_no: str, by: str) -> None:
    """Finish the current step and start the next one today; print what it is then."""
    parts = desk.parts("DATABASE_URL")
    parts.audit.add(by, "command_line", application_no)
    try:
        _print(_requests(parts).advance(uuid.uuid4().hex, application_no))
    except LookupError:
        _missing(application_no)


def _requests(parts: Parts) -> ServiceRequests:
    return parts.source.within(Deadline()).requests


def _missing(application_no: str) -> ServiceRequest:
    click.echo(f"There is no application {application_no}.", err=True)
    sys.exit(1)


def _print(request: ServiceRequest) -> None:
    row = {
        "application_no": request.application_no,
        "account_no": request.account_no,
        "applicant": request.applicant,
        "phone": request.phone,
        "kind": request.kind,
        "voltage": request.voltage,
        "step": request.step.name,
        "waiting_for": request.waiting_for,
        "missing": request.missing,
        "visit_at": request.visit_at and request.visit_at.isoformat(timespec="minutes"),
        "visit_confirmed": request.visit_confirmed,
        "visits_made": request.visits_made,
        "visits_left": request.visits_left,
        "hurried": request.hurried,
        "steps": [_step(step) for step in request.steps],
    }
    click.echo(json.dumps(row, ensure_ascii=False))


def _step(step: RequestStep) -> dict[str, object]:
    return {
        "name": step.name,
        "limit_days": step.limit_days,
        "started": step.started and step.started.isoformat(),
        "done": step.done and step.done.isoformat(),
    }
