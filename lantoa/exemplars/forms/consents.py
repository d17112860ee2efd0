"""Forms for taking, and taking back, consent; for takedowns and requests. No box comes ticked."""

import base64
import binascii

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.exemplars.enums import ConsentChannel, Purpose, RequestKind

_DRAWN = "data:image/png;base64,"
_MOST = 400_000  # characters of a drawn signature; a plain one is about 20,000


class ConsentForm(forms.Form):
    """`drawn` is filled by the pad of the page (consent.js); without JavaScript a photo or recording does the same."""

    text = forms.IntegerField(widget=forms.HiddenInput)
    person = forms.CharField(label="Họ và tên người đồng ý", max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    read_back = forms.BooleanField(label="Đã đọc cho người ấy nghe lời xin phép và phần viết về họ ở trên", required=False)
    purposes = forms.MultipleChoiceField(
        label="Người ấy đồng ý những cách nào", choices=[(p.value, p.label[0].upper() + p.label[1:]) for p in Purpose],
        widget=forms.CheckboxSelectMultiple, help_text="Hỏi từng dòng. Chỉ đánh dấu dòng nào người ấy nói đồng ý.",
        error_messages={"required": "Đánh dấu ít nhất một điều người ấy đồng ý. Không đồng ý điều nào thì không cần lưu."},
    )  # fmt: skip
    channel = forms.ChoiceField(
        label="Lấy ý kiến bằng cách nào",
        widget=forms.RadioSelect,
        choices=[c for c in ConsentChannel.choices if c[0] != ConsentChannel.LINK],
    )
    drawn = forms.CharField(widget=forms.HiddenInput, required=False)
    proof = forms.FileField(
        label="Ảnh tờ giấy đã ký, ảnh chữ ký, hoặc tệp ghi âm", required=False,
        help_text="Đã ký vào khung ở trên thì không cần. Không chụp căn cước.",
        widget=forms.FileInput({"accept": "image/*,audio/*,application/pdf"}),
    )  # fmt: skip
    note = forms.CharField(label="Ghi chú", required=False, max_length=300)

    def clean_drawn(self) -> SimpleUploadedFile | None:
        given = self.cleaned_data["drawn"]
        if not given:
            return None
        if not given.startswith(_DRAWN) or len(given) > _MOST:
            raise ValidationError("Chữ ký chưa lưu được. Bấm “Xóa, ký lại” rồi ký lại, hoặc gửi ảnh chữ ký.")
        try:
            content = base64.b64decode(given.removeprefix(_DRAWN), validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError("Chữ ký chưa lưu được. Bấm “Xóa, ký lại” rồi ký lại, hoặc gửi ảnh chữ ký.") from error
        return SimpleUploadedFile("chu-ky.png", content, "image/png")

    def given(self) -> dict[str, object]:
        """Arguments of services.consents.take_consent."""
        found = {name: self.cleaned_data[name] for name in ("person", "read_back", "purposes", "channel", "note")}
        return {**found, "text_id": self.cleaned_data["text"], "proof": self.cleaned_data.get("proof") or self.cleaned_data.get("drawn")}


class WithdrawForm(forms.Form):
    """Which of those that were agreed to are taken back."""

    purposes = forms.MultipleChoiceField(
        label="Rút đồng ý những cách nào", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Đánh dấu ít nhất một dòng.", "invalid_choice": "Dòng này không còn trong danh sách. Tải lại trang."},
    )  # fmt: skip
    note = forms.CharField(label="Muốn nói thêm điều gì", required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, agreed: list[Purpose], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = [(p.value, p.label[0].upper() + p.label[1:]) for p in agreed]


class AskForm(forms.Form):
    kind = forms.ChoiceField(label="Muốn", choices=RequestKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="Viết rõ hơn", max_length=2000, widget=forms.Textarea({"rows": 4}))


class TakenDownForm(forms.Form):
    proof = forms.CharField(
        label="Đã gỡ thế nào", max_length=1000, widget=forms.Textarea({"rows": 2}),
        help_text="Địa chỉ trang, ai làm; hoặc vì sao không có gì phải gỡ.",
    )  # fmt: skip
    upload = forms.FileField(label="Ảnh chụp màn hình sau khi gỡ", required=False, widget=forms.FileInput({"accept": "image/*"}))


class AnswerForm(forms.Form):
    answer = forms.CharField(label="Trả lời", max_length=4000, widget=forms.Textarea({"rows": 4}))
