"""The composition root: web, worker, scheduler and command line are all wired here."""

import importlib
import os
from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property, partial
from pathlib import Path

from flask import Flask
from pybreaker import CircuitBreaker
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from bot import logs, monitoring, settings, tasks, utility, webhook
from bot.backends.base import Backends, BackendSource
from bot.backends.demo import DemoSource
from bot.backends.file import FileSource, Inbox
from bot.clock import Clock, Deadline, wall_clock
from bot.database import Database
from bot.development import simulating
from bot.dispatch import Dispatch, EmbeddedDispatch
from bot.dispatch.posting import Post
from bot.handlers.table import table
from bot.intents import Understander, load
from bot.measures import Measures
from bot.pages import bills as bill_pages
from bot.pages import board, duty, pay, release
from bot.pages import privacy as privacy_pages
from bot.pipeline import Pipeline
from bot.routing import Router
from bot.services import Services, advice, agents, calendar, doors, privacy, requirements
from bot.services.agents import Agents
from bot.services.crediting import Crediting
from bot.services.limits import Limits
from bot.services.links import Links
from bot.services.payment_notices import Seal
from bot.services.payments import Payments, payments_of
from bot.services.releases import Releases
from bot.settings import Settings
from bot.sms import gateway
from bot.store.audit import Audit
from bot.store.binding_requests import BindingRequests
from bot.store.bindings import Bindings
from bot.store.codes import Codes
from bot.store.consents import Consents
from bot.store.dialogues import Dialogues
from bot.store.media import MediaFiles
from bot.store.orders import Orders
from bot.tariffs import Tariffs
from bot.tasks.performers import PERFORMERS
from bot.tasks.work import Performing, Work
from bot.unit import Unit, Wake
from bot.wechat.api import Api
from bot.wechat.capabilities import Capabilities
from bot.wechat.door import Door
from bot.wechat.http import Http

ROOT = Path(__file__).resolve().parent
DICTIONARIES = ROOT / "dictionaries"
REDIS_TIMEOUT_S = 0.2

_BACKEND_FIELDS = tuple(field.name for field in fields(Backends))


class Parts:
    """Every part of the bot, built when it is first asked for; tests put their own in its place.

    Args:
        environ: the environment's variables.
        insist: the variables that must be set.
        clock: local wall time in Asia/Shanghai.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        insist: tuple[str, ...] = settings.SERVER,
        clock: Clock = wall_clock,
    ) -> None:
        self.settings: Settings = settings.read(environ, insist)
        self.clock = clock

    @cached_property
    def database(self) -> Database:
        """The SQL database."""
        return Database(self.settings.database_url)

    @cached_property
    def redis(self) -> Redis:
        """Redis, for everything but the dialogues."""
        return self._connected()

    @cached_property
    def dialogues(self) -> Dialogues:
        """Dialogues in Redis."""
        return Dialogues(partial(self._connected, single_connection_client=True))

    @cached_property
    def source(self) -> BackendSource:
        """The power company's systems."""
        if self.settings.backend == "file":
            return FileSource(self.database, self.clock)
        return DemoSource(self.database, self.clock)

    @cached_property
    def inbox(self) -> Inbox:
        """The folder of the power company's files, where BACKEND=file."""
        return Inbox.of(self.settings.data_dir / "inbox", DICTIONARIES, self.database, self.clock)

    @cached_property
    def utility(self) -> utility.Utility:
        """The utility's names, numbers and switches."""
        return utility.load(DICTIONARIES / "utility.toml")

    @cached_property
    def understander(self) -> Understander:
        """The trained understanding."""
        places = self.source.within(Deadline()).network.names()
        return load(ROOT / self.settings.model_dir, DICTIONARIES, places)

    @cached_property
    def can(self) -> Capabilities:
        """What the official account is allowed to do."""
        return Capabilities.of(self.settings.wechat_account)

    @cached_property
    def api(self) -> Api:
        """The platform's API."""
        s = self.settings
        return Api(
            Http(s.wechat_api_base), self.redis, app_id=s.wechat_app_id, secret=s.wechat_app_secret
        )

    @cached_property
    def orders(self) -> Orders:
        """Payment orders."""
        return Orders(self.database)

    @cached_property
    def payments(self) -> Payments:
        """How money reaches the utility."""
        s = self.settings
        return payments_of(s.payments, self.links, s.secret_key, s.cashier_url)

    @cached_property
    def agents_circuit(self) -> CircuitBreaker:
        """Shared by all turns of the process."""
        return agents.circuit()

    @cached_property
    def links(self) -> Links:
        """Signed links."""
        return Links(self.settings.public_url, self.settings.secret_key)

    @cached_property
    def audit(self) -> Audit:
        """Staff reads of personal data."""
        return Audit(self.database, self.clock)

    @cached_property
    def files(self) -> MediaFiles:
        """Residents' photos and recordings."""
        return MediaFiles(self.settings.data_dir / "media")

    @cached_property
    def binding_requests(self) -> BindingRequests:
        """Who asks to be let in."""
        return BindingRequests(self.database)

    @cached_property
    def bindings(self) -> Bindings:
        """Who is bound to which account."""
        return Bindings(self.database, self.clock)

    @cached_property
    def calendar(self) -> calendar.Calendar:
        """Working days and public holidays."""
        return calendar.load(DICTIONARIES / "holidays")

    @cached_property
    def codes(self) -> Codes:
        """Binding codes."""
        s = self.settings
        return Codes(self.database, s.secret_key, sends=s.sms != "none")

    @cached_property
    def doors(self) -> doors.Doors:
        """Binding without a code."""
        return doors.load(DICTIONARIES / "binding.toml")

    @cached_property
    def privacy(self) -> privacy.Privacy:
        """The privacy notice and who agreed to it."""
        notice = privacy.load(DICTIONARIES / "privacy.toml")
        return privacy.Privacy(notice, Consents(self.database), self.settings.public_url)

    @cached_property
    def limits(self) -> Limits:
        """Counters of tries."""
        return Limits(self.redis.connection_pool)

    @cached_property
    def advice(self) -> advice.Advice:
        """What to do in danger."""
        return advice.load(DICTIONARIES / "advice.toml")

    @cached_property
    def requirements(self) -> requirements.Requirements:
        """What an application needs."""
        return requirements.load(DICTIONARIES / "applications.toml")

    @cached_property
    def tariffs(self) -> Tariffs:
        """Every price that is known, with its dates."""
        return Tariffs.load(DICTIONARIES / "tariffs")

    @cached_property
    def measures(self) -> Measures:
        """Log line and metrics of every message."""
        watch = simulating.watcher(self.redis) if self.settings.simulator else None
        return Measures(self.settings.secret_key, self.utility.hotline, watch)

    @cached_property
    def pipeline(self) -> Pipeline:
        """Stations 2 to 7."""
        understand = self.understander.understand
        return Pipeline(
            dialogues=self.dialogues,
            unit=Unit(self.database, tasks.wake),
            understand=understand,
            router=Router(table(), understand),
            services_for=self.services_for,
            clock=self.clock,
            measures=self.measures,
            transcriber=NoTranscriber(),
        )

    @cached_property
    def performing(self) -> Performing:
        """Performs effects."""
        return Performing(PERFORMERS, self._work, self.database, self.clock)

    def services_for(self, deadline: Deadline) -> Services:
        """What one turn may use."""
        backends = self.source.within(deadline)
        return Services(
            **{name: getattr(backends, name) for name in _BACKEND_FIELDS},
            advice=self.advice,
            agents=Agents(self._online_agents, self.can, deadline, self.agents_circuit),
            binding_requests=self.binding_requests,
            bindings=self.bindings,
            calendar=self.calendar,
            codes=self.codes,
            doors=self.doors,
            links=self.links,
            limits=self.limits,
            orders=self.orders,
            payments=self.payments,
            privacy=self.privacy,
            requirements=self.requirements,
            tariffs=self.tariffs,
            utility=self.utility,
            can=self.can,
        )

    def free_services(self) -> Services:
        """What pages and commands use: nobody's four seconds are running."""
        return self.services_for(Deadline())

    @cached_property
    def wake(self) -> Wake:
        """Tells the worker what is due, where a broker is named: the sweep finds it else."""
        if not self.settings.celery_broker_url:
            return lambda _row_ids: None
        tasks.configure(self)
        return tasks.wake

    def till(self) -> pay.Till:
        """What the pay page and the provider's callback work with."""
        backends, s = self.source.within(Deadline()), self.settings
        crediting = Crediting(
            database=self.database,
            accounts=backends.accounts,
            billing=backends.billing,
            orders=self.orders,
            bindings=self.bindings,
            clock=self.clock,
            wake=self.wake,
        )
        seal = Seal.of(s.secret_key) if s.payments == "embedded" else None
        return pay.Till(crediting, self.payments, self.links, seal)

    def dispatch(self, deadline: Deadline) -> Dispatch:
        """How tickets reach people; `DISPATCH` knows the embedded one only."""
        roster = self.source.within(deadline).roster
        return EmbeddedDispatch(roster, self.links, self.utility.dispatch)

    def duty_desk(self) -> duty.DutyDesk:
        """What the page behind a duty link works with."""
        post = Post(self.database, self.clock, tasks.wake)
        return duty.DutyDesk.of(self.free_services(), post, self.files, self.audit)

    def board_desk(self) -> board.BoardDesk:
        """What the board of outages works with."""
        post = Post(self.database, self.clock, tasks.wake)
        return board.BoardDesk.of(self.free_services(), post, self.audit)

    def releases(self) -> Releases:
        """What the page for releasing a binding works with."""
        return Releases(
            database=self.database,
            clock=self.clock,
            links=self.links,
            requests=self.binding_requests,
            bindings=self.bindings,
            privacy=self.privacy,
            audit=self.audit,
            sends=self.codes.sends,
            hotline=self.utility.hotline,
            wake=tasks.wake,
        )

    def door(self) -> Door:
        """The platform's requests: signature, mode and keys."""
        s = self.settings
        return Door(
            app_id=s.wechat_app_id,
            token=s.wechat_token,
            aes_key=s.wechat_aes_key,
            previous_aes_key=s.wechat_aes_key_previous,
        )

    def _connected(self, **options: bool) -> Redis:
        """A client with short timeouts and no retries inside."""
        return Redis.from_url(
            self.settings.redis_url,
            socket_timeout=REDIS_TIMEOUT_S,
            socket_connect_timeout=REDIS_TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
            **options,
        )

    def _online_agents(self, timeout_s: float) -> list[str]:
        return self.api.online_agents(timeout_s=timeout_s)

    def _work(self) -> Work:
        s = self.settings
        return Work(
            use=self.services_for(Deadline()),
            pipeline=self.pipeline,
            database=self.database,
            api=self.api,
            sms=gateway(s.sms, s.sms_http_url),
            dispatch=self.dispatch(Deadline()),
            files=self.files,
            now=self.clock(),
        )


def create_app(parts: Parts | None = None) -> Flask:
    """The Flask application; under `flask --app app …` only the command line of it.

    Args:
        parts: the bot; by default out of the environment.

    Raises:
        SettingsError: the environment is incomplete or malformed.
        ModelMissing: the understanding was not trained yet.
    """
    app = Flask("app", static_folder=None)
    logs.configure()
    if parts is None and os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        importlib.import_module("bot.cli").register(app, Parts)  # web and worker never load it
        return app
    parts = parts or Parts(os.environ)
    tasks.configure(parts)
    app.register_blueprint(webhook.blueprint(parts.door(), parts.pipeline.answer))
    app.register_blueprint(monitoring.blueprint(parts.redis, parts.database, parts.settings))
    for page in (bill_pages,):
        app.register_blueprint(page.blueprint(parts.free_services))
    app.register_blueprint(board.blueprint(parts.board_desk))
    app.register_blueprint(duty.blueprint(parts.duty_desk))
    app.register_blueprint(pay.blueprint(parts.till))
    app.register_blueprint(privacy_pages.blueprint(parts.free_services, lambda: parts.database))
    app.register_blueprint(release.blueprint(parts.free_services, parts.releases))
    if parts.settings.simulator:
        around = simulating.Surroundings(
            parts.database, parts.services_for(Deadline()), parts.clock
        )
        app.register_blueprint(around.blueprint(parts.settings, parts.redis))
    return app
