"""A nomination, the one it is about, those who sent it, and what came with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.core.text import fold, name_sort_key
from lantoa.exemplars.enums import (
    NOMINATION_MOVES,
    Area,
    AttachmentKind,
    Breadth,
    Door,
    Field,
    Gender,
    NominationKind,
    NominationState,
    SubjectType,
)  # fmt: skip
from lantoa.files.models import StoredFile
from lantoa.movements.models import Movement
from lantoa.organisations.models import Unit


class Subject(Timestamped):
    """The one held up, the same through all that is ever said of him, her or them: whose history can be asked for.

    Facts that may change from one deed to the next (post, address) stand on the nomination. Two found to be one: the later is
    `merged_into` the earlier.
    """

    type = models.CharField("là", max_length=10, choices=SubjectType.choices)
    name = NFCCharField("tên", max_length=200)
    name_key = models.CharField(max_length=600, editable=False, db_index=True)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi ở, nơi công tác")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    class Meta:
        verbose_name = "gương"
        verbose_name_plural = "gương"
        ordering = ["name_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.make_keys()
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    def make_keys(self) -> None:
        """The sort and search forms of the name; `save` calls it, a bulk insert must."""
        self.name_key = (name_sort_key(self.name) if self.type == SubjectType.INDIVIDUAL else fold(self.name))[:600]
        self.folded = fold(self.name)[:200]


class Nomination(Timestamped):
    """One deed or merit of one subject, put forward. The facts are as given and corrected; who changed what is in the log.

    `unit` is the unit that handles it (of the place where it happened, or the unit that put it forward). The dates of the steps are
    kept as columns, written with the state, so that no list or pipeline has to read the log.
    """

    state_moves = NOMINATION_MOVES

    code = models.CharField("mã", max_length=16, unique=True)  # "LT-0417"; says nothing about the person
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nominations", verbose_name="đơn vị xử lý")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="nominations")
    movement = models.ForeignKey(
        Movement, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="phong trào, cuộc vận động"
    )
    door = models.CharField("nguồn", max_length=8, choices=Door.choices)
    state = models.CharField("tình trạng", max_length=12, choices=NominationState.choices, default=NominationState.RECEIVED)
    state_since = models.DateTimeField(default=clock.now)

    # Who
    type = models.CharField("đối tượng", max_length=10, choices=SubjectType.choices)
    name = NFCCharField("tên", max_length=200)
    name_key = models.CharField(max_length=600, editable=False)
    folded = models.CharField(max_length=200, editable=False)
    honorific = NFCCharField("xưng hô", max_length=20, blank=True)  # as the person wishes: ông, bà, anh, chị, em
    gender = models.CharField("giới tính", max_length=6, choices=Gender.choices, blank=True)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    is_minority = models.BooleanField("người dân tộc thiểu số", null=True, blank=True)
    is_direct_worker = models.BooleanField("trực tiếp lao động, sản xuất, công tác", null=True, blank=True)  # Luật TĐKT Đ5 favours them
    is_deceased = models.BooleanField("đã mất (truy tặng)", default=False)
    occupation = NFCCharField("nghề nghiệp, chức vụ", max_length=200, blank=True)
    head_name = NFCCharField("người đại diện", max_length=200, blank=True)  # of a collective or household
    member_count = models.PositiveIntegerField("số người", null=True, blank=True)
    hamlet = NFCCharField("khu phố, ấp, tổ", max_length=150, blank=True)
    address = NFCCharField("địa chỉ", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)  # masked for all but those who verify

    # What
    kind = models.CharField("loại", max_length=10, choices=NominationKind.choices, default=NominationKind.GOOD_DEED)
    breadth = models.CharField("phạm vi", max_length=13, choices=Breadth.choices, blank=True)
    field = models.CharField("lĩnh vực", max_length=10, choices=Field.choices, blank=True)
    area = models.CharField("mặt công tác", max_length=8, choices=Area.choices, blank=True)
    title = NFCCharField("việc làm trong một câu", max_length=200, blank=True)
    deed = NFCTextField("đã làm gì")
    result = NFCTextField("kết quả, tác dụng", blank=True)
    new_since = NFCTextField("việc mới kể từ lần biểu dương trước", blank=True)
    happened_on = models.DateField("ngày diễn ra", null=True, blank=True)
    happened_until = models.DateField("đến ngày", null=True, blank=True)
    beneficiaries = models.PositiveIntegerField("số người được giúp", null=True, blank=True)
    value = models.PositiveBigIntegerField("giá trị (đồng)", null=True, blank=True)

    # Steps
    received_at = models.DateTimeField("nhận lúc", default=clock.now)
    verified_at = models.DateTimeField("xác minh xong lúc", null=True, blank=True)
    shortlisted_at = models.DateTimeField(null=True, blank=True)
    selected_at = models.DateTimeField("được chọn lúc", null=True, blank=True)
    honoured_at = models.DateTimeField("biểu dương lúc", null=True, blank=True)
    published_at = models.DateTimeField("đăng, phát lúc", null=True, blank=True)
    held_since = models.DateTimeField("tạm dừng từ", null=True, blank=True)  # while any Hold is open
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )  # who put it in; citizens' door: the citizens' user
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = NFCTextField("lý do trả lại", blank=True)
    end_reason = NFCTextField("lý do dừng", blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    class Meta:
        verbose_name = "hồ sơ giới thiệu"
        verbose_name_plural = "hồ sơ giới thiệu"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="exemplars_named", violation_error_message="Hãy ghi tên người hoặc tập thể."),
            models.CheckConstraint(condition=~Q(deed=""), name="exemplars_told", violation_error_message="Hãy kể việc đã làm."),
            models.CheckConstraint(
                condition=Q(state=NominationState.MERGED, merged_into__isnull=False) | (~Q(state=NominationState.MERGED) & Q(merged_into__isnull=True)),
                name="exemplars_merged_somewhere"),
            models.CheckConstraint(
                condition=~Q(state__in=[NominationState.NOT_ELIGIBLE, NominationState.WITHDRAWN, NominationState.REVOKED]) | ~Q(end_reason=""),
                name="exemplars_ended_with_reason", violation_error_message="Hãy ghi lý do, để người giới thiệu hiểu vì sao dừng lại."),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | (Q(checked_by__isnull=False) & Q(approved_by__isnull=False) & ~Q(checked_by=models.F("approved_by"))),
                name="exemplars_verified_by_two", violation_error_message="Người xác minh và người duyệt phải là hai người khác nhau."),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["unit", "state", "-received_at", "-id"], name="exemplars_unit_state"),
            models.Index(fields=["-received_at", "-id"], name="exemplars_newest"),
            models.Index(fields=["unit", "-received_at", "-id"], name="exemplars_unit_newest"),
            models.Index(fields=["state", "state_since"], name="exemplars_ageing"),
            models.Index(fields=["name_key", "id"], name="exemplars_by_name"),
            models.Index(fields=["state_since", "id"], name="exemplars_longest"),
            models.Index(fields=["-published_at", "-id"], name="exemplars_told"),
            # Every column the list narrows and the pipeline counts by: both read this index alone, never the rows with their long texts.
            models.Index(
                fields=[
                    "-received_at",
                    "-id",
                    "unit",
                    "state",
                    "state_since",
                    "kind",
                    "type",
                    "field",
                    "gender",
                    "is_direct_worker",
                    "is_minority",
                    "door",
                    "movement",
                    "held_since",
                    "folded",
                    "name_key",
                ],
                name="exemplars_narrowed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def save(self, *args, **kwargs):
        self.make_keys()
        if (fields := kwargs.get("update_fields")) and {"name", "type"} & set(fields):
            kwargs["update_fields"] = {*fields, "name_key", "folded"}
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def is_held(self) -> bool:
        return self.held_since is not None

    def make_keys(self) -> None:
        """The sort and search forms of the name; `save` calls it, a bulk insert must."""
        self.name_key = (name_sort_key(self.name) if self.type == SubjectType.INDIVIDUAL else fold(self.name))[:600]
        self.folded = fold(self.name)[:200]


class Sender(Timestamped):
    """Who told of it: a citizen or an officer. After a merger the kept nomination has all its senders: each keeps the credit.

    `follow_key` belongs to the code the sender was given ("LT-0417-K7QM"): with it the story can be followed, without it the code
    alone tells nothing. `told_as` is the code under which this sender sent it; it stays after a merger.
    """

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="senders")
    told_as = models.CharField(max_length=16, db_index=True)
    follow_key = models.CharField(max_length=8)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")  # on whose behalf an officer sent it
    name = NFCCharField("tên người giới thiệu", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    may_be_called = models.BooleanField("đồng ý để cán bộ liên hệ", default=False)
    statement = models.JSONField(default=dict)  # what was sent, word for word
    keyed_in_from = NFCCharField("nhập thay từ", max_length=200, blank=True)  # paper, call: what the original is and where it is kept

    class Meta:
        verbose_name = "người giới thiệu"
        verbose_name_plural = "người giới thiệu"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.name or "Người giới thiệu không ghi tên"

    @property
    def follow_code(self) -> str:
        return f"{self.told_as}-{self.follow_key}"


class Attachment(Timestamped):
    """A photo, recording or paper that came with a nomination or was added in verification."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="attachments")
    kind = models.CharField("loại", max_length=8, choices=AttachmentKind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = NFCCharField("ảnh chụp gì", max_length=300, blank=True)
    credit = NFCCharField("người chụp, nguồn", max_length=150, blank=True)
    transcript = NFCTextField("lời đã nói", blank=True)  # of a recording, as proposed by a recogniser or typed
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)  # crossed out, not deleted: with who and why in the log

    class Meta:
        verbose_name = "tệp kèm hồ sơ"
        verbose_name_plural = "tệp kèm hồ sơ"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)

    @property
    def audit_unit(self) -> Unit:
        return self.nomination.unit


class Draft(models.Model):
    """A form not sent yet, kept as it is typed and found again by its link: a citizen's (without `user`) or an officer's.

    Nobody but who has the key (citizen) or is the user (officer) sees it. Swept when untouched for some days.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    door = models.CharField(max_length=8, choices=Door.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )  # unsent words of one person
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict)
    sent_as = models.ForeignKey(
        Nomination, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # a replayed form leads to what it made
    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"

    def __str__(self) -> str:
        return str(self.key)


class DraftFile(models.Model):
    """A file given to a draft."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=8, choices=AttachmentKind.choices)
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
