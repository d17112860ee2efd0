"""How a nomination was checked: criteria, sources, the locality's confirmation, holds; and how it was helped to grow."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.exemplars.enums import CheckResult, ConfirmerKind, Criterion, HoldCause, SourceKind
from lantoa.exemplars.models.nominations import Attachment, Nomination
from lantoa.organisations.models import Unit


class _OfNomination(Timestamped):
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def audit_unit(self) -> Unit:
        return self.nomination.unit


class CriterionCheck(_OfNomination):
    """One criterion of plan 449, II.1-5 looked at: met or not, and what that rests on."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="criteria")
    criterion = models.CharField("tiêu chí", max_length=10, choices=Criterion.choices)
    result = models.CharField("kết quả", max_length=14, choices=CheckResult.choices, blank=True)
    grounds = NFCTextField("dựa vào đâu", blank=True)

    class Meta:
        verbose_name = "tiêu chí đã xét"
        verbose_name_plural = "tiêu chí đã xét"
        ordering = ["nomination", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "criterion"], name="exemplars_criterion_once"),
            models.CheckConstraint(condition=~Q(result=CheckResult.MET) | ~Q(grounds=""), name="exemplars_met_on_grounds",
                                   violation_error_message="Ghi tiêu chí này đạt là dựa vào đâu."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {self.get_result_display()}"


class Source(_OfNomination):
    """One place the facts were learned from, other than the sender. Two are needed."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="sources")
    kind = models.CharField("loại", max_length=8, choices=SourceKind.choices)
    who = NFCCharField("ai, ở đâu", max_length=200)
    what = NFCTextField("cho biết gì")
    learned_on = models.DateField("ngày")
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "nguồn xác minh"
        verbose_name_plural = "nguồn xác minh"
        ordering = ["nomination", "learned_on", "pk"]

    def __str__(self) -> str:
        return self.who


class Confirmation(_OfNomination):
    """The locality's word that the person keeps the law (plan 449, II.1-5f); needed before anything is made public."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="confirmations")
    kind = models.CharField("nơi xác nhận", max_length=10, choices=ConfirmerKind.choices)
    confirmer = NFCCharField("người xác nhận, chức vụ", max_length=200)
    confirmed_on = models.DateField("ngày xác nhận")
    is_good = models.BooleanField("chấp hành tốt", default=True)
    note = NFCTextField("nội dung", blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "xác nhận nơi cư trú"
        verbose_name_plural = "xác nhận nơi cư trú"
        ordering = ["nomination", "confirmed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.confirmer}"


class MentoringEntry(_OfNomination):
    """Help given to someone or something promising so that it grows ("bồi dưỡng", plan 449, I.1-2)."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="mentoring")
    happened_on = models.DateField("ngày")
    what = NFCTextField("đã giúp gì")
    helper = NFCCharField("ai giúp", max_length=200, blank=True)
    next_step = NFCCharField("việc tiếp theo", max_length=300, blank=True)
    next_on = models.DateField("hẹn ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lần bồi dưỡng"
        verbose_name_plural = "lần bồi dưỡng"
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return self.what[:80]


class Hold(_OfNomination):
    """Everything about the nomination stands still and nothing of it is public while this is open (NĐ 152/2025, Điều 4)."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="holds")
    cause = models.CharField("vì", max_length=10, choices=HoldCause.choices)
    reason = NFCTextField("lý do")
    released_at = models.DateTimeField("thôi tạm dừng lúc", null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    release_reason = NFCTextField("lý do thôi tạm dừng", blank=True)

    class Meta:
        verbose_name = "lần tạm dừng"
        verbose_name_plural = "lần tạm dừng"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="exemplars_held_with_reason", violation_error_message="Hãy ghi lý do tạm dừng."),
            models.CheckConstraint(condition=Q(released_at__isnull=True) | (Q(released_by__isnull=False) & ~Q(release_reason="")),
                                   name="exemplars_released_with_reason", violation_error_message="Hãy ghi lý do thôi tạm dừng."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_cause_display()
