"""The report of a whole city for one period: its snapshot of figures and its sections."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.periods import Period
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.reporting.city_enums import CITY_MOVES, OUT, CityState, Part
from lantoa.reporting.models.reports import UnitReport

_USER = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


class CityReport(Timestamped):
    """Records of [counts_from, counts_to] below `authority`, told by its standing agency (`agency`).

    `snapshot`: the figures as drafted, which do not change with the records; `sources`: the very editions of unit reports they add up,
    none when no unit reports in such a period: then the figures come from the records themselves and the snapshot holds their ids.
    `drafted_parts` of the sections are ready while the worker drafts; `drafting_at` is its last sign of life.
    """

    state_moves = CITY_MOVES

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="city_reports", verbose_name="nơi báo cáo")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan soạn")
    period = models.CharField("kỳ", max_length=8)
    counts_from = models.DateField("số liệu từ ngày")
    counts_to = models.DateField("đến hết ngày")
    edition = models.PositiveSmallIntegerField("lần", default=1)
    amends = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="amended_by")
    amend_reason = NFCTextField("vì sao sửa", blank=True)
    state = models.CharField("tình trạng", max_length=11, choices=CityState.choices, default=CityState.DRAFTING)
    state_since = models.DateTimeField(null=True, blank=True)
    drafting_at = models.DateTimeField(null=True, blank=True)
    drafted_parts = models.PositiveSmallIntegerField(default=0)
    drafted_at = models.DateTimeField("soạn lúc", null=True, blank=True)
    snapshot = models.JSONField(default=dict, blank=True)
    sources = models.ManyToManyField(UnitReport, related_name="city_reports", blank=True)
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(**_USER)
    return_reason = NFCTextField("lý do trả lại", blank=True)
    returned_by = models.ForeignKey(**_USER)
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    approved_by = models.ForeignKey(**_USER)
    number = NFCCharField("số, ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    signer_authority = NFCCharField("thẩm quyền ký", max_length=120, blank=True)
    signer_post = NFCCharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = NFCCharField("người ký", max_length=120, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản đã ký")
    signatures = models.JSONField("chữ ký số đọc được", default=list, blank=True)

    class Meta:
        verbose_name = "báo cáo thành phố"
        verbose_name_plural = "báo cáo thành phố"
        ordering = ["-counts_to", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "period", "edition"], name="reporting_city_edition_once"),
            models.CheckConstraint(condition=~Q(state=CityState.RETURNED) | ~Q(return_reason=""), name="reporting_city_returned_with_reason",
                                   violation_error_message="Hãy ghi lý do trả lại."),
            models.CheckConstraint(condition=Q(amends__isnull=True) | ~Q(amend_reason=""), name="reporting_city_amended_with_reason",
                                   violation_error_message="Hãy ghi vì sao sửa báo cáo đã ban hành."),
            models.CheckConstraint(
                condition=~Q(state__in=OUT) | (~Q(number="") & Q(issued_on__isnull=False) & ~Q(signer_name="") & Q(approved_by__isnull=False)),
                name="reporting_city_issued_whole", violation_error_message="Báo cáo ban hành cần số, ngày và người ký như trên bản giấy.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "drafting_at"], name="reporting_city_drafting")]

    def __str__(self) -> str:
        return f"Báo cáo {self.period_label}"

    @property
    def audit_unit(self) -> Unit:
        return self.authority

    @property
    def span(self) -> Period:
        return Period.parse(self.period)

    @property
    def period_label(self) -> str:
        return self.span.label


class CitySection(models.Model):
    """One part of the text. `drafted` is what the machine last wrote, `text` what stands; while `held_until` is not past only `held_by` writes."""

    report = models.ForeignKey(CityReport, models.PROTECT, related_name="sections")
    part = models.CharField("phần", max_length=12, choices=Part.choices)
    order = models.PositiveSmallIntegerField("thứ tự")
    text = NFCTextField("nội dung", blank=True)
    drafted = NFCTextField("máy soạn", blank=True)
    changed_at = models.DateTimeField("sửa lúc", null=True, blank=True)
    changed_by = models.ForeignKey(**_USER)
    held_by = models.ForeignKey(**_USER)
    held_until = models.DateTimeField("giữ để sửa đến", null=True, blank=True)

    class Meta:
        verbose_name = "phần của báo cáo thành phố"
        verbose_name_plural = "phần của báo cáo thành phố"
        ordering = ["report", "order"]
        constraints = [models.UniqueConstraint(fields=["report", "part"], name="reporting_city_part_once")]

    def __str__(self) -> str:
        return self.get_part_display()

    @property
    def audit_unit(self) -> Unit:
        return self.report.authority

    @property
    def is_rewritten(self) -> bool:
        return self.text != self.drafted
