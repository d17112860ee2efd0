"""Units in time. A unit's identity never changes; its name, kind, code and parent are dated versions.

An official code is never a key: 26080 was phường Xuân An and is now phường Long Khánh (domain.md §4).
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.dated import FOREVER, Dated, DatedQuerySet
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.text import fold, sort_key
from lantoa.organisations.enums import ClusterKind, HeadPost, Role, SuccessionKind, UnitKind
from lantoa.organisations.managers import UnitQuerySet


class Unit(Timestamped):
    """An organisation: authority, office, ward, school … `opened_on`/`closed_on` are the ends of its versions, kept for filters."""

    slug = models.SlugField("địa chỉ ngắn", max_length=80, unique=True)  # stable, made from the first name; used in URLs
    opened_on = models.DateField("hoạt động từ")
    closed_on = models.DateField("hoạt động đến trước ngày", default=FOREVER)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"

    def __str__(self) -> str:
        # Queries that list units annotate `name` as at their day (UnitQuerySet.named_at); alone, the latest name will do.
        if self.__dict__.get("name"):  # empty for a unit that was not open that day
            return self.__dict__["name"]
        if "_latest_name" not in self.__dict__:
            version = self.versions.order_by("-valid_from").first()
            self._latest_name = version.name if version else self.slug
        return self._latest_name

    def is_open_on(self, day: date) -> bool:
        return self.opened_on <= day < self.closed_on

    def version_on(self, day: date) -> "UnitVersion | None":
        """What the unit was on the day: one query."""
        return self.versions.at(day).select_related("parent").first()

    @property
    def audit_unit(self) -> "Unit":
        return self


class UnitVersion(Dated):
    """What the unit was called, of what kind and under whom, in a span of days, and by which legal document."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")  # history has legal weight
    name = NFCCharField("tên", max_length=200)
    short_name = NFCCharField("tên gọn", max_length=80, blank=True)
    name_key = models.CharField(max_length=600, editable=False, db_index=True)  # Vietnamese dictionary order
    folded = models.CharField(max_length=320, editable=False, default="")  # name, short name and code without marks, for searching
    kind = models.CharField("loại", max_length=20, choices=UnitKind.choices)
    code = models.CharField("mã số", max_length=20, blank=True, db_index=True)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="child_versions", verbose_name="cấp trên")
    legal_document = NFCCharField("văn bản", max_length=300, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "giai đoạn của đơn vị"
        verbose_name_plural = "giai đoạn của đơn vị"
        ordering = ["unit", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "valid_from"], name="organisations_version_once"),
            # At most one version without an end: two moves at once cannot give a unit two parents.
            models.UniqueConstraint(fields=["unit", "valid_to"], name="organisations_version_ends_once"),
            models.CheckConstraint(condition=~Q(parent=models.F("unit")), name="organisations_not_own_parent",
                                   violation_error_message="Đơn vị không thể là cấp trên của chính nó."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["parent", "valid_from", "valid_to"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.make_keys()
        super().save(*args, **kwargs)
        self.unit.__dict__.pop("_latest_name", None)  # a new version may be the latest

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    def make_keys(self) -> None:
        """The sort and search forms of the name; `save` calls it, a bulk insert must."""
        self.name_key = sort_key(self.name)[:600]
        self.folded = fold(f"{self.name} {self.short_name} {self.code}")[:320]


class UnitAncestry(Dated):
    """Who stood above whom, and how far, in which span: the tree as at any day in one query. Each unit is its own ancestor at 0.

    Derived from the versions by `services.rebuild_ancestry`; a test recomputes it.
    """

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="descendant_links")  # derived rows: rebuilt at will
    descendant = models.ForeignKey(Unit, models.CASCADE, related_name="ancestor_links")
    depth = models.PositiveSmallIntegerField()

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["ancestor", "descendant", "valid_from"], name="organisations_ancestry_once"),
        ]
        indexes = [
            models.Index(fields=["ancestor", "valid_from", "valid_to", "descendant"]),
            models.Index(fields=["descendant", "valid_from", "valid_to", "depth"]),
        ]


class UnitSuccession(Timestamped):
    """One predecessor handing over to one successor on a day: a merge of three has three rows. `is_heir`: takes the open work over."""

    kind = models.CharField("việc", max_length=10, choices=SuccessionKind.choices)
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions", verbose_name="đơn vị trước")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="predecessions", verbose_name="đơn vị sau")
    takes_effect_on = models.DateField("có hiệu lực từ")
    is_heir = models.BooleanField("kế thừa việc dở dang", default=True)
    legal_document = NFCCharField("văn bản", max_length=300)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        verbose_name = "biến động đơn vị"
        verbose_name_plural = "biến động đơn vị"
        ordering = ["takes_effect_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "takes_effect_on"], name="organisations_succession_once"),
            models.CheckConstraint(condition=Q(successor__isnull=False) | Q(kind=SuccessionKind.ABOLISH),
                                   name="organisations_only_abolition_has_no_heir",
                                   violation_error_message="Hãy chọn đơn vị tiếp nhận."),
        ]  # fmt: skip


class Cluster(Timestamped):
    """Cụm (of localities) or khối (of agencies) in which units emulate and are ranked; set up by an authority."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="clusters", verbose_name="thuộc")
    kind = models.CharField("loại", max_length=10, choices=ClusterKind.choices)
    name = NFCCharField("tên", max_length=150)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    opened_on = models.DateField("lập ngày")
    closed_on = models.DateField("thôi hoạt động từ", default=FOREVER)
    is_proposal = models.BooleanField("đề xuất, chờ Hội đồng duyệt", default=False)

    class Meta:
        verbose_name = "cụm, khối thi đua"
        verbose_name_plural = "cụm, khối thi đua"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "name", "opened_on"], name="organisations_cluster_once",
                                    violation_error_message="Đã có cụm, khối tên này lập cùng ngày."),
            models.CheckConstraint(condition=Q(opened_on__lt=models.F("closed_on")), name="organisations_cluster_span",
                                   violation_error_message="Ngày thôi hoạt động phải sau ngày lập."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def audit_unit(self) -> Unit:
        return self.authority

    def is_open_on(self, day: date) -> bool:
        return self.opened_on <= day < self.closed_on


class ClusterSeat(Dated):
    """A unit's membership of a cluster, for a span."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats")
    order = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "chỗ trong cụm, khối"
        verbose_name_plural = "chỗ trong cụm, khối"
        ordering = ["order", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["cluster", "unit", "valid_from"], name="organisations_seat_once"),
        ]


class ClusterHead(Dated):
    """Which unit leads the cluster (or is its deputy) in a year; the post rotates."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="heads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="headships")
    post = models.CharField("vai trò", max_length=4, choices=HeadPost.choices, default=HeadPost.HEAD)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["cluster", "post", "valid_from"], name="organisations_one_head"),
        ]


class Appointment(Timestamped, Dated):
    """A person in a role, at a unit or a cluster, for a span; the only source of rights.

    A delegated appointment names the one it is drawn from and cannot outlast it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", verbose_name="người giữ")
    role = models.CharField("vai trò", max_length=2, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="đơn vị")
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="cụm, khối")
    title = NFCCharField("chức vụ", max_length=150, blank=True)
    delegated_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name="được ủy quyền từ"
    )
    note = NFCTextField("ghi chú", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role=Role.CLUSTER_HEAD, cluster__isnull=False) | (~Q(role=Role.CLUSTER_HEAD) & Q(unit__isnull=False, cluster__isnull=True)),
                name="organisations_appointment_place",
                violation_error_message="Trưởng cụm, khối thì chọn cụm, khối; vai trò khác thì chọn đơn vị.",
            ),
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="organisations_appointed_once",
                                    violation_error_message="Người này đã được phân công như vậy từ ngày đó."),
            models.UniqueConstraint(fields=["user", "role", "cluster", "valid_from"], name="organisations_cluster_appointed_once",
                                    violation_error_message="Người này đã được phân công như vậy từ ngày đó."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["user", "valid_from", "valid_to"])]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit or self.cluster.authority

    @property
    def place(self) -> Unit | Cluster:
        return self.cluster or self.unit
