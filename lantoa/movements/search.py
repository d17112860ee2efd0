"""What can be found of this room: movements and lessons."""

from django.urls import reverse

from lantoa.movements.enums import MovementState, ReviewState
from lantoa.movements.models import Lesson, Movement, Review
from lantoa.movements.queries.seen import lessons_visible_to, visible_to
from lantoa.search.registry import EntryText, SearchSource, Watched


def movement_entry(movement: Movement) -> EntryText | None:
    if movement.state == MovementState.DISCARDED:
        return None
    return EntryText(
        movement.name, reverse("movements:movement", args=[movement.pk]),
        f"{movement.get_kind_display().capitalize()}, cấp {movement.get_level_display()}", f"{movement.short_name} {movement.aim}",
    )  # fmt: skip


def lesson_entry(lesson: Lesson) -> EntryText | None:
    """Only lessons others may use."""
    if lesson.withdrawn_at or (lesson.review and lesson.review.state != ReviewState.FINISHED):
        return None
    text = " ".join([lesson.tried, lesson.worked, lesson.failed, lesson.advice])
    return EntryText(lesson.title, reverse("movements:lesson", args=[lesson.pk]), f"Bài học, {lesson.movement.title}", text)


def _lessons_of(review: Review) -> list[int]:
    return list(review.lessons.values_list("pk", flat=True))


MOVEMENTS = SearchSource(
    "movements", "Phong trào", Movement, visible_to, movement_entry, fields=frozenset({"name", "short_name", "aim", "state", "level"}),
    icon="star", order=55,
)  # fmt: skip
LESSONS = SearchSource(
    "lessons", "Bài học kinh nghiệm", Lesson, lessons_visible_to, lesson_entry,
    fields=frozenset({"title", "tried", "worked", "failed", "advice", "withdrawn_at"}), icon="book", order=56,
    also=(Watched(Review, _lessons_of),), prepare=lambda rows: rows.select_related("movement", "review"),
)  # fmt: skip
