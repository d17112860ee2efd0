"""Cycles, and what one unit reports in one of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.periods import Period
from lantoa.organisations.models import Cluster, Unit
from lantoa.plans.enums import ReminderStep
from lantoa.reporting.enums import CYCLE_MOVES, RECEIVED_STATES, REPORT_MOVES, CycleState, ReportState, Source
from lantoa.reporting.models.forms import Form, Item


class Cycle(Timestamped):
    """One form in one period ("kỳ báo cáo"). Records of [counts_from, counts_to] are counted."""

    state_moves = CYCLE_MOVES

    form = models.ForeignKey(Form, models.PROTECT, related_name="cycles")
    period = models.CharField("kỳ", max_length=8)  # code of core.periods
    counts_from = models.DateField("số liệu từ ngày")
    counts_to = models.DateField("đến hết ngày")
    opens_on = models.DateField("mở ngày")
    due_on = models.DateField("hạn nộp")
    state = models.CharField("tình trạng", max_length=6, choices=CycleState.choices, default=CycleState.OPEN)
    locked_at = models.DateTimeField("khóa lúc", null=True, blank=True)

    class Meta:
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["form", "period"], name="reporting_cycle_once"),
            models.CheckConstraint(condition=~Q(state=CycleState.LOCKED) | Q(locked_at__isnull=False), name="reporting_locked_has_time"),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="reporting_cycle_due")]

    def __str__(self) -> str:
        return f"{self.form.name} {self.period_label}"

    @property
    def audit_unit(self) -> Unit:
        return self.form.authority

    @property
    def span(self) -> Period:
        return Period.parse(self.period)

    @property
    def period_label(self) -> str:
        return self.span.label


class UnitReport(Timestamped):
    """What one unit reports in one cycle. `unit` is the one reported on, for ever; `holder` the one that writes it now: the unit
    itself, or its heir when it was dissolved meanwhile. `cluster` is where the unit sat on the last day of the period it lived.

    The boxes are the snapshot: from the signature on nothing writes into them (`sha256` says what was signed), so the figures of an
    accepted report stay when the records move; what the records say today is counted beside them (queries.moved).

    `edition` 1 is the first; an amended report is a new row that names the one it takes the place of. `is_current`: the edition that
    counts among those expected. The counts are written with the boxes they count.
    """

    state_moves = REPORT_MOVES

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports", verbose_name="đơn vị")
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="held_reports", verbose_name="nơi làm báo cáo")
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cụm, khối")
    edition = models.PositiveSmallIntegerField("lần", default=1)
    amends = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="amended_by")
    amend_reason = NFCTextField("vì sao sửa", blank=True)
    is_current = models.BooleanField(default=True)
    state = models.CharField("tình trạng", max_length=11, choices=ReportState.choices, default=ReportState.OPEN)
    state_since = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField("hạn nộp")
    counted_at = models.DateTimeField("lấy số liệu lúc", null=True, blank=True)
    handed_at = models.DateTimeField("trình lãnh đạo lúc", null=True, blank=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField("lãnh đạo ký lúc", null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # First hand-in: a report sent back and sent again was not late if it came in time at first.
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    return_reason = NFCTextField("lý do trả lại", blank=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField("soát lúc", null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField("chấp nhận lúc", null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    keyed_in_from = NFCCharField("nhập thay từ", max_length=200, blank=True)  # what the paper is and where it is kept
    keyed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    box_count = models.PositiveSmallIntegerField("số ô phải điền", default=0)
    filled_count = models.PositiveSmallIntegerField("số ô đã có", default=0)
    dispute_count = models.PositiveSmallIntegerField("số ô đang báo sai", default=0)
    sha256 = models.CharField(max_length=64, blank=True)  # of values, texts and the records behind them, as signed

    class Meta:
        verbose_name = "báo cáo của đơn vị"
        verbose_name_plural = "báo cáo của đơn vị"
        ordering = ["cycle", "unit", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "unit", "edition"], name="reporting_edition_once"),
            models.UniqueConstraint(fields=["cycle", "unit"], condition=Q(is_current=True), name="reporting_one_current"),
            models.CheckConstraint(condition=~Q(state=ReportState.RETURNED) | ~Q(return_reason=""), name="reporting_returned_with_reason",
                                   violation_error_message="Hãy ghi lý do trả lại, để đơn vị biết cần sửa gì."),
            models.CheckConstraint(condition=Q(amends__isnull=True) | ~Q(amend_reason=""), name="reporting_amended_with_reason",
                                   violation_error_message="Hãy ghi vì sao sửa báo cáo đã chấp nhận."),
            models.CheckConstraint(condition=~Q(state__in=RECEIVED_STATES) | (Q(submitted_at__isnull=False) & Q(signed_by__isnull=False)),
                                   name="reporting_received_was_signed"),
            models.CheckConstraint(
                condition=~Q(state__in=[ReportState.ACCEPTED, ReportState.LOCKED])
                | (Q(accepted_by__isnull=False) & Q(reviewed_by__isnull=False) & ~Q(accepted_by=models.F("reviewed_by"))),
                name="reporting_accepted_by_another", violation_error_message="Người soát và người chấp nhận phải là hai người khác nhau.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["cycle", "is_current", "state", "due_on"], name="reporting_by_state"),
            models.Index(fields=["holder", "state", "due_on"], name="reporting_of_holder"),
            models.Index(fields=["unit", "cycle"], name="reporting_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} · {self.unit}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def period(self) -> str:
        return self.cycle.period


class ReportReminder(Timestamped):
    """One rung of the ladder (plans.reminders) climbed for one report; the unique key keeps a second clock from climbing it again."""

    report = models.ForeignKey(UnitReport, models.PROTECT, related_name="reminders")
    step = models.SmallIntegerField("bậc", choices=ReminderStep.choices)
    sent_on = models.DateField("ngày nhắc")

    class Meta:
        verbose_name = "lần nhắc báo cáo"
        verbose_name_plural = "lần nhắc báo cáo"
        ordering = ["report", "step"]
        constraints = [models.UniqueConstraint(fields=["report", "step"], name="reporting_reminded_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_step_display()}"


class Box(models.Model):
    """One item of the form as this report fills it. `counted` is what the records say, `value` what the unit reports; where they
    differ, `correction_reason` says why. The records behind the figure are kept by id, so that the same list opens ever after.
    """

    report = models.ForeignKey(UnitReport, models.PROTECT, related_name="boxes")
    item = models.ForeignKey(Item, models.PROTECT, related_name="boxes")
    value = models.BigIntegerField("số", null=True, blank=True)
    counted = models.BigIntegerField("số từ bản ghi", null=True, blank=True)
    parts = models.JSONField("chia theo", default=dict, blank=True)  # {"gender": {"female": 3}}
    record_ids = models.JSONField(default=list, blank=True)
    source = models.CharField("nguồn", max_length=9, choices=Source.choices, default=Source.EMPTY, blank=True)
    text = NFCTextField("lời văn", blank=True)
    offered = models.JSONField(default=list, blank=True)  # sentences of the unit itself, for a text part
    nil_reason = NFCCharField("vì sao không có", max_length=300, blank=True)
    correction_reason = NFCCharField("vì sao sửa số", max_length=300, blank=True)
    dispute = NFCCharField("sai ở đâu", max_length=300, blank=True)
    disputed_at = models.DateTimeField("báo sai lúc", null=True, blank=True)
    disputed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "ô báo cáo"
        verbose_name_plural = "ô báo cáo"
        ordering = ["report", "item__section__order", "item__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "item"], name="reporting_box_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="reporting_value_not_negative",
                                   violation_error_message="Số không thể nhỏ hơn 0."),
            models.CheckConstraint(condition=~Q(source=Source.CORRECTED) | ~Q(correction_reason=""), name="reporting_corrected_with_reason",
                                   violation_error_message="Hãy ghi vì sao số này khác số trong bản ghi."),
            models.CheckConstraint(condition=Q(disputed_at__isnull=True) | ~Q(dispute=""), name="reporting_dispute_says_what",
                                   violation_error_message="Hãy ghi số này sai ở đâu."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.item)

    @property
    def audit_unit(self) -> Unit:
        return self.report.unit

    @property
    def is_nil(self) -> bool:
        """Nothing to report, and said so: not the same as an empty box."""
        return self.value == 0


class Answer(Timestamped):
    """What the unit answers to a question the system asks about its figures. `key` names the question (reporting.questions)."""

    report = models.ForeignKey(UnitReport, models.PROTECT, related_name="answers")
    key = models.CharField(max_length=80)
    text = NFCTextField("trả lời")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "trả lời"
        verbose_name_plural = "trả lời"
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="reporting_answered_once")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def audit_unit(self) -> Unit:
        return self.report.unit
