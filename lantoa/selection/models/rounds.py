"""A round of choosing: its candidates, who sits in it, and who may not vote on whom."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.periods import Period
from lantoa.exemplars.models import Nomination
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.selection.enums import ROUND_MOVES, Attendance, CandidateState, Level, Post, RoundState, Tie
from lantoa.selection.models.councils import Council, Rules, Scheme


class Round(Timestamped, Rules):
    """One month's or quarter's choice of a unit, or of the authority among what its units chose. The rules are a copy, frozen at opening."""

    state_moves = ROUND_MOVES

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rounds", verbose_name="đơn vị tổ chức")
    level = models.CharField("cấp", max_length=4, choices=Level.choices)
    period = models.CharField("kỳ", max_length=10)
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name="hội đồng")
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, blank=True, related_name="rounds")
    state = models.CharField("tình trạng", max_length=9, choices=RoundState.choices, default=RoundState.OPEN)
    state_since = models.DateTimeField(default=clock.now)
    list_closes_on = models.DateField("chốt danh sách ngày")
    voting_closes_at = models.DateTimeField("hạn bỏ phiếu")
    announce_by = models.DateField("hạn công bố")
    ballot_number = models.PositiveSmallIntegerField("lần bỏ phiếu", default=1)  # at most 2 (law-and-formats §2.5)
    # Kept, so that no page counts a round.
    candidate_count = models.PositiveIntegerField(default=0)
    seat_count = models.PositiveIntegerField(default=0)
    voted_count = models.PositiveIntegerField(default=0)
    chosen_count = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField("bắt đầu họp lúc", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    place = NFCCharField("nơi họp", max_length=200, blank=True)
    discussion = NFCTextField("ý kiến thảo luận", blank=True)
    dissent = NFCTextField("ý kiến khác, bảo lưu", blank=True)
    counted_at = models.DateTimeField("kiểm phiếu lúc", null=True, blank=True)
    result_digest = models.CharField(max_length=64, blank=True)  # SHA-256 over all counted ballots, sorted
    count_notes = models.JSONField(default=dict, blank=True)  # stages of a ranked count, lots drawn beforehand
    announced_at = models.DateTimeField("công bố lúc", null=True, blank=True)
    nil_reason = NFCTextField("lý do không phát sinh", blank=True)
    void_reason = NFCTextField("lý do hủy", blank=True)
    extended_because = NFCTextField("lý do gia hạn", blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đợt bình chọn"
        verbose_name_plural = "đợt bình chọn"
        ordering = ["-list_closes_on", "-pk"]
        constraints = [
            *Rules.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "level", "period"], condition=~Q(state=RoundState.VOID), name="selection_round_once",
                                    violation_error_message="Kỳ này đã có đợt bình chọn."),
            models.CheckConstraint(condition=~Q(state=RoundState.NIL) | ~Q(nil_reason=""), name="selection_nil_with_reason",
                                   violation_error_message="Hãy ghi lý do kỳ này không phát sinh."),
            models.CheckConstraint(condition=~Q(state=RoundState.VOID) | ~Q(void_reason=""), name="selection_void_with_reason",
                                   violation_error_message="Hãy ghi lý do hủy đợt."),
            models.CheckConstraint(condition=~Q(state__in=[RoundState.COUNTED, RoundState.ANNOUNCED]) | Q(counted_at__isnull=False),
                                   name="selection_counted_when"),
            models.CheckConstraint(condition=Q(voted_count__lte=models.F("seat_count")), name="selection_no_more_votes_than_seats"),
            models.CheckConstraint(condition=Q(ballot_number__range=(1, 2)), name="selection_two_ballots_at_most"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["unit", "state", "-list_closes_on"], name="selection_unit_rounds"),
            models.Index(fields=["state", "voting_closes_at"], name="selection_closing"),
        ]

    def __str__(self) -> str:
        return f"Bình chọn {self.period_label}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def period_label(self) -> str:
        return Period.parse(self.period).label


class RoundCriterion(models.Model):
    """What members score, and with what weight."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")  # a part of the round
    key = models.CharField(max_length=12)
    name = NFCCharField("tiêu chí", max_length=200)
    weight = models.PositiveSmallIntegerField("hệ số", default=1)
    source = models.CharField("căn cứ", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "key"], name="selection_criterion_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="selection_criterion_weight"),
        ]

    def __str__(self) -> str:
        return self.name


class Candidate(Timestamped):
    """A verified nomination put to a round. The tallies are kept with each open mark, or written once at the count of a secret vote."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="candidates")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="candidacies")
    number = models.PositiveIntegerField("số")
    state = models.CharField("kết quả", max_length=10, choices=CandidateState.choices, default=CandidateState.LISTED)
    came_from = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")  # chosen there, put forward here
    votes_for = models.PositiveIntegerField(default=0)
    votes_against = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField("tính trên", default=0)  # of whom the share is taken, the recused left out
    needed = models.PositiveIntegerField("cần", default=0)
    mark_sum = models.PositiveBigIntegerField(default=0)  # thousandths of a point
    mark_count = models.PositiveIntegerField(default=0)
    mark_mean = models.PositiveIntegerField("điểm", default=0)  # thousandths; kept for ordering
    rank = models.PositiveIntegerField("thứ hạng", null=True, blank=True)
    decided_by_tie_rule = NFCCharField("phân định", max_length=300, blank=True)
    withdrawal_reason = NFCCharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "gương trong đợt"
        verbose_name_plural = "gương trong đợt"
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "nomination"], name="selection_candidate_once"),
            models.UniqueConstraint(fields=["round", "number"], name="selection_candidate_number"),
            models.CheckConstraint(condition=~Q(state=CandidateState.WITHDRAWN) | ~Q(withdrawal_reason=""), name="selection_withdrawn_why",
                                   violation_error_message="Hãy ghi lý do rút khỏi danh sách."),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["round", "-mark_mean", "number"], name="selection_best_marks"),
            models.Index(fields=["round", "mark_count", "number"], name="selection_least_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.nomination.name}"

    @property
    def mark(self) -> Decimal:
        """In points."""
        return Decimal(self.mark_mean) / 1000

    @property
    def audit_unit(self) -> Unit:
        return self.round.unit


class Seat(Timestamped):
    """The roll: a member in one round, whether there, and whether a ballot was given. Never what it said."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="roll")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.CharField("vai trò", max_length=9, choices=Post.choices, default=Post.MEMBER)
    order = models.PositiveSmallIntegerField(default=0)
    attendance = models.CharField("dự họp", max_length=7, choices=Attendance.choices, blank=True)
    absence_reason = NFCCharField("lý do vắng", max_length=200, blank=True)
    voted_on = models.PositiveSmallIntegerField("đã bỏ phiếu lần", default=0)  # number of the ballot given last; no hour, on purpose
    written_proof = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )  # the sheet an absent member sent

    class Meta:
        verbose_name = "người bỏ phiếu"
        verbose_name_plural = "người bỏ phiếu"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="selection_seat_once")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def audit_unit(self) -> Unit:
        return self.round.unit


class Recusal(Timestamped):
    """This member does not vote on this candidate, sees neither the file nor its numbers, and is not counted for it."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="recusals")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="recusals")
    tie = models.CharField("vì", max_length=8, choices=Tie.choices)
    note = NFCCharField("ghi rõ", max_length=200, blank=True)
    is_automatic = models.BooleanField(default=False)  # found by the system: own unit

    class Meta:
        verbose_name = "lần không bỏ phiếu"
        verbose_name_plural = "lần không bỏ phiếu"
        ordering = ["candidate", "seat"]
        constraints = [models.UniqueConstraint(fields=["seat", "candidate"], name="selection_recused_once")]

    def __str__(self) -> str:
        return f"{self.seat} không bỏ phiếu cho {self.candidate}"

    @property
    def audit_unit(self) -> Unit:
        return self.candidate.round.unit
