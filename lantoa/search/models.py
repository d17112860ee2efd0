"""The index: derived rows, rebuilt at will from the sources (lantoa.search.registry)."""

from django.db import models

from lantoa.core.models import NFCCharField


class SearchEntry(models.Model):
    """One row of a source as it is found. Holds nothing that its source does not hold."""

    source = models.CharField(max_length=30)
    object_id = models.PositiveBigIntegerField()
    title = NFCCharField(max_length=250)
    subtitle = NFCCharField(max_length=300, blank=True)
    url = models.CharField(max_length=300)
    # Where the asked words stand earliest in the title comes first; kept folded, so that the database can compare.
    folded_title = models.CharField(max_length=250)

    class Meta:
        verbose_name = "mục tìm kiếm"
        verbose_name_plural = "mục tìm kiếm"
        ordering = ["source", "folded_title", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="search_row_once")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """One folded word of an entry: finding all that begins with what was typed is a range of this index."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="words")  # derived rows
    word = models.CharField(max_length=40)

    class Meta:
        verbose_name = "từ tìm kiếm"
        verbose_name_plural = "từ tìm kiếm"
        constraints = [models.UniqueConstraint(fields=["word", "entry"], name="search_word_once")]

    def __str__(self) -> str:
        return self.word
