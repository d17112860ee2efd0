"""What a person asks about the data kept of them, and what has to be taken down (Luật 91/2025/QH15; NĐ 356/2025, Điều 5)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.exemplars.enums import Purpose, RequestKind
from lantoa.exemplars.models.consents import OwnLink
from lantoa.exemplars.models.nominations import Nomination
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit


class Takedown(Timestamped):
    """One place something has to disappear from, by when, and the proof that it did."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="takedowns")
    purpose = models.CharField("vì thôi đồng ý", max_length=10, choices=Purpose.choices)
    where = NFCCharField("gỡ ở đâu", max_length=200)
    due_at = models.DateTimeField("xong trước")
    reminded_at = models.DateTimeField(null=True, blank=True)  # told once that it is overdue
    done_at = models.DateTimeField("đã gỡ lúc", null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proof = NFCTextField("đã gỡ thế nào", blank=True)
    proof_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "việc gỡ bỏ"
        verbose_name_plural = "việc gỡ bỏ"
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(done_at__isnull=True) | (Q(done_by__isnull=False) & ~Q(proof="")),
                                   name="exemplars_taken_down_with_proof", violation_error_message="Hãy ghi đã gỡ thế nào."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="exemplars_takedown_open")]

    def __str__(self) -> str:
        return self.where

    @property
    def audit_unit(self) -> Unit:
        return self.nomination.unit


class DataRequest(Timestamped):
    """A wish of the person held up: to see, to correct, to object. Acknowledged in two working days, answered in fifteen days."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="data_requests")
    link = models.ForeignKey(OwnLink, models.PROTECT, null=True, blank=True, related_name="requests")  # none: came by word of mouth
    kind = models.CharField("muốn", max_length=8, choices=RequestKind.choices)
    text = NFCTextField("nội dung")
    acknowledge_by = models.DateField("báo đã nhận trước")
    answer_by = models.DateField("trả lời trước")
    acknowledged_at = models.DateTimeField("báo đã nhận lúc", null=True, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = NFCTextField("trả lời", blank=True)

    class Meta:
        verbose_name = "yêu cầu về dữ liệu của mình"
        verbose_name_plural = "yêu cầu về dữ liệu của mình"
        ordering = ["answer_by", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(answered_at__isnull=True) | (Q(answered_by__isnull=False) & ~Q(answer="")),
                                   name="exemplars_answered_in_words", violation_error_message="Hãy viết câu trả lời."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["answer_by"], condition=Q(answered_at__isnull=True), name="exemplars_request_open")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    @property
    def audit_unit(self) -> Unit:
        return self.nomination.unit
