"""The questions a citizen is asked, one a page. Nothing here writes."""

import re

from django import forms
from django.core.exceptions import ValidationError

from lantoa.exemplars.enums import SubjectType
from lantoa.exemplars.queries.choosing import Place

_DIGITS = re.compile(r"\D")


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files from one input; cleaned to a list."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        return list(given)


class WhoForm(forms.Form):
    name = forms.CharField(
        label="Ai làm việc tốt?", max_length=200,
        help_text="Tên người, gia đình hoặc tập thể. Không nhớ đủ tên thì ghi tên hay gọi: Ông Ba bán vé số.",
        error_messages={"required": "Ghi tên, hoặc tên hay gọi của người làm việc tốt.",
                        "max_length": "Tên dài quá 200 chữ. Chỉ ghi tên, phần kể để ở câu sau."},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "words"}),
    )  # fmt: skip
    type = forms.ChoiceField(
        label="Đó là", initial=SubjectType.INDIVIDUAL, widget=forms.RadioSelect,
        choices=[(SubjectType.INDIVIDUAL, "Một người"), (SubjectType.HOUSEHOLD, "Một gia đình"), (SubjectType.COLLECTIVE, "Một nhóm, một tập thể")],
    )  # fmt: skip


class WhereForm(forms.Form):
    """`places`: what can be chosen by a press; with `typing` also by typing the name."""

    unit = forms.TypedChoiceField(label="Ở phường, xã nào?", required=False, coerce=int, empty_value=None, widget=forms.RadioSelect)
    ward = forms.CharField(
        label="Ở phường, xã nào?", required=False, max_length=100, help_text="Gõ tên, không cần dấu. Tên cũ cũng được.",
        widget=forms.TextInput({"list": "phuong-xa", "autocomplete": "off"}), error_messages={"max_length": "Chỉ gõ tên phường hoặc xã."},
    )  # fmt: skip
    asked = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    hamlet = forms.CharField(
        label="Khu phố, ấp, tên đường", required=False, max_length=150,
        error_messages={"max_length": "Phần này dài quá 150 chữ. Chỉ ghi khu phố, ấp, tên đường."},
    )  # fmt: skip

    def __init__(self, *args, places: list[Place], typing: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(place.unit, str(place)) for place in places]
        if typing:
            self.fields["ward"].widget.attrs["aria-required"] = "true"
            if places:
                self.fields["unit"].label = "Ý bạn là nơi nào?"
                self.fields["ward"].label = "Hoặc gõ lại tên phường, xã"
        else:
            del self.fields["ward"], self.fields["asked"]
        if not places:
            del self.fields["unit"]


class DeedForm(forms.Form):
    deed = forms.CharField(
        label="Người ấy đã làm gì?", required=False, max_length=5000, widget=forms.Textarea({"rows": 7}),
        help_text="Kể như nói với hàng xóm: làm gì, từ bao giờ, giúp được ai. Không cần viết hay.",
        error_messages={"max_length": "Lời kể dài quá 5.000 chữ. Giữ lại phần chính, cán bộ sẽ hỏi thêm."},
    )  # fmt: skip
    voice = forms.FileField(
        label="Tệp ghi âm", required=False, widget=forms.FileInput({"accept": "audio/*"}), help_text="Không quá 15 MB.",
    )  # fmt: skip

    def __init__(self, *args, has_voice: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_voice = has_voice

    def clean(self):
        given = super().clean()
        if not (given.get("deed") or given.get("voice") or self.has_voice or self.errors):
            self.add_error("deed", "Kể vài câu về việc tốt ấy, hoặc bấm nút để nói.")
        return given


class PhotoForm(forms.Form):
    photos = ManyFilesField(
        label="Có ảnh không?", required=False, widget=ManyFilesInput({"accept": "image/*"}),
        help_text="Chọn một lúc nhiều ảnh được, tối đa 5. Vị trí chụp được xóa khi lưu. Đừng gửi ảnh căn cước, giấy tờ.",
    )  # fmt: skip


class CallForm(forms.Form):
    teller = forms.CharField(
        label="Bạn tên gì?", required=False, max_length=120, widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"max_length": "Tên dài quá 120 chữ."},
    )  # fmt: skip
    phone = forms.CharField(
        label="Số điện thoại của bạn", required=False, max_length=20,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        help_text="Chỉ cán bộ xác minh thấy, để hỏi thêm. Không đăng lên đâu cả.",
        error_messages={"max_length": "Số điện thoại có 10 chữ số, ví dụ 0912 345 678."},
    )  # fmt: skip
    may_be_called = forms.BooleanField(label="Đồng ý để cán bộ gọi hỏi thêm", required=False)

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        digits = _DIGITS.sub("", typed)
        if typed and not 9 <= len(digits) <= 12:
            raise ValidationError("Số điện thoại có 10 chữ số, ví dụ 0912 345 678. Không muốn để lại thì bỏ trống.")
        return typed

    def clean(self):
        given = super().clean()
        if given.get("may_be_called") and not given.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Để lại số điện thoại, hoặc bỏ dấu đồng ý gọi.")
        return given


class SendForm(forms.Form):
    """`website` is for machines: people do not see it and leave it empty."""

    website = forms.CharField(
        label="Bỏ trống ô này", required=False, max_length=200, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )


class FollowForm(forms.Form):
    ma = forms.CharField(
        label="Mã theo dõi", max_length=40, help_text="Ví dụ LT-0417-K7QM. Chữ hoa hay thường đều được.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "size": 18}),
    )  # fmt: skip
