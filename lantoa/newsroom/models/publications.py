"""The register of what went out where, with proof (plan 449, II.2-1; NĐ 49/2024/NĐ-CP)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.newsroom.enums import Channel, RoyaltyFor
from lantoa.newsroom.models.stories import Story, StoryVersion
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
    version = models.ForeignKey(StoryVersion, models.PROTECT, null=True, blank=True, related_name="+")  # what it said then
    taken_down_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    crossed_out_at = models.DateTimeField("gạch bỏ lúc", null=True, blank=True)  # entered by mistake
    crossed_out_because = NFCTextField("lý do gạch bỏ", blank=True)

    class Meta:
        verbose_name = "lượt đăng, phát"
        verbose_name_plural = "lượt đăng, phát"
        ordering = ["-went_out_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(channel=Channel.PORTAL) | ~Q(url="") | Q(proof__isnull=False), name="newsroom_publication_proven",
                                   violation_error_message="Dán đường dẫn, hoặc gửi ảnh, tệp cho thấy bài đã đăng, phát."),
            models.CheckConstraint(condition=Q(crossed_out_at__isnull=True) | ~Q(crossed_out_because=""), name="newsroom_crossed_out_because",
                                   violation_error_message="Hãy ghi vì sao gạch bỏ dòng này."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "-went_out_at"], name="newsroom_register")]

    def __str__(self) -> str:
        return f"{self.story} · {self.get_channel_display()}"

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class Royalty(Timestamped):
    """What is owed for a piece, noted for the budget. Nothing is paid here; `rule` is the rule as whoever noted it names it."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="royalties")
    kind = models.CharField("cho", max_length=5, choices=RoyaltyFor.choices, default=RoyaltyFor.TEXT)
    to_whom = NFCCharField("người nhận", max_length=150)
    amount = models.PositiveBigIntegerField("số tiền (đồng)")
    rule = NFCCharField("theo quy định nào", max_length=300)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    crossed_out_at = models.DateTimeField("gạch bỏ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "nhuận bút"
        verbose_name_plural = "nhuận bút"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="newsroom_royalty_positive",
                                   violation_error_message="Ghi số tiền lớn hơn 0."),
            models.CheckConstraint(condition=~Q(rule=""), name="newsroom_royalty_by_rule",
                                   violation_error_message="Ghi tính theo quy định nào (số văn bản, điều, khoản)."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.to_whom}: {self.amount}"

    @property
    def audit_unit(self) -> Unit:
        return self.story.unit
