"""The letter, and the answer."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError

from lantoa.feedback.enums import LetterKind
from lantoa.ui.forms import SearchForm


class LetterForm(forms.Form):
    """`website` is for machines: people do not see it. `units`: (id, name) to choose from, where the address does not say whom it is for."""

    unit = forms.TypedChoiceField(label="Gửi đơn vị nào?", coerce=int, error_messages={"required": "Chọn đơn vị nhận."})
    kind = forms.ChoiceField(
        label="Bạn muốn", initial=LetterKind.IDEA, widget=forms.RadioSelect,
        choices=[(LetterKind.IDEA, "Góp ý, hỏi"), (LetterKind.CONCERN, "Phản ánh điều chưa đúng")],
    )  # fmt: skip
    text = forms.CharField(
        label="Lời nhắn", max_length=3000, widget=forms.Textarea({"rows": 6}), help_text="Đừng ghi số căn cước, số tài khoản.",
        error_messages={"required": "Hãy viết điều muốn nói.", "max_length": "Lời nhắn dài quá 3.000 chữ. Chỉ giữ phần chính."},
    )  # fmt: skip
    name = forms.CharField(label="Bạn tên gì?", required=False, max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    phone = forms.CharField(
        label="Số điện thoại", required=False, max_length=20, widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        help_text="Để đơn vị gọi lại. Không đăng lên đâu cả.",
    )  # fmt: skip
    may_publish = forms.BooleanField(
        label="Đồng ý cho đăng lời nhắn và câu trả lời trên cổng (không kèm tên, số điện thoại)", required=False
    )
    website = forms.CharField(
        required=False, max_length=200, label="Bỏ trống ô này", widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, units: list[tuple[int, str]] | None, kind: LetterKind | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].choices = [("", "Chọn đơn vị"), *units]
        if kind == LetterKind.FOLLOW:
            del self.fields["kind"], self.fields["may_publish"]
            self.fields["phone"].required = True
            self.fields["phone"].error_messages["required"] = "Để lại số điện thoại thì đơn vị mới gọi lại được."
            self.fields["text"].label = "Bạn muốn làm ở đâu, cần giúp gì?"

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("Ô “Bỏ trống ô này” phải để trống. Xóa chữ trong ô ấy rồi gửi lại.")
        return ""

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        if typed and not 9 <= len(re.sub(r"\D", "", typed)) <= 12:
            raise ValidationError("Số điện thoại có 10 chữ số, ví dụ 0912 345 678.")
        return typed


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Câu trả lời", max_length=5000, widget=forms.Textarea({"rows": 6}), error_messages={"required": "Hãy viết câu trả lời."}
    )
    publish = forms.BooleanField(label="Đăng lời nhắn và câu trả lời trên cổng", required=False)


class CloseForm(forms.Form):
    reason = forms.CharField(label="Lý do không trả lời", max_length=500, error_messages={"required": "Hãy ghi lý do không trả lời."})


class LetterSearchForm(SearchForm):
    tinh_trang = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("received", "Chờ trả lời"), ("answered", "Đã trả lời"), ("closed", "Không trả lời"), ("tat-ca", "Tất cả")],
    )
