"""What became of an airing: played, with its proof; or not, with the reason. What was played proves duties by itself."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.files.services import store_file
from lantoa.movements.services.proof import recount_movements
from lantoa.newsroom.models import Story
from lantoa.newsroom.services import broadcasts
from lantoa.notifications.services.telling import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import people_in
from lantoa.plans.services import evidence
from lantoa.radio.enums import AiringState, BulletinState, ProofKind
from lantoa.radio.models import Airing, Bulletin, DeviceLog, Station
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.services.scheduling import move_on
from lantoa.radio.signals import aired

EARLY = timedelta(minutes=5)  # clocks differ: so much before its hour it may be confirmed
UNDO_FOR = timedelta(hours=1)
LOG_NEAR = timedelta(minutes=30)  # a player's clock may be off by so much
MOST_LINES = 5000
REMIND_FOR = timedelta(days=7)
_CODE = re.compile(r"bt-?(\d{4,})", re.I)
_MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M")


@transaction.atomic
def confirm_airing(
    airing: Airing, *, aired_at: datetime | None = None, kind: str = ProofKind.TAP, proof: UploadedFile | None = None,
    log: DeviceLog | None = None, by: User,
) -> Airing:  # fmt: skip
    """It was played. Pressed twice it is the same press.

    Effects, in order: the proof is stored; when, how and by whom; the state; the bulletin has aired; the register of publications has a
    row for each story; duties of the station's unit and of the maker have proof; after the commit, `signals.aired`.
    """
    require(by, "radio.confirm_airing", airing)
    airing = _locked(airing)
    if airing.state == AiringState.AIRED:
        return airing
    if airing.starts_at > clock.now() + EARLY:
        raise ValidationError(f"Chưa đến giờ phát ({timezone.localtime(airing.starts_at):%H:%M}). Phát xong rồi bấm.", code="early")
    if proof is not None:
        airing.proof, kind = store_file(proof, by=by), ProofKind.FILE
    airing.aired_at, airing.proof_kind = min(aired_at or airing.starts_at, clock.now()), kind
    airing.log, airing.confirmed_by, airing.reason = log, by, ""
    workflow.move(airing, AiringState.AIRED, by=by, also=("proof", "aired_at", "proof_kind", "log", "confirmed_by", "reason"))
    _count(airing, by=by)
    transaction.on_commit(lambda: aired.send(Airing, airing=airing), robust=True)
    return airing


@transaction.atomic
def take_back(airing: Airing, *, by: User) -> Airing:
    """The tap was a slip. Only by who tapped, within the hour. Effects: the airing is planned again; what it proved is crossed out."""
    require(by, "radio.confirm_airing", airing)
    airing = _locked(airing)
    if airing.state != AiringState.AIRED or airing.confirmed_by_id != by.pk or airing.state_since < clock.now() - UNDO_FOR:
        raise ValidationError("Không hoàn tác được nữa. Nếu ghi nhầm, báo người lên lịch.", code="late")
    airing.aired_at, airing.proof_kind, airing.proof, airing.confirmed_by = None, "", None, None
    workflow.move(airing, AiringState.PLANNED, by=by, reason="Bấm nhầm", also=("aired_at", "proof_kind", "proof", "confirmed_by"))
    evidence.withdraw_record_proof("airing", airing.pk, reason="Xác nhận phát được rút lại", by=User.objects.system())
    broadcasts.forget_broadcast(_page(airing), by=User.objects.system())
    bulletin = Bulletin.objects.select_for_update(of=["self"]).get(pk=airing.bulletin_id)
    if bulletin.state == BulletinState.AIRED and not bulletin.airings.filter(state=AiringState.AIRED).exists():
        workflow.move(bulletin, BulletinState.APPROVED, by=by, reason="Xác nhận phát được rút lại")
        evidence.withdraw_record_proof("bulletin", bulletin.pk, reason="Xác nhận phát được rút lại", by=User.objects.system())
        recount_movements(bulletin.unit, by=User.objects.system())
    transaction.on_commit(lambda: aired.send(Airing, airing=airing), robust=True)
    return airing


@transaction.atomic
def miss_airing(airing: Airing, *, reason: str, reschedule: bool = False, by: User) -> Airing | None:
    """It could not be played. Effects: the reason, the state; who planned it is told; with `reschedule` a new airing in the next free
    slot, which is returned."""
    require(by, "radio.confirm_airing", airing)
    airing = _locked(airing)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi vì sao không phát được."})
    airing.reason = reason[:300]
    workflow.move(airing, AiringState.MISSED, by=by, reason=reason, also=("reason",))
    again = move_on(airing, reason=reason, by=User.objects.system()) if reschedule else None
    notify("radio.airing_missed", to=[airing.planned_by], url=_page(airing), about=airing, by=User.objects.system(),
           context={"airing": airing, "again": again})  # fmt: skip
    return again


@transaction.atomic
def take_log(station: Station, uploaded: UploadedFile, *, by: User) -> tuple[DeviceLog, list[str]]:
    """Confirm what a player's log says was played. A line is two or more columns: the moment, and the name of the file.

    Effects, in order: the file is stored; the log; each airing that is recognised (by the bulletin's code and the hour, give or take
    half an hour) is confirmed. Returns the log and the lines that were none of ours. Raises ValidationError when nothing can be read.
    """
    require(by, "radio.take_log", station)
    uploaded.seek(0)
    content = uploaded.read(2 * 2**20)
    uploaded.seek(0)
    lines = list(_lines(content))
    if not lines:
        raise ValidationError(
            "Không đọc được dòng nào. Mỗi dòng cần: thời điểm (2022-06-10 05:00 hoặc 10/06/2022 05:00), dấu phẩy, tên tệp đã phát.",
            code="log",
        )
    name = (uploaded.name or "nhat-ky").rsplit(".", 1)[0]
    uploaded.name = f"{name}.txt"
    log = DeviceLog.objects.create(station=station, file=store_file(uploaded, allow={"txt": "text/plain"}, by=by), lines=len(lines), by=by)
    first, last = min(moment for moment, _ in lines) - LOG_NEAR, max(moment for moment, _ in lines) + LOG_NEAR
    waiting = list(
        station.airings.filter(state__in=[AiringState.PLANNED, AiringState.MISSED], starts_at__range=(first, last)).select_related(
            "bulletin"
        )
    )
    strange = []
    for moment, played in lines:
        code = _CODE.search(played)
        found = [a for a in waiting if code and a.bulletin.code == f"BT-{code[1]}" and abs(a.starts_at - moment) <= LOG_NEAR]
        if not found:
            strange.append(f"{timezone.localtime(moment):%d/%m/%Y %H:%M} {played}"[:200])
            continue
        airing = min(found, key=lambda a, moment=moment: abs(a.starts_at - moment))
        waiting.remove(airing)
        confirm_airing(airing, aired_at=moment, kind=ProofKind.LOG, log=log, by=by)
        log.matched += 1
    log.save(update_fields=["matched"])
    trail.record("take_log", station, by=by, after={"lines": log.lines, "found": log.matched})
    return log, strange


@transaction.atomic
def report_from_device(station: Station, airing_pk: int, *, aired_at: datetime | None, by: User) -> bool:
    """A loudspeaker says it has played. Effects: as `confirm_airing`. False when it is no airing of this station that could have been."""
    require(by, "radio.run_clock")
    airing = station.airings.filter(pk=airing_pk, state__in=[AiringState.PLANNED, AiringState.MISSED, AiringState.AIRED]).first()
    if airing is None or airing.starts_at > clock.now() + EARLY:
        return False
    confirm_airing(airing, aired_at=aired_at, kind=ProofKind.DEVICE, by=by)
    return True


def remind_unconfirmed(*, by: User) -> int:
    """Tell the keepers of stations about airings of earlier days that nobody has confirmed, once for each day; returns how many were told."""
    require(by, "radio.run_clock")
    today = timezone.make_aware(datetime.combine(clock.today(), datetime.min.time()))
    waiting = Airing.objects.filter(state=AiringState.PLANNED, starts_at__lt=today, starts_at__gte=today - REMIND_FOR)
    told = 0
    by_station: dict[Station, list[Airing]] = {}
    for airing in waiting.select_related("station__unit", "bulletin").order_by("station", "starts_at"):
        by_station.setdefault(airing.station, []).append(airing)
    for station, airings in by_station.items():
        with transaction.atomic():
            told += notify(
                "radio.confirm_airings", to=people_in([station.unit], [Role.UNIT_OFFICER, Role.GRASSROOTS]), url=reverse("radio:today"),
                context={"station": station, "airings": airings[:5], "count": len(airings)}, about=station,
                once=f"radio-confirm-{station.pk}-{clock.today()}", by=by,
            )  # fmt: skip
    return told


def _count(airing: Airing, *, by: User) -> None:
    """Let it prove what it proves: a repeat at the same station adds no proof, so that repeating is no way to points.
    The movements its stories tell of are counted anew."""
    system = User.objects.system()
    bulletin = Bulletin.objects.select_for_update(of=["self"]).select_related("unit").get(pk=airing.bulletin_id)
    day = timezone.localtime(airing.aired_at).date()
    if bulletin.state == BulletinState.APPROVED:
        workflow.move(bulletin, BulletinState.AIRED, by=by)
    aired_at = set(
        bulletin.airings.filter(state=AiringState.AIRED).exclude(pk=airing.pk).order_by().values_list("station", flat=True).distinct()
    )
    if not aired_at:
        evidence.add_record_proof("bulletin", bulletin.pk, bulletin.unit, title=bulletin.title, happened_on=day, by=system)
        recount_movements(bulletin.unit, by=system)
    if airing.station_id not in aired_at:
        title = f"{bulletin.title}, {airing.station}"
        evidence.add_record_proof("airing", airing.pk, airing.station.unit, title=title, happened_on=day, by=system)
        stories = Story.objects.filter(pk__in=standing(bulletin).exclude(story=None).order_by().values("story")).select_related("unit")
        broadcasts.note_broadcast(
            list(stories), unit=airing.station.unit, place=airing.station.name, went_out_at=airing.aired_at, url=_page(airing), by=system
        )


def _page(airing: Airing) -> str:
    return reverse("radio:airing", args=[airing.pk])


def _locked(airing: Airing) -> Airing:
    return Airing.objects.select_for_update(of=["self"]).select_related("station__unit", "bulletin", "planned_by").get(pk=airing.pk)


def _lines(content: bytes) -> Iterator[tuple[datetime, str]]:
    """(moment, what was played) of every line that begins with a moment; the rest is headings."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1258", errors="replace")
    lines = text.splitlines()[:MOST_LINES]
    sign = ";" if sum(";" in line for line in lines) > len(lines) / 2 else "\t" if lines and all("\t" in line for line in lines) else ","
    for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=sign):
        cells = [cell.strip() for cell in row]
        if len(cells) >= 3 and re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", cells[1]):
            cells[0:2] = [f"{cells[0]} {cells[1]}"]
        if len(cells) >= 2 and (moment := _moment(cells[0])):
            yield moment, next((cell for cell in cells[1:] if _CODE.search(cell)), cells[1])


def _moment(text: str) -> datetime | None:
    for shape in _MOMENTS:
        try:
            return timezone.make_aware(datetime.strptime(text, shape))
        except ValueError:
            continue
    return None
