"""A workbook of nominations brought by an officer: what the check found, and how far it has been taken in."""

from django.conf import settings
from django.db import models

from lantoa.core import clock
from lantoa.core.models import Timestamped
from lantoa.exemplars.enums import BOOK_MOVES, BookState
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit


class NominationBook(Timestamped):
    """Nothing of it is stored until all its rows are right; then each row once, however often the button is pressed.

    `done_count`: rows looked at while checking, rows stored while taking in; written with them, so that a worker that died goes on
    where it stopped. `faults`: [row, column, what to do]; `alike`: [row, name, code of the one told of before, or "" for a row of
    the book itself, that row].
    """

    state_moves = BOOK_MOVES

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị giới thiệu")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")  # what was keyed in, as evidence
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField("tình trạng", max_length=8, choices=BookState.choices, default=BookState.CHECKING)
    state_since = models.DateTimeField(default=clock.now)
    row_count = models.PositiveIntegerField("số dòng", default=0)
    done_count = models.PositiveIntegerField(default=0)
    fault_count = models.PositiveIntegerField("số chỗ cần sửa", default=0)
    faults = models.JSONField(default=list)
    alike = models.JSONField(default=list)

    class Meta:
        verbose_name = "tệp giới thiệu nhiều người"
        verbose_name_plural = "tệp giới thiệu nhiều người"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["brought_by", "-created_at"], name="exemplars_books_of")]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def audit_unit(self) -> Unit:
        return self.unit
