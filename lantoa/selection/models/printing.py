"""How giấy khen are printed: the unit's template of the year, and a print of many that the worker makes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.selection.enums import PRINT_MOVES, PrintMode, PrintState
from lantoa.selection.models.honours import Decision


class CertificateTemplate(Timestamped):
    """How a unit prints its certificates in a year: one template, because the stock it buys is printed for the year.

    `offsets`: part of the certificate (documents.certificates.FIELDS) to [right, down] in millimetres.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="certificate_templates", verbose_name="đơn vị cấp")
    year = models.PositiveSmallIntegerField("năm")
    mode = models.CharField("cách in", max_length=9, choices=PrintMode.choices, default=PrintMode.FULL)
    has_emblem = models.BooleanField("phôi đã có Quốc huy", default=False)
    authority = NFCCharField("dòng ký thay", max_length=100, blank=True)  # "KT. CHỦ TỊCH"; empty: as the decision was signed
    post = NFCCharField("chức vụ người ký", max_length=100, blank=True)
    offsets = models.JSONField("chỉnh vị trí (mm)", default=dict, blank=True)

    class Meta:
        verbose_name = "mẫu giấy khen"
        verbose_name_plural = "mẫu giấy khen"
        ordering = ["unit", "-year"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="selection_template_once")]

    def __str__(self) -> str:
        return f"Mẫu giấy khen năm {self.year}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class CertificatePrint(Timestamped):
    """Certificates of one decision, too many to wait for: made by the worker, part by part, so that progress can be shown."""

    state_moves = PRINT_MOVES

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="prints")
    mode = models.CharField("cách in", max_length=9, choices=PrintMode.choices)
    state = models.CharField("tình trạng", max_length=7, choices=PrintState.choices, default=PrintState.WAITING)
    state_since = models.DateTimeField(default=clock.now)
    total = models.PositiveIntegerField()
    done_count = models.PositiveIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần in giấy khen"
        verbose_name_plural = "lần in giấy khen"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state=PrintState.DONE) | Q(file__isnull=False), name="selection_print_done_has_file"),
            models.CheckConstraint(condition=Q(done_count__lte=models.F("total")), name="selection_print_within_total"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Giấy khen theo {self.decision}"

    @property
    def audit_unit(self) -> Unit:
        return self.decision.unit
