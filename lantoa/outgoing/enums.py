"""States and kinds of papers that went out."""

from django.db.models import TextChoices

from lantoa.documents.writing import KINDS, LETTER


class PaperState(TextChoices):
    ISSUED = "issued", "đã ban hành"
    WITHDRAWN = "withdrawn", "đã thu hồi"


PAPER_MOVES = {PaperState.ISSUED: {PaperState.WITHDRAWN}}

# By the codes of Nghị định 30/2020/NĐ-CP, phụ lục III.
KIND_CHOICES = [(LETTER, "công văn"), *((code, name.lower()) for code, name in KINDS.items())]
