"""Urging and inspecting (III.2-4a): the reminder ladder's steps, letters to late units, inspections."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.plans.enums import (
    BUNDLE_MOVES,
    INSPECTION_MOVES,
    LETTER_MOVES,
    BundleState,
    FindingResult,
    InspectionState,
    LetterState,
    ReminderStep,
)
from lantoa.plans.models.assignments import Assignment
from lantoa.plans.models.duties import Duty
from lantoa.plans.models.plans import Plan


class Reminder(Timestamped):
    """One rung of the ladder climbed for one assignment; the unique key keeps a second clock from climbing it again."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reminders")
    step = models.SmallIntegerField("bậc", choices=ReminderStep.choices)
    sent_on = models.DateField("ngày nhắc")

    class Meta:
        verbose_name = "lần nhắc"
        verbose_name_plural = "lần nhắc"
        ordering = ["assignment", "step"]
        constraints = [models.UniqueConstraint(fields=["assignment", "step"], name="plans_reminded_once")]


class UrgingLetter(Timestamped):
    """A draft official letter to one late unit, ready for the standing agency to sign outside; one a unit, plan and day."""

    state_moves = LETTER_MOVES

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    written_on = models.DateField("ngày soạn")
    new_due_on = models.DateField("hạn mới (đề xuất)")
    body = NFCTextField("nội dung")
    state = models.CharField("tình trạng", max_length=8, choices=LetterState.choices, default=LetterState.DRAFT)

    class Meta:
        verbose_name = "công văn đôn đốc"
        verbose_name_plural = "công văn đôn đốc"
        ordering = ["-written_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit", "written_on"], name="plans_one_letter_a_day")]

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class UrgingLetterLine(models.Model):
    letter = models.ForeignKey(UrgingLetter, models.PROTECT, related_name="lines")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    days_late = models.PositiveSmallIntegerField("số ngày trễ")

    class Meta:
        ordering = ["letter", "-days_late", "pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "assignment"], name="plans_letter_line_once")]


class LetterBundle(Timestamped):
    """The open drafts of a plan as one ZIP of Word or PDF files: made by the worker, counted as it goes, so that progress can be shown.

    `beat_at` is the maker's last sign of life: one silent too long was killed in the middle, and another worker takes it up.
    """

    state_moves = BUNDLE_MOVES

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="letter_bundles")
    form = models.CharField("dạng tệp", max_length=4, choices=[("docx", "Word"), ("pdf", "PDF")])
    state = models.CharField("tình trạng", max_length=7, choices=BundleState.choices, default=BundleState.WAITING)
    total = models.PositiveIntegerField()
    done_count = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(default=clock.now, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tập công văn đôn đốc"
        verbose_name_plural = "tập công văn đôn đốc"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state=BundleState.DONE) | Q(file__isnull=False), name="plans_bundle_done_has_file"),
            models.CheckConstraint(condition=Q(done_count__lte=models.F("total")), name="plans_bundle_within_total"),
        ]

    def __str__(self) -> str:
        return f"{self.total} công văn đôn đốc ({self.get_form_display()})"

    @property
    def is_working(self) -> bool:
        return self.state in (BundleState.WAITING, BundleState.RUNNING)

    @property
    def per_cent(self) -> int:
        return self.done_count * 100 // self.total if self.total else 0

    @property
    def audit_unit(self) -> Unit:
        return self.plan.standing_agency


class Inspection(Timestamped):
    """A visit to a unit: planned, carried out with a checklist, its minutes signed; findings become duties."""

    state_moves = INSPECTION_MOVES

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspections", verbose_name="đơn vị được kiểm tra")
    planned_on = models.DateField("ngày kiểm tra")
    inspectors = NFCTextField("thành phần đoàn", blank=True)
    minutes = NFCTextField("biên bản", blank=True)
    conclusion = NFCTextField("kết luận", blank=True)
    unit_representative = NFCCharField("đại diện đơn vị", max_length=150, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=InspectionState.choices, default=InspectionState.PLANNED)
    signed_at = models.DateTimeField("ký biên bản lúc", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "cuộc kiểm tra"
        verbose_name_plural = "cuộc kiểm tra"
        ordering = ["-planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=InspectionState.SIGNED) | (Q(signed_at__isnull=False) & ~Q(minutes="") & ~Q(unit_representative="")),
                name="plans_signed_minutes",
                violation_error_message="Biên bản đã ký phải có nội dung và đại diện đơn vị.",
            ),
            models.UniqueConstraint(fields=["plan", "unit", "planned_on"], name="plans_inspected_once_a_day",
                                    violation_error_message="Đơn vị này đã có lịch kiểm tra ngày đó."),
        ]  # fmt: skip

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class InspectionItem(models.Model):
    """One line of the checklist; a line found wanting may become a duty of the unit."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="items")  # part of the visit while it is planned
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, blank=True, related_name="+")
    question = NFCCharField("nội dung xem", max_length=300)
    result = models.CharField("kết quả", max_length=8, choices=FindingResult.choices, blank=True, default="")
    note = NFCTextField("ghi nhận", blank=True)
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh hiện trường")
    remedy = NFCTextField("yêu cầu khắc phục", blank=True)
    remedy_due_on = models.DateField("hạn khắc phục", null=True, blank=True)
    remedy_duty = models.OneToOneField(Duty, models.PROTECT, null=True, blank=True, related_name="remedies")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["inspection", "order", "pk"]
