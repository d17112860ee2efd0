"""Forms of this room. What they check is shape; what may be done the services decide."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from lantoa.reporting import numbers
from lantoa.reporting.enums import ReportState
from lantoa.reporting.models import Box
from lantoa.reporting.services.writing import Entry
from lantoa.ui.forms import SearchForm

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
