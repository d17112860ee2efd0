"""The audit log: one line an act, each carrying the hash of the one before. Nothing here is ever changed or removed."""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

GENESIS = "0" * 64  # what the first entry names as the one before it


class Entry(models.Model):
    """One act. Names are kept as they were that day, so that the line reads the same when people and units are gone.

    `before` and `after` are canonical JSON in text columns: a JSON column may write 1e3 as 1000, and the hash is over letters.
    """

    position = models.BigIntegerField("số thứ tự", primary_key=True)
    at = models.DateTimeField("lúc", db_index=True)
    actor = models.ForeignKey(  # a line must keep saying who
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người làm"
    )
    actor_name = models.CharField("tên người làm", max_length=120, blank=True)
    actor_role = models.CharField("vai trò", max_length=300, blank=True)
    unit_id = models.BigIntegerField("mã đơn vị", null=True, db_index=True)  # not a foreign key: units live above this room
    unit_name = models.CharField("đơn vị", max_length=200, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=45, blank=True)
    action = models.CharField("việc", max_length=40, db_index=True)
    model = models.CharField("loại", max_length=60, blank=True)  # "plans.plan"
    object_id = models.CharField("mã", max_length=40, blank=True)
    object_text = models.CharField("đối tượng", max_length=300, blank=True)
    from_state = models.CharField("từ bước", max_length=20, blank=True)
    to_state = models.CharField("sang bước", max_length=20, blank=True)
    reason = models.TextField("lý do", blank=True)
    before = models.TextField("trước", default="{}")
    after = models.TextField("sau", default="{}")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["model", "object_id", "position"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.position}. {self.action} {self.object_text}".strip()

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError("Nhật ký chỉ ghi thêm, không sửa được.", code="append_only")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError("Nhật ký chỉ ghi thêm, không xóa được.", code="append_only")

    def sealed(self) -> str:
        """The hash this entry must carry: SHA-256 over everything in it and over the hash before it."""
        facts = [
            self.position, self.at.astimezone(UTC).isoformat(timespec="microseconds"), self.actor_id, self.actor_name, self.actor_role,
            self.unit_id, self.unit_name, self.address, self.action, self.model, self.object_id, self.object_text,
            self.from_state, self.to_state, self.reason, self.before, self.after, self.previous_hash,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    @property
    def before_values(self) -> dict:
        return json.loads(self.before)

    @property
    def after_values(self) -> dict:
        return json.loads(self.after)


class ChainHead(models.Model):
    """The one row that says how long the log is and what its last hash is; locking it puts writers in a line."""

    length = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.length}:{self.last_hash}"
