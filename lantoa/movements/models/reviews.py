"""Interim and final reviews (sơ kết, tổng kết), the exemplars they name and the lessons they draw (I.1 ý 2, I.2 ý 2, III.1 ý 3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.text import fold
from lantoa.files.models import StoredFile
from lantoa.movements.enums import REVIEW_MOVES, ReviewKind, ReviewState
from lantoa.movements.models.movements import Movement
from lantoa.organisations.models import Unit


class Review(Timestamped):
    """One unit's review of one movement; of the whole movement when the unit is its authority.

    What it must judge: results, effect, limits and causes, lessons (TT 01/2024/TT-BNV Điều 3-4, now TT 15/2025/TT-BNV).
    `exemplar_count` and `lesson_count` are written with the rows they count, so that the database itself refuses a finished
    review that names nobody or teaches nothing.
    """

    state_moves = REVIEW_MOVES

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="movement_reviews", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=8, choices=ReviewKind.choices)
    period = models.CharField("kỳ", max_length=10, blank=True)  # code of core.periods; empty: the whole movement
    held_on = models.DateField("ngày tổ chức", null=True, blank=True)
    results = NFCTextField("kết quả đạt được", blank=True)
    effects = NFCTextField("hiệu quả, tác động", blank=True)
    limits = NFCTextField("hạn chế", blank=True)
    causes = NFCTextField("nguyên nhân", blank=True)
    next_steps = NFCTextField("nhiệm vụ thời gian tới, kiến nghị", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="báo cáo kèm theo")
    state = models.CharField("tình trạng", max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT)
    exemplar_count = models.PositiveSmallIntegerField("số điển hình được nêu", default=0)
    lesson_count = models.PositiveSmallIntegerField("số bài học", default=0)
    reopen_reason = NFCTextField("lý do mở lại", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField("hoàn thành lúc", null=True, blank=True)
    moved_from = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhận lại từ"
    )  # after a merger

    class Meta:
        verbose_name = "sơ kết, tổng kết"
        verbose_name_plural = "sơ kết, tổng kết"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "unit", "kind", "period"],
                condition=~Q(state=ReviewState.DISCARDED),
                name="movements_reviewed_once_a_period",
                violation_error_message="Đơn vị đã có bản sơ kết, tổng kết này của kỳ ấy. Hãy mở bản đã có để viết tiếp.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.FINISHED)
                | (
                    Q(exemplar_count__gte=1, lesson_count__gte=1, held_on__isnull=False)
                    & Q(finished_by__isnull=False, finished_at__isnull=False)
                    & ~Q(results="")
                ),
                name="movements_finished_review_is_whole",
                violation_error_message="Bản sơ kết, tổng kết phải có ngày, kết quả, ít nhất một điển hình và một bài học.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"]), models.Index(fields=["movement", "state", "-held_on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.movement}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class ReviewExemplar(models.Model):
    """An exemplar a review names. `record_id`: its record in the room above that fills `movements.naming`; None: named in words only."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="exemplars")
    name = NFCCharField("tên", max_length=200)
    deed = NFCTextField("việc làm, thành tích")
    record_id = models.PositiveBigIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "điển hình được nêu"
        verbose_name_plural = "điển hình được nêu"
        ordering = ["review", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "record_id"], condition=Q(record_id__isnull=False), name="movements_named_once",
                                    violation_error_message="Điển hình này đã được nêu trong bản này."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def audit_unit(self) -> Unit:
        return self.review.unit


class Lesson(Timestamped):
    """A lesson card (I.1 ý 2): what was tried, what worked, what failed, what to advise others.

    Of a review, or written on its own. `reuse_count` counts the units that said they use it, written with their rows.
    """

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="lessons")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="lessons", verbose_name="đơn vị")
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="lessons")
    title = NFCCharField("bài học", max_length=200)
    tried = NFCTextField("đã làm gì", blank=True)
    worked = NFCTextField("điều làm tốt", blank=True)
    failed = NFCTextField("điều chưa được", blank=True)
    advice = NFCTextField("lời khuyên cho nơi khác")
    folded = models.TextField(editable=False, default="")  # all of it without marks, for searching
    reuse_count = models.PositiveIntegerField("số đơn vị làm theo", default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawal_reason = NFCCharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "bài học kinh nghiệm"
        verbose_name_plural = "bài học kinh nghiệm"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""), name="movements_lesson_withdrawn_with_reason",
                                   violation_error_message="Hãy ghi lý do rút bài học."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-created_at"])]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        self.folded = fold(" ".join([self.title, self.tried, self.worked, self.failed, self.advice]))
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def reuse_words(self) -> str:
        """ "3 đơn vị làm theo"."""
        return f"{self.reuse_count} đơn vị làm theo"


class LessonReuse(Timestamped):
    """Another unit says that it uses the lesson."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="reuses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    note = NFCCharField("dùng vào việc gì", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần làm theo bài học"
        verbose_name_plural = "lần làm theo bài học"
        ordering = ["lesson", "pk"]
        constraints = [models.UniqueConstraint(fields=["lesson", "unit"], name="movements_lesson_reused_once",
                                               violation_error_message="Đơn vị đã ghi là làm theo bài học này.")]  # fmt: skip

    @property
    def audit_unit(self) -> Unit:
        return self.unit
