"""Reviews: written as a draft, finished when they name an exemplar and a lesson; a finished one proves the unit's duty (U12)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.periods import Period
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS
from lantoa.movements import naming
from lantoa.movements.enums import MovementState, ReviewKind, ReviewState
from lantoa.movements.models import Lesson, Movement, Review, ReviewExemplar
from lantoa.movements.queries import lists
from lantoa.organisations.models import Unit
from lantoa.plans.services.evidence import add_record_proof, withdraw_record_proof

EVIDENCE = "review"  # key of plans.evidence_kinds
TEXTS = ("results", "effects", "limits", "causes", "next_steps")


@transaction.atomic
def start_review(movement: Movement, unit: Unit, *, kind: str, period: str = "", held_on: date | None = None, by: User) -> Review:
    """Begin a review, or go on with the one of that kind and period already begun. Effects: the draft; a trail line.

    An interim review needs its period; the final one is of the whole movement.
    """
    review = Review(
        movement=movement, unit=unit, kind=kind, period="" if kind == ReviewKind.FINAL else period, held_on=held_on, created_by=by
    )
    require(by, "movements.write_review", review)
    if movement.state not in (MovementState.LAUNCHED, MovementState.CLOSED):
        raise ValidationError("Phong trào chưa phát động nên chưa sơ kết, tổng kết được.", code="not_launched")
    if kind == ReviewKind.INTERIM:
        _check_period(period)
    Unit.objects.select_for_update(of=["self"]).get(pk=unit.pk)  # two who begin at once are led to one draft
    same = Review.objects.filter(movement=movement, unit=unit, kind=kind, period=review.period).exclude(state=ReviewState.DISCARDED)
    if begun := same.first():
        if begun.state == ReviewState.FINISHED:
            raise ValidationError(f"Đơn vị đã hoàn thành bản {begun.get_kind_display()} này. Mở bản ấy để xem.", code="finished")
        return begun
    _check_day(held_on)
    review.full_clean()
    review.save()
    trail.record("create", review, by=by, after={"kind": review.get_kind_display(), "period": review.period})
    return review


@transaction.atomic
def edit_review(
    review: Review, *, held_on: date | None, file: UploadedFile | None = None, by: User, **texts: str
) -> Review:  # fmt: skip
    """Keep what was written so far. Effects: the file is stored; the columns; a trail line with the names of what changed."""
    require(by, "movements.write_review", review)
    if unknown := set(texts) - set(TEXTS):
        raise TypeError(f"not a text of a review: {', '.join(sorted(unknown))}")
    review = _draft(review)
    _check_day(held_on)
    changes: dict[str, Any] = {"held_on": held_on, **texts}
    changed = [name for name, value in changes.items() if getattr(review, name) != value]
    if file:
        review.file = store_file(file, by=by, allow=DOCUMENTS)
        changed.append("file")
    for name, value in changes.items():
        setattr(review, name, value)
    if changed:
        review.save(update_fields=changed)
        trail.record("edit", review, by=by, after={"mục đã sửa": [review._meta.get_field(name).verbose_name for name in changed]})
    return review


@transaction.atomic
def name_exemplar(review: Review, *, name: str = "", deed: str = "", record_id: int | None = None, by: User) -> ReviewExemplar:
    """Name an exemplar in a draft: in words, or a record of the room above, whose name and deed fill what was left empty.

    Effects: the line; the review's count; a trail line.
    """
    require(by, "movements.write_review", review)
    review = _draft(review)
    if record_id is not None:
        chosen = next((n for n in naming.choices_for(review.unit, by) if n.record_id == record_id), None)
        if chosen is None:
            raise ValidationError({"record_id": "Hãy chọn một hồ sơ trong danh sách."})
        name, deed = name or chosen.name, deed or chosen.deed
    last = review.exemplars.order_by("-order").first()
    exemplar = ReviewExemplar(review=review, name=name, deed=deed.strip(), record_id=record_id, order=(last.order if last else 0) + 1)
    exemplar.full_clean()
    exemplar.save()
    _count(review)
    trail.record("add_item", review, by=by, after={"điển hình": exemplar.name})
    return exemplar


@transaction.atomic
def remove_exemplar(exemplar: ReviewExemplar, *, by: User) -> None:
    """Take an exemplar out of a draft. Effects: the line is gone; the count; a trail line keeps its name."""
    require(by, "movements.write_review", exemplar.review)
    review = _draft(exemplar.review)
    trail.record("remove_item", review, by=by, before={"điển hình": exemplar.name})
    exemplar.delete()
    _count(review)


@transaction.atomic
def add_lesson(
    review: Review, *, title: str, advice: str, tried: str = "", worked: str = "", failed: str = "", by: User
) -> Lesson:  # fmt: skip
    """Add a lesson card to a draft. Effects: the lesson; the review's count; a trail line."""
    require(by, "movements.write_review", review)
    review = _draft(review)
    lesson = Lesson(
        movement=review.movement, unit=review.unit, review=review, title=title, tried=tried, worked=worked, failed=failed,
        advice=advice.strip(), written_by=by,
    )  # fmt: skip
    lesson.full_clean()
    lesson.save()
    _count(review)
    trail.record("add_item", review, by=by, after={"bài học": lesson.title})
    return lesson


@transaction.atomic
def remove_lesson(lesson: Lesson, *, by: User) -> None:
    """Take a lesson out of a draft. Effects: the lesson is gone; the count; a trail line keeps its words."""
    if lesson.review is None:
        raise ValidationError("Bài học này không thuộc bản sơ kết, tổng kết nào.")
    require(by, "movements.write_review", lesson.review)
    review = _draft(lesson.review)
    if lesson.reuses.exists():
        raise ValidationError(
            "Đã có đơn vị làm theo bài học này nên không bỏ được. Hãy sửa lời, hoặc rút bài học kèm lý do.", code="reused"
        )
    trail.record("remove_item", review, by=by, before={"bài học": lesson.title, "lời khuyên": lesson.advice})
    lesson.delete()
    _count(review)


@transaction.atomic
def finish_review(review: Review, *, by: User) -> Review:
    """The review is whole: a day, results, at least one exemplar and one lesson (I.1 ý 2, I.2 ý 2 of plan 449).

    Effects, in order: who and when; the state; it proves every running duty of the unit that accepts reviews, in the period of its
    day. Its lessons are open to other units from now on.
    """
    require(by, "movements.write_review", review)
    review = _draft(review)
    _count(review)
    if missing := lists.obstacles(review):
        raise ValidationError(missing)
    review.finished_by, review.finished_at = by, clock.now()
    move(review, ReviewState.FINISHED, by=by, also=("finished_by", "finished_at"))
    add_record_proof(EVIDENCE, review.pk, review.unit, title=str(review), happened_on=review.held_on, by=by)
    return review


@transaction.atomic
def reopen_review(review: Review, *, reason: str, by: User) -> Review:
    """Back to a draft, to be put right. Effects: the state with its reason; what it proved is crossed out until it is finished again."""
    require(by, "movements.reopen_review", review)
    review = _locked(review)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do mở lại."})
    review.finished_by = review.finished_at = None
    review.reopen_reason = reason
    move(review, ReviewState.DRAFT, by=by, reason=reason, also=("finished_by", "finished_at", "reopen_reason"))
    withdraw_record_proof(EVIDENCE, review.pk, reason=f"Bản {review.get_kind_display()} được mở lại: {reason}"[:300], by=by)
    return review


@transaction.atomic
def discard_review(review: Review, *, by: User) -> Review:
    """Drop a draft. Its lessons go with it unless others use them. Effects: the state; the lessons are withdrawn."""
    require(by, "movements.write_review", review)
    review = _draft(review)
    for lesson in review.lessons.filter(withdrawn_at__isnull=True):
        lesson.withdrawn_at, lesson.withdrawal_reason = clock.now(), f"Đã bỏ bản {review.get_kind_display()}."
        lesson.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    move(review, ReviewState.DISCARDED, by=by)
    return review


def _locked(review: Review) -> Review:
    return Review.objects.select_for_update(of=["self"]).select_related("movement", "unit").get(pk=review.pk)


def _draft(review: Review) -> Review:
    found = _locked(review)
    if found.state != ReviewState.DRAFT:
        raise ValidationError(f"Bản này {found.get_state_display()} nên không sửa được. Cần sửa thì mở lại trước.", code="not_draft")
    return found


def _count(review: Review) -> None:
    """The two numbers the database judges a finished review by."""
    review.exemplar_count = review.exemplars.count()
    review.lesson_count = review.lessons.filter(withdrawn_at__isnull=True).count()
    review.save(update_fields=["exemplar_count", "lesson_count"])


def _check_day(held_on: date | None) -> None:
    if held_on and held_on > clock.today():
        raise ValidationError({"held_on": "Ngày này chưa đến. Ghi ngày đã tổ chức sơ kết, tổng kết."})


def _check_period(code: str) -> None:
    try:
        Period.parse(code)
    except ValueError:
        raise ValidationError({"period": "Hãy chọn kỳ sơ kết."}) from None
