"""Filters of the matrix and the late list; forms of letters and inspections."""

from django import forms

from lantoa.core.periods import Period
from lantoa.core.text import sort_key
from lantoa.plans.enums import FindingResult, InspectionState, LetterState
from lantoa.plans.models import Inspection, InspectionItem, Plan
from lantoa.plans.queries.matrix import Look, periods_of
from lantoa.ui.forms import DayField, SearchForm


class PeriodForm(SearchForm):
    """Search among the units, within a period; nonsense in the address is as if it were not there."""

    ky = forms.ChoiceField(label="Kỳ", required=False)

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm đơn vị"
        self.fields["ky"].choices = [("", "Từ đầu kế hoạch"), *((p.code, p.label[0].upper() + p.label[1:]) for p in periods_of(plan))]

    def value(self, name: str):
        """What the field holds, None when empty or wrong."""
        return (self.cleaned_data.get(name) if self.is_bound and not self.errors.get(name) else None) or None

    @property
    def span(self) -> Period | None:
        code = self.value("ky")
        return Period.parse(code) if code else None


class MatrixForm(PeriodForm):
    cum = forms.IntegerField(label="Cụm, khối", required=False, widget=forms.Select)
    xem = forms.ChoiceField(label="Mỗi cột là", required=False, choices=[("", "một nhiệm vụ"), ("dieu", "một điểm của kế hoạch")])
    tre = forms.ChoiceField(label="Đơn vị", required=False, choices=[("", "tất cả"), ("1", "chỉ nơi có việc trễ")])

    def look(self) -> Look:
        self.is_valid()
        cluster = self.cleaned_data.get("cum")
        return Look(
            by_clause=self.value("xem") == "dieu", span=self.span, cluster=cluster,
            only_late=self.value("tre") == "1", words=self.value("q") or "",
        )  # fmt: skip

    def offer_clusters(self, clusters: list[tuple[int, str]]) -> None:
        """The clusters are known only when the units have been read."""
        self.fields["cum"].widget.choices = [("", "tất cả"), *clusters]


class LateForm(PeriodForm):
    """The late list's period counts by the due day."""


class LetterSearchForm(SearchForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm đơn vị"
        self.fields["tinh-trang"] = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "tất cả"), *LetterState.choices])


class LetterForm(forms.Form):
    new_due_on = DayField(label="Hạn mới", help_text="Đề xuất; Cơ quan Thường trực quyết định.")
    body = forms.CharField(label="Nội dung công văn", widget=forms.Textarea(attrs={"rows": 18}))


class SentForm(forms.Form):
    """The clerk's number, for the register of outgoing papers; all left empty when the letter went another way."""

    number = forms.CharField(
        label="Số, ký hiệu", required=False, max_length=60, help_text="Văn thư cấp, ví dụ 45/PNV-TĐKT. Có số thì vào sổ văn bản đi."
    )
    issued_on = DayField(label="Ngày ký", required=False)
    signer_name = forms.CharField(label="Người ký", required=False, max_length=120)

    def clean(self):
        data = super().clean()
        if data.get("number") and not data.get("signer_name"):
            self.add_error("signer_name", "Ghi họ tên người ký công văn.")
        return data


class InspectionSearchForm(SearchForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm đơn vị"
        self.fields["tinh-trang"] = forms.ChoiceField(
            label="Tình trạng", required=False, choices=[("", "tất cả"), *InspectionState.choices]
        )


class InspectionForm(forms.Form):
    """A visit to be planned; the units are those the person may inspect under the plan."""

    unit = forms.ChoiceField(label="Đơn vị được kiểm tra")
    planned_on = DayField(label="Ngày kiểm tra")
    inspectors = forms.CharField(
        label="Thành phần đoàn", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi người một dòng: họ tên, chức vụ.",
    )  # fmt: skip

    def __init__(self, *args, units: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *sorted(units.items(), key=lambda unit: sort_key(unit[1]))]


class ItemForm(forms.ModelForm):
    """The answer to one line of the checklist."""

    result = forms.ChoiceField(label="Kết quả", required=False, choices=FindingResult.choices[1:], widget=forms.RadioSelect)
    remedy_due_on = DayField(label="Hạn khắc phục", required=False)
    photo = forms.ImageField(
        label="Ảnh hiện trường", required=False, widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    )

    class Meta:
        model = InspectionItem
        fields = ["result", "note", "remedy", "remedy_due_on"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2}), "remedy": forms.Textarea(attrs={"rows": 2})}


class QuestionForm(forms.ModelForm):
    class Meta:
        model = InspectionItem
        fields = ["question"]


class FinishForm(forms.ModelForm):
    class Meta:
        model = Inspection
        fields = ["conclusion", "unit_representative"]
        widgets = {"conclusion": forms.Textarea(attrs={"rows": 4})}


class MinutesForm(forms.ModelForm):
    class Meta:
        model = Inspection
        fields = ["minutes", "unit_representative"]
        widgets = {"minutes": forms.Textarea(attrs={"rows": 20})}


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=300)
