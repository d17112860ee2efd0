"""A second person reads the words, listens to the sound and lets it on air; and what may no longer be told goes off at once."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.exemplars.enums import Purpose
from lantoa.exemplars.models import Nomination
from lantoa.movements.services.proof import recount_movements
from lantoa.newsroom import permits
from lantoa.newsroom.models import Story
from lantoa.notifications.services.telling import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import people_in
from lantoa.radio import workfolder
from lantoa.radio.enums import ON_AIR_STATES, AiringState, BulletinState, PartKind
from lantoa.radio.listening import ENOUGH, FASTEST, SLACK, merged
from lantoa.radio.models import Bulletin, BulletinPart, Listening, Mix
from lantoa.radio.permits import why_not_on_air
from lantoa.radio.queries.bulletins import TELLABLE_STATES, locked, standing, untellable_parts
from lantoa.radio.services import composing, pushing, voicing
from lantoa.radio.signals import bulletin_gone, bulletin_out

B = BulletinState
PART_GONE = "Một phần của bản tin không còn được phép phát."


@transaction.atomic
def ask_for_approval(bulletin: Bulletin, *, by: User) -> Bulletin:
    """The words are done: a second person is to read them. Effects: since when; a trail line; who approves for the unit is told."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = locked(bulletin)
    if bulletin.state != B.DRAFT:
        raise ValidationError(f"Bản tin đang ở bước “{bulletin.get_state_display()}”, không cần trình nữa.", code="state")
    if not standing(bulletin).filter(kind__in=[PartKind.STORY, PartKind.TEXT]).exists():
        raise ValidationError("Bản tin chưa có bài nào. Chọn bài, hoặc viết lời.", code="empty")
    bulletin.asked_at = clock.now()
    bulletin.save(update_fields=["asked_at"])
    trail.record("ask_for_approval", bulletin, by=by)
    _tell_approvers(bulletin, by=by)
    return bulletin


@transaction.atomic
def approve_script(bulletin: Bulletin, *, by: User) -> Bulletin:
    """The words may be spoken. Effects: who; the state. Raises ValidationError with all that is missing."""
    require(by, "radio.approve_bulletin", bulletin)
    bulletin = locked(bulletin)
    parts = list(standing(bulletin))
    missing = [f"“{part.title}” không còn được phép phát. Bỏ phần này." for part in untellable_parts().filter(bulletin=bulletin)]
    if not any(part.kind in (PartKind.STORY, PartKind.TEXT) for part in parts):
        missing.append("Bản tin chưa có bài nào. Chọn bài, hoặc viết lời.")
    if missing:
        raise ValidationError(missing, code="missing")
    bulletin.scripted_by, bulletin.return_reason = by, ""
    workflow.move(bulletin, B.SCRIPTED, by=by, also=("scripted_by", "return_reason"))
    return bulletin


@transaction.atomic
def send_back(bulletin: Bulletin, *, reason: str, by: User) -> Bulletin:
    """Back to the words. What was mixed counts no more; recordings of words that stay the same are kept. Effects: the reason; the state."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = locked(bulletin)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi cần sửa gì."})
    bulletin.return_reason, bulletin.mix, bulletin.asked_at = reason, None, None
    if bulletin.state == B.DRAFT:  # handed up, not yet approved
        bulletin.save(update_fields=["return_reason", "asked_at"])
        trail.record("send_back", bulletin, by=by, reason=reason)
    else:
        workflow.move(bulletin, B.DRAFT, by=by, reason=reason, also=("return_reason", "mix", "asked_at"))
    return bulletin


@transaction.atomic
def note_listening(mix: Mix, spans: Sequence[tuple[float, float]], *, by: User) -> Listening:
    """Count what was played since the last report. More than the clock allows is not believed. Effects: the row."""
    require(by, "radio.view_bulletin", mix.bulletin)
    row, fresh = Listening.objects.select_for_update().get_or_create(mix=mix, user=by)
    now = clock.now()
    believed = 0.0 if fresh else max(0.0, (now - row.last_at).total_seconds()) * FASTEST + SLACK
    for start, end in spans:
        start, end = max(0.0, start), min(end, mix.seconds, start + believed)
        if end > start:
            believed -= end - start
            row.spans = merged([*row.spans, [round(start, 1), round(end, 1)]])
    row.heard, row.last_at = sum(end - start for start, end in row.spans), now
    if row.finished_at is None and row.heard >= ENOUGH * mix.seconds:
        row.finished_at = now
    row.save(update_fields=["spans", "heard", "last_at", "finished_at"])
    return row


@transaction.atomic
def approve_for_air(bulletin: Bulletin, *, by: User) -> Bulletin:
    """Let it on air. Effects, in order: who and when; the state; airings that were stopped when a part was taken out are planned again,
    if their hour has not come; the makers are told; after the commit, `signals.bulletin_out`."""
    require(by, "radio.approve_bulletin", bulletin)
    bulletin = locked(bulletin)
    if why := why_not_on_air(bulletin, by):
        raise ValidationError(why, code="missing")
    bulletin.approved_by, bulletin.approved_at = by, clock.now()
    workflow.move(bulletin, B.APPROVED, by=by, also=("approved_by", "approved_at"))
    again = bulletin.airings.filter(state=AiringState.STOPPED, reason=PART_GONE, starts_at__gt=clock.now()).select_related("station__unit")
    for airing in again:
        if not airing.station.airings.filter(starts_at=airing.starts_at, state=AiringState.PLANNED).exists():
            airing.reason, airing.seconds = "", round(bulletin.mix.seconds)
            workflow.move(airing, AiringState.PLANNED, by=by, also=("reason", "seconds"))
            pushing.queue_push(airing.station, by=User.objects.system())
    transaction.on_commit(lambda: bulletin_out.send(Bulletin, bulletin=bulletin), robust=True)
    return bulletin


@transaction.atomic
def withdraw_bulletin(bulletin: Bulletin, *, reason: str, by: User) -> Bulletin:
    """Off the air for good: no station gets it, nobody outside hears it from this moment.

    Effects, in order: the sound no longer counts; the state; planned airings are stopped; loudspeakers are told; `signals.bulletin_gone`.
    """
    require(by, "radio.withdraw_bulletin", bulletin)
    bulletin = locked(bulletin)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do gỡ."})
    return _off_the_air(bulletin, B.WITHDRAWN, reason=reason, by=by)


def withdraw_untellable(*, nomination: Nomination | None = None, story: Story | None = None, by: User) -> int:
    """Take every part that may not be told today out of its bulletin (of one file, one story, or all); returns how many.

    Effects, in order, for each bulletin: the parts are marked and lose their recordings; the greeting names them no more; a bulletin
    with sound loses it, its planned airings are stopped, and it is mixed anew without the part where nothing needs recording again;
    one without anything left is withdrawn; the movements the unit told of are counted anew; the makers are told; loudspeakers are told;
    `signals.bulletin_gone`.
    """
    require(by, "radio.run_clock")
    parts = untellable_parts().exclude(bulletin__state__in=[B.WITHDRAWN, B.DROPPED])
    if nomination is not None:
        if not BulletinPart.objects.filter(story__nomination=nomination).exists():  # most moves are of what nobody has read out yet
            return 0
        parts = parts.filter(story__nomination=nomination)
    if story is not None:
        parts = parts.filter(story=story)
    count = 0
    for pk in list(parts.order_by().values_list("bulletin", flat=True).distinct()):
        count += _take_out(Bulletin.objects.get(pk=pk), by=by)
    return count


@transaction.atomic
def _take_out(bulletin: Bulletin, *, by: User) -> int:
    bulletin = locked(bulletin)
    gone = list(untellable_parts().filter(bulletin=bulletin).select_related("story__nomination"))
    if not gone:
        return 0
    for part in gone:
        part.withdrawn_at, part.withdrawn_because, part.take = clock.now(), _why(part.story)[:300], None
        part.save(update_fields=["withdrawn_at", "withdrawn_because", "take"])
        trail.record("withdraw_part", bulletin, by=by, reason=part.withdrawn_because, before={"title": part.title})
    voice = bulletin.mix.voice if bulletin.mix else ""
    composing.forget_in_greeting(bulletin, by=by)
    workfolder.forget(bulletin.pk)
    rest = [part for part in standing(bulletin) if part.kind in (PartKind.STORY, PartKind.TEXT)]
    if not rest:
        to = B.DROPPED if bulletin.state == B.DRAFT else B.WITHDRAWN
        _off_the_air(bulletin, to, reason=gone[0].withdrawn_because, by=by)
    elif bulletin.state in (B.VOICED, *ON_AIR_STATES):
        _off_the_air(bulletin, B.SCRIPTED, reason=PART_GONE, by=by)
        if voice or all(part.take_id for part in standing(bulletin)):
            voicing.ask_for_mix(bulletin, voice=voice, by=by)
    recount_movements(bulletin.unit, by=by)
    notify("radio.part_withdrawn", to={bulletin.made_by, bulletin.approved_by} - {None}, url=reverse("radio:bulletin", args=[bulletin.pk]),
           context={"bulletin": bulletin, "parts": gone, "rest": rest}, about=bulletin, by=by)  # fmt: skip
    return len(gone)


def _off_the_air(bulletin: Bulletin, to: BulletinState, *, reason: str, by: User) -> Bulletin:
    bulletin.mix = None
    also = ["mix"]
    if to == B.WITHDRAWN:
        bulletin.withdrawn_because = reason
        also.append("withdrawn_because")
    workflow.move(bulletin, to, by=by, reason=reason, also=tuple(also))
    planned = list(bulletin.airings.filter(state=AiringState.PLANNED).select_related("station__unit"))
    for airing in planned:
        airing.reason = reason[:300]
        workflow.move(airing, AiringState.STOPPED, by=by, reason=reason, also=("reason",))
    system = User.objects.system()
    for station in {airing.station for airing in planned}:
        pushing.queue_push(station, by=system)
    transaction.on_commit(lambda: bulletin_gone.send(Bulletin, bulletin=bulletin), robust=True)
    return bulletin


def _why(story: Story) -> str:
    if story.state not in TELLABLE_STATES:
        return f"Bài không còn được đăng ({story.get_state_display()})."
    return " ".join(permits.refusals(story.nomination, Purpose.RADIO)) or "Không còn được phép phát."


def _tell_approvers(bulletin: Bulletin, *, by: User) -> None:
    people = people_in([bulletin.unit], [Role.UNIT_LEADER, Role.MEDIA_EDITOR]).exclude(pk=by.pk)
    notify("radio.bulletin_to_approve", to=people, url=reverse("radio:bulletin", args=[bulletin.pk]), context={"bulletin": bulletin},
           about=bulletin, by=User.objects.system())  # fmt: skip
