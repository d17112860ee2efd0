"""What reports count of outreach: pieces, what they are about, where they went out, how soon after the deed."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from lantoa.newsroom.enums import LIVE_STATES, Channel, StoryKind, Topic
from lantoa.newsroom.models import Column, Publication, Story
from lantoa.plans.figures import Figure, register, within


def _stories(start: date, end: date) -> QuerySet[Story]:
    return Story.objects.filter(within("published_at", start, end), state__in=LIVE_STATES)


def _told_deeds(start: date, end: date) -> QuerySet[Story]:
    """Pieces about a deed of a known day, with how long after it they came out."""
    return (
        _stories(start, end)
        .filter(nomination__happened_on__isnull=False)
        .annotate(published_day=TruncDate("published_at"))
        .annotate(waited=F("published_day") - F("nomination__happened_on"))
        .filter(published_day__gte=F("nomination__happened_on"))
    )


def _publications(start: date, end: date) -> QuerySet[Publication]:
    return Publication.objects.filter(within("went_out_at", start, end), taken_down_at__isnull=True)


def _columns(start: date, end: date) -> QuerySet[Column]:
    return Column.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=end), opened_on__lte=end)


def _page(story: Story) -> str:
    return reverse("newsroom:story", args=[story.pk])


def _page_of(publication: Publication) -> str:
    return reverse("newsroom:story", args=[publication.story_id])


def register_all() -> None:
    parts = {"kind": "kind", "topic": "topic"}
    labels = {"kind": dict(StoryKind.choices), "topic": dict(Topic.choices)}
    register(Figure("newsroom.stories", "tin, bài đã đăng", _stories, parts=parts, labels=labels, url=_page))
    register(Figure("newsroom.guides", "tin, bài về tư tưởng thi đua, chính sách, pháp luật",
                    lambda start, end: _stories(start, end).filter(topic__in=(Topic.IDEOLOGY, Topic.POLICY_LAW)), url=_page))  # fmt: skip
    register(Figure("newsroom.about_movements", "tin, bài gắn với phong trào, cuộc vận động",
                    lambda start, end: _stories(start, end).filter(movement__isnull=False), url=_page))  # fmt: skip
    register(Figure("newsroom.told_deeds", "bài về việc làm có ngày diễn ra", _told_deeds, url=_page))
    register(Figure("newsroom.days_to_tell", "số ngày từ việc làm đến bài đăng", _told_deeds, amount="waited", url=_page))
    channels = {"parts": {"channel": "channel"}, "labels": {"channel": dict(Channel.choices)}}
    register(Figure("newsroom.publications", "lượt đăng, phát trên mọi kênh", _publications, url=_page_of, related=("story",), **channels))
    for key, label, channel in (
        ("newsroom.on_air", "lượt phát trên đài truyền thanh", Channel.STATION),
        ("newsroom.social", "lượt đăng trên mạng xã hội", Channel.SOCIAL),
        ("newsroom.press", "lượt đăng trên báo, đài", Channel.PRESS),
    ):
        register(Figure(key, label, lambda start, end, channel=channel: _publications(start, end).filter(channel=channel),
                        url=_page_of, related=("story",)))  # fmt: skip
    register(Figure("newsroom.columns", "chuyên trang, chuyên mục đang mở", _columns))
