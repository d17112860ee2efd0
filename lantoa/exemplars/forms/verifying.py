"""Forms of the verification page."""

from django import forms

from lantoa.exemplars.enums import CheckResult, ConfirmerKind, SourceKind
from lantoa.ui.forms import DayField


class CriterionForm(forms.Form):
    result = forms.ChoiceField(
        label="Kết quả", required=False, widget=forms.RadioSelect, choices=[c for c in CheckResult.choices if c[0]],
        error_messages={"invalid_choice": "Chọn một kết quả trong danh sách."},
    )  # fmt: skip
    grounds = forms.CharField(
        label="Dựa vào đâu", required=False, max_length=2000, widget=forms.Textarea({"rows": 2}),
        help_text="Ai cho biết, giấy tờ nào, đã thấy gì.",
    )  # fmt: skip


class SourceForm(forms.Form):
    kind = forms.ChoiceField(label="Loại nguồn", choices=SourceKind.choices, widget=forms.RadioSelect)
    who = forms.CharField(label="Ai, ở đâu", max_length=200)
    what = forms.CharField(label="Cho biết gì", max_length=4000, widget=forms.Textarea({"rows": 3}))
    learned_on = DayField(label="Ngày hỏi, ngày xem")


class ConfirmationForm(forms.Form):
    kind = forms.ChoiceField(label="Nơi xác nhận", choices=ConfirmerKind.choices, widget=forms.RadioSelect)
    confirmer = forms.CharField(label="Người xác nhận, chức vụ", max_length=200)
    confirmed_on = DayField(label="Ngày xác nhận")
    is_good = forms.TypedChoiceField(
        label="Chấp hành chủ trương, pháp luật", choices=[("1", "tốt"), ("0", "chưa tốt")], coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(
        label="Nội dung", required=False, max_length=2000, widget=forms.Textarea({"rows": 2}), help_text="Chưa tốt thì ghi rõ ở điểm nào."
    )
