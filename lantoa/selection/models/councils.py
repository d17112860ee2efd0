"""Who chooses, and by which rules. The rules are data with dates: nothing in the law fixes a share of votes for a monthly exemplar."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.core.dated import Dated, DatedQuerySet
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.periods import PeriodKind
from lantoa.organisations.models import Unit
from lantoa.selection.counting.thresholds import Threshold
from lantoa.selection.enums import Averaging, Denominator, Level, Mode, Post, TieRule


class Council(Timestamped):
    """Hội đồng thi đua, khen thưởng of a unit or an authority, or a panel of it for some fields."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="councils", verbose_name="của")
    level = models.CharField("cấp", max_length=4, choices=Level.choices)
    name = NFCCharField("tên", max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="panels", verbose_name="tiểu ban của")
    founded_by = NFCCharField("quyết định thành lập", max_length=200, blank=True)  # number and day; empty: not given yet
    closed_on = models.DateField("thôi hoạt động từ", null=True, blank=True)

    class Meta:
        verbose_name = "hội đồng"
        verbose_name_plural = "hội đồng"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class CouncilMember(Dated):
    """A seat in the council, for a span of days."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người")
    post = models.CharField("vai trò", max_length=9, choices=Post.choices, default=Post.MEMBER)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "thành viên hội đồng"
        verbose_name_plural = "thành viên hội đồng"
        ordering = ["order", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["council", "user", "valid_from"], name="selection_member_once"),
            models.UniqueConstraint(fields=["council", "user", "valid_to"], name="selection_member_leaves_once",
                                    violation_error_message="Người này đang là thành viên của hội đồng."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user} ({self.get_post_display()})"

    @property
    def audit_unit(self) -> Unit:
        return self.council.unit


class Rules(models.Model):
    """How votes are given and counted: on a scheme, and copied to each round when it opens, so that a change never reaches back."""

    mode = models.CharField("cách bỏ phiếu", max_length=7, choices=Mode.choices, default=Mode.APPROVE)
    is_secret = models.BooleanField("bỏ phiếu kín", default=True)
    seats = models.PositiveSmallIntegerField("chọn nhiều nhất", null=True, blank=True)  # None: all that pass
    threshold_over = models.PositiveSmallIntegerField("tỷ lệ phiếu cần đạt: tử số", default=1)
    threshold_under = models.PositiveSmallIntegerField("mẫu số", default=2)
    threshold_strict = models.BooleanField("phải quá tỷ lệ ấy", default=True)
    denominator = models.CharField("tính trên", max_length=11, choices=Denominator.choices, default=Denominator.ALL)
    quorum_over = models.PositiveSmallIntegerField("số người tối thiểu: tử số", default=2)
    quorum_under = models.PositiveSmallIntegerField("mẫu số của số người tối thiểu", default=3)
    tie_rule = models.CharField("khi bằng phiếu", max_length=13, choices=TieRule.choices, default=TieRule.CHAIR)
    highest_mark = models.PositiveSmallIntegerField("điểm cao nhất mỗi tiêu chí", default=10)
    averaging = models.CharField("điểm chung là", max_length=6, choices=Averaging.choices, default=Averaging.MEAN)
    least_candidates = models.PositiveSmallIntegerField("số gương ít nhất để bỏ phiếu", default=2)  # product.md §2: "2+ candidates"

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold_over__gte=1, threshold_under__gte=1, threshold_over__lte=F("threshold_under")),
                name="%(app_label)s_%(class)s_threshold", violation_error_message="Tỷ lệ phiếu phải từ 0 đến 1.",
            ),
            models.CheckConstraint(
                condition=Q(quorum_over__gte=1, quorum_under__gte=1, quorum_over__lte=F("quorum_under")),
                name="%(app_label)s_%(class)s_quorum", violation_error_message="Tỷ lệ người tham gia phải từ 0 đến 1.",
            ),
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__gte=1), name="%(app_label)s_%(class)s_seats",
                                   violation_error_message="Số gương được chọn phải từ 1."),
            models.CheckConstraint(condition=Q(least_candidates__gte=1), name="%(app_label)s_%(class)s_least_candidates",
                                   violation_error_message="Số gương ít nhất để bỏ phiếu phải từ 1."),
            models.CheckConstraint(condition=Q(highest_mark__range=(1, 1000)), name="%(app_label)s_%(class)s_highest_mark",
                                   violation_error_message="Điểm cao nhất phải từ 1 đến 1000."),
        ]  # fmt: skip

    @property
    def threshold(self) -> Threshold:
        return Threshold(Fraction(self.threshold_over, self.threshold_under), self.threshold_strict)

    @property
    def quorum(self) -> Fraction:
        return Fraction(self.quorum_over, self.quorum_under)


RULE_FIELDS = [field.name for field in Rules._meta.local_fields]


class Scheme(Timestamped, Rules, Dated):
    """The rules of an authority's rounds of one level and period, from a day on. A proposal until a decision is named."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="schemes", verbose_name="của")
    level = models.CharField("cấp", max_length=4, choices=Level.choices)
    period_kind = models.CharField("kỳ", max_length=1, choices=[(k.value, k.label) for k in (PeriodKind.MONTH, PeriodKind.QUARTER)])
    nominate_days = models.SmallIntegerField("chốt danh sách sau khi hết kỳ (ngày)", default=2)
    vote_days = models.SmallIntegerField("hạn bỏ phiếu sau khi hết kỳ (ngày)", default=6)
    announce_days = models.SmallIntegerField("hạn công bố sau khi hết kỳ (ngày)", default=10)
    decided_by = NFCCharField("quyết định của Hội đồng", max_length=200, blank=True)  # empty: đề xuất, chờ Hội đồng duyệt
    source = NFCTextField("căn cứ", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "quy chế bình chọn"
        verbose_name_plural = "quy chế bình chọn"
        ordering = ["level", "period_kind", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints, *Rules.Meta.constraints,
            models.UniqueConstraint(fields=["authority", "level", "period_kind", "valid_from"], name="selection_scheme_once"),
            models.UniqueConstraint(fields=["authority", "level", "period_kind", "valid_to"], name="selection_scheme_ends_once"),
            models.CheckConstraint(condition=Q(nominate_days__lte=F("vote_days"), vote_days__lte=F("announce_days")), name="selection_scheme_days",
                                   violation_error_message="Chốt danh sách trước, rồi bỏ phiếu, rồi công bố."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Bình chọn {self.get_period_kind_display()}, cấp {self.get_level_display()}"

    @property
    def is_proposal(self) -> bool:
        return not self.decided_by

    @property
    def audit_unit(self) -> Unit:
        return self.authority
