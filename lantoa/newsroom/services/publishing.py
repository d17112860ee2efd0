"""The register of what went out elsewhere."""

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
from lantoa.newsroom.enums import LIVE_STATES, Channel
from lantoa.newsroom.models import Publication, Story
from lantoa.plans.services import evidence

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
    row = Publication(story=story, unit=story.unit, channel=channel, place=place, went_out_at=went_out_at, url=url, proof=stored, by=by)
    row.full_clean()
    row.save()
    trail.record("register_publication", story, by=by, after={"channel": row.get_channel_display(), "place": place})
    evidence.add_record_proof(
        "publication", row.pk, story.unit, title=f"{story.title} ({row.get_channel_display()})", happened_on=went_out_at.date(), by=by
    )
    return row
