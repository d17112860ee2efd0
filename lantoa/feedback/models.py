"""Letters of readers without an account, and the unit's answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.feedback.enums import LETTER_MOVES, LetterKind, LetterState
from lantoa.organisations.models import Unit


class Letter(Timestamped):
    """One letter to one unit. Whoever has its code learns the answer; name and phone are for the unit alone."""

    state_moves = LETTER_MOVES

    form_key = models.UUIDField(unique=True, editable=False)  # of the form it was written on: sent twice it is one letter
    follow_key = models.CharField(max_length=8, editable=False)
    kind = models.CharField("loại", max_length=7, choices=LetterKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters", verbose_name="đơn vị nhận")
    about = NFCCharField("về", max_length=250, blank=True)
    about_url = models.CharField(max_length=300, blank=True)  # path on the portal
    text = NFCTextField("lời nhắn")
    name = NFCCharField("tên người gửi", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    may_publish = models.BooleanField("người gửi đồng ý đăng câu hỏi và trả lời", default=False)
    state = models.CharField("tình trạng", max_length=8, choices=LetterState.choices, default=LetterState.RECEIVED)
    state_since = models.DateTimeField(default=clock.now)
    due_on = models.DateField("hạn trả lời")
    answer = NFCTextField("trả lời", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_published = models.BooleanField("đăng trên cổng", default=False)
    close_reason = NFCTextField("lý do không trả lời", blank=True)

    class Meta:
        verbose_name = "thư bạn đọc"
        verbose_name_plural = "thư bạn đọc"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="feedback_letter_said", violation_error_message="Hãy viết điều muốn nói."),
            models.CheckConstraint(condition=~Q(state=LetterState.ANSWERED) | (~Q(answer="") & Q(answered_by__isnull=False)),
                                   name="feedback_answered_by", violation_error_message="Hãy viết câu trả lời."),
            models.CheckConstraint(condition=~Q(state=LetterState.CLOSED) | ~Q(close_reason=""), name="feedback_closed_because",
                                   violation_error_message="Hãy ghi lý do không trả lời."),
            models.CheckConstraint(condition=Q(is_published=False) | Q(may_publish=True, state=LetterState.ANSWERED),
                                   name="feedback_published_if_agreed", violation_error_message="Người gửi chưa đồng ý cho đăng."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="feedback_inbox")]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.number}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def number(self) -> str:
        return f"GY-{self.pk:04d}"

    @property
    def follow_code(self) -> str:
        """What the writer is given: only with it can the answer be read."""
        return f"{self.number}-{self.follow_key}"


class DailyVisits(models.Model):
    """How often a public page was opened on a day: a number and nothing about who opened it."""

    day = models.DateField("ngày")
    path = models.CharField("trang", max_length=200)
    count = models.PositiveIntegerField("lượt mở", default=0)

    class Meta:
        verbose_name = "lượt đọc trong ngày"
        verbose_name_plural = "lượt đọc trong ngày"
        ordering = ["-day", "-count", "path"]
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="feedback_visits_once")]

    def __str__(self) -> str:
        return f"{self.path}, {self.day}: {self.count}"
