"""The plan as a document, and whom it was delivered to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.plans.enums import PLAN_MOVES, ClauseKind, PlanState


class Plan(Timestamped):
    """A plan of an authority or of a unit. What was read from the file stays in `document`; the columns are what people confirmed.

    `answers` is the plan of the level above that this one carries out: a city's answers the province's, a unit's the city's.
    """

    state_moves = PLAN_MOVES

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="cơ quan ban hành")
    standing_agency = models.ForeignKey(Unit, models.PROTECT, related_name="run_plans", verbose_name="Cơ quan Thường trực")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)  # "449/KH-UBND"; empty in a draft of ours
    kind = NFCCharField("tên loại", max_length=60, default="Kế hoạch")
    title = NFCTextField("trích yếu")
    place = NFCCharField("địa danh", max_length=80, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    valid_from = models.DateField("thực hiện từ", null=True, blank=True)
    valid_to = models.DateField("thực hiện đến hết ngày", null=True, blank=True)  # last day, included
    closing_request = NFCTextField("câu kết", blank=True)
    signer_authority = NFCCharField("thẩm quyền ký", max_length=150, blank=True)
    signer_position = NFCCharField("chức vụ người ký", max_length=150, blank=True)
    signer_name = NFCCharField("người ký", max_length=120, blank=True)

    state = models.CharField("tình trạng", max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    signed_at = models.DateTimeField("ghi nhận ký lúc", null=True, blank=True)
    activated_at = models.DateTimeField("triển khai lúc", null=True, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answering_plans", verbose_name="thực hiện kế hoạch"
    )
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="thay thế kế hoạch"
    )
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by", verbose_name="tiếp nối kế hoạch năm trước"
    )

    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp gốc")
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản đã ký")
    document = models.JSONField(default=dict, blank=True)  # OfficialDocument.to_json(): the machine's reading, never edited
    text = models.TextField(blank=True)  # the plain text that was read, for the left side of the intake
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-year", "-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "year", "number"],
                condition=~Q(number="") & ~Q(state=PlanState.DISCARDED),
                name="plans_number_once_a_year",
                violation_error_message="Cơ quan này đã có văn bản mang số, ký hiệu đó trong năm.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PlanState.DRAFT, PlanState.IN_REVIEW, PlanState.DISCARDED])
                | (Q(signed_at__isnull=False, issued_on__isnull=False) & ~Q(number="") & ~Q(signer_name="")),
                name="plans_signed_has_signer",
                violation_error_message="Kế hoạch đã ký phải có số, ngày và người ký.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlanState.ACTIVE, PlanState.CLOSED, PlanState.SUPERSEDED])
                | Q(activated_at__isnull=False, valid_from__isnull=False, valid_to__isnull=False),
                name="plans_active_has_span",
                violation_error_message="Kế hoạch triển khai phải có ngày bắt đầu và ngày kết thúc.",
            ),
        ]
        indexes = [models.Index(fields=["state", "issuer"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or '(chưa có số)'}"

    @property
    def audit_unit(self) -> Unit:
        return self.issuer

    @property
    def citation(self) -> str:
        """As it is cited in other documents: "Kế hoạch số 449/KH-UBND ngày 21/3/2022"."""
        day = f" ngày {self.issued_on.day}/{self.issued_on.month}/{self.issued_on.year}" if self.issued_on else ""
        return f"{self.kind} số {self.number}{day}" if self.number else f"{self.kind} (dự thảo)"

    @property
    def short_name(self) -> str:
        """As people say it: "Kế hoạch 449"; just "Kế hoạch" for a draft without a number."""
        return f"{self.kind} {self.number.partition('/')[0]}".strip()


class Clause(models.Model):
    """The smallest numbered part of the plan, verbatim: what every duty, point and figure goes back to."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="clauses")
    ref = models.CharField("điểm", max_length=60)  # "II.2-3": section II, item 2, bullet 3
    path = models.JSONField(default=list)
    kind = models.CharField("loại", max_length=12, choices=ClauseKind.choices, default=ClauseKind.OTHER)
    text = NFCTextField("nội dung")
    corrected_text = NFCTextField("đọc đúng là", blank=True)  # a fault of the source is kept verbatim beside its right reading
    no_duty_reason = NFCCharField("lý do không giao việc", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "điểm của kế hoạch"
        verbose_name_plural = "điểm của kế hoạch"
        ordering = ["plan", "order"]
        constraints = [models.UniqueConstraint(fields=["plan", "ref"], name="plans_clause_ref_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As shown to people: "II.2 ý 3"."""
        section, _, bullet = self.ref.rpartition("-")
        return f"{section} ý {bullet}" if section and bullet.isdigit() else self.ref


class LegalBasis(models.Model):
    """One "Căn cứ …" of the plan, linked to the plan it names when that plan is in the system."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="legal_bases")
    text = NFCTextField("nội dung")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày", null=True, blank=True)
    upper_plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="relied_on_by")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"
        ordering = ["plan", "order"]


class Recipient(models.Model):
    """One line of "Nơi nhận", verbatim, with the units it was resolved to (none: told outside the system)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="recipients")
    line = NFCCharField("nơi nhận", max_length=300)
    units = models.ManyToManyField(Unit, related_name="+", blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"
        ordering = ["plan", "order"]


class Delivery(models.Model):
    """The plan delivered to one unit, and its acknowledgement with name and time (C-2)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="deliveries")
    sent_at = models.DateTimeField("gửi lúc")
    acknowledged_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "phiếu nhận kế hoạch"
        verbose_name_plural = "phiếu nhận kế hoạch"
        ordering = ["plan", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit"], name="plans_delivered_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="plans_acknowledged_by_somebody",
                violation_error_message="Xác nhận phải có tên người và thời điểm.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "acknowledged_at"])]

    @property
    def audit_unit(self) -> Unit:
        return self.unit
