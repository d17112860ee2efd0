"""What the radio does when a room below changes, and what it registers with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.http import HttpRequest
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.exemplars import signals as files
from lantoa.files import access
from lantoa.files.models import StoredFile
from lantoa.movements import pieces
from lantoa.newsroom import signals as stories
from lantoa.organisations import moving
from lantoa.plans import done_rules, evidence_kinds, tasks
from lantoa.plans.evidence_kinds import EvidenceKind, Source
from lantoa.radio import done, notifications, search
from lantoa.radio.models import DeviceLog
from lantoa.radio.queries import figures, open_things, seen, waiting
from lantoa.radio.services import airing, approving, composing, handover, pushing, voicing
from lantoa.search import registry
from lantoa.ui import navigation

MORNING = time(6, 15)  # before the day's digest leaves at seven


def register_all() -> None:
    for signal, word in ((files.consent_withdrawn, "consent"), (files.hold_changed, "hold"), (files.moved, "moved")):
        signal.connect(on_file_changed, dispatch_uid=f"radio-{word}")
    stories.story_gone.connect(on_story_gone, dispatch_uid="radio-story-gone")
    stories.story_out.connect(on_story_out, dispatch_uid="radio-story-out")
    notifications.register_kinds()
    evidence_kinds.register(EvidenceKind("airing", "lượt phát", "radio", Source.RECORD, url=_airing_page))
    evidence_kinds.register(EvidenceKind("bulletin", "bản tin phát thanh", "radio", Source.RECORD, url=_bulletin_page))
    done_rules.register(done.COLUMN_AND_AIRING)
    pieces.register("radio", figures.covered)
    for source, behind in waiting.SOURCES.items():
        tasks.register(source, behind)
    moving.register("Đài truyền thanh", open_things.count_stations, handover.move_stations)
    moving.register("Bản tin phát thanh đang làm", open_things.count_bulletins, handover.move_bulletins)
    registry.register(search.BULLETINS)
    access.register("radio.proof", sees_proof)
    history.register("radio.bulletin", lambda user, pk: seen.visible_to(user).filter(pk=pk).exists())
    history.register("radio.station", lambda user, pk: seen.stations_visible_to(user).filter(pk=pk).exists())
    history.register("radio.airing", lambda user, pk: seen.airings_visible_to(user).filter(pk=pk).exists())
    schedule.register_tick("radio.minute", each_minute)
    schedule.register("radio.daily", "Nhắc xác nhận đã phát, dọn chỗ ghép âm thanh", each_day, at=MORNING)
    navigation.register(
        navigation.Entry(
            "Phát thanh", "radio:bulletins", "radio", 62, navigation.Group.SPREAD, allowed=lambda request: _may(request, "radio.list")
        )
    )


def each_minute() -> None:
    system = User.objects.system()
    approving.withdraw_untellable(by=system)
    voicing.resume_mixes(by=system)
    pushing.push_due(by=system)


def each_day() -> None:
    system = User.objects.system()
    airing.remind_unconfirmed(by=system)
    voicing.sweep_work_folder(by=system)


def on_file_changed(sender, nomination, **kwargs) -> None:
    """Whatever changed, what may no longer be told goes off the air."""
    approving.withdraw_untellable(nomination=nomination, by=User.objects.system())


def on_story_gone(sender, story, **kwargs) -> None:
    approving.withdraw_untellable(story=story, by=User.objects.system())


def on_story_out(sender, story, **kwargs) -> None:
    """A correction reaches the bulletins that are still being written."""
    composing.renew_scripts(story, by=User.objects.system())


def sees_proof(user, file: StoredFile) -> bool:
    """The photo or file that an airing was confirmed with, the log of a player. Sound is not here: it has addresses of its own."""
    if seen.airings_visible_to(user).filter(proof=file).exists():
        return True
    return DeviceLog.objects.filter(file=file, station__in=seen.stations_visible_to(user).order_by().values("pk")).exists()


def _airing_page(pk: int) -> str:
    return reverse("radio:airing", args=[pk])


def _bulletin_page(pk: int) -> str:
    return reverse("radio:bulletin", args=[pk])


def _may(request: HttpRequest, permission: str) -> bool:
    return request.user.is_authenticated and allowed(request.user, permission)
