"""Forms of praise and the money that goes with them, as dated data (law-and-formats §2.3, §2.7)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from lantoa.core.dated import Dated, DatedQuerySet
from lantoa.core.models import NFCCharField, NFCTextField
from lantoa.exemplars.enums import SubjectType
from lantoa.organisations.models import Unit
from lantoa.selection.enums import Decider, Mark, Nature


class AwardForm(Dated):
    """A form of praise or commendation, with the coefficient of its money by kind of subject, from a day on.

    Rows without an authority come with the system, from decrees. An authority's own row goes before those, for it and all below it.
    A row with any coefficient is for the kinds of subject that have one; a row with none is for all, without money.
    """

    authority = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="địa phương")
    key = models.CharField(max_length=20)
    name = NFCCharField("hình thức", max_length=100)
    nature = models.CharField("là", max_length=12, choices=Nature.choices, default=Nature.COMMENDATION)
    decider = models.CharField("ai quyết định", max_length=8, choices=Decider.choices, default=Decider.ANY)
    individual = models.DecimalField("hệ số cá nhân", max_digits=5, decimal_places=3, null=True, blank=True)
    collective = models.DecimalField("hệ số tập thể", max_digits=5, decimal_places=3, null=True, blank=True)
    household = models.DecimalField("hệ số hộ gia đình", max_digits=5, decimal_places=3, null=True, blank=True)
    mark = models.CharField("mức chắc chắn", max_length=2, choices=Mark.choices)
    source = NFCTextField("nguồn", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "hình thức khen"
        verbose_name_plural = "hình thức khen"
        ordering = ["name", "valid_from", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["key", "valid_from"], condition=Q(authority__isnull=True), name="selection_award_form_once"),
            models.UniqueConstraint(fields=["authority", "key", "valid_from"], condition=Q(authority__isnull=False), name="selection_own_form_once",
                                    violation_error_message="Hình thức này đã có mức từ ngày ấy. Chọn ngày khác."),
            models.CheckConstraint(
                condition=Q(individual__isnull=True) | Q(collective__isnull=True) | Q(collective__gt=F("individual")),
                name="selection_collective_gets_more",
                violation_error_message="Hệ số tập thể phải cao hơn cá nhân (Nghị định 152/2025/NĐ-CP, Điều 49).",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def coefficient(self, subject_type: str) -> Decimal | None:
        return {SubjectType.INDIVIDUAL: self.individual, SubjectType.COLLECTIVE: self.collective, SubjectType.HOUSEHOLD: self.household}[
            subject_type
        ]

    def is_for(self, subject_type: str) -> bool:
        """Whether this kind of subject can have it at all."""
        return self.coefficient(subject_type) is not None or not any(self.coefficient(kind) is not None for kind in SubjectType)


class BaseSalary(Dated):
    """Mức lương cơ sở in force, by which the coefficients are multiplied. As with forms, an authority's own row goes first."""

    authority = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="địa phương")
    dong = models.PositiveIntegerField("mức lương cơ sở (đồng)")
    mark = models.CharField("mức chắc chắn", max_length=2, choices=Mark.choices)
    source = NFCTextField("nguồn", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "mức lương cơ sở"
        verbose_name_plural = "mức lương cơ sở"
        ordering = ["valid_from", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["valid_from"], condition=Q(authority__isnull=True), name="selection_salary_once"),
            models.UniqueConstraint(fields=["authority", "valid_from"], condition=Q(authority__isnull=False), name="selection_own_salary_once",
                                    violation_error_message="Đã có mức lương cơ sở từ ngày ấy. Chọn ngày khác."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.dong} từ {self.valid_from}"
