"""The list of suspicions; the choices beside two files."""

from django import forms

from lantoa.exemplars.enums import SuspicionState
from lantoa.exemplars.matching.scoring import Likely
from lantoa.exemplars.models import Suspicion
from lantoa.ui.forms import SearchForm

WAITING = "cho"


class SuspicionSearchForm(SearchForm):
    """Waiting ones unless another state is asked for; nonsense in the address is as if it were not there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm tên, mã hồ sơ"
        states = [(state.value, state.label) for state in SuspicionState]
        self.fields["tinh-trang"] = forms.ChoiceField(
            label="Tình trạng", required=False, choices=[("", "đang chờ"), ("tat-ca", "tất cả"), *states]
        )
        self.fields["giong"] = forms.ChoiceField(
            label="Có lẽ", required=False,
            choices=[("", "tất cả"), (Likely.SAME.value, "cùng một việc"), (Likely.PERSON.value, "cùng người, việc khác")],
        )  # fmt: skip

    def value(self, name: str) -> str:
        """What the field holds; empty when wrong."""
        return self.cleaned_data.get(name) or ""


class KeptForm(forms.Form):
    """Which of the two stays; the earlier one unless somebody says otherwise."""

    kept = forms.TypedChoiceField(label="Giữ hồ sơ nào làm chính?", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, suspicion: Suspicion, **kwargs):
        super().__init__(*args, **kwargs)
        rows = (suspicion.other, suspicion.nomination)
        self.fields["kept"].choices = [(row.pk, f"{row.code}, {row.name} ({row.get_state_display()})") for row in rows]
        self.fields["kept"].initial = suspicion.other_id

    def row(self, suspicion: Suspicion):
        return suspicion.other if self.cleaned_data["kept"] == suspicion.other_id else suspicion.nomination


class AskForm(KeptForm):
    question = forms.CharField(
        label="Nhắn đơn vị bạn", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text="Ví dụ: hai hồ sơ cùng kể việc hiến đất ở hẻm 46.",
    )  # fmt: skip


class DifferentForm(forms.Form):
    reason = forms.CharField(
        label="Vì sao khác nhau?", max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text="Ví dụ: hai người trùng tên, một người sinh 1955 ở khu phố 1, một người sinh 1991 ở khu phố 6.",
        error_messages={"required": "Ghi vì sao khác nhau: khác người, khác việc, khác ngày …"},
    )  # fmt: skip


class SamePersonForm(forms.Form):
    reason = forms.CharField(label="Ghi thêm (nếu cần)", required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class AnswerForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label="Đơn vị ta trả lời", coerce=lambda value: value == "co", widget=forms.RadioSelect,
        choices=[("co", "Đồng ý: cùng một việc, gộp lại"), ("khong", "Không phải cùng một việc")],
        error_messages={"required": "Chọn một câu trả lời."},
    )  # fmt: skip
    answer = forms.CharField(
        label="Lý do", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text="Bắt buộc khi không đồng ý: Cơ quan Thường trực sẽ đọc và quyết định.",
    )  # fmt: skip


class OtherCodeForm(forms.Form):
    code = forms.CharField(
        label="Mã hồ sơ kia", max_length=16, help_text="Ví dụ: LT-0417", error_messages={"required": "Ghi mã hồ sơ kia."}
    )

    def clean_code(self) -> str:
        return self.cleaned_data["code"].strip().upper()


class NewDeedForm(forms.Form):
    new_since = forms.CharField(
        label="Việc mới kể từ lần biểu dương trước", max_length=4000, widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Ghi việc mới, để hội đồng thấy vì sao biểu dương lần nữa."},
    )  # fmt: skip
