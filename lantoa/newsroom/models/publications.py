"""The register of what went out where, with proof (plan 449, II.2-1; NĐ 49/2024/NĐ-CP)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.newsroom.enums import Channel
from lantoa.newsroom.models.stories import Story
from lantoa.organisations.models import Unit


class Publication(Timestamped):
    """One story on one channel at one place. Our own portal writes its row itself; others are entered with a link, photo or file."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="publications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị đăng, phát")
    channel = models.CharField("kênh", max_length=8, choices=Channel.choices)
    place = NFCCharField("ở đâu", max_length=200, blank=True)
    went_out_at = models.DateTimeField("đăng, phát lúc")
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh, tệp chứng minh")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField("gỡ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt đăng, phát"
        verbose_name_plural = "lượt đăng, phát"
        ordering = ["-went_out_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(channel=Channel.PORTAL) | ~Q(url="") | Q(proof__isnull=False), name="newsroom_publication_proven",
                                   violation_error_message="Dán đường dẫn, hoặc gửi ảnh, tệp cho thấy bài đã đăng, phát."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.story} · {self.get_channel_display()}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit
