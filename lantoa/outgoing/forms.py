"""Forms of the register."""

from django import forms

from lantoa.outgoing.enums import KIND_CHOICES
from lantoa.ui.forms import DayField, SearchForm


class PaperForm(forms.Form):
    kind = forms.ChoiceField(label="Loại văn bản", choices=KIND_CHOICES)
    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Đúng như trên văn bản, ví dụ 45/UBND-VX hoặc 12/KH-UBND.")
    issued_on = DayField(label="Ngày ban hành")
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea({"rows": 2}))
    signer_name = forms.CharField(label="Người ký", max_length=120, help_text="Không ghi học hàm, học vị, danh hiệu.")
    signer_post = forms.CharField(label="Chức vụ", max_length=120, required=False)
    recipients = forms.CharField(label="Nơi nhận", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class NewPaperForm(PaperForm):
    """`units`: (id, name) of those whose book the person keeps."""

    field_order = ["unit"]
    unit = forms.TypedChoiceField(label="Cơ quan ban hành", coerce=int)

    def __init__(self, *args, units: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units
        if len(units) == 1:
            self.fields["unit"].initial, self.fields["unit"].widget = units[0][0], forms.HiddenInput()


class SignedPaperForm(forms.Form):
    signed_file = forms.FileField(
        label="Bản đã ký (PDF)", help_text="Tệp ký số, hoặc bản quét của bản giấy. Tệp được giữ nguyên, không thay được nữa."
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Lý do thu hồi", max_length=500, widget=forms.Textarea({"rows": 3}))


class PaperSearchForm(SearchForm):
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "tất cả"), *KIND_CHOICES])
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    ban_ky = forms.ChoiceField(label="Bản đã ký", required=False, choices=[("", "tất cả"), ("chua", "chưa gửi về")])

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm số, trích yếu, người ký"
        self.fields["nam"].choices = [("", "tất cả"), *((year, str(year)) for year in years)]
