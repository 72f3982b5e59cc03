"""What must still happen after a turn: rows written in its transaction, done by the worker."""

from datetime import timedelta

import msgspec

from bot.session import Choice

NOW = timedelta(0)


class Effect(msgspec.Struct, frozen=True, tag_field="kind"):
    """Something to be done by the worker, at least once, after the turn is committed.

    An effect carries ids and what cannot be looked up again. `key` tells two effects apart: one
    with the key of an earlier one takes its place (so a reminder moves on).
    """

    @property
    def key(self) -> str:
        """Empty where every effect of the kind stands for itself."""
        return ""

    @property
    def recipient(self) -> str:
        """Whom it is for, to find it again and to forget it: the resident, where one is named."""
        openid: str = getattr(self, "openid", "")
        return openid

    @property
    def after(self) -> timedelta:
        """How long after the commit it is due."""
        return NOW


class Sms(Effect, tag="sms", frozen=True):
    """A text message to a phone; the signature is put before it by the gateway."""

    phone: str
    text: str
    delay_min: int = 0

    @property
    def recipient(self) -> str:
        """The phone."""
        return self.phone

    @property
    def after(self) -> timedelta:
        """What can wait does not ring at night."""
        return timedelta(minutes=self.delay_min)


class Push(Effect, tag="push", frozen=True):
    """A message to a resident, by the best way the account has: chat, else SMS, else next time.

    `moment` names what it tells of, where that may be told only once.
    """

    openid: str
    text: str
    phone: str = ""
    choices: tuple[Choice, ...] = ()
    moment: str = ""

    @property
    def key(self) -> str:
        """The moment, where there is one."""
        return f"push:{self.moment}" if self.moment else ""


class Announce(Effect, tag="announce", frozen=True):
    """A push that may also go as a template message, for who has not written for 48 hours.

    `fields` are the template's, by their names in the account's console.
    """

    openid: str
    text: str
    template_id: str
    fields: dict[str, str]
    phone: str = ""


class HandOver(Effect, tag="hand_over", frozen=True):
    """Put into the chat, in the agent's name, what the resident and the bot said before."""

    openid: str
    kf_account: str
    said: tuple[str, ...]


class CallDuty(Effect, tag="call_duty", frozen=True):
    """Bring a ticket to the person at `rank` of the roster; later ranks follow when untaken.

    `roster`: whose roster the ranks before were called from; when the place is learnt, another's
    takes its place. A `hurry` only reminds whoever has it; `words` are what its reporter said then,
    put on the ticket once a `moment`.
    """

    ticket_no: str
    rank: int = 0
    delay_min: int = 0
    hurry: bool = False
    words: str = ""
    moment: str = ""
    roster: str | None = None

    @property
    def key(self) -> str:
        """One call under way a ticket; a hurry goes beside it."""
        return f"call_duty:{self.ticket_no}:{'hurry' if self.hurry else self.rank}"

    @property
    def after(self) -> timedelta:
        """Later ranks wait for the earlier ones."""
        return timedelta(minutes=self.delay_min)


class PassOn(Effect, tag="pass_on", frozen=True):
    """A ticket was handed back by whoever has this phone: call the next. `moment` makes it one."""

    ticket_no: str
    phone: str
    moment: str

    @property
    def key(self) -> str:
        """One a tap."""
        return f"pass_on:{self.moment}"


class CallManager(Effect, tag="call_manager", frozen=True):
    """Ask for a call-back: level 0 the district manager, 1 his group's leader, 2 nobody is left.

    `passed_up`: the level below was asked and did not answer.
    """

    ticket_no: str
    level: int = 0
    delay_min: int = 0
    passed_up: bool = False

    @property
    def key(self) -> str:
        """One a ticket and level."""
        return f"call_manager:{self.ticket_no}:{self.level}"

    @property
    def after(self) -> timedelta:
        """The next level waits for the one below."""
        return timedelta(minutes=self.delay_min)


class HurryManager(Effect, tag="hurry_manager", frozen=True):
    """Tell the manager by SMS that an applicant asks for speed, once a day and application."""

    application_no: str
    phone: str
    text: str
    delay_min: int = 0

    @property
    def key(self) -> str:
        """One an application."""
        return f"hurry_manager:{self.application_no}"


class GroupCalls(Effect, tag="group_calls", frozen=True):
    """See that somebody is called for a report, and whether its neighbours make it an outage."""

    ticket_no: str


class KeepMedia(Effect, tag="keep_media", frozen=True):
    """Fetch a resident's photo or recording for a ticket: the platform keeps them 3 days only."""

    ticket_no: str
    media_kind: str
    media_id: str

    @property
    def key(self) -> str:
        """A photo is kept once."""
        return f"keep_media:{self.ticket_no}:{self.media_id}"


class CallBack(Effect, tag="call_back", frozen=True):
    """A form was left half-filled but names a place: somebody calls back.

    `form_id` is the ticket's idempotency key, so that the form, finished later, is the same ticket.
    `media` are kinds and ids of photos and recordings.
    """

    form_id: str
    openid: str
    place: str
    phone: str = ""
    what: str = ""
    transformers: tuple[str, ...] = ()
    region: str = "urban"
    media: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """One a form."""
        return f"form:{self.form_id}"

    @property
    def after(self) -> timedelta:
        """A form is parked after 30 minutes of silence."""
        return timedelta(minutes=30)


class CreditPayment(Effect, tag="credit_payment", frozen=True):
    """Hand the money of a paid order to the billing system; tried until it has it.

    The callback does so at once; this one stands by for when the billing system did not answer.
    """

    order_no: str
    delay_s: int = 30

    @property
    def key(self) -> str:
        """One an order."""
        return f"credit:{self.order_no}"

    @property
    def after(self) -> timedelta:
        """Gives the callback time to do it itself."""
        return timedelta(seconds=self.delay_s)


class AwaitReceipt(Effect, tag="await_receipt", frozen=True):
    """Ask the billing system for the money of an order that was handed over, and again later."""

    order_no: str
    openid: str
    asked: int = 0
    delay_min: int = 1

    @property
    def key(self) -> str:
        """One an order."""
        return f"await_receipt:{self.order_no}"

    @property
    def after(self) -> timedelta:
        """Longer each time."""
        return timedelta(minutes=self.delay_min)


class WatchPower(Effect, tag="watch_power", frozen=True):
    """See whether power is back at an account that was cut and has paid.

    `incident` is the idempotency key of the ticket that is opened where it is not.
    """

    account_no: str
    openid: str
    incident: str
    delay_min: int = 120

    @property
    def key(self) -> str:
        """One a resident and incident."""
        return f"watch_power:{self.incident}:{self.openid}"

    @property
    def after(self) -> timedelta:
        """Power is usually back by then."""
        return timedelta(minutes=self.delay_min)


class RunOwed(Effect, tag="run_owed", frozen=True):
    """Run a turn that had no time, without the clock, and deliver its answer."""

    openid: str
    message: str
