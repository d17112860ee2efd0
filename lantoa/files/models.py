"""Stored files. The bytes never change; two uploads of the same bytes are two rows over one content address."""

from django.conf import settings
from django.db import models

from lantoa.core.models import NFCCharField, Timestamped


class StoredFile(Timestamped):
    """One upload: checked by content, renamed, images rewritten without EXIF. Served only after a rights check."""

    name = NFCCharField("tên tệp", max_length=200)
    content = models.FileField(upload_to="tep/%Y/%m", max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    mime = models.CharField(max_length=100)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")  # who brought proof must stay known

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"

    def __str__(self) -> str:
        return self.name
