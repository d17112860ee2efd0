"""Which other sites carry our feeds or lead to our pages."""

from django.db import models

from lantoa.core.models import Timestamped


class SiteSeen(Timestamped):
    """Another site called a public page on a day: its host and nothing of the reader. `place`: the feed of an embed, or "" for a link."""

    place = models.CharField("luồng tin", max_length=120, blank=True)
    host = models.CharField("trang gọi đến", max_length=100)
    day = models.DateField("ngày")

    class Meta:
        verbose_name = "lượt trang khác gọi đến"
        verbose_name_plural = "lượt trang khác gọi đến"
        ordering = ["-day", "host", "place"]
        constraints = [models.UniqueConstraint(fields=["place", "host", "day"], name="channels_site_once_a_day")]
        indexes = [models.Index(fields=["place", "-day"], name="channels_place_day"), models.Index(fields=["day"], name="channels_day")]

    def __str__(self) -> str:
        return f"{self.host} · {self.place or 'liên kết'} · {self.day}"
