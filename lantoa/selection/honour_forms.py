"""Forms of decisions, awards and certificates. What they check is shape; what may be done the services decide."""

from django import forms

from lantoa.documents.certificates import FIELDS
from lantoa.exemplars.models import Nomination
from lantoa.organisations.models import Unit
from lantoa.selection.enums import Decider, DecisionState, Nature, PrintMode
from lantoa.selection.models.honours import FUND, MERIT
from lantoa.selection.services.printing import LARGEST_MOVE
from lantoa.ui.forms import DayField, NumberField, SearchForm

PARTS = {
    "page": "Cả trang", "decider": "Thẩm quyền tặng", "recipient": "Tên người được khen", "details": "Chức vụ, nơi ở", "achievement": "Thành tích",
    "decision": "Số quyết định, sổ vàng", "place_day": "Địa danh, ngày", "post": "Chức vụ người ký", "name": "Tên người ký",
}  # fmt: skip


class DecisionSearchForm(SearchForm):
    buoc = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "tất cả"), *DecisionState.choices])
    nam = forms.IntegerField(
        label="Năm ký", required=False, min_value=2000, max_value=2100, widget=forms.TextInput({"size": 5, "inputmode": "numeric"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm số, trích yếu, tên gương"


class BookSearchForm(SearchForm):
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm tên, thành tích"
        self.fields["nam"].choices = [("", "mới nhất"), *((year, str(year)) for year in years)]


class DecisionForm(forms.Form):
    """The words of a decision."""

    form = forms.ChoiceField(label="Hình thức")
    decider = forms.CharField(label="Thẩm quyền ban hành", max_length=200, help_text="Ví dụ: Chủ tịch Ủy ban nhân dân phường Bảo Vinh.")
    subject = forms.CharField(label="Trích yếu", max_length=300, required=False, help_text="Để trống thì hệ thống tự viết.")
    merit = forms.CharField(
        label="Thành tích chung",
        max_length=300,
        required=False,
        initial=MERIT,
        help_text="Viết tiếp sau “Tặng Giấy khen cho 02 cá nhân …”.",
    )
    fund = forms.CharField(label="Nguồn tiền thưởng", max_length=200, required=False, initial=FUND)

    def __init__(self, *args, award_forms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(row.key, row.name) for row in award_forms]


class EditDecisionForm(DecisionForm):
    subject = forms.CharField(label="Trích yếu", max_length=300)


class DraftDecisionForm(DecisionForm):
    nominations = forms.ModelMultipleChoiceField(
        Nomination.objects.none(), label="Đưa vào quyết định", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một gương để đưa vào quyết định."},
    )  # fmt: skip
    field_order = ["nominations"]

    def __init__(self, *args, nominations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nominations"].queryset = nominations


class AddLinesForm(forms.Form):
    nominations = forms.ModelMultipleChoiceField(
        Nomination.objects.none(), label="Thêm vào quyết định", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một gương."},
    )  # fmt: skip

    def __init__(self, *args, nominations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nominations"].queryset = nominations


class LineForm(forms.Form):
    recipient = forms.CharField(label="Tên trên quyết định", max_length=240, help_text="Có xưng hô: Ông Nguyễn Văn A, Tập thể khu phố 3.")
    details = forms.CharField(label="Chức vụ, nơi ở, đơn vị", max_length=700, required=False)
    achievement = forms.CharField(label="Thành tích", max_length=2000, widget=forms.Textarea({"rows": 3}))


class SignDecisionForm(forms.Form):
    number = forms.CharField(label="Số, ký hiệu", max_length=40, help_text="Văn thư cấp, ví dụ 12/QĐ-UBND.")
    issued_on = DayField(label="Ngày ký")
    signer_authority = forms.CharField(label="Ký thay (nếu có)", max_length=100, required=False, help_text="Ví dụ: KT. CHỦ TỊCH.")
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=100, initial="CHỦ TỊCH")
    signer_name = forms.CharField(label="Họ và tên người ký", max_length=120, help_text="Không ghi học hàm, học vị, danh hiệu.")
    public_from = DayField(
        label="Công bố danh sách từ ngày", required=False, help_text="Để trống: từ ngày ký. Ghi ngày lễ trao nếu muốn giữ kín đến lúc ấy."
    )
    signed_file = forms.FileField(label="Bản đã ký (PDF)", required=False, help_text="Có thể gửi sau. Hệ thống giữ nguyên tệp, không sửa.")


class SignedFileForm(forms.Form):
    signed_file = forms.FileField(label="Bản đã ký (PDF)")


class MoneyReturnedForm(forms.Form):
    returned_on = DayField(label="Tiền về quỹ ngày")
    note = forms.CharField(label="Chứng từ", max_length=200, help_text="Số phiếu thu hoặc giấy nộp tiền.")


class AwardFormForm(forms.Form):
    name = forms.CharField(label="Tên hình thức", max_length=100)
    nature = forms.ChoiceField(label="Là", choices=Nature.choices, widget=forms.RadioSelect)
    decider = forms.ChoiceField(label="Ai quyết định (thấp nhất)", choices=Decider.choices)
    individual = NumberField(
        label="Hệ số cá nhân",
        required=False,
        min_value=0,
        max_value=99,
        decimal_places=3,
        help_text="Nhân với mức lương cơ sở. Để trống: không dành cho cá nhân.",
    )
    collective = NumberField(label="Hệ số tập thể", required=False, min_value=0, max_value=99, decimal_places=3)
    household = NumberField(
        label="Hệ số hộ gia đình",
        required=False,
        min_value=0,
        max_value=99,
        decimal_places=3,
        help_text="Giấy khen từ 01/7/2025: gấp 1,5 lần cá nhân.",
    )
    valid_from = DayField(label="Dùng từ ngày")
    source = forms.CharField(label="Căn cứ", max_length=1000, widget=forms.Textarea({"rows": 2}), help_text="Số, ngày của văn bản.")


class SalaryForm(forms.Form):
    dong = NumberField(label="Mức lương cơ sở (đồng)", min_value=0, max_value=100_000_000, decimal_places=0)
    valid_from = DayField(label="Dùng từ ngày")
    source = forms.CharField(label="Căn cứ", max_length=1000, widget=forms.Textarea({"rows": 2}), help_text="Số, ngày của nghị định.")


class AuthorityForm(forms.Form):
    """Whose: shown where a person keeps more than one."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Của", empty_label=None)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class TemplateForm(forms.Form):
    """How the certificates of a year are printed; two numbers for each part that can be moved."""

    mode = forms.ChoiceField(label="Cách in", choices=PrintMode.choices, widget=forms.RadioSelect)
    has_emblem = forms.BooleanField(label="Phôi đã có Quốc huy (không in vòng đánh dấu)", required=False)
    authority = forms.CharField(
        label="Dòng ký thay", max_length=100, required=False, help_text="Ví dụ: KT. CHỦ TỊCH. Để trống: như trên quyết định."
    )
    post = forms.CharField(label="Chức vụ người ký", max_length=100, required=False, help_text="Để trống: như trên quyết định.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part in FIELDS:
            for way, words in (("right", "sang phải"), ("down", "xuống")):
                self.fields[f"{part}_{way}"] = NumberField(
                    label=f"{PARTS[part]}, {words} (mm)", required=False, min_value=-LARGEST_MOVE, max_value=LARGEST_MOVE, decimal_places=1
                )

    @property
    def rows(self) -> list:
        """(name, field right, field down) of each part."""
        return [(PARTS[part], self[f"{part}_right"], self[f"{part}_down"]) for part in FIELDS]

    @property
    def plain(self) -> list:
        return [self[name] for name in ("mode", "has_emblem", "authority", "post")]

    @property
    def offsets(self) -> dict[str, tuple[float, float]]:
        data = self.cleaned_data
        return {part: (float(data[f"{part}_right"] or 0), float(data[f"{part}_down"] or 0)) for part in FIELDS}

    @staticmethod
    def shown(template) -> dict:
        """Initial data of a template."""
        if template is None:
            return {"mode": PrintMode.FULL}
        moves = {
            f"{part}_{way}": value for part, pair in template.offsets.items() for way, value in zip(("right", "down"), pair, strict=True)
        }
        return {"mode": template.mode, "has_emblem": template.has_emblem, "authority": template.authority, "post": template.post} | moves
