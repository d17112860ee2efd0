"""What reports count of this room, and which movements its stories cover (plans.figures, movements.pieces)."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from lantoa.newsroom.enums import LIVE_STATES, Channel, StoryKind, Topic
from lantoa.newsroom.models import Column, MediaRequest, Publication, Royalty, Story
from lantoa.plans.figures import Figure


def stories(start: date, end: date) -> QuerySet[Story]:
    """Out on our portal in the span and not taken down since."""
    return Story.objects.filter(state__in=LIVE_STATES, published_at__date__range=(start, end))


def publications(start: date, end: date) -> QuerySet[Publication]:
    return Publication.objects.filter(crossed_out_at__isnull=True, went_out_at__date__range=(start, end)).exclude(
        channel=Channel.PORTAL, taken_down_at__isnull=False
    )


def live_columns(start: date, end: date) -> QuerySet[Column]:
    """Open at the end of the span and seen alive since its first day."""
    return Column.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=end), opened_on__lte=end, last_seen_at__date__gte=start)


def asked(start: date, end: date) -> QuerySet[MediaRequest]:
    return MediaRequest.objects.filter(asked_at__date__range=(start, end))


def answered(start: date, end: date) -> QuerySet[MediaRequest]:
    return MediaRequest.objects.filter(answered_at__date__range=(start, end))


def royalties(start: date, end: date) -> QuerySet[Royalty]:
    return Royalty.objects.filter(crossed_out_at__isnull=True, created_at__date__range=(start, end)).annotate(unit_id=F("story__unit_id"))


def covered(unit_id: int, movement_ids: Collection[int], start: date, end: date) -> Collection[int]:
    """Of these movements, those the unit has a live story about, first out in the span (duty U04)."""
    return set(stories(start, end).filter(unit=unit_id, movement__in=movement_ids).order_by().values_list("movement_id", flat=True))


def _labels(choices) -> dict[str, str]:
    return {choice.value: choice.label for choice in choices}


def _story_page(story: Story) -> str:
    return reverse("newsroom:story", args=[story.pk])


def _request_page(request: MediaRequest) -> str:
    return reverse("newsroom:request", args=[request.pk])


FIGURES = [
    Figure("newsroom.stories", "tin, bài đã đăng", stories, parts={"kind": "kind", "topic": "topic", "movement": "movement_id"},
           labels={"kind": _labels(StoryKind), "topic": _labels(Topic)}, url=_story_page),
    Figure("newsroom.publications", "lượt đăng, phát trên các kênh", publications, parts={"channel": "channel"}, labels={"channel": _labels(Channel)},
           url=lambda row: reverse("newsroom:publication", args=[row.pk])),
    Figure("newsroom.live_columns", "chuyên trang, chuyên mục còn chạy", live_columns, url=lambda row: reverse("newsroom:column", args=[row.pk])),
    Figure("newsroom.requests_asked", "đề nghị phối hợp đã gửi", asked, parts={"state": "state"}, url=_request_page),
    Figure("newsroom.requests_answered", "đề nghị phối hợp đã trả lời", answered, unit="asked_unit_id", url=_request_page),
    Figure("newsroom.hours_to_answer", "tổng số giờ chờ trả lời đề nghị", answered, unit="asked_unit_id", amount="hours_to_answer", url=_request_page),
    Figure("newsroom.royalties", "nhuận bút đã ghi (đồng)", royalties, amount="amount", url=lambda row: _story_page(row.story)),
]  # fmt: skip
