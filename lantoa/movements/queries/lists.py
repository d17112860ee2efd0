"""The lists of the room: movements with what a line shows, a movement's family, its plan's sentence. Never writes."""

from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from lantoa.core.text import fold
from lantoa.movements.enums import Level, MovementState, ReviewState
from lantoa.movements.models import Lesson, Movement, Review

_LEVEL_ORDER = [Level.CENTRAL, Level.PROVINCE, Level.CITY, Level.UNIT]


def filtered(rows: QuerySet[Movement], *, words: str = "", level: str = "", state: str = "", kind: str = "") -> QuerySet[Movement]:
    """Rows whose names hold every word, marks and case aside, of the level, state and kind where one is said."""
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    for field, value in (("level", level), ("state", state), ("kind", kind)):
        if value:
            rows = rows.filter(**{field: value})
    return rows


def for_list(rows: QuerySet[Movement]) -> QuerySet[Movement]:
    """The widest level first, children after their parent's name; what runs before what is over. With the numbers a line shows."""
    level = Case(*(When(level=value, then=Value(order)) for order, value in enumerate(_LEVEL_ORDER)), output_field=IntegerField())
    state = Case(When(state=MovementState.CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        rows.select_related("authority", "parent")
        .annotate(level_order=level, state_order=state)
        .order_by("state_order", "level_order", "folded", "pk")
    )  # fmt: skip


def locked(movement: Movement) -> Movement:
    """The movement as it is now, its row held until the transaction ends: where every service begins."""
    return Movement.objects.select_for_update(of=["self"]).select_related("authority").get(pk=movement.pk)


def page_of(rows: QuerySet[Movement], pk: int) -> QuerySet[Movement]:
    return rows.filter(pk=pk).select_related("authority", "parent", "clause__plan", "created_by")


def children_of(movement: Movement, seen: QuerySet[Movement]) -> QuerySet[Movement]:
    """Movements under this one that the person may see."""
    return seen.filter(parent=movement).order_by("folded", "pk")


def possible_parents(movement: Movement | None, seen: QuerySet[Movement]) -> QuerySet[Movement]:
    """Launched movements of a level at least as wide, not the movement itself nor anything under it."""
    rows = seen.filter(state=MovementState.LAUNCHED)
    if movement and movement.pk:
        rows = rows.exclude(pk__in=_under(movement))
    return rows.order_by("folded", "pk")


def _under(movement: Movement) -> set[int]:
    """The movement and all below it; one query a level."""
    found, grown = {movement.pk}, {movement.pk}
    while grown:
        grown = set(Movement.objects.filter(parent__in=grown).values_list("pk", flat=True)) - found
        found |= grown
    return found


def would_circle(movement: Movement, parent: Movement | None) -> bool:
    """Whether the parent stands under the movement."""
    return bool(movement.pk and parent and parent.pk in _under(movement))


def elapsed(movement: Movement, day: date) -> int | None:
    """Whole per cent of the span from `starts_on` to `ends_on` that has passed, 0 to 100; None without both ends."""
    if not movement.starts_on or not movement.ends_on:
        return None
    length = (movement.ends_on - movement.starts_on).days + 1
    passed = min(max((day - movement.starts_on).days + 1, 0), length)
    return passed * 100 // length


# --- Reviews and lessons ----------------------------------------------------------------------------------------------------


def filtered_reviews(
    rows: QuerySet[Review], *, movement: int | None = None, kind: str = "", state: str = "", units=None
) -> QuerySet[Review]:
    for field, value in (("movement", movement), ("kind", kind), ("state", state)):
        if value:
            rows = rows.filter(**{field: value})
    if units is not None:
        rows = rows.filter(unit__in=units)
    return rows.select_related("movement").order_by(F("held_on").desc(nulls_first=True), "-pk")


def filtered_lessons(rows: QuerySet[Lesson], *, words: str = "", movement: int | None = None) -> QuerySet[Lesson]:
    """Lessons that hold every word anywhere, the most reused first."""
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    if movement:
        rows = rows.filter(movement=movement)
    return rows.select_related("movement").order_by("-reuse_count", "-created_at", "-pk")


def obstacles(review: Review) -> list[str]:
    """What still keeps a draft from being finished, in words; empty when nothing does."""
    found = []
    if not review.held_on:
        found.append("Chưa ghi ngày tổ chức.")
    if not review.results.strip():
        found.append("Chưa ghi kết quả đạt được.")
    if not review.exemplar_count:
        found.append("Chưa nêu điển hình nào: thêm ít nhất một người, tập thể hoặc hộ gia đình.")
    if not review.lesson_count:
        found.append("Chưa có bài học kinh nghiệm nào: thêm ít nhất một bài học.")
    return found


def review_counts(rows: QuerySet[Review], movement: Movement) -> dict[str, int]:
    """Finished reviews of the movement that the person may see, and what they name: reviews, units, exemplars, lessons."""
    found = rows.filter(movement=movement, state=ReviewState.FINISHED).order_by().aggregate(
        reviews=Count("pk"), units=Count("unit", distinct=True), exemplars=Sum("exemplar_count"), lessons=Sum("lesson_count")
    )  # fmt: skip
    return {key: value or 0 for key, value in found.items()}


def unfinished_of(user_units: set[int], movement: Movement) -> QuerySet[Review]:
    """What the units are still writing about the movement."""
    return Review.objects.filter(Q(unit__in=user_units), movement=movement, state=ReviewState.DRAFT).order_by("-pk")
