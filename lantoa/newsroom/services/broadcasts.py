"""Rows of the register that the radio writes: a station has read a story out (plan 449, II.2-1)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.newsroom.enums import Channel
from lantoa.newsroom.models import Publication, Story
from lantoa.newsroom.services import proof as proofs
from lantoa.organisations.models import Unit


@transaction.atomic
def note_broadcast(stories: Sequence[Story], *, unit: Unit, place: str, went_out_at: datetime, url: str, by: User) -> int:
    """A station of `unit` has read the stories out; `url` is the page of the broadcast, which is the proof. Returns how many rows were new.

    A place has one row for a story, however often it is repeated. Effects, in order: the rows; the station's unit's duties that accept
    a publication have one proof, however many stories were read.
    """
    require(by, "newsroom.run_clock")
    there = Publication.objects.filter(story__in=stories, channel=Channel.STATION, crossed_out_at__isnull=True)
    before = set(there.values_list("story", "place"))
    rows = Publication.objects.bulk_create(
        Publication(story=story, unit=unit, channel=Channel.STATION, place=place, went_out_at=went_out_at, url=url, by=by)
        for story in stories
        if (story.pk, place) not in before
    )
    if rows:
        proofs.prove_publication(rows[0], by=by)
    return len(rows)


@transaction.atomic
def forget_broadcast(url: str, *, by: User) -> int:
    """The broadcast of that page did not happen after all. Effects: its rows are crossed out, and what they proved. Returns how many."""
    require(by, "newsroom.run_clock")
    rows = list(
        Publication.objects.filter(channel=Channel.STATION, url=url, crossed_out_at__isnull=True).select_related("story__unit", "unit")
    )
    for row in rows:
        row.crossed_out_at, row.crossed_out_because = clock.now(), "Xác nhận phát được rút lại."
        row.save(update_fields=["crossed_out_at", "crossed_out_because"])
        proofs.withdraw_publication(row, reason=row.crossed_out_because, by=by)
    return len(rows)
