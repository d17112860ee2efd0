"""Who was put forward twice: what nominations are found again by, and what came of each suspicion."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.core.models import NFCTextField, Timestamped
from lantoa.exemplars.enums import SUSPICION_MOVES, SuspicionState
from lantoa.exemplars.models.nominations import Nomination
from lantoa.organisations.models import Unit


class MatchFacts(models.Model):
    """The facts of a nomination made ready to be compared (matching.prepared.pack). Derived; kept by services.match_keys."""

    nomination = models.OneToOneField(Nomination, models.CASCADE, primary_key=True, related_name="match_facts")  # derived row
    packed = models.JSONField()
    checked_at = models.DateTimeField("dò trùng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "dấu để dò trùng"
        verbose_name_plural = "dấu để dò trùng"

    def __str__(self) -> str:
        return str(self.nomination_id)


class MatchKey(models.Model):
    """One key a nomination is found by (matching.keys). Derived."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="match_keys")  # derived rows
    key = models.BigIntegerField()

    class Meta:
        verbose_name = "khóa dò trùng"
        verbose_name_plural = "khóa dò trùng"
        # The key first: this index alone answers a look-up.
        constraints = [models.UniqueConstraint(fields=["key", "nomination"], name="exemplars_match_key_once")]

    def __str__(self) -> str:
        return str(self.key)


class Suspicion(Timestamped):
    """Two nominations that may be one: `nomination` came later than `other`. The score and its reasons are those of the last check.

    Where the two belong to different units, one proposes to merge (`proposed_*`, `kept`), the other agrees or not; in a dispute the
    standing agency decides.
    """

    state_moves = SUSPICION_MOVES

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="suspicions")
    other = models.ForeignKey(Nomination, models.PROTECT, related_name="suspected_by")
    score = models.PositiveSmallIntegerField("điểm giống")
    subject_score = models.PositiveSmallIntegerField("điểm cùng người")
    deed_score = models.PositiveSmallIntegerField("điểm cùng việc")
    likely = models.CharField("có lẽ", max_length=10)
    alike = models.JSONField(default=list)
    unlike = models.JSONField(default=list)
    state = models.CharField("tình trạng", max_length=9, choices=SuspicionState.choices, default=SuspicionState.OPEN)
    kept = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hồ sơ giữ lại")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị được hỏi")
    question = NFCTextField("lời hỏi", blank=True)
    answer = NFCTextField("lời đáp", blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = NFCTextField("lý do", blank=True)

    class Meta:
        verbose_name = "nghi trùng"
        verbose_name_plural = "nghi trùng"
        ordering = ["-score", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "other"], name="exemplars_suspected_once"),
            models.CheckConstraint(condition=Q(nomination__gt=F("other")), name="exemplars_later_suspected"),
            models.CheckConstraint(
                condition=~Q(state=SuspicionState.DIFFERENT) | ~Q(reason=""), name="exemplars_different_with_reason",
                violation_error_message="Hãy ghi vì sao là hai việc, hai người khác nhau.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SuspicionState.ASKED, SuspicionState.DISPUTED]) | Q(asked_unit__isnull=False, proposed_by__isnull=False),
                name="exemplars_asked_somebody",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "-score"], name="exemplars_suspicions")]

    def __str__(self) -> str:
        return f"{self.nomination} – {self.other}"

    @property
    def audit_unit(self) -> Unit:
        return self.nomination.unit
