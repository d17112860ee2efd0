"""What reports count of movements: answers, reviews, the exemplars they name, lessons and who uses them."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.movements.enums import RegistrationState, ReviewKind, ReviewState
from lantoa.movements.models import Lesson, LessonReuse, Registration, Review, ReviewExemplar
from lantoa.plans.figures import Figure, register, within


def _registrations(start: date, end: date) -> QuerySet[Registration]:
    return Registration.objects.filter(state=RegistrationState.REGISTERED, registered_on__range=(start, end))


def _reviews(start: date, end: date) -> QuerySet[Review]:
    return Review.objects.filter(state=ReviewState.FINISHED, held_on__range=(start, end))


def _named(start: date, end: date) -> QuerySet[ReviewExemplar]:
    return ReviewExemplar.objects.filter(review__state=ReviewState.FINISHED, review__held_on__range=(start, end))


def _lessons(start: date, end: date) -> QuerySet[Lesson]:
    return Lesson.objects.filter(within("created_at", start, end), withdrawn_at__isnull=True)


def _reuses(start: date, end: date) -> QuerySet[LessonReuse]:
    return LessonReuse.objects.filter(within("created_at", start, end))


def register_all() -> None:
    register(Figure("movements.registrations", "phong trào đăng ký tham gia", _registrations, title=lambda r: str(r.movement),
                    url=lambda r: reverse("movements:movement", args=[r.movement_id]), related=("movement",)))  # fmt: skip
    register(Figure("movements.reviews", "cuộc sơ kết, tổng kết phong trào", _reviews, parts={"kind": "kind"},
                    labels={"kind": dict(ReviewKind.choices)}, url=lambda r: reverse("movements:review", args=[r.pk]),
                    related=("movement",)))  # fmt: skip
    register(Figure("movements.named", "điển hình được nêu khi sơ kết, tổng kết", _named, unit="review__unit_id",
                    url=lambda r: reverse("movements:review", args=[r.review_id])))  # fmt: skip
    register(Figure("movements.lessons", "bài học kinh nghiệm", _lessons, url=lambda r: reverse("movements:lesson", args=[r.pk])))
    register(Figure("movements.reuses", "bài học của nơi khác được làm theo", _reuses, title=lambda r: str(r.lesson),
                    url=lambda r: reverse("movements:lesson", args=[r.lesson_id]), related=("lesson",)))  # fmt: skip
