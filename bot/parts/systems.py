"""What the bot talks to: databases, the power company, the platform."""

from collections.abc import Mapping
from functools import cached_property

from pybreaker import CircuitBreaker
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from bot import settings
from bot.backends.base import BackendSource
from bot.backends.demo import DemoSource
from bot.backends.file import FileSource, Inbox
from bot.clock import Clock, wall_clock
from bot.database import Database
from bot.paths import DICTIONARIES
from bot.services import agents
from bot.services.limits import Limits
from bot.services.links import Links
from bot.services.towns import Towns
from bot.settings import Settings
from bot.store.dialogues import Dialogues
from bot.store.media import MediaFiles
from bot.wechat.api import Api
from bot.wechat.capabilities import Capabilities
from bot.wechat.door import Door
from bot.wechat.http import Http

REDIS_TIMEOUT_S = 0.2


class Systems:
    """Connections and clients, each built when it is first asked for."""

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
        """A client with short timeouts and no retries inside."""
        return Redis.from_url(
            self.settings.redis_url,
            socket_timeout=REDIS_TIMEOUT_S,
            socket_connect_timeout=REDIS_TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )

    @cached_property
    def dialogues(self) -> Dialogues:
        """Dialogues in Redis."""
        return Dialogues(self.redis)

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
    def api(self) -> Api:
        """The platform's API."""
        s = self.settings
        return Api(
            Http(s.wechat_api_base), self.redis, app_id=s.wechat_app_id, secret=s.wechat_app_secret
        )

    @cached_property
    def can(self) -> Capabilities:
        """What the official account is allowed to do, and whether phones can be texted."""
        s = self.settings
        return Capabilities.of(s.wechat_account, sms=s.sms != "none")

    @cached_property
    def limits(self) -> Limits:
        """Counters of tries."""
        return Limits(self.redis.connection_pool, self.settings.secret_key)

    @cached_property
    def links(self) -> Links:
        """Signed links."""
        return Links(self.settings.public_url, self.settings.secret_key)

    @cached_property
    def towns(self) -> Towns:
        """Shared by all turns of the process."""
        return Towns(self.clock)

    @cached_property
    def agents_circuit(self) -> CircuitBreaker:
        """Shared by all turns of the process."""
        return agents.circuit()

    @cached_property
    def files(self) -> MediaFiles:
        """Residents' photos and recordings."""
        return MediaFiles(self.settings.data_dir / "media")

    def door(self) -> Door:
        """The platform's requests: signature, mode and keys."""
        s = self.settings
        return Door(
            app_id=s.wechat_app_id,
            token=s.wechat_token,
            aes_key=s.wechat_aes_key,
            previous_aes_key=s.wechat_aes_key_previous,
        )

    def _online_agents(self, timeout_s: float) -> list[str]:
        return self.api.online_agents(timeout_s=timeout_s)
