"""Templates of reports: dated, in versions, made of sections with figures and text parts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.dated import Dated, DatedQuerySet
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.periods import PeriodKind
from lantoa.organisations.models import Unit
from lantoa.reporting.enums import FORM_MOVES, Audience, FormState, ItemKind, Operator
from lantoa.reporting.models.indicators import Indicator


class Form(Timestamped, Dated):
    """One version of a template by which units under `authority` report to its standing agency (`agency`, an office).

    A cycle is opened `opens_days` before its last counted day and is due `due_days` after the period's last day. `cut_days` moves the
    counted window: −16 counts the year from 15/12 to 14/12.
    """

    state_moves = FORM_MOVES

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="report_forms", verbose_name="nơi nhận báo cáo")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="run_report_forms", verbose_name="cơ quan tổng hợp")
    key = models.SlugField("mã mẫu", max_length=40)
    version = models.PositiveSmallIntegerField("bản", default=1)
    name = NFCCharField("tên mẫu", max_length=200)
    period_kind = models.CharField("kỳ", max_length=1, choices=PeriodKind.choices)
    audience = models.CharField("ai báo cáo", max_length=10, choices=Audience.choices, default=Audience.MEMBERS)
    opens_days = models.PositiveSmallIntegerField("mở trước ngày chốt số liệu (ngày)", default=10)
    cut_days = models.SmallIntegerField("chốt số liệu trước ngày cuối kỳ (số âm)", default=0)
    due_days = models.SmallIntegerField("hạn nộp sau ngày cuối kỳ (ngày)", default=5)
    state = models.CharField("tình trạng", max_length=8, choices=FormState.choices, default=FormState.DRAFT)
    source = NFCTextField("nguồn", blank=True)
    is_proposal = models.BooleanField("đề xuất, chờ Hội đồng duyệt", default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "mẫu báo cáo"
        verbose_name_plural = "mẫu báo cáo"
        ordering = ["authority", "period_kind", "key", "-version"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["authority", "key", "version"], name="reporting_form_version_once"),
            models.UniqueConstraint(fields=["authority", "key"], condition=Q(state=FormState.ACTIVE), name="reporting_one_active_version",
                                    violation_error_message="Mẫu này đang có một bản được dùng. Thôi dùng bản cũ trước."),
            models.CheckConstraint(condition=Q(cut_days__lte=0), name="reporting_cut_not_after_period",
                                   violation_error_message="Ngày chốt số liệu không thể sau ngày cuối kỳ: ghi 0 hoặc số âm."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def audit_unit(self) -> Unit:
        return self.authority


class Section(models.Model):
    form = models.ForeignKey(Form, models.CASCADE, related_name="sections")  # part of a form, which is not deleted once it was used
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    title = NFCCharField("tên phần", max_length=150)

    class Meta:
        verbose_name = "phần của mẫu"
        verbose_name_plural = "phần của mẫu"
        ordering = ["form", "order", "pk"]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One box to fill: a figure of an indicator, or a text part. `draft`: which machine-made text it begins with (reporting.drafting)."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="items")  # part of a form
    form = models.ForeignKey(Form, models.CASCADE, related_name="items")  # repeats the section's, so that boxes are found by one join
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    kind = models.CharField("loại", max_length=6, choices=ItemKind.choices)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="chỉ tiêu")
    title = NFCCharField("tên phần lời văn", max_length=200, blank=True)
    help = NFCCharField("hướng dẫn", max_length=300, blank=True)
    required = models.BooleanField("phải điền", default=True)
    asks_nil_reason = models.BooleanField("số 0 thì hỏi lý do", default=False)
    draft = models.CharField("soạn sẵn từ", max_length=20, blank=True)

    class Meta:
        verbose_name = "ô của mẫu"
        verbose_name_plural = "ô của mẫu"
        ordering = ["section__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["form", "indicator"], name="reporting_indicator_once_a_form",
                                    violation_error_message="Chỉ tiêu này đã có trong mẫu."),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.FIGURE, indicator__isnull=False) | (Q(kind=ItemKind.TEXT, indicator__isnull=True) & ~Q(title="")),
                name="reporting_item_is_named", violation_error_message="Ô số liệu cần chỉ tiêu, ô lời văn cần tên.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or str(self.indicator)

    @property
    def is_figure(self) -> bool:
        return self.kind == ItemKind.FIGURE


class Check(models.Model):
    """A rule between figures, shown as a question: `left` and `right` are keys of indicators and whole numbers joined by + and −."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="checks")  # part of a form
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    left = models.CharField("vế trái", max_length=200)
    operator = models.CharField("quan hệ", max_length=2, choices=Operator.choices)
    right = models.CharField("vế phải", max_length=200)
    question = NFCCharField("hỏi gì khi không đúng", max_length=300)

    class Meta:
        verbose_name = "quy tắc kiểm tra"
        verbose_name_plural = "quy tắc kiểm tra"
        ordering = ["form", "order", "pk"]

    def __str__(self) -> str:
        return self.question
