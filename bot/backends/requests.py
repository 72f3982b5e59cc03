"""Applications."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from bot.backends.accounts import Voltage

RequestWaits = Literal["utility", "customer", "authority"]


@dataclass(frozen=True, slots=True)
class RequestStep:
    """A step of an application: its limit in working days, `None` where the clock rests."""

    name: str
    limit_days: int | None
    started: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """An application. `missing` are papers or defects the customer still owes, all of them."""

    application_no: str
    account_no: str | None
    applicant: str
    phone: str
    kind: str
    voltage: Voltage
    steps: tuple[RequestStep, ...]
    waiting_for: RequestWaits
    missing: tuple[str, ...]
    visit_at: datetime | None
    visit_confirmed: bool
    visits_made: int
    visits_left: int
    hurried: int = 0

    @property
    def step(self) -> RequestStep:
        """The step that is being worked on; the last one when all are done."""
        return next((step for step in self.steps if step.done is None), self.steps[-1])

    @property
    def is_done(self) -> bool:
        """Whether the last step is done."""
        return self.steps[-1].done is not None


class ServiceRequests(Protocol):
    """Applications (61968-8 service request)."""

    def get(self, application_no: str) -> ServiceRequest | None:
        """One application."""
        ...

    def of_account(self, account_no: str) -> tuple[ServiceRequest, ...]:
        """Applications for an account, newest first."""
        ...

    def hurry(self, key: str, application_no: str) -> ServiceRequest:
        """Note that the applicant asks for speed."""
        ...

    def confirm_visit(self, key: str, application_no: str, at: datetime) -> ServiceRequest:
        """Confirm the one visit at its time, or move it to another."""
        ...

    def advance(self, key: str, application_no: str) -> ServiceRequest:
        """Finish the current step and start the next one today."""
        ...

    def listed(self) -> tuple[ServiceRequest, ...]:
        """All applications, newest first."""
        ...
