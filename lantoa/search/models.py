"""The index: derived rows, made anew at will from the sources (lantoa.search.registry)."""

from datetime import date

from django.db import models

from lantoa.core.models import NFCCharField
from lantoa.search.tokens import day_of


class SearchEntry(models.Model):
    """One row of a source as it is found. Holds nothing that its source does not hold.

    Beside it stands the database's own full text index of `tokens`, which Django does not know of (`lantoa.search.fulltext`).
    """

    id = models.PositiveBigIntegerField("khóa theo ngày", primary_key=True)  # tokens.key_of: sorts by day
    source = models.CharField(max_length=30)
    object_id = models.PositiveBigIntegerField()
    title = NFCCharField(max_length=250)
    subtitle = NFCCharField(max_length=300, blank=True)
    url = models.CharField(max_length=300)
    unit = NFCCharField(max_length=250, blank=True)  # name of the unit, for the facet
    folded = models.TextField()  # title, subtitle and text, folded, a line each: for finding words that stand together
    tokens = models.TextField()  # lantoa.search.tokens, parted by one space; never empty

    class Meta:
        verbose_name = "mục tìm kiếm"
        verbose_name_plural = "mục tìm kiếm"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="search_row_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> date | None:
        return day_of(self.pk)
