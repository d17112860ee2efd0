"""Bringing a workbook."""

from django import forms


class BookForm(forms.Form):
    unit = forms.TypedChoiceField(label="Đơn vị giới thiệu", coerce=int, help_text="Dòng không ghi đơn vị xử lý thì đơn vị này xử lý.")
    upload = forms.FileField(
        label="Tệp Excel (.xlsx)", widget=forms.FileInput({"accept": ".xlsx"}),
        help_text="Tối đa 20.000 dòng, 15 MB. Chưa ghi gì cho tới khi mọi dòng đều đúng.",
        error_messages={"required": "Chọn tệp .xlsx đã điền.", "empty": "Tệp trống. Chọn lại tệp đã điền."},
    )  # fmt: skip

    def __init__(self, *args, units: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0][0]
