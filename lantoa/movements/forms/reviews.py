"""Forms of reviews and lesson cards."""

from datetime import date, timedelta

from django import forms

from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.movements.enums import ReviewKind, ReviewState
from lantoa.movements.models import Lesson, Movement, Review, ReviewExemplar
from lantoa.movements.naming import Named
from lantoa.ui.forms import DayField, SearchForm

_ANY = [("", "tất cả")]
_KINDS = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


def periods_to_choose(day: date) -> list[Period]:
    """Quarters, halves and years of this year and the last, the newest first."""
    start = date(day.year - 1, 1, 1)
    found = [period for kind in _KINDS for period in Period.between(start, day, kind)]
    return sorted(found, key=lambda period: (period.end, period.start), reverse=True)


class ReviewSearchForm(forms.Form):
    phong_trao = forms.ModelChoiceField(label="Phong trào", required=False, queryset=Movement.objects.none(), empty_label="tất cả")
    loai = forms.ChoiceField(label="Loại", required=False, choices=[*_ANY, *ReviewKind.choices])
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[*_ANY, *((v, w) for v, w in ReviewState.choices if v != ReviewState.DISCARDED)]
    )

    def __init__(self, *args, movements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phong_trao"].queryset = movements


class StartForm(forms.Form):
    """What is reviewed. `units`: for which the person writes, id -> name."""

    unit = forms.ChoiceField(label="Đơn vị")
    kind = forms.ChoiceField(label="Loại", choices=ReviewKind.choices, widget=forms.RadioSelect, initial=ReviewKind.INTERIM)
    period = forms.ChoiceField(label="Kỳ sơ kết", required=False, help_text="Tổng kết là của cả phong trào, không cần chọn kỳ.")

    def __init__(self, *args, units: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(units.items())
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(units))
        periods = periods_to_choose(clock.today())
        self.fields["period"].choices = [("", "chọn kỳ"), *((p.code, p.label) for p in periods)]
        half = Period.containing(clock.today() - timedelta(days=45), PeriodKind.HALF)
        self.fields["period"].initial = half.code


class ReviewForm(forms.ModelForm):
    """The texts of a review (what a review must judge: TT 01/2024/TT-BNV Điều 3-4)."""

    held_on = DayField(label="Ngày tổ chức", required=False, help_text="Cần có khi hoàn thành.")
    file = forms.FileField(label="Báo cáo kèm theo", required=False)

    class Meta:
        model = Review
        fields = ["held_on", "results", "effects", "limits", "causes", "next_steps"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("results", "effects", "limits", "causes", "next_steps")}
        help_texts = {
            "results": "Việc đã làm, con số đạt được so với chỉ tiêu đăng ký. Cần có khi hoàn thành.",
            "effects": "Đời sống, công việc thay đổi thế nào nhờ phong trào.",
        }

    def _post_clean(self):
        """The service writes; the instance shown beside the form stays as it is."""


class ExemplarForm(forms.ModelForm):
    """An exemplar, chosen from the records of the room above or named in words."""

    record_id = forms.TypedChoiceField(label="Chọn từ hồ sơ gương", required=False, coerce=int, empty_value=None)

    class Meta:
        model = ReviewExemplar
        fields = ["record_id", "name", "deed"]
        widgets = {"deed": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, choices: list[Named], **kwargs):
        super().__init__(*args, **kwargs)
        if choices:
            self.fields["record_id"].choices = [("", "không chọn, tự ghi tên"), *((n.record_id, n.name) for n in choices)]
            for name in ("name", "deed"):
                self.fields[name].required = False
        else:
            del self.fields["record_id"]

    def _post_clean(self):
        pass


class LessonForm(forms.ModelForm):
    class Meta:
        model = Lesson
        fields = ["title", "tried", "worked", "failed", "advice"]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("tried", "worked", "failed", "advice")}
        help_texts = {
            "title": "Một câu nói được bài học, ví dụ “Họp tối thì người đi làm mới dự được”.",
            "advice": "Nơi khác muốn làm thì nên làm thế nào.",
        }

    def _post_clean(self):
        pass


class OwnLessonForm(LessonForm):
    """A card written without a review."""

    unit = forms.ChoiceField(label="Đơn vị")
    movement = forms.ModelChoiceField(label="Phong trào", queryset=Movement.objects.none(), empty_label="chọn phong trào")

    field_order = ["unit", "movement"]

    def __init__(self, *args, units: dict[int, str], movements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(units.items())
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(units))
        self.fields["movement"].queryset = movements


class LessonSearchForm(SearchForm):
    phong_trao = forms.ModelChoiceField(label="Phong trào", required=False, queryset=Movement.objects.none(), empty_label="tất cả")

    def __init__(self, *args, movements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phong_trao"].queryset = movements


class ReuseForm(forms.Form):
    unit = forms.ChoiceField(label="Đơn vị")
    note = forms.CharField(label="Dùng vào việc gì", required=False, max_length=300)

    def __init__(self, *args, units: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(units.items())
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(units))
