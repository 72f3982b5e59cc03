"""What the simulator shows of the bot at hand: its text messages, duty people and places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from flask import Blueprint
from redis import Redis

from bot import simulator
from bot.clock import Clock
from bot.database import Database
from bot.effects import Sms
from bot.parts import Parts
from bot.services import Services
from bot.settings import Settings
from bot.simulator import SimulatorParts, SmsSeen, Watcher
from bot.store import outbox

SHOWN_SMS = 50
SHOWN_PLACES = 24

_sms = msgspec.json.Decoder(Sms)


def watcher(redis: Redis) -> Callable[[Mapping[str, object]], None]:
    """Keeps what the bot understood, for the simulator's panel."""
    return Watcher(redis).saw


def blueprint(parts: Parts) -> Blueprint:
    """`/simulator` around a bot."""
    around = Surroundings(parts.database, parts.free_services(), parts.clock)
    return around.blueprint(parts.settings, parts.redis)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Reads what the simulator shows; nothing here is on a resident's way."""

    database: Database
    use: Services
    clock: Clock

    def blueprint(self, settings: Settings, redis: Redis) -> Blueprint:
        """`/simulator`."""
        parts = SimulatorParts(
            app_id=settings.wechat_app_id,
            token=settings.wechat_token,
            aes_key=settings.wechat_aes_key,
            redis=redis,
            sms=self.sms,
            duty_phones=self.duty_phones,
            places=self.places,
            scenes=self.scenes,
            account_name=self.use.utility.short_name,
        )
        return simulator.blueprint(parts)

    def sms(self) -> Sequence[SmsSeen]:
        """The newest text messages, newest first."""
        with self.database.read() as connection:
            rows = outbox.newest(connection, "sms", SHOWN_SMS)
        signature = self.use.utility.sms_signature
        return [
            SmsSeen(row.id, message.phone, f"【{signature}】{message.text}", row.created_at)
            for row in rows
            for message in (_sms.decode(row.payload),)
        ]

    def duty_phones(self) -> Mapping[str, str]:
        """Everybody on the roster now, by phone."""
        codes = {code for _, _, _, code in self._places()}
        districts = {self.use.roster.district_of(code) for code in codes}
        return {
            entry.phone: entry.name
            for district in sorted(districts)
            for entry in self.use.roster.on_duty(district, self.clock())
        }

    def places(self) -> Sequence[tuple[str, float, float]]:
        """Some places of the service area."""
        return [(name, latitude, longitude) for name, latitude, longitude, _ in self._places()]

    def scenes(self) -> Sequence[str]:
        """Some QR codes: transformers' codes."""
        return list(dict.fromkeys(code for _, _, _, code in self._places()))

    def _places(self) -> list[tuple[str, float, float, str]]:
        found = []
        for name in self.use.network.names()[:SHOWN_PLACES]:
            for place in self.use.network.locate(name)[:1]:
                if place.transformers:
                    code = place.transformers[0]
                    found.append((place.name, place.latitude, place.longitude, code))
        return found
