"""The officer's form: what is asked depends on whom it is about. Nothing here writes."""

from django import forms

from lantoa.exemplars.enums import Door, SubjectType
from lantoa.exemplars.forms.telling import ManyFilesField, ManyFilesInput
from lantoa.exemplars.models import Nomination
from lantoa.ui.forms import DayField, NumberField

_PERSON = ("honorific", "gender", "birth_date", "birth_year", "occupation", "is_direct_worker", "is_minority", "is_deceased")
_GROUP = ("head_name", "member_count")
_WHERE = ("hamlet", "address", "phone")
_WHAT = (
    "kind", "movement", "title", "deed", "result", "happened_on", "happened_until", "beneficiaries", "value", "new_since", "field", "area", "breadth",
)  # fmt: skip
_PAPER = ("told_by", "told_phone", "kept_at")
_YES_NO = [("", "chưa rõ"), ("1", "đúng"), ("0", "không")]
_ASKED = {
    SubjectType.INDIVIDUAL: "Họ và tên", SubjectType.HOUSEHOLD: "Tên hộ gia đình", SubjectType.COLLECTIVE: "Tên tập thể",
}  # fmt: skip


class BeginForm(forms.Form):
    """Whom it is about, on whose behalf, and from where it is known."""

    type = forms.ChoiceField(
        label="Giới thiệu ai?", widget=forms.RadioSelect, initial=SubjectType.INDIVIDUAL,
        choices=[(value, label[0].upper() + label[1:]) for value, label in SubjectType.choices],
    )  # fmt: skip
    door = forms.ChoiceField(
        label="Nguồn", widget=forms.RadioSelect, initial=Door.OFFICER,
        choices=[(Door.OFFICER, "Đơn vị tự phát hiện"), (Door.PAPER, "Nhập thay từ giấy, từ lời kể của người dân")],
    )  # fmt: skip
    unit = forms.TypedChoiceField(
        label="Đơn vị xử lý", coerce=int, help_text="Nơi xác minh: nơi ở, nơi làm việc của người được giới thiệu."
    )

    def __init__(self, *args, units: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0][0]


class NominateForm(forms.ModelForm):
    """Only for reading and checking the input: services.doors writes. A draft is bound as it was typed."""

    birth_date = DayField(label="Ngày sinh", required=False, help_text="Không rõ ngày thì bỏ trống, ghi năm sinh ở ô dưới.")
    birth_year = forms.IntegerField(
        label="Năm sinh",
        required=False,
        error_messages={"invalid": "Ghi năm sinh bằng bốn chữ số, ví dụ 1961."},
        min_value=1880,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "size": 6}),
    )
    happened_on = DayField(label="Ngày diễn ra", required=False, help_text="Việc kéo dài thì ghi ngày bắt đầu.")
    happened_until = DayField(label="Đến ngày", required=False)
    member_count = NumberField(label="Số người", required=False, min_value=1, max_value=2_000_000, decimal_places=0)
    beneficiaries = NumberField(label="Số người được giúp", required=False, min_value=0, max_value=2_000_000_000, decimal_places=0)
    value = NumberField(label="Giá trị (đồng)", required=False, min_value=0, max_value=10**15, decimal_places=0)
    told_by = forms.CharField(label="Ai kể, ai viết", required=False, max_length=120)
    told_phone = forms.CharField(
        label="Điện thoại người kể", required=False, max_length=20, help_text="Chỉ ghi khi họ đồng ý để cán bộ gọi."
    )
    kept_at = forms.CharField(
        label="Bản giấy, sổ ghi lời kể để ở đâu",
        required=False,
        max_length=200,
        help_text="Ví dụ: Cặp hồ sơ người tốt việc tốt 2022, tủ 3, Văn phòng UBND.",
    )
    photos = ManyFilesField(
        label="Ảnh",
        required=False,
        widget=ManyFilesInput({"accept": "image/*"}),
        help_text="Tối đa 5 ảnh, mỗi ảnh không quá 15 MB. Vị trí chụp được xóa khi lưu.",
    )
    papers = ManyFilesField(
        label="Giấy tờ, tệp chứng minh", required=False, widget=ManyFilesInput({"accept": ".pdf,.docx,.xlsx,image/*"}),
        help_text="Tối đa 10 tệp. Không gửi ảnh căn cước, giấy tờ tùy thân.",
    )  # fmt: skip

    class Meta:
        model = Nomination
        fields = ["name", *_PERSON, *_GROUP, *_WHERE, *_WHAT]
        widgets = {"deed": forms.Textarea({"rows": 6}), "result": forms.Textarea({"rows": 3}), "new_since": forms.Textarea({"rows": 2})}
        error_messages = {
            "name": {"required": "Ghi tên người, hộ gia đình hoặc tập thể.", "max_length": "Tên dài quá 200 chữ."},
            "deed": {"required": "Kể việc đã làm: làm gì, từ bao giờ, giúp được ai."},
        }
        help_texts = {
            "title": "Ví dụ: Hiến 200 m² đất mở đường khu phố 2.",
            "new_since": "Chỉ ghi khi người này đã từng được biểu dương.",
            "honorific": "Xưng hô theo ý người được nêu: ông, bà, anh, chị.",
            "phone": "Che với mọi người, trừ người xác minh.",
        }  # fmt: skip

    def __init__(self, *args, type: SubjectType, door: Door, movements: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.kind_of_subject = SubjectType(type)
        self.fields["name"].label = _ASKED[self.kind_of_subject]
        self.fields["deed"].max_length = 20_000
        self.fields["movement"].choices = [("", "không thuộc phong trào nào"), *movements]
        self.fields["movement"].queryset = self.fields["movement"].queryset.filter(pk__in=[pk for pk, _ in movements])
        self.fields["movement"].choices = [("", "không thuộc phong trào nào"), *movements]
        for name in ("is_minority", "is_direct_worker"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label[0].upper() + self.fields[name].label[1:],
                required=False,
                choices=_YES_NO,
                coerce=lambda value: value == "1",
                empty_value=None,
            )
        for name in _GROUP if self.kind_of_subject is SubjectType.INDIVIDUAL else _PERSON:
            del self.fields[name]
        if Door(door) is not Door.PAPER:
            for name in _PAPER:
                del self.fields[name]
        else:
            self.fields["kept_at"].required = True
            self.fields["kept_at"].error_messages["required"] = "Ghi bản giấy hoặc sổ ghi lời kể đang để ở đâu, để khi cần còn đối chiếu."
        for field in self.fields.values():
            field.label = field.label[0].upper() + field.label[1:]
            if getattr(field, "choices", None) and next(iter(field.choices))[0] == "" and field is not self.fields["movement"]:
                field.choices = [("", "chưa rõ"), *list(field.choices)[1:]]

    def _post_clean(self) -> None:
        """There is no row yet, and its constraints say nothing the fields do not."""

    def clean(self):
        given = super().clean()
        start, end = given.get("happened_on"), given.get("happened_until")
        if start and end and end < start:
            self.add_error("happened_until", "Ngày kết thúc phải từ ngày diễn ra trở đi.")
        return given

    def facts(self) -> dict[str, object]:
        """Fields of Nomination."""
        found = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
        for name in ("member_count", "beneficiaries", "value"):
            if found.get(name) is not None:
                found[name] = int(found[name])
        return {**found, "type": self.kind_of_subject}

    @property
    def kept_names(self) -> list[str]:
        """What a draft keeps: everything typed; files are kept by themselves."""
        return [name for name in self.fields if name not in ("photos", "papers")]

    def sections(self) -> list[tuple[str, list]]:
        """The fields in the order of the page, under their headings."""
        parts = [
            ("Ai", ("name", *_PERSON, *_GROUP, *_WHERE)), ("Việc đã làm", _WHAT), ("Ảnh, giấy tờ", ("photos", "papers")),
            ("Nhập thay từ đâu", _PAPER),
        ]  # fmt: skip
        found = [(title, [self[name] for name in names if name in self.fields]) for title, names in parts]
        return [(title, fields) for title, fields in found if fields]
