"""Sổ đăng ký văn bản đi: each paper that left with a number and a day (Nghị định 30/2020/NĐ-CP, Điều 14, 15)."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.text import fold
from lantoa.documents.signatures import PdfSignature
from lantoa.documents.writing import LETTER
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.outgoing.enums import KIND_CHOICES, PAPER_MOVES, PaperState


def series_of(kind: str, number: str) -> str:
    """The row of numbers that this one belongs to: its kind and the body that issues, folded.

    '12/KH-UBND' is of 'kh-ubnd'. The symbol of a letter has no kind and ends in the drafting office, which does not part the row:
    '45/UBND-VX' and '46/UBND-NC' are both of 'cv-ubnd'.
    """
    symbol = re.sub(r"\s", "", number).partition("/")[2].casefold()
    body = symbol.split("-")[0] if kind == LETTER else symbol.removeprefix(f"{kind.casefold()}-")
    return fold(f"{kind}-{body}")[:60]


class Paper(Timestamped):
    """One paper. Number and day are the clerk's, typed in from the signed paper; the system gives and draws none.

    `source` and `source_id` name the record it was written from ('selection.decision', 5); both empty for one written elsewhere.
    Numbers run by kind and issuing body within the year (Điều 15): `series` is that row of numbers, read from the symbol, so that '05/KH-UBND'
    and '5/KH-UBND' are one number, and a council that uses the office's seal counts its own.
    `draft_sha256`: of the file the system made, to be told apart from what came back. `signed_file` never changes once it is there;
    `findings` is what was noticed when it came.
    """

    state_moves = PAPER_MOVES

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="papers", verbose_name="cơ quan ban hành")
    kind = models.CharField("loại văn bản", max_length=4, choices=KIND_CHOICES)
    number = NFCCharField("số, ký hiệu", max_length=60)
    order = models.PositiveIntegerField("số thứ tự")  # the figure in front of the symbol, for sorting and for the next one
    series = models.CharField(max_length=60, editable=False)
    issued_on = models.DateField("ngày ban hành")
    issued_year = models.PositiveSmallIntegerField("năm")
    subject = NFCCharField("trích yếu", max_length=500)
    folded = models.CharField(max_length=700, editable=False)
    signer_name = NFCCharField("người ký", max_length=120)
    signer_post = NFCCharField("chức vụ", max_length=120, blank=True)
    recipients = NFCTextField("nơi nhận", blank=True)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.PositiveBigIntegerField(null=True, blank=True)
    draft_sha256 = models.CharField(max_length=64, blank=True)
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản đã ký")
    signatures = models.JSONField(default=list, blank=True)
    findings = models.JSONField(default=list, blank=True)
    state = models.CharField("tình trạng", max_length=9, choices=PaperState.choices, default=PaperState.ISSUED)
    withdrawn_because = NFCTextField("lý do thu hồi", blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "văn bản đi"
        verbose_name_plural = "văn bản đi"
        ordering = ["-issued_on", "-order", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "issued_year", "series", "order"], name="outgoing_number_once",
                                    violation_error_message="Số, ký hiệu này đã có trong sổ văn bản đi của năm. Kiểm tra lại với văn thư."),
            models.UniqueConstraint(fields=["source", "source_id"], condition=~Q(source=""), name="outgoing_source_once",
                                    violation_error_message="Văn bản này đã có trong sổ."),
            models.CheckConstraint(condition=Q(source="", source_id__isnull=True) | (~Q(source="") & Q(source_id__isnull=False)),
                                   name="outgoing_source_whole"),
            models.CheckConstraint(condition=~Q(state=PaperState.WITHDRAWN) | ~Q(withdrawn_because=""), name="outgoing_withdrawn_why",
                                   violation_error_message="Ghi lý do thu hồi."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "-issued_on", "-order"], name="outgoing_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} số {self.number}"

    def save(self, *args, **kwargs):
        self.series = series_of(self.kind, self.number)
        self.folded = fold(f"{self.number} {self.subject} {self.signer_name}")[:700]
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def read_signatures(self) -> list[PdfSignature]:
        return [PdfSignature.from_json(row) for row in self.signatures]
