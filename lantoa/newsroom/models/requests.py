"""Units and media asking each other for something (plan 449, III.1-2: "tăng cường sự phối hợp …"; duty U11)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.exemplars.models import Nomination
from lantoa.newsroom.enums import REQUEST_MOVES, RequestKind, RequestState
from lantoa.newsroom.models.stories import Story
from lantoa.organisations.models import Unit


class MediaRequest(Timestamped):
    """`unit` asks `asked_unit` for help with something to be told, which answers by `answer_by`.

    `hours_to_answer` is written with the answer: full hours from the asking, nights and holidays included.
    """

    state_moves = REQUEST_MOVES

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="media_requests", verbose_name="đơn vị đề nghị")
    asked_unit = models.ForeignKey(Unit, models.PROTECT, related_name="media_requests_asked", verbose_name="gửi đến")
    kind = models.CharField("đề nghị", max_length=8, choices=RequestKind.choices)
    subject = NFCCharField("việc gì", max_length=200)
    text = NFCTextField("nói rõ", blank=True)
    wanted_on = models.DateField("cần trước ngày", null=True, blank=True)
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="về gương")
    story = models.ForeignKey(Story, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="bài")
    state = models.CharField("tình trạng", max_length=9, choices=RequestState.choices, default=RequestState.ASKED)
    state_since = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("đề nghị lúc", default=clock.now)
    answer_by = models.DateField("hạn trả lời")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    hours_to_answer = models.PositiveIntegerField("số giờ chờ trả lời", null=True, blank=True)
    answer = NFCTextField("trả lời", blank=True)
    handed_over = NFCTextField("đã bàn giao", blank=True)
    handed_over_url = models.URLField("đường dẫn", max_length=500, blank=True)
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đề nghị phối hợp"
        verbose_name_plural = "đề nghị phối hợp"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(unit=F("asked_unit")), name="newsroom_request_to_another",
                                   violation_error_message="Chọn đơn vị khác với đơn vị đề nghị."),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, hours_to_answer__isnull=True) | Q(answered_at__isnull=False, hours_to_answer__isnull=False),
                name="newsroom_answer_timed"),
            models.CheckConstraint(condition=~Q(state=RequestState.DECLINED) | ~Q(answer=""), name="newsroom_declined_because",
                                   violation_error_message="Hãy ghi vì sao chưa giúp được, để đơn vị bạn tính cách khác."),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["asked_unit", "state", "answer_by"], name="newsroom_request_waiting"),
            models.Index(fields=["unit", "state"], name="newsroom_request_of"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def was_answered_in_time(self) -> bool:
        return self.answered_at is not None and timezone.localtime(self.answered_at).date() <= self.answer_by


class RequestNote(Timestamped):
    """A line of the talk under a request."""

    request = models.ForeignKey(MediaRequest, models.PROTECT, related_name="notes")
    text = NFCTextField("lời nhắn")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lời trao đổi"
        verbose_name_plural = "lời trao đổi"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def audit_unit(self) -> Unit:
        return self.request.unit
