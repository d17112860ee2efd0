"""Filters of the list of duties, giving proof, and the small forms of a duty's page."""

from django import forms

from lantoa.core.periods import Period
from lantoa.plans.evidence_kinds import EvidenceKind, Shape
from lantoa.plans.models import Plan
from lantoa.plans.queries.assignments import Stage, Wanted
from lantoa.ui.forms import DayField, SearchForm

STAGES = [
    ("", "tất cả"),
    (Stage.LATE, "quá hạn"),
    (Stage.OPEN, "đơn vị đang làm"),
    (Stage.SUBMITTED, "chờ lãnh đạo duyệt"),
    (Stage.APPROVED, "chờ công nhận"),
    (Stage.DONE, "đã duyệt, đã công nhận"),
    (Stage.WAIVED, "được miễn"),
]


class AssignmentSearchForm(SearchForm):
    """The list's filters. A unit, duties or a clause come by a link from the matrix and stay in the address as hidden fields."""

    def __init__(self, *args, plans: list[Plan], periods: list[Period], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm đơn vị, nhiệm vụ"
        self.fields["ke-hoach"] = forms.TypedChoiceField(
            label="Kế hoạch", required=False, coerce=int, empty_value=None,
            choices=[("", "tất cả"), *((plan.pk, plan.number or str(plan)) for plan in plans)],
        )  # fmt: skip
        self.fields["ky"] = forms.ChoiceField(
            label="Kỳ", required=False, choices=[("", "tất cả"), *((p.code, p.label[0].upper() + p.label[1:]) for p in periods)]
        )
        self.fields["tinh-trang"] = forms.ChoiceField(label="Tình trạng", required=False, choices=STAGES)
        for name in ("don-vi", "diem"):
            self.fields[name] = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
        self.fields["nhiem-vu"] = ManyNumbers(required=False, widget=forms.MultipleHiddenInput)

    def wanted(self) -> Wanted:
        """What is asked for; nonsense in the address is as if it were not there."""
        self.is_valid()
        found = self.cleaned_data
        stage = found.get("tinh-trang")
        return Wanted(
            plan=found.get("ke-hoach"), unit=found.get("don-vi"), duties=tuple(found.get("nhiem-vu") or ()), clause=found.get("diem"),
            period=found.get("ky") or "", stage=Stage(stage) if stage else None, words=found.get("q") or "",
        )  # fmt: skip


class ManyNumbers(forms.MultipleChoiceField):
    """Ids in the address, whatever they are; what is no number is left out."""

    def valid_value(self, value) -> bool:
        return True

    def clean(self, value) -> list[int]:
        return [int(word) for word in super().clean(value) if word.isdecimal() and len(word) < 19]


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, checked one by one."""

    widget = ManyFilesInput

    def clean(self, data, initial=None) -> list:
        chosen = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not chosen and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(ManyFilesField, self).clean(file, initial) for file in chosen]


class ProofForm(forms.Form):
    """Giving one kind of proof: only the inputs this kind needs. `seen` is what the officer had before them when they began."""

    kind = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kind: EvidenceKind, seen: str = "", **kwargs):
        super().__init__(*args, **{"prefix": None, "auto_id": f"{kind.key}-%s", **kwargs})
        self.given = kind
        self.fields["kind"].initial, self.fields["seen"].initial = kind.key, seen
        match kind.shape:
            case Shape.PHOTO:
                self.fields["camera"] = ManyFilesField(
                    label="Chụp ảnh bây giờ", required=False, help_text=kind.help,
                    widget=ManyFilesInput({"accept": "image/*", "capture": "environment"}),
                )  # fmt: skip
                self.fields["files"] = ManyFilesField(
                    label="Hoặc chọn ảnh có sẵn", required=False, widget=ManyFilesInput({"accept": "image/*"})
                )
            case Shape.FILE:
                self.fields["files"] = ManyFilesField(
                    label=f"Chọn {kind.label}", help_text=kind.help, error_messages={"required": "Chọn một tệp rồi gửi."}
                )
            case Shape.LINK:
                self.fields["url"] = forms.CharField(
                    label="Đường dẫn", max_length=500, help_text=kind.help, error_messages={"required": "Dán đường dẫn rồi gửi."},
                    widget=forms.URLInput({"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
                )  # fmt: skip
        if kind.shape is Shape.NOTE:
            self.fields["note"] = forms.CharField(
                label="Nội dung",
                max_length=4000,
                help_text=kind.help,
                widget=forms.Textarea({"rows": 5}),
                error_messages={"required": "Viết vài dòng rồi gửi."},
            )
        else:
            self.fields["title"] = forms.CharField(label="Gọi là gì", required=False, max_length=200)
        self.fields["happened_on"] = DayField(label="Diễn ra ngày", required=False)

    def given_facts(self) -> dict[str, object]:
        """Arguments of services.assignments.add_proof."""
        names = {"kind", "title", "note", "url", "happened_on"} & set(self.fields)
        facts = {name: self.cleaned_data.get(name) for name in names}
        files = [*self.cleaned_data.get("camera", []), *self.cleaned_data.get("files", [])]
        return {**facts, "files": files} if self.given.shape in (Shape.FILE, Shape.PHOTO) else facts


class SeenForm(forms.Form):
    """A decision without words: approve, accept."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class SubmitForm(SeenForm):
    """Handing in; the reason is asked for only while proof is missing."""

    shortfall_reason = forms.CharField(
        label="Lý do nộp thiếu", required=False, max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text="Lãnh đạo đọc lý do này khi duyệt. Để trống nếu sẽ bổ sung trước khi nộp.",
    )  # fmt: skip

    def __init__(self, *args, missing: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["shortfall_reason"]


class ReasonForm(SeenForm):
    """A decision that needs its reason: return, waive, give out again, withdraw proof."""

    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, label: str = "Lý do", help_text: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text
