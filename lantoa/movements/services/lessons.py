"""Lesson cards written on their own, and their use by other units (I.1 ý 2)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.movements.enums import MovementState, ReviewState
from lantoa.movements.models import Lesson, LessonReuse, Movement
from lantoa.organisations.models import Unit

TEXTS = ("title", "tried", "worked", "failed", "advice")


@transaction.atomic
def write_lesson(
    movement: Movement, unit: Unit, *, title: str, advice: str, tried: str = "", worked: str = "", failed: str = "", by: User
) -> Lesson:  # fmt: skip
    """Share a lesson at once, without waiting for a review. Effects: the lesson, open to other units; a trail line."""
    lesson = Lesson(
        movement=movement, unit=unit, title=title, tried=tried, worked=worked, failed=failed, advice=advice.strip(), written_by=by
    )  # fmt: skip
    require(by, "movements.write_lesson", lesson)
    if movement.state not in (MovementState.LAUNCHED, MovementState.CLOSED):
        raise ValidationError("Phong trào chưa phát động nên chưa có bài học để ghi.", code="not_launched")
    lesson.full_clean()
    lesson.save()
    trail.record("create", lesson, by=by, after={"title": lesson.title})
    return lesson


@transaction.atomic
def edit_lesson(lesson: Lesson, *, by: User, **texts: str) -> Lesson:
    """Put the words right: of a card on its own, or of a review still being written. Effects: the columns; a trail line."""
    require(by, "movements.write_lesson", lesson)
    if unknown := set(texts) - set(TEXTS):
        raise TypeError(f"not a text of a lesson: {', '.join(sorted(unknown))}")
    lesson = _locked(lesson)
    if lesson.withdrawn_at:
        raise ValidationError("Bài học này đã được rút nên không sửa nữa.", code="withdrawn")
    if lesson.review and lesson.review.state != ReviewState.DRAFT:
        raise ValidationError("Bài học này thuộc một bản đã hoàn thành: mở lại bản ấy để sửa.", code="of_review")
    texts = {name: value.strip() for name, value in texts.items()}
    before = {name: getattr(lesson, name) for name, value in texts.items() if getattr(lesson, name) != value}
    for name, value in texts.items():
        setattr(lesson, name, value)
    lesson.full_clean(exclude=["folded"])
    if before:
        lesson.save(update_fields=[*before, "folded"])
        trail.record("edit", lesson, by=by, before=before, after={name: texts[name] for name in before})
    return lesson


@transaction.atomic
def withdraw_lesson(lesson: Lesson, *, reason: str, by: User) -> Lesson:
    """Take a lesson off the shelf; it stays on record with the reason. One of a review goes with the review, not by itself.

    Effects: the moment and the reason; a trail line.
    """
    require(by, "movements.write_lesson", lesson)
    lesson = _locked(lesson)
    if lesson.withdrawn_at:
        raise ValidationError("Bài học này đã được rút trước đó.", code="withdrawn")
    if lesson.review_id:
        raise ValidationError("Bài học này thuộc một bản sơ kết, tổng kết: mở lại bản ấy để sửa.", code="of_review")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do rút bài học."})
    lesson.withdrawn_at, lesson.withdrawal_reason = clock.now(), reason
    lesson.full_clean(exclude=["folded"])
    lesson.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    trail.record("withdraw", lesson, by=by, reason=reason, before={"title": lesson.title})
    return lesson


@transaction.atomic
def reuse_lesson(lesson: Lesson, unit: Unit, *, note: str = "", by: User) -> LessonReuse:
    """Another unit says that it uses the lesson; said twice it counts once. Effects: the row; the lesson's count; a trail line."""
    require(by, "movements.reuse_lesson", lesson)
    require(by, "movements.answer_for", unit)
    lesson = _locked(lesson)
    if lesson.unit_id == unit.pk:
        raise ValidationError("Đây là bài học của chính đơn vị.", code="own")
    if lesson.withdrawn_at or (lesson.review and lesson.review.state != ReviewState.FINISHED):
        raise ValidationError("Bài học này chưa chia sẻ hoặc đã được rút.", code="not_shared")
    reuse = LessonReuse(lesson=lesson, unit=unit, note=note, by=by)
    if known := LessonReuse.objects.filter(lesson=lesson, unit=unit).first():
        return known
    reuse.full_clean()
    reuse.save()
    lesson.reuse_count = lesson.reuses.count()
    lesson.save(update_fields=["reuse_count"])
    trail.record("reuse_lesson", lesson, by=by, unit=unit, after={"đơn vị làm theo": str(unit), "dùng vào việc": reuse.note})
    return reuse


def _locked(lesson: Lesson) -> Lesson:
    return Lesson.objects.select_for_update(of=["self"]).select_related("review", "unit").get(pk=lesson.pk)
