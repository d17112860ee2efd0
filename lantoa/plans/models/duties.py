"""What a clause asks of somebody, how often, and what proves it."""

from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.organisations.enums import UnitKind
from lantoa.organisations.models import Cluster, Unit
from lantoa.plans.enums import DUTY_MOVES, DutyState, Frequency, TargetKind
from lantoa.plans.models.plans import Clause, Plan


class Duty(Timestamped):
    """A duty of the plan. Proposed by the machine or written by an officer; only a confirmed one is ever assigned.

    `done_rule` names a rule of the registry `plans.done_rules` with its numbers in `done_params`; done is computed from
    evidence, never ticked by hand. `seeded` lists the fields whose value the plan itself does not fix and that therefore are
    shown as "đề xuất, chờ Hội đồng duyệt".
    """

    state_moves = DUTY_MOVES

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="duties")
    code = models.CharField("mã", max_length=12)  # U01 … for units, S01 … for the standing agency
    title = NFCCharField("tên ngắn", max_length=80)  # shown in the ruler and the matrix head
    text = NFCTextField("việc phải làm")
    verb = NFCCharField("nút bấm", max_length=40, default="Nộp minh chứng")  # verb and object of the one button in "Việc của tôi"
    minutes = models.PositiveSmallIntegerField("khoảng số phút", default=5)
    printed_owner = NFCTextField("kế hoạch giao cho", blank=True)  # as printed: a body unknown here still has to be told to the officer
    clauses = models.ManyToManyField(Clause, related_name="duties", verbose_name="điểm của kế hoạch")
    evidence_kinds = models.JSONField("loại minh chứng được nhận", default=list)  # keys of plans.evidence_kinds
    done_rule = models.CharField("xong khi", max_length=40, default="any_proof")
    done_params = models.JSONField(default=dict, blank=True)
    points = models.DecimalField("điểm", max_digits=6, decimal_places=2, null=True, blank=True)
    seeded = models.JSONField(default=list, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=DutyState.choices, default=DutyState.PROPOSED)
    drop_reason = NFCCharField("lý do không giao", max_length=300, blank=True)
    from_finding = models.BooleanField("từ kết luận kiểm tra", default=False)
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="plans_duty_code_once"),
            models.CheckConstraint(condition=~Q(state=DutyState.DROPPED) | ~Q(drop_reason=""), name="plans_dropped_with_reason",
                                   violation_error_message="Hãy ghi lý do không giao việc này."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def audit_unit(self) -> Unit:
        return self.plan.issuer


class DutyTarget(models.Model):
    """Who owes the duty; several rows add up. `printed` is the body as the plan names it."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="targets")  # part of the duty while it is being drawn up
    kind = models.CharField("ai làm", max_length=16, choices=TargetKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cụm, khối")
    unit_kind = models.CharField("loại đơn vị", max_length=20, choices=UnitKind.choices, blank=True)
    printed = NFCCharField("kế hoạch ghi", max_length=300, blank=True)

    class Meta:
        verbose_name = "đối tượng thực hiện"
        verbose_name_plural = "đối tượng thực hiện"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(kind=TargetKind.UNIT) | Q(unit__isnull=False))
                & (~Q(kind=TargetKind.CLUSTER) | Q(cluster__isnull=False))
                & (~Q(kind=TargetKind.KIND) | ~Q(unit_kind="")),
                name="plans_target_is_named",
                violation_error_message="Hãy chọn rõ đơn vị, cụm khối hoặc loại đơn vị.",
            )
        ]


class Recurrence(models.Model):
    """How often, and by when. A duty may have two (each month and each quarter).

    Due: `due_on` when set; otherwise `due_days` days after the period's last day (ONCE: after the plan's issue date; may be
    negative).
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="recurrences")  # part of the duty while it is being drawn up
    frequency = models.CharField("mức độ", max_length=12, choices=Frequency.choices)
    due_days = models.SmallIntegerField("hạn: số ngày sau kỳ", default=0)
    due_on = models.DateField("hạn: ngày", null=True, blank=True)
    until = models.DateField("thực hiện đến", null=True, blank=True)

    class Meta:
        verbose_name = "chu kỳ"
        verbose_name_plural = "chu kỳ"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["duty", "frequency"], name="plans_frequency_once")]
