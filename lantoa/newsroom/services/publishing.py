"""The register of what went out elsewhere, and what is owed for a piece."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.exemplars.enums import Purpose
from lantoa.files.services import store_file
from lantoa.newsroom import permits
from lantoa.newsroom.enums import LIVE_STATES, Channel, RoyaltyFor
from lantoa.newsroom.models import Publication, Royalty, Story
from lantoa.newsroom.services import proof as proofs

# What the person must have agreed to before the story goes out on a channel.
PURPOSE_OF = {
    Channel.PORTAL: Purpose.PORTAL, Channel.STATION: Purpose.RADIO, Channel.SPEAKER: Purpose.RADIO, Channel.BOARD: Purpose.PRINT,
    Channel.BULLETIN: Purpose.PRINT, Channel.LEAFLET: Purpose.PRINT, Channel.PRESS: Purpose.PRINT, Channel.SOCIAL: Purpose.SOCIAL,
    Channel.SMS: Purpose.SOCIAL,
}  # fmt: skip


@transaction.atomic
def register_publication(
    story: Story, *, channel: str, place: str, went_out_at: datetime, url: str = "", proof: UploadedFile | None = None, by: User
) -> Publication:
    """Write down where else the story went out, with a link, photo or file that shows it.

    Effects, in order: the proof is stored; the row; a trail line; the unit's duties that accept a publication have proof.
    """
    require(by, "newsroom.register_publication", story)
    if story.state not in LIVE_STATES:
        raise ValidationError("Ghi nơi đăng, phát khi bài đang đăng.", code="state")
    if went_out_at > clock.now():
        raise ValidationError({"went_out_on": "Ngày này chưa đến."})
    permits.check(story.nomination, PURPOSE_OF[Channel(channel)])
    stored = store_file(proof, by=by) if proof else None
    row = Publication(
        story=story,
        unit=story.unit,
        channel=channel,
        place=place,
        went_out_at=went_out_at,
        url=url,
        proof=stored,
        version=story.live,
        by=by,
    )
    row.full_clean()
    row.save()
    trail.record("register_publication", story, by=by, after={"channel": row.get_channel_display(), "place": place})
    proofs.prove_publication(row, by=by)
    return row


@transaction.atomic
def note_taken_down(row: Publication, *, by: User) -> Publication:
    """What went out elsewhere is gone there. What it proved stays: it did go out. Effects: the hour; a trail line."""
    require(by, "newsroom.register_publication", row.story)
    row = Publication.objects.select_for_update(of=["self"]).select_related("story", "unit").get(pk=row.pk)
    if row.taken_down_at is None:
        row.taken_down_at = clock.now()
        row.save(update_fields=["taken_down_at"])
        trail.record("note_taken_down", row.story, by=by, after={"channel": row.get_channel_display(), "place": row.place})
    return row


@transaction.atomic
def cross_out_publication(row: Publication, *, reason: str, by: User) -> Publication:
    """A row entered by mistake: it stays to be seen, with the reason. Effects: the row; a trail line; what it proved is crossed out."""
    require(by, "newsroom.register_publication", row.story)
    row = Publication.objects.select_for_update(of=["self"]).select_related("story", "unit").get(pk=row.pk)
    if row.channel == Channel.PORTAL:
        raise ValidationError("Dòng của cổng thông tin do hệ thống tự ghi; gỡ bài thì dòng này tự đổi.", code="portal")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi vì sao gạch bỏ dòng này."})
    if row.crossed_out_at is None:
        row.crossed_out_at, row.crossed_out_because = clock.now(), reason
        row.save(update_fields=["crossed_out_at", "crossed_out_because"])
        trail.record("cross_out_publication", row.story, by=by, reason=reason, before={"place": row.place})
        proofs.withdraw_publication(row, reason=f"Dòng trong sổ bị gạch: {reason}", by=by)
    return row


@transaction.atomic
def note_royalty(story: Story, *, to_whom: str, amount: int, rule: str, kind: str = RoyaltyFor.TEXT, by: User) -> Royalty:
    """Note for the budget what is owed for a piece, by the rule the noter names. Nothing is paid. Effects: the row; a trail line."""
    require(by, "newsroom.note_royalty", story)
    if story.published_at is None:
        raise ValidationError("Ghi nhuận bút khi bài đã đăng.", code="state")
    row = Royalty(story=story, to_whom=to_whom, amount=amount, rule=rule, kind=kind, noted_by=by)
    row.full_clean()
    row.save()
    trail.record("note_royalty", story, by=by, after={"to_whom": to_whom, "amount": amount, "rule": rule})
    return row


@transaction.atomic
def cross_out_royalty(row: Royalty, *, by: User) -> Royalty:
    """A royalty noted by mistake; it stays to be seen. Effects: the hour; a trail line."""
    require(by, "newsroom.note_royalty", row.story)
    row = Royalty.objects.select_for_update(of=["self"]).select_related("story").get(pk=row.pk)
    if row.crossed_out_at is None:
        row.crossed_out_at = clock.now()
        row.save(update_fields=["crossed_out_at"])
        trail.record("cross_out_royalty", row.story, by=by, before={"to_whom": row.to_whom, "amount": row.amount})
    return row
