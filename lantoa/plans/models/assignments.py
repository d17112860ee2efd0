"""A duty owed by one unit in one period, and the proof it gives."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.plans.enums import ASSIGNMENT_MOVES, DONE_STATES, AssignmentState
from lantoa.plans.models.duties import Duty
from lantoa.plans.models.plans import Plan


class Assignment(Timestamped):
    """Duty × unit × period, frozen on the first day of the period from the units valid then.

    `plan` repeats the duty's, and `done_count`/`needed_count` what the done-rule last computed, so that the matrix and the
    ruler read one table; both are written in the same transaction as what they summarise.
    """

    state_moves = ASSIGNMENT_MOVES

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="assignments")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    period = models.CharField("kỳ", max_length=10, blank=True)  # code of core.periods; empty: once
    period_start = models.DateField()
    period_end = models.DateField()
    due_on = models.DateField("hạn")
    state = models.CharField("tình trạng", max_length=12, choices=AssignmentState.choices, default=AssignmentState.ASSIGNED)
    state_since = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người nộp"
    )
    shortfall_reason = NFCTextField("lý do nộp thiếu", blank=True)  # handed in with less proof than the rule asks for
    approved_at = models.DateTimeField("lãnh đạo duyệt lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người duyệt"
    )
    accepted_at = models.DateTimeField("công nhận lúc", null=True, blank=True)
    return_reason = NFCTextField("lý do trả lại", blank=True)
    waive_reason = NFCTextField("lý do miễn", blank=True)
    went_late_on = models.DateField("bắt đầu trễ từ", null=True, blank=True)
    done_count = models.PositiveSmallIntegerField("đã có", default=0)
    needed_count = models.PositiveSmallIntegerField("cần có", default=1)
    moved_from = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhận lại từ"
    )  # after a merger

    class Meta:
        verbose_name = "việc được giao"
        verbose_name_plural = "việc được giao"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period"], name="plans_assigned_once"),
            models.CheckConstraint(condition=~Q(state=AssignmentState.RETURNED) | ~Q(return_reason=""), name="plans_returned_with_reason",
                                   violation_error_message="Hãy ghi lý do trả lại, để đơn vị biết cần bổ sung gì."),
            models.CheckConstraint(condition=~Q(state=AssignmentState.WAIVED) | ~Q(waive_reason=""), name="plans_waived_with_reason",
                                   violation_error_message="Hãy ghi lý do miễn."),
            models.CheckConstraint(
                condition=~Q(state__in=[AssignmentState.SUBMITTED, AssignmentState.APPROVED, AssignmentState.ACCEPTED]) | Q(submitted_at__isnull=False),
                name="plans_handed_in_has_time"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["unit", "state", "due_on"]),
            # The matrix groups by unit and duty: walked in this order it needs no sort and never touches the table itself.
            models.Index(fields=["plan", "unit", "duty", "state", "due_on"]),
            models.Index(fields=["state", "due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.unit}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def is_done(self) -> bool:
        return self.state in DONE_STATES


class Evidence(Timestamped):
    """One proof: a file, photo, link or note given here, or a record of a higher room, named by its registered kind and id.

    Withdrawn proof stays, crossed out, with who and why.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="evidence")
    kind = models.CharField("loại", max_length=30)  # key of plans.evidence_kinds
    title = NFCCharField("tên minh chứng", max_length=200)
    note = NFCTextField("ghi chú", blank=True)
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    record_id = models.PositiveBigIntegerField(null=True, blank=True)
    happened_on = models.DateField("ngày diễn ra", null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = NFCCharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["assignment", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "kind", "record_id"],
                condition=Q(record_id__isnull=False, withdrawn_at__isnull=True),
                name="plans_record_proves_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
                name="plans_withdrawn_with_reason",
                violation_error_message="Hãy ghi lý do rút minh chứng.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_unit(self) -> Unit:
        return self.assignment.unit
