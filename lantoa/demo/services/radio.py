"""What the loudspeakers of the sample year say: fifteen stations, thirty days, five bulletins of the city's newsroom."""

from datetime import date, time, timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.demo.services.season import TODAY, Season, sheet_of_paper
from lantoa.newsroom.models import Story
from lantoa.radio.enums import AiringState, HandOver, Priority, StationKind
from lantoa.radio.models import Airing, Bulletin, Station
from lantoa.radio.naming import stem_of_airing
from lantoa.radio.queries.bulletins import may_be_told
from lantoa.radio.queries.timetable import hours_of
from lantoa.radio.services import airing, approving, composing, scheduling, stations, voicing

FIRST = date(2022, 5, 12)  # the first of thirty days
TITLE = "Người tốt, việc tốt quanh ta"
PREVIEW = "nghe-thu"
_MORNING, _EVENING = time(5, 0), time(17, 0)
_KINDS = [StationKind.WIRED, StationKind.FM, StationKind.IT]
_WAYS = [HandOver.USB, HandOver.PAPER, HandOver.PULL]
_KEEPS_A_LOG = 10  # stations whose player writes down what it plays; people tap at the others
_AREAS = ["Toàn phường, 6 khu phố", "Toàn địa bàn", "Khu trung tâm và các khu phố ven đường lớn"]


def found_stations(season: Season, month: int, day: date) -> None:
    """A station in each ward and commune, with its hour in the morning and, at most, in the evening."""
    there = (unit for unit in season.stage.units.values() if season.is_local(unit) and unit.pk in season.stage.officers)
    units = sorted(there, key=lambda unit: unit.slug)
    for n, unit in enumerate(units):
        by = season.officer(unit.pk)
        kind = _KINDS[n % len(_KINDS)]
        station = stations.found_station(
            unit, name=f"Đài Truyền thanh {_small(str(unit))}", valid_from=date(2022, 1, 4), kind=kind, area=_AREAS[n % len(_AREAS)],
            loudspeakers=8 + 3 * n % 17, hand_over=HandOver.PULL if kind == StationKind.IT else _WAYS[n % 2], by=by,
        )  # fmt: skip
        stations.add_slot(
            station,
            weekdays=list(range(7)),
            starts_at=_MORNING,
            minutes=15,
            programme="Bản tin buổi sáng",
            valid_from=FIRST - timedelta(days=7),
            by=by,
        )
        stations.add_slot(
            station,
            weekdays=[0, 2, 4],
            starts_at=_EVENING,
            minutes=10,
            programme="Bản tin buổi chiều",
            valid_from=FIRST - timedelta(days=7),
            by=by,
        )


def broadcast(season: Season, month: int, day: date) -> None:
    """The bulletin of the coming six days: made by the city's newsroom, approved by its head, put on every station each morning."""
    start = _next_start(day)
    bulletin = _made(season, start, stories=3)
    if bulletin is None:
        return
    for station in Station.objects.order_by("pk"):
        hours = [hour for hour in hours_of([station], start, start + timedelta(days=5)) if hour.slot.starts_at == _MORNING]
        scheduling.plan_airings(bulletin, station, [(hour.slot, hour.day) for hour in hours], by=_editor(season))


def confirm(season: Season, month: int, day: date) -> None:
    """What was played since the last time: by the log of the player, by a tap, by a photo; one evening the power was out."""
    now = clock.now()
    for n, station in enumerate(Station.objects.select_related("unit").order_by("pk")):
        by = season.officer(station.unit_id)
        due = list(
            station.airings.filter(state=AiringState.PLANNED, starts_at__lt=now - timedelta(hours=12)).select_related("bulletin", "station")
        )
        if n == 3 and due and day.month == 5 and due[-1].starts_at.date() < date(2022, 5, 25):
            airing.miss_airing(due.pop(), reason="Mất điện cả khu phố từ 4 giờ 30", reschedule=False, by=by)
        if n < _KEEPS_A_LOG and due:
            airing.take_log(station, _log(due), by=by)
            continue
        for found in due[: None if n != 13 else -2]:  # one keeper forgets
            airing.confirm_airing(found, proof=sheet_of_paper("so-phat-thanh.png") if found == due[0] and n == 12 else None, by=by)


def fill_desk(season: Season, month: int, day: date) -> None:
    """What lies on the radio desk today: one bulletin approved for the days to come, one to be listened to, one to be read, one begun."""
    editor = _editor(season)
    coming = _made(season, TODAY + timedelta(days=1), stories=2, title="Gương sáng quanh ta")
    if coming:
        for station in Station.objects.order_by("pk")[:6]:
            hours = [
                hour
                for hour in hours_of([station], TODAY + timedelta(days=1), TODAY + timedelta(days=4))
                if hour.slot.starts_at == _MORNING
            ]
            scheduling.plan_airings(coming, station, [(hour.slot, hour.day) for hour in hours], by=editor)
    ward = season.unit("bao-vinh")
    officer, leader = season.officer(ward.pk), season.leader(ward.pk)
    told = list(_stories()[:4])
    waiting = composing.start_bulletin(
        unit=ward, title="Bản tin Bảo Vinh cuối tuần", day=TODAY + timedelta(days=1), stories=told[:2], by=officer
    )
    approving.approve_script(waiting, by=leader)
    _speak(waiting, officer)
    anniversary = composing.start_bulletin(
        unit=ward, title="Chào mừng 74 năm Ngày Bác Hồ ra lời kêu gọi thi đua ái quốc", day=TODAY + timedelta(days=1), priority=Priority.PRIORITY,
        stories=told[1:3], by=officer,
    )  # fmt: skip
    composing.add_text(
        anniversary, title="Mời bà con dự lễ mít tinh",
        text="Sáng 11/6/2022, lúc 7h30, UBND phường tổ chức mít tinh tại nhà văn hóa phường. Kính mời bà con đến dự.", by=officer,
    )  # fmt: skip
    approving.ask_for_approval(anniversary, by=officer)
    composing.start_bulletin(unit=_centre(season), title=TITLE, day=TODAY + timedelta(days=5), by=editor)


def _made(season: Season, start: date, *, stories: int, title: str = TITLE) -> Bulletin | None:
    """A bulletin of the newest stories, approved for air: read live from the sheet, or by the machine where the house lets it on air."""
    told, editor, centre = list(_stories()[:stories]), _editor(season), _centre(season)
    if not told:
        return None
    bulletin = composing.start_bulletin(unit=centre, title=title, day=start, stories=told, by=editor)
    head = season.leader(centre.pk)
    bulletin = approving.approve_script(bulletin, by=head)
    if settings.RADIO_PREVIEW_ON_AIR and TODAY - timedelta(days=8) < start <= TODAY:
        bulletin = _speak(bulletin, editor)
        mix = bulletin.mix
        approving.note_listening(mix, [], by=head)
        with clock.at(clock.now() + timedelta(seconds=mix.seconds)):
            approving.note_listening(mix, [(0, mix.seconds)], by=head)
    else:
        bulletin = voicing.read_live(bulletin, by=editor)
    return approving.approve_for_air(bulletin, by=head)


def _speak(bulletin: Bulletin, by: User) -> Bulletin:
    voicing.make_mix(voicing.ask_for_mix(bulletin, voice=PREVIEW, by=by), by=User.objects.system())
    return Bulletin.objects.select_related("mix", "unit").get(pk=bulletin.pk)


def _stories():
    """What may be told, what was told least first, then the newest."""
    told = Story.objects.filter(may_be_told(), nomination__isnull=False).annotate(told=Count("bulletin_parts"))
    return told.select_related("nomination", "live", "current").order_by("told", "-published_at", "-pk")


def _log(due: list[Airing]) -> SimpleUploadedFile:
    lines = ["thoi_gian,tep"]
    lines += [f"{timezone.localtime(found.starts_at):%Y-%m-%d %H:%M:%S},{stem_of_airing(found)}.mp3" for found in due]
    return SimpleUploadedFile("nhat-ky-may-phat.csv", "\n".join(lines).encode(), "text/csv")


def _next_start(day: date) -> date:
    """The first day of the bulletin that is made now: bulletins run six days each."""
    return FIRST + timedelta(days=6 * max(0, (day - FIRST).days // 6 + 1))


def _editor(season: Season) -> User:
    return season.stage.cast["daitruyenthanh"]


def _centre(season: Season):
    return season.unit("trung-tam-van-hoa-thong-tin-va-the-thao-thanh-pho")


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
