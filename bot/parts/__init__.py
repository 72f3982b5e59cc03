"""Every part of the bot, wired together: web, worker and command line all take theirs from here."""

import importlib
from datetime import timedelta
from functools import cached_property

from msgspec import structs

from bot import tasks
from bot.clock import Deadline
from bot.dispatch import Dispatch, EmbeddedDispatch, uncalled
from bot.dispatch.board import Board
from bot.dispatch.posting import Post
from bot.handlers.table import table
from bot.measures import Measures
from bot.pages import board, duty, pay
from bot.parts.knowledge import Knowledge
from bot.pipeline import Pipeline
from bot.routing import Router
from bot.services import Services
from bot.services.agents import Agents
from bot.services.crediting import Crediting
from bot.services.holders import AccountsOnce
from bot.services.payment_notices import Seal
from bot.services.payments import Payments, payments_of
from bot.services.releases import Releases
from bot.sms import gateway
from bot.store.tellings import Tellings
from bot.store.traces import Traces
from bot.tasks import media
from bot.tasks.announcing import Announcing
from bot.tasks.performers import PERFORMERS
from bot.tasks.work import Performing, Work
from bot.transcribing import NoTranscriber
from bot.unit import Unit


class Parts(Knowledge):
    """Every part of the bot, built when it is first asked for; tests put their own in its place."""

    @cached_property
    def payments(self) -> Payments:
        """How money reaches the utility."""
        s = self.settings
        return payments_of(s.payments, self.links, s.secret_key, s.cashier_url)

    @cached_property
    def measures(self) -> Measures:
        """Log line and metrics of every message."""
        watch = None
        if self.settings.simulator:
            watch = importlib.import_module("bot.development.simulating").watcher(self.redis)
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
            traces=Traces(self.redis),
        )

    @cached_property
    def performing(self) -> Performing:
        """Performs effects."""
        return Performing(PERFORMERS, self._work, self.database, self.clock)

    def services_for(self, deadline: Deadline) -> Services:
        """What one turn may use."""
        backends = self.source.within(deadline)
        backends = structs.replace(backends, accounts=AccountsOnce(backends.accounts))
        return Services(
            **structs.asdict(backends),
            advice=self.advice,
            agents=Agents(self._online_agents, self.can, deadline, self.agents_circuit),
            binding_requests=self.binding_requests,
            bindings=self.bindings(backends.accounts),
            calendar=self.calendar,
            codes=self.codes,
            binding_rules=self.binding_rules,
            links=self.links,
            limits=self.limits,
            orders=self.orders,
            payments=self.payments,
            privacy=self.privacy,
            refusals=self.refusals,
            requirements=self.requirements,
            towns=self.towns,
            tariffs=self.tariffs,
            utility=self.utility,
            can=self.can,
        )

    def free_services(self) -> Services:
        """What pages and commands use: services without a deadline."""
        return self.services_for(Deadline())

    def till(self) -> pay.Till:
        """What the pay page and the provider's callback work with."""
        backends, s = self.source.within(Deadline()), self.settings
        crediting = Crediting(
            database=self.database,
            accounts=backends.accounts,
            billing=backends.billing,
            orders=self.orders,
            bindings=self.bindings(backends.accounts),
            clock=self.clock,
            wake=tasks.wake,
        )
        seal = Seal.of(s.secret_key) if s.payments == "embedded" else None
        return pay.Till(crediting, self.payments, self.links, seal)

    def dispatch(self, deadline: Deadline) -> Dispatch:
        """How tickets reach people; `DISPATCH` knows the embedded one only."""
        roster = self.source.within(deadline).roster
        return EmbeddedDispatch(roster, self.links, self.utility.dispatch, self.can.sms)

    def uncalled(self) -> tuple[str, ...]:
        """Why nobody on duty is called on this deployment, in sentences; empty where all is well.

        Raises:
            BackendAway: the roster cannot be read.
        """
        roster = self.source.within(Deadline()).roster
        return uncalled(roster, self.clock(), sends=self.can.sms)

    @cached_property
    def post(self) -> Post:
        """The way into the outbox for pages and sweeps."""
        return Post(self.database, self.clock, tasks.wake)

    def duty_desk(self) -> duty.DutyDesk:
        """What the page behind a duty link works with."""
        return duty.DutyDesk.of(self.free_services(), self.post, self.files, self.audit)

    def board_desk(self) -> board.BoardDesk:
        """What the board of outages works with."""
        return board.BoardDesk.of(self.free_services(), self.post, self.audit)

    def outage_board(self) -> Board:
        """The outages of the network."""
        return Board.of(self.free_services(), self.post)

    def announcing(self) -> Announcing:
        """Who hears of planned outages."""
        return Announcing(
            use=self.free_services(),
            tellings=Tellings(self.database),
            database=self.database,
            clock=self.clock,
            wake=tasks.wake,
        )

    def prune_media(self) -> None:
        """Delete photos and recordings of reports that were closed long ago."""
        before = self.clock() - timedelta(days=self.utility.media.kept_days)
        media.prune(self.files, self.source.within(Deadline()).tickets, before)

    def releases(self) -> Releases:
        """What the page for releasing a binding works with."""
        return Releases(
            database=self.database,
            clock=self.clock,
            links=self.links,
            requests=self.binding_requests,
            bindings=self.bindings(self.source.within(Deadline()).accounts),
            privacy=self.privacy,
            audit=self.audit,
            sends=self.can.sms,
            hotline=self.utility.hotline,
            wake=tasks.wake,
        )

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
