"""What this room's records prove of the units' duties, by themselves (plan 449: U02 to U05, U07, U08, U11)."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.movements.services.proof import recount_movements
from lantoa.newsroom.models import Column, MediaRequest, Publication, Story
from lantoa.plans.services import evidence

STORY, PUBLICATION, COLUMN, REQUEST = "story", "publication", "column_url", "newsroom_thread"


def prove_story(story: Story, *, by: User) -> None:
    """A story out for the first time. Effects: proof for the unit's duties that accept a story; its movements are counted anew."""
    require(by, "newsroom.publish_story", story)
    evidence.add_record_proof(STORY, story.pk, story.unit, title=story.title, happened_on=clock.today(), by=by)
    if story.movement_id:
        recount_movements(story.unit, by=by)


def prove_publication(row: Publication, *, by: User) -> None:
    """One story on one channel. Effects: proof for the unit's duties that accept a publication."""
    require(by, "newsroom.edit_story", row.story)
    day = timezone.localtime(row.went_out_at).date()
    evidence.add_record_proof(
        PUBLICATION, row.pk, row.unit, title=f"{row.story.title} ({row.get_channel_display()})", happened_on=day, by=by
    )


def withdraw_story(story: Story, rows: Iterable[Publication], *, reason: str, by: User) -> None:
    """A story taken down, with its rows on our portal. Effects: what they proved is crossed out; its movements are counted anew."""
    require(by, "newsroom.take_down_story", story)
    evidence.withdraw_record_proof(STORY, story.pk, reason=reason, by=by)
    for row in rows:
        evidence.withdraw_record_proof(PUBLICATION, row.pk, reason=reason, by=by)
    if story.movement_id:
        recount_movements(story.unit, by=by)


def withdraw_publication(row: Publication, *, reason: str, by: User) -> None:
    """A row entered by mistake. Effects: what it proved is crossed out."""
    require(by, "newsroom.edit_story", row.story)
    evidence.withdraw_record_proof(PUBLICATION, row.pk, reason=reason, by=by)


def prove_column(column: Column, *, on: date, by: User) -> None:
    """A column was seen alive on the day. Effects: proof for the unit's duties that accept a column, once in each of their periods."""
    require(by, "newsroom.keep_column", column)
    evidence.add_record_proof(COLUMN, column.pk, column.unit, title=column.title, happened_on=on, by=by)


def prove_request(request: MediaRequest, *, by: User) -> None:
    """A request was answered: it proves the working together of who asked, and of who answered in time. Effects: the proofs."""
    require(by, "newsroom.answer_request", request)
    day = timezone.localtime(request.answered_at).date()
    units = [request.unit, *([request.asked_unit] if request.was_answered_in_time else [])]
    for unit in units:
        evidence.add_record_proof(REQUEST, request.pk, unit, title=request.subject, happened_on=day, by=by)
