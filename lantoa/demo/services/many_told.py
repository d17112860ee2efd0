"""Exemplars that are all told: published, agreed to, each with its story. Invented; for measuring one person's public page."""

import random
from datetime import date, timedelta

from django.db.models import F

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.demo.services.many_listed import load_list_for_measuring, make_for_measuring
from lantoa.exemplars.enums import ConsentChannel, NominationState, Purpose, Relation, SubjectType
from lantoa.exemplars.models import Consent, ConsentText, Nomination
from lantoa.newsroom.enums import StoryKind, StoryState
from lantoa.newsroom.models import Story, StoryVersion

_BODY = (
    "<p>" + "Ông hiến đất, góp công cùng bà con khu phố mở rộng con đường, giúp học sinh nghèo đến trường suốt nhiều năm. " * 12 + "</p>"
)
_BATCH = 2000


def tell_for_measuring(rows: int, *, by: User) -> None:
    """Bring what is told up to `rows`. Effects, in order: nominations; their state and dates; consents; stories with one live version."""
    require(by, "organisations.found_unit", None)
    if not (there := Nomination.objects.count()):
        load_list_for_measuring(rows, by=by)
    else:
        make_for_measuring(there, rows, by=by)
    fresh = Nomination.objects.filter(consents__isnull=True)
    fresh.update(
        state=NominationState.PUBLISHED,
        type=SubjectType.INDIVIDUAL,
        birth_year=1980,
        published_at=F("received_at"),
        end_reason="",
        title="Hiến đất",
    )
    words = ConsentText.objects.filter(relation=Relation.SELF).first() or ConsentText.objects.create(
        relation=Relation.SELF, version="đo", valid_from=date(2019, 1, 1), body="Xin phép."
    )
    keys = list(fresh.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        _tell(list(Nomination.objects.filter(pk__in=keys[start : start + _BATCH])), words, by)


def _tell(rows: list[Nomination], words: ConsentText, by: User) -> None:
    given = clock.now() - timedelta(days=2000)
    Consent.objects.bulk_create([
        Consent(nomination=row, purpose=purpose, relation=Relation.SELF, person=row.name, text=words, channel=ConsentChannel.PAPER, given_at=given)
        for row in rows for purpose in (Purpose.PORTAL, Purpose.IMAGE)
    ], batch_size=1000)  # fmt: skip
    stories = [
        Story(slug=f"chuyen-{row.pk}", unit=row.unit, kind=StoryKind.PORTRAIT, nomination=row, title=f"Chuyện về {row.name}", started_by=by)
        for row in rows
    ]
    Story.objects.bulk_create(stories, batch_size=500)
    versions = [
        StoryVersion(story=story, number=1, title=story.title, lead="Một việc tốt.", body=_BODY, author=by, sha256="0" * 64)
        for story in stories
    ]
    StoryVersion.objects.bulk_create(versions, batch_size=500)
    for row, story, version in zip(rows, stories, versions, strict=True):
        story.state, story.current, story.live, story.published_at = StoryState.PUBLISHED, version, version, row.published_at
    Story.objects.bulk_update(stories, ["state", "current", "live", "published_at"], batch_size=200)


def some_codes(count: int) -> list[tuple[str, str]]:
    """(code, slug of the story) of so many of those told, anywhere among them."""
    rows = list(Story.objects.filter(state=StoryState.PUBLISHED).order_by("pk").values_list("nomination__code", "slug"))
    return random.Random(7).sample(rows, min(count, len(rows)))  # noqa: S311
