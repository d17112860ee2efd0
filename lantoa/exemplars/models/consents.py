"""What the person held up agreed to: per purpose, in which words, how, and with what proof (Luật 91/2025/QH15, Điều 9, 16, 24)."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.exemplars.enums import ConsentChannel, Purpose, Relation
from lantoa.exemplars.models.nominations import Nomination
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit


class ConsentText(Timestamped):
    """The words a person agreed to. Never edited: a change of one word is a new version, valid from its day."""

    relation = models.CharField("đọc cho", max_length=14, choices=Relation.choices)
    version = models.CharField("bản", max_length=20)
    valid_from = models.DateField("dùng từ ngày")
    body = NFCTextField("lời xin phép")
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "lời xin phép"
        verbose_name_plural = "lời xin phép"
        ordering = ["relation", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["relation", "version"], name="exemplars_consent_text_once")]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}, bản {self.version}"


class Consent(Timestamped):
    """One person's yes to one purpose. Silence is not consent: there is a row only where somebody said yes."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="consents")
    purpose = models.CharField("cho phép", max_length=10, choices=Purpose.choices)
    relation = models.CharField("người đồng ý là", max_length=14, choices=Relation.choices)
    person = NFCCharField("họ và tên người đồng ý", max_length=200)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    channel = models.CharField("cách lấy ý kiến", max_length=6, choices=ConsentChannel.choices)
    given_at = models.DateTimeField("đồng ý lúc")
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bằng chứng")
    note = NFCCharField("ghi chú", max_length=300, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")  # none: by the own link
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawal_note = NFCTextField("lời của người rút", blank=True)

    class Meta:
        verbose_name = "lần đồng ý"
        verbose_name_plural = "lần đồng ý"
        ordering = ["nomination", "purpose", "relation", "given_at"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "purpose", "relation"], condition=Q(withdrawn_at__isnull=True),
                                    name="exemplars_agreed_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}"

    @property
    def audit_unit(self) -> Unit:
        return self.nomination.unit


def new_token() -> str:
    return secrets.token_urlsafe(24)


class OwnLink(Timestamped):
    """The person's own address, without a password: what is kept of me, what I agreed to, and a button to take it back."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="own_links")
    relation = models.CharField(max_length=14, choices=Relation.choices)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "đường dẫn riêng"
        verbose_name_plural = "đường dẫn riêng"

    def __str__(self) -> str:
        return f"{self.nomination.code} ({self.get_relation_display()})"
