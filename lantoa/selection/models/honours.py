"""What follows a choice: the decision, and the honours it confers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.exemplars.models import Nomination, Subject
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.selection.enums import DECISION_MOVES, UNSIGNED_STATES, DecisionState
from lantoa.selection.models.rounds import Round

MERIT = "đã có thành tích trong các phong trào thi đua"
FUND = "Quỹ thi đua, khen thưởng theo quy định hiện hành"


class Decision(Timestamped):
    """Quyết định of a unit or authority to honour. Number and day are the clerk's; no signature is ever drawn."""

    state_moves = DECISION_MOVES

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="decisions", verbose_name="đơn vị ban hành")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="theo đợt bình chọn")
    form = models.CharField("hình thức", max_length=20)  # key of AwardForm as at the day of the decision
    merit = NFCCharField("đã có thành tích", max_length=300, default=MERIT)
    fund = NFCCharField("nguồn tiền thưởng", max_length=200, default=FUND)
    subject = NFCCharField("trích yếu", max_length=300)
    state = models.CharField("tình trạng", max_length=9, choices=DecisionState.choices, default=DecisionState.DRAFT)
    state_since = models.DateTimeField(default=clock.now)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ký", null=True, blank=True)
    issued_year = models.PositiveSmallIntegerField(null=True, editable=False)  # of `issued_on`: a series runs within a year
    decider = NFCCharField("thẩm quyền ban hành", max_length=200)  # "Chủ tịch Ủy ban nhân dân phường Bảo Vinh"
    signer_authority = NFCCharField("ký thay", max_length=100, blank=True)
    signer_post = NFCCharField("chức vụ người ký", max_length=100, blank=True)
    signer_name = NFCCharField("người ký", max_length=120, blank=True)
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản đã ký")
    honour_count = models.PositiveIntegerField(default=0)
    total = models.PositiveBigIntegerField("tổng tiền thưởng (đồng)", default=0)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = NFCTextField("lý do trả lại", blank=True)
    revoked_because = NFCTextField("lý do thu hồi", blank=True)

    class Meta:
        verbose_name = "quyết định biểu dương"
        verbose_name_plural = "quyết định biểu dương"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[*UNSIGNED_STATES, DecisionState.DROPPED]) | (~Q(number="") & Q(issued_on__isnull=False) & ~Q(signer_name="")),
                name="selection_signed_has_number", violation_error_message="Quyết định đã ký phải có số, ngày và người ký.",
            ),
            models.UniqueConstraint(fields=["unit", "number", "issued_year"], condition=~Q(number=""),
                                    name="selection_decision_number_once", violation_error_message="Số này đã dùng trong năm."),
            models.CheckConstraint(condition=~Q(state=DecisionState.REVOKED) | ~Q(revoked_because=""), name="selection_revoked_because",
                                   violation_error_message="Hãy ghi lý do thu hồi."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "state", "-created_at"], name="selection_unit_decisions")]

    def __str__(self) -> str:
        return f"Quyết định {self.number}" if self.number else self.subject

    def sum_up(self) -> list[str]:
        """Count the lines that stand and their money. Returns the names of the fields set, for `save(update_fields=…)`."""
        amounts = list(self.honours.filter(revoked_at__isnull=True).values_list("amount", flat=True))
        self.honour_count, self.total = len(amounts), sum(amounts)
        return ["honour_count", "total"]

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class Honour(Timestamped):
    """One line of a decision: who, for what, how much. One achievement is not rewarded twice in one form (Luật TĐKT, Điều 4-5).

    `recipient` and `details` are kept as the paper says them: a file corrected or joined later does not change what was signed.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="honours")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="honours")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="honours")
    form = models.CharField(max_length=20)
    number = models.PositiveIntegerField("số thứ tự")
    recipient = NFCCharField("tên trên quyết định", max_length=240)  # "Ông Nguyễn Văn A", "Tập thể khu phố 3"
    details = NFCCharField("chức vụ, nơi ở, đơn vị", max_length=700, blank=True)
    achievement = NFCTextField("thành tích")
    amount = models.PositiveIntegerField("tiền thưởng (đồng)", default=0)
    money_note = NFCCharField("vì sao số tiền này", max_length=200, blank=True)
    # The golden book of whoever signed, in the year signed: given with the signature.
    issuer = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="golden_book", editable=False)
    golden_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    golden_book = models.PositiveIntegerField("số sổ vàng", null=True, blank=True)
    public_from = models.DateField("công bố từ ngày", null=True, blank=True)  # in the list of the decision; the story is another matter
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_because = NFCTextField("lý do thu hồi", blank=True)
    returned_on = models.DateField("tiền đã về quỹ ngày", null=True, blank=True)
    returned_note = NFCCharField("chứng từ", max_length=200, blank=True)

    class Meta:
        verbose_name = "biểu dương"
        verbose_name_plural = "biểu dương"
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="selection_honour_number"),
            models.UniqueConstraint(fields=["nomination", "form"], condition=Q(revoked_at__isnull=True), name="selection_honoured_once",
                                    violation_error_message="Thành tích này đã được khen ở cùng hình thức."),
            models.CheckConstraint(condition=Q(revoked_at__isnull=True) | ~Q(revoked_because=""), name="selection_honour_revoked_because",
                                   violation_error_message="Hãy ghi lý do thu hồi."),
            models.UniqueConstraint(fields=["issuer", "golden_year", "golden_book"], name="selection_golden_book_once",
                                    violation_error_message="Số sổ vàng này đã cấp."),
            models.CheckConstraint(
                condition=Q(issuer__isnull=True, golden_year__isnull=True, golden_book__isnull=True, public_from__isnull=True)
                | Q(issuer__isnull=False, golden_year__isnull=False, golden_book__isnull=False, public_from__isnull=False),
                name="selection_golden_book_whole"),
            models.CheckConstraint(condition=Q(returned_on__isnull=True) | Q(revoked_at__isnull=False), name="selection_returned_if_revoked",
                                   violation_error_message="Chỉ thu lại tiền của biểu dương đã thu hồi."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["subject", "-created_at"], name="selection_honours_of")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.decision}"

    @property
    def audit_unit(self) -> Unit:
        return self.decision.unit
