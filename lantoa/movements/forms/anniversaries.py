"""Forms of the calendar of days to commemorate."""

from django import forms

from lantoa.core import clock
from lantoa.movements.models import Anniversary
from lantoa.movements.queries.anniversaries import FIRST_YEAR, LAST_YEAR
from lantoa.organisations.models import Unit

EVERYWHERE = "moi-noi"


class YearForm(forms.Form):
    nam = forms.IntegerField(label="Năm", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)

    @property
    def year(self) -> int:
        """The year asked for; this year for nonsense."""
        return (self.is_valid() and self.cleaned_data["nam"]) or clock.today().year


class AnniversaryForm(forms.ModelForm):
    """`places`: where the person keeps days, id -> name; `everywhere`: whether also everywhere."""

    place = forms.ChoiceField(label="Nơi kỷ niệm")
    day = forms.IntegerField(label="Ngày", min_value=1, max_value=31)
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12)
    first_year = forms.IntegerField(
        label="Năm gốc",
        required=False,
        min_value=1,
        max_value=LAST_YEAR,
        help_text="Số năm kỷ niệm tự tính từ năm này. Bỏ trống nếu không tính.",
    )

    class Meta:
        model = Anniversary
        fields = ["name", "day", "month", "first_year", "is_great_day", "mark", "source", "in_use"]
        widgets = {"source": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"name": "Viết như đọc sau chữ “Kỷ niệm 74 năm”, ví dụ “ngày Bác Hồ ra lời kêu gọi thi đua ái quốc”."}

    field_order = ["name", "day", "month", "first_year", "place"]

    def __init__(self, *args, places: dict[int, str], everywhere: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [*([(EVERYWHERE, "mọi nơi")] if everywhere else []), *places.items()]
        if self.instance.pk:
            del self.fields["place"]
        else:
            del self.fields["in_use"]

    def clean_place(self) -> Unit | None:
        chosen = self.cleaned_data["place"]
        return None if chosen == EVERYWHERE else Unit.objects.get(pk=chosen)

    def _post_clean(self):
        pass
