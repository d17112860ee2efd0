"""Forms of this room. What they check is shape; what may be done the services decide."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from lantoa.plans import figures
from lantoa.reporting import numbers
from lantoa.reporting.enums import QUOTIENTS, AddsUp, ReportState
from lantoa.reporting.models import Box, Indicator
from lantoa.reporting.queries.pages import DIMENSIONS
from lantoa.reporting.services.indicators import Definition
from lantoa.reporting.services.writing import Entry
from lantoa.ui.forms import DayField, SearchForm

_NEVER_SO_LONG = 5_000


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 3}))


class PaperForm(forms.Form):
    paper = forms.CharField(
        label="Báo cáo giấy",
        max_length=200,
        help_text="Số, ngày của văn bản giấy và nơi lưu. Ví dụ: số 15/BC-UBND ngày 4/4/2022, lưu tại Phòng Nội vụ.",
    )


class DisputeForm(forms.Form):
    what = forms.CharField(label="Số này sai ở đâu", max_length=300, widget=forms.Textarea({"rows": 2}),
                           help_text="Thiếu bài nào, thừa hồ sơ nào. Biết số đúng thì sửa thẳng trong báo cáo.")  # fmt: skip


class AnswerForm(forms.Form):
    text = forms.CharField(label="Trả lời", max_length=500, widget=forms.Textarea({"rows": 2}))


class SheetUploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp Excel đã điền", help_text="Tệp tải về từ chính báo cáo này, dạng .xlsx.",
        error_messages={"required": "Chọn tệp đã điền rồi bấm lại.", "empty": "Tệp này trống, không đọc được gì. Chọn lại tệp đã điền."},
    )  # fmt: skip


class CycleSearchForm(SearchForm):
    """Filters of the table of one cycle."""

    buoc = forms.ChoiceField(label="Bước", required=False)
    cum = forms.ChoiceField(label="Cụm, khối", required=False)

    def __init__(self, *args, clusters: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buoc"].choices = [
            ("", "tất cả"), ("missing", "quá hạn, chưa có"), ("late", "nộp muộn"), *ReportState.choices,
        ]  # fmt: skip
        self.fields["cum"].choices = [("", "tất cả"), *((str(pk), name) for pk, name in clusters)]


def read_entries(posted: Mapping[str, str], boxes: Mapping[int, Box]) -> tuple[dict[int, Entry], dict[int, list[str]]]:
    """What was sent for each box, and by box what cannot be read. A box whose fields are not there is left out."""
    entries, wrong = {}, {}
    for pk, box in boxes.items():
        seen = posted.get(f"t-{pk}", "")
        if not box.item.is_figure:
            if (text := posted.get(f"loi-{pk}")) is not None:
                entries[pk] = Entry(text=text[:_NEVER_SO_LONG], seen=seen)
            continue
        if (raw := posted.get(f"so-{pk}")) is None:
            continue
        try:
            value = numbers.whole(raw)
        except ValidationError as error:
            wrong[pk] = error.messages
            continue
        entries[pk] = Entry(
            value=value, clear=value is None, nil_reason=posted.get(f"khong-{pk}"), correction_reason=posted.get(f"vi-sao-{pk}"), seen=seen
        )
    return entries, wrong


class ScheduleForm(forms.Form):
    """Days of a form's cycles."""

    opens_days = forms.IntegerField(label="Mở trước ngày chốt số liệu (ngày)", min_value=0, max_value=60)
    due_days = forms.IntegerField(label="Hạn nộp, tính từ ngày cuối kỳ (ngày; số âm là trước)", min_value=-60, max_value=60)


class FigureForm(forms.Form):
    section = forms.ModelChoiceField(None, label="Phần", empty_label=None)
    indicator = forms.ModelChoiceField(None, label="Chỉ tiêu", empty_label=None)

    def __init__(self, *args, sections, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset, self.fields["indicator"].queryset = sections, indicators


class IndicatorForm(forms.Form):
    """What an indicator is and from what day. The words of a choice say what follows from it."""

    name = forms.CharField(label="Tên chỉ tiêu", max_length=200, help_text="Phần của một số khác thì bắt đầu bằng “Trong đó: ”.")
    unit_of_measure = forms.CharField(label="Đơn vị tính", max_length=30, help_text="Ví dụ: bài, cuộc, người, đồng.")
    figure = forms.ChoiceField(
        label="Số lấy từ đâu", required=False, help_text="Phần mềm đếm được thì đơn vị khỏi gõ, bấm vào số là thấy bản ghi."
    )
    adds_up = forms.ChoiceField(label="Cộng các đơn vị, các kỳ thế nào", choices=AddsUp.choices, initial=AddsUp.SUM)
    numerator = forms.ModelChoiceField(
        None, label="Tử số", required=False, empty_label="không dùng", help_text="Chỉ dùng cho tỷ lệ, bình quân."
    )
    denominator = forms.ModelChoiceField(None, label="Mẫu số", required=False, empty_label="không dùng")
    breakdowns = forms.MultipleChoiceField(
        label="Chia theo", choices=list(DIMENSIONS.items()), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ cho số phần mềm đếm. Nguồn không chia được theo mục nào thì hệ thống báo.",
    )  # fmt: skip
    definition = forms.CharField(label="Cách đếm", required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))
    source = forms.CharField(label="Căn cứ", required=False, max_length=500, help_text="Văn bản nào đòi số này. Chưa có thì để trống.")
    since = DayField(label="Dùng từ ngày")

    def __init__(self, *args, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [("", "đơn vị tự ghi"), *figures.choices()]
        parts = Indicator.objects.at(day).exclude(adds_up__in=QUOTIENTS).order_by("order", "key")
        self.fields["numerator"].queryset = self.fields["denominator"].queryset = parts

    @staticmethod
    def initial_of(indicator: Indicator, day: date) -> dict:
        return {name: getattr(indicator, name) for name in IndicatorForm.base_fields if name != "since"} | {"since": day}

    @property
    def said(self) -> Definition:
        return Definition(**{name: value for name, value in self.cleaned_data.items() if name != "since"})


class IndicatorEndForm(forms.Form):
    on = DayField(label="Thôi dùng từ ngày", help_text="Số đã báo cáo trước ngày này được giữ.")
