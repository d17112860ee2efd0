"""Forms of the city's report."""

from datetime import timedelta

from django import forms

from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.reporting.city_enums import EXTRACTS, Extract, Part
from lantoa.ui.forms import DayField


class BeginForm(forms.Form):
    """Which period; those of this and the last year that have begun, the latest first."""

    period = forms.ChoiceField(label="Kỳ báo cáo", help_text="Máy soạn trong khoảng một phút, từ báo cáo đã chấp nhận và bản ghi.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = clock.today()
        kinds = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
        found = [p for kind in kinds for p in Period.between(today - timedelta(days=400), today, kind) if p.start <= today]
        found.sort(key=lambda p: (p.start, p.end), reverse=True)
        self.fields["period"].choices = [(p.code, p.label) for p in found]

    def clean_period(self) -> Period:
        return Period.parse(self.cleaned_data["period"])


class IssueForm(forms.Form):
    """As on the paper. The signed file is optional: a report signed by hand may be kept elsewhere."""

    number = forms.CharField(label="Số, ký hiệu", max_length=40, help_text="Như trên văn bản, ví dụ 125/BC-UBND.")
    issued_on = DayField(label="Ngày ban hành")
    signer_name = forms.CharField(label="Người ký", max_length=120)
    signer_post = forms.CharField(label="Chức vụ", max_length=120, initial="CHỦ TỊCH")
    signer_authority = forms.CharField(label="Thẩm quyền ký", max_length=120, required=False, initial="TM. ỦY BAN NHÂN DÂN",
                                       help_text="Ví dụ TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH. Để trống nếu không có.")  # fmt: skip
    paper = forms.FileField(
        label="Bản PDF đã ký", required=False, help_text="Hệ thống đọc lại số, ngày, người ký và kiểm chữ ký số; giữ nguyên tệp."
    )


class ExtractForm(forms.Form):
    """What goes to the province or the Front."""

    addressee = forms.CharField(label="Kính gửi", max_length=200)
    recipients = forms.CharField(label="Nơi nhận", required=False, widget=forms.Textarea({"rows": 3}), help_text="Mỗi nơi một dòng.")
    parts = forms.MultipleChoiceField(label="Những phần trích", choices=Part.choices, widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(label="Dạng tệp", choices=[("docx", "Word (.docx)"), ("pdf", "PDF")])

    @classmethod
    def starting(cls, to: Extract) -> "ExtractForm":
        addressee = "Ủy ban nhân dân tỉnh" if to == Extract.PROVINCE else "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam cùng cấp"
        recipients = "Sở Nội vụ (Ban Thi đua - Khen thưởng)" if to == Extract.PROVINCE else ""
        return cls(
            initial={"addressee": addressee, "recipients": recipients, "parts": [part.value for part in EXTRACTS[to]], "kind": "docx"}
        )

    def clean_recipients(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["recipients"].splitlines() if line.strip()]
