"""The filters over the log."""

from django import forms

from lantoa.audit import words
from lantoa.ui.forms import DayField, SearchForm


class LogSearchForm(SearchForm):
    viec = forms.ChoiceField(label="Việc", required=False)
    don_vi = forms.CharField(label="Đơn vị", required=False, max_length=100)
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Người, đối tượng hoặc địa chỉ mạng"
        self.fields["viec"].choices = [("", "Tất cả"), *sorted(words.ACTIONS.items(), key=lambda pair: pair[1])]

    def criteria(self) -> dict[str, object]:
        """What `queries.search` takes; a filter that makes no sense is left out."""
        data = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return {
            "text": data.get("q", ""), "action": data.get("viec", ""), "unit": data.get("don_vi", ""),
            "start": data.get("tu"), "end": data.get("den"),
        }  # fmt: skip
