"""Stations with their hours, bulletins with their parts and sound, airings with their proof."""

from lantoa.radio.models.airings import Airing, DeviceLog, PushMessage
from lantoa.radio.models.bulletins import Bulletin, BulletinPart, PartScript
from lantoa.radio.models.sound import Listening, Mix, Take
from lantoa.radio.models.stations import Slot, SlotException, Station

__all__ = [
    "Airing", "Bulletin", "BulletinPart", "DeviceLog", "Listening", "Mix", "PartScript", "PushMessage", "Slot", "SlotException",
    "Station", "Take",
]  # fmt: skip
