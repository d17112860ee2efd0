"""What units emulate in: movements and campaigns, how they are judged, who takes part."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.text import fold
from lantoa.movements.enums import (
    MOVEMENT_MOVES,
    REGISTRATION_MOVES,
    Colour,
    Icon,
    Level,
    MovementKind,
    MovementState,
    Regime,
    RegistrationState,
)
from lantoa.organisations.models import Unit
from lantoa.plans.models import Clause


class Movement(Timestamped):
    """A movement or campaign as one authority runs it (Luật TĐKT 06/2022 Điều 16-17).

    A movement of the centre that a city carries out is the city's record: `level` says who called for it, `authority` in whose
    territory it is run. `registered_count` and `declined_count` are written in the transaction of the registration they count.
    """

    state_moves = MOVEMENT_MOVES

    kind = models.CharField("loại", max_length=14, choices=MovementKind.choices, default=MovementKind.MOVEMENT)
    name = NFCCharField("tên", max_length=300)
    short_name = NFCCharField("tên gọn", max_length=80, blank=True)
    slug = models.SlugField("địa chỉ ngắn", max_length=80, unique=True)  # made from the name; used in public addresses
    folded = models.CharField(max_length=400, editable=False, default="")  # both names without marks, for searching
    level = models.CharField("cấp phát động", max_length=10, choices=Level.choices)
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="movements", verbose_name="nơi thực hiện")
    launched_by = NFCCharField("cơ quan phát động", max_length=200, blank=True)  # the body as people name it: "Thủ tướng Chính phủ"
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc phong trào")
    aim = NFCTextField("chủ đề, mục tiêu", blank=True)
    regime = models.CharField("hình thức tổ chức", max_length=10, choices=Regime.choices, default=Regime.THEMATIC)
    starts_on = models.DateField("từ ngày", null=True, blank=True)  # None: not known
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)  # last day, included; None: no end
    # Kinds of unit expected to register, values of UnitKind; empty: every unit that emulates in a cluster of the authority.
    applies_to = models.JSONField("đơn vị cần đăng ký", default=list, blank=True)
    asks_registration = models.BooleanField("đề nghị các đơn vị đăng ký", default=True)
    colour = models.CharField("màu", max_length=8, choices=Colour.choices, default=Colour.RED)
    icon = models.CharField("biểu tượng", max_length=12, choices=Icon.choices, default=Icon.STAR)
    legal_basis = NFCTextField("căn cứ", blank=True)
    clause = models.ForeignKey(  # the sentence of a plan that names it
        Clause, models.PROTECT, null=True, blank=True, related_name="movements", verbose_name="điểm của kế hoạch"
    )
    source = NFCTextField("nguồn", blank=True)  # where the facts come from, and what still has to be checked
    state = models.CharField("tình trạng", max_length=10, choices=MovementState.choices, default=MovementState.DRAFT)
    launched_at = models.DateTimeField("phát động lúc", null=True, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    registered_count = models.PositiveIntegerField("số đơn vị đã đăng ký", default=0)
    declined_count = models.PositiveIntegerField("số đơn vị không áp dụng", default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "phong trào"
        verbose_name_plural = "phong trào"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "level", "name"],
                condition=~Q(state=MovementState.DISCARDED),
                name="movements_name_once",
                violation_error_message="Đã có phong trào cùng tên, cùng cấp ở nơi này.",
            ),
            models.CheckConstraint(condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                                   name="movements_span",
                                   violation_error_message="Ngày kết thúc phải sau ngày bắt đầu."),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="movements_not_own_parent",
                                   violation_error_message="Phong trào không thể thuộc chính nó."),
            models.CheckConstraint(
                condition=~Q(state__in=[MovementState.LAUNCHED, MovementState.CLOSED]) | Q(launched_at__isnull=False),
                name="movements_launched_has_time"),
            models.CheckConstraint(condition=~Q(state=MovementState.CLOSED) | Q(closed_at__isnull=False), name="movements_closed_has_time"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "ends_on"]), models.Index(fields=["authority", "state"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(f"{self.name} {self.short_name}")[:400]
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.authority

    @property
    def title(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def span(self) -> str:
        """The years it runs, as a plan writes them: "2019 - 2025", "2022"; empty without both ends."""
        if not self.starts_on or not self.ends_on:
            return ""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first} - {last}"

    def has_ended(self, day: date) -> bool:
        return self.ends_on is not None and self.ends_on < day


class MovementCriterion(models.Model):
    """One thing by which taking part is judged."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = NFCTextField("tiêu chí")
    mandatory = models.BooleanField("bắt buộc", default=True)
    source = NFCCharField("nguồn", max_length=300, blank=True)

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["movement", "order", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def audit_unit(self) -> Unit:
        return self.movement.authority


class Registration(Timestamped):
    """A unit's answer: it takes part, with its targets, or the movement does not apply to it, with the reason. Silence has no row."""

    state_moves = REGISTRATION_MOVES

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registrations")
    state = models.CharField("trả lời", max_length=16, choices=RegistrationState.choices)
    targets = NFCTextField("chỉ tiêu đăng ký", blank=True)
    reason = NFCTextField("lý do không áp dụng", blank=True)
    registered_on = models.DateField("ngày trả lời")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đăng ký")
    moved_from = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhận lại từ"
    )  # after a merger

    class Meta:
        verbose_name = "đăng ký tham gia"
        verbose_name_plural = "đăng ký tham gia"
        ordering = ["movement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="movements_registered_once"),
            models.CheckConstraint(condition=~Q(state=RegistrationState.NOT_APPLICABLE) | ~Q(reason=""), name="movements_declined_with_reason",
                                   violation_error_message="Hãy ghi lý do không áp dụng."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "state"])]

    def __str__(self) -> str:
        return f"{self.movement} · {self.unit}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit
