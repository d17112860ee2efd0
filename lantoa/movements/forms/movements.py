"""Forms of movements: drawing up, criteria, a unit's answer, filters."""

from django import forms

from lantoa.movements.enums import Colour, Icon, Level, MovementKind, MovementState, Regime, RegistrationState
from lantoa.movements.models import Movement, MovementCriterion
from lantoa.movements.queries import joining
from lantoa.organisations.enums import TERRITORIES, UnitKind
from lantoa.organisations.models import Unit
from lantoa.ui.forms import DayField, SearchForm

_ANY = [("", "tất cả")]
_LOCAL_KINDS = [(kind, label) for kind, label in UnitKind.choices if kind not in TERRITORIES - {"ward", "commune", "special_zone"}]


class MovementSearchForm(SearchForm):
    cap = forms.ChoiceField(label="Cấp", required=False, choices=[*_ANY, *Level.choices])
    loai = forms.ChoiceField(label="Loại", required=False, choices=[*_ANY, *MovementKind.choices])
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[*_ANY, *((v, w) for v, w in MovementState.choices if v != MovementState.DISCARDED)]
    )

    def filters(self) -> dict[str, str]:
        """For queries.lists.filtered; nonsense in the address is as if it were not there."""
        self.is_valid()
        found = self.cleaned_data
        return {
            "words": found.get("q", ""), "level": found.get("cap", ""), "kind": found.get("loai", ""), "state": found.get("tinh_trang", ""),
        }  # fmt: skip


class MovementForm(forms.ModelForm):
    """A movement as it is drawn up. `authorities`: where the person may run one; `parents`: movements this one may stand under."""

    authority = forms.ModelChoiceField(label="Nơi thực hiện", queryset=Unit.objects.none(), empty_label=None)
    applies_to = forms.MultipleChoiceField(
        label="Loại đơn vị cần đăng ký", required=False, choices=_LOCAL_KINDS, widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn loại nào: mọi đơn vị trong các cụm, khối thi đua.",
    )  # fmt: skip
    starts_on = DayField(label="Từ ngày", required=False)
    ends_on = DayField(label="Đến hết ngày", required=False, help_text="Bỏ trống khi phong trào không có ngày kết thúc.")
    level = forms.ChoiceField(label="Cấp phát động", choices=Level.choices)
    kind = forms.ChoiceField(label="Loại", choices=MovementKind.choices)
    regime = forms.ChoiceField(label="Hình thức tổ chức", choices=Regime.choices)
    colour = forms.ChoiceField(label="Màu của trang phong trào", choices=Colour.choices)
    icon = forms.ChoiceField(label="Biểu tượng", choices=Icon.choices)

    class Meta:
        model = Movement
        fields = [
            "authority", "kind", "name", "short_name", "level", "launched_by", "parent", "aim", "regime", "starts_on", "ends_on",
            "asks_registration", "applies_to", "legal_basis", "source", "colour", "icon",
        ]  # fmt: skip
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}), "aim": forms.Textarea(attrs={"rows": 3}),
            "legal_basis": forms.Textarea(attrs={"rows": 2}), "source": forms.Textarea(attrs={"rows": 2}),
        }  # fmt: skip
        help_texts = {
            "short_name": "Dùng trên thẻ và danh sách, ví dụ “Văn hóa công sở”.",
            "launched_by": "Ví dụ: Thủ tướng Chính phủ.",
            "parent": "Phong trào cấp trên mà phong trào này hưởng ứng.",
            "source": "Văn bản, điều, điểm. Điều chưa chắc thì ghi “chưa đối chiếu văn bản gốc”.",
        }

    def __init__(self, *args, authorities, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities
        self.fields["parent"].queryset = parents
        self.fields["parent"].empty_label = "không thuộc phong trào nào"
        if self.instance.pk:
            del self.fields["authority"]

    def _post_clean(self):
        """The service checks the whole; here only the fields, so that nothing is written on the instance shown beside the form."""

    def values(self) -> dict:
        return dict(self.cleaned_data)


class CriterionForm(forms.ModelForm):
    class Meta:
        model = MovementCriterion
        fields = ["text", "mandatory", "source"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"source": "Văn bản quy định; nếu chưa có thì ghi “đề xuất, chờ Hội đồng duyệt”."}

    def _post_clean(self):
        pass


class AnswerForm(forms.Form):
    """A unit's answer. `units`: those for which the person speaks, id -> name."""

    unit = forms.ChoiceField(label="Đơn vị")
    answer = forms.ChoiceField(
        label="Trả lời", widget=forms.RadioSelect, initial=RegistrationState.REGISTERED,
        choices=[(RegistrationState.REGISTERED, "Đăng ký tham gia"), (RegistrationState.NOT_APPLICABLE, "Không áp dụng với đơn vị")],
    )  # fmt: skip
    targets = forms.CharField(
        label="Chỉ tiêu đăng ký", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Việc và con số đơn vị phấn đấu đạt. Có thể bổ sung sau.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do không áp dụng", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ ghi khi chọn “Không áp dụng”.",
    )  # fmt: skip

    def __init__(self, *args, units: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(units.items())
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(units))


class AnswersSearchForm(SearchForm):
    tra_loi = forms.ChoiceField(
        label="Trả lời", required=False, choices=[*_ANY, *RegistrationState.choices, (joining.SILENT, "chưa trả lời")]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm đơn vị"


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class OptionalReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do (nếu kết thúc trước hạn)", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=300
    )
