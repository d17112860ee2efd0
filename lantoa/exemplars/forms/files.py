"""Forms of a nomination's page: correcting facts, small decisions, files, mentoring, holds."""

from django import forms

from lantoa.exemplars.enums import AttachmentKind, HoldCause
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.services.editing import EDITABLE
from lantoa.ui.forms import DayField


class SeenForm(forms.Form):
    """A decision without words. `seen`: what the person had before them (queries.files.version_of)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ReasonForm(SeenForm):
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, label: str = "Lý do", help_text: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text


class HoldForm(SeenForm):
    cause = forms.ChoiceField(label="Vì", choices=[c for c in HoldCause.choices if c[0] != HoldCause.CONSENT], widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Lý do", max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text="Ghi ngắn gọn việc đang được xem xét. Không ghi tên người phản ánh.",
    )  # fmt: skip


class MentoringForm(SeenForm):
    happened_on = DayField(label="Ngày")
    what = forms.CharField(label="Đã giúp gì", max_length=2000, widget=forms.Textarea({"rows": 3}))
    helper = forms.CharField(label="Ai giúp", required=False, max_length=200)
    next_step = forms.CharField(label="Việc tiếp theo", required=False, max_length=300)
    next_on = DayField(label="Hẹn ngày", required=False)


class AttachForm(SeenForm):
    kind = forms.ChoiceField(label="Là", choices=AttachmentKind.choices, initial=AttachmentKind.PHOTO, widget=forms.RadioSelect)
    upload = forms.FileField(label="Chọn tệp, hoặc chụp ảnh", help_text="Vị trí chụp được xóa khi lưu. Tệp không quá 25 MB.")
    caption = forms.CharField(label="Ảnh chụp gì, giấy gì", required=False, max_length=300)
    credit = forms.CharField(label="Người chụp, nguồn", required=False, max_length=150)
    shows_no_id_card = forms.BooleanField(
        label="Tệp này không phải ảnh căn cước, giấy tờ tùy thân", required=False,
        help_text="Hệ thống không giữ ảnh giấy tờ tùy thân. Cần đối chiếu thì xem tại chỗ rồi trả lại.",
    )  # fmt: skip


class CorrectForm(forms.ModelForm):
    """The facts as they are known now. Only for reading and checking the input: services.editing writes."""

    birth_date = DayField(label="Ngày sinh", required=False, help_text="Không rõ ngày thì bỏ trống, ghi năm sinh ở ô dưới.")
    happened_on = DayField(label="Ngày diễn ra", required=False)
    happened_until = DayField(label="Đến ngày", required=False)
    reason = forms.CharField(label="Lý do sửa", required=False, max_length=500, help_text="Bắt buộc khi hồ sơ đã được duyệt.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Nomination
        fields = [name for name in EDITABLE if name != "movement"]
        widgets = {"deed": forms.Textarea({"rows": 6}), "result": forms.Textarea({"rows": 3}), "new_since": forms.Textarea({"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("is_minority", "is_direct_worker"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, required=False, choices=[("", "chưa rõ"), ("1", "đúng"), ("0", "không")],
                coerce=lambda value: value == "1", empty_value=None, initial={True: "1", False: "0"}.get(getattr(self.instance, name), ""),
            )  # fmt: skip
            self.initial[name] = self.fields[name].initial
        for field in self.fields.values():
            if getattr(field, "choices", None) and field.choices[0][0] == "":
                field.choices = [("", "chưa rõ"), *list(field.choices)[1:]]
        self.order_fields([*self.Meta.fields, "reason", "seen"])

    def _post_clean(self) -> None:
        """The instance is left as it is: what is compared is the row the service locks."""

    def facts(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
