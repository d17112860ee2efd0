"""Forms around a plan: bringing it in, correcting its head, its duties, signing, and what can be done to it later."""

from django import forms
from django.db.models import QuerySet

from lantoa.core import clock
from lantoa.organisations.enums import UnitKind
from lantoa.organisations.models import Cluster
from lantoa.plans import done_rules, evidence_kinds
from lantoa.plans.enums import Frequency, PlanState, TargetKind
from lantoa.plans.models import Duty, DutyTarget, Plan, Recurrence
from lantoa.plans.queries import plans as queries
from lantoa.plans.services.duties import DutyParts
from lantoa.ui.forms import DayField, NumberField, SearchForm


class PlanSearchForm(SearchForm):
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Mọi tình trạng"), *(c for c in PlanState.choices if c[0] != PlanState.DISCARDED)]
    )
    nam = forms.IntegerField(label="Năm", required=False, min_value=1948, max_value=2100)


class IntakeForm(forms.Form):
    """A file, or pasted text."""

    file = forms.FileField(
        label="Tệp văn bản", required=False, help_text="Word (.docx, .doc), PDF, .md hoặc .txt. Tệp được giữ nguyên kèm mã băm.",
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.pdf,.md,.txt"}),
    )  # fmt: skip
    text = forms.CharField(
        label="Hoặc dán nội dung văn bản", required=False, strip=False, max_length=400_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean(self):
        data = super().clean()
        if not data.get("file") and not (data.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("Chọn tệp văn bản, hoặc dán nội dung vào ô bên dưới.")
        return data


class HeadForm(forms.ModelForm):
    issued_on = DayField(label="Ngày ban hành", required=False)
    valid_from = DayField(label="Thực hiện từ ngày", required=False)
    valid_to = DayField(
        label="Đến hết ngày", required=False, help_text="Kế hoạch không ghi ngày kết thúc thì lấy 31/12: đề xuất, chờ duyệt."
    )

    class Meta:
        model = Plan
        fields = (
            "number", "kind", "title", "place", "issued_on", "valid_from", "valid_to", "signer_authority", "signer_position", "signer_name",
            "answers", "supersedes",
        )  # fmt: skip
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, links: QuerySet[Plan] | None = None, **kwargs):
        """`links`: plans this one may be tied to; None (a unit's own plan) leaves those two fields out."""
        super().__init__(*args, **kwargs)
        if links is None:
            del self.fields["answers"], self.fields["supersedes"]
            return
        self.fields["answers"].queryset = links.exclude(issuer=self.instance.issuer)
        self.fields["supersedes"].queryset = links.filter(issuer=self.instance.issuer, state=PlanState.ACTIVE)
        self.fields["supersedes"].help_text = "Khi triển khai kế hoạch này, kế hoạch được chọn thôi hiệu lực."


class DutyForm(forms.Form):
    """One duty. Only the fields changed lose their mark "đề xuất"."""

    title = forms.CharField(label="Tên ngắn", max_length=80, help_text="Hiện ở đầu cột của bảng theo dõi.")
    text = forms.CharField(label="Việc phải làm", widget=forms.Textarea(attrs={"rows": 3}))
    target = forms.ChoiceField(label="Ai làm", choices=TargetKind.choices)
    unit = forms.ModelChoiceField(label="Đơn vị", queryset=None, required=False, help_text="Khi chọn “Một đơn vị”.")
    cluster = forms.ModelChoiceField(label="Cụm, khối", queryset=None, required=False, help_text="Khi chọn “Một cụm, khối”.")
    unit_kind = forms.ChoiceField(
        label="Loại đơn vị", choices=[("", "—"), *UnitKind.choices], required=False, help_text="Khi chọn “Các đơn vị cùng loại”."
    )
    frequencies = forms.MultipleChoiceField(label="Bao lâu một lần", choices=Frequency.choices, widget=forms.CheckboxSelectMultiple)
    due_days = forms.IntegerField(
        label="Hạn: số ngày sau kỳ",
        min_value=-90,
        max_value=365,
        initial=5,
        help_text="Âm là trước khi hết kỳ. Việc làm một lần: số ngày sau khi ban hành.",
    )
    due_on = DayField(label="Hoặc hạn vào đúng ngày", required=False)
    evidence_kinds = forms.MultipleChoiceField(label="Nhận loại minh chứng nào", widget=forms.CheckboxSelectMultiple)
    done_rule = forms.ChoiceField(label="Xong khi")
    minimum = forms.IntegerField(label="Số lượng tối thiểu", min_value=1, max_value=99, initial=1)
    points = NumberField(label="Điểm (nếu chấm)", required=False, min_value=0, max_value=1000)
    clauses = forms.ModelMultipleChoiceField(label="Điểm của kế hoạch", queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, plan: Plan, duty: Duty | None = None, **kwargs):
        self.duty = duty
        if duty and "initial" not in kwargs:
            kwargs["initial"] = _initial(duty)
        super().__init__(*args, **kwargs)
        day = plan.issued_on or clock.today()
        below = queries.units_below(plan.issuer, day)
        self.fields["unit"].queryset = below
        self.fields["cluster"].queryset = Cluster.objects.filter(authority=plan.issuer)
        self.fields["clauses"].queryset = plan.clauses.all()
        self.fields["clauses"].label_from_instance = lambda clause: (
            f"{clause.label}: {clause.text[:110]}{'…' if len(clause.text) > 110 else ''}"
        )
        self.fields["evidence_kinds"].choices = evidence_kinds.choices()
        self.fields["done_rule"].choices = done_rules.choices()

    def clean(self):
        data = super().clean()
        needed = {TargetKind.UNIT: "unit", TargetKind.CLUSTER: "cluster", TargetKind.KIND: "unit_kind"}.get(data.get("target"))
        if needed and not data.get(needed):
            self.add_error(needed, "Hãy chọn ở đây, hoặc đổi mục “Ai làm”.")
        return data

    def parts(self) -> DutyParts:
        """What was entered, ready for the service."""
        data = self.cleaned_data
        target = DutyTarget(
            kind=data["target"], printed=(self.duty.targets.first().printed if self.duty and self.duty.targets.exists() else "")
        )
        match target.kind:
            case TargetKind.UNIT:
                target.unit = data["unit"]
            case TargetKind.CLUSTER:
                target.cluster = data["cluster"]
            case TargetKind.KIND:
                target.unit_kind = data["unit_kind"]
        rhythm_kept = self.duty and not ({"frequencies", "due_days", "due_on"} & set(self.changed_data))
        params = {} if data["done_rule"] == "signed_unit_plan" else {"min": data["minimum"]}
        return DutyParts(
            targets=[target] if {"target", "unit", "cluster", "unit_kind"} & set(self.changed_data) or not self.duty else None,
            recurrences=None if rhythm_kept else [Recurrence(frequency=f, due_days=data["due_days"], due_on=data["due_on"]) for f in data["frequencies"]],
            clauses=list(data["clauses"]),
            fields={
                "title": data["title"], "text": data["text"], "evidence_kinds": data["evidence_kinds"], "done_rule": data["done_rule"],
                "done_params": params, "points": data["points"],
            },
        )  # fmt: skip


def _initial(duty: Duty) -> dict:
    target = duty.targets.first()
    recurrences = list(duty.recurrences.all())
    return {
        "title": duty.title, "text": duty.text, "target": target.kind if target else None, "unit": target and target.unit_id,
        "cluster": target and target.cluster_id, "unit_kind": target.unit_kind if target else "",
        "frequencies": [r.frequency for r in recurrences], "due_days": recurrences[0].due_days if recurrences else 5,
        "due_on": recurrences[0].due_on if recurrences else None, "evidence_kinds": duty.evidence_kinds, "done_rule": duty.done_rule,
        "minimum": duty.done_params.get("min", 1), "points": duty.points, "clauses": list(duty.clauses.values_list("pk", flat=True)),
    }  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class OptionalReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do (nếu kết thúc trước hạn)", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=300
    )


class SplitForm(forms.Form):
    titles = forms.CharField(label="Các việc sau khi tách, mỗi dòng một việc", widget=forms.Textarea(attrs={"rows": 4}))


class SignForm(forms.Form):
    """Number and day are the clerk's; the signature is on the document itself, never drawn by the system."""

    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ 449/KH-UBND, do văn thư cấp.")
    issued_on = DayField(label="Ngày ký")
    signer_authority = forms.CharField(label="Thẩm quyền ký", max_length=150, required=False, help_text="Ví dụ KT. CHỦ TỊCH")
    signer_position = forms.CharField(label="Chức vụ", max_length=150)
    signer_name = forms.CharField(label="Họ và tên người ký", max_length=120)
    signed_file = forms.FileField(label="Bản đã ký (PDF)", required=False, widget=forms.FileInput(attrs={"accept": ".pdf"}))


class ExtendForm(forms.Form):
    valid_to = DayField(label="Thực hiện đến hết ngày")
    reason = forms.CharField(label="Căn cứ, lý do gia hạn", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class RollOverForm(forms.Form):
    year = forms.IntegerField(label="Kế hoạch cho năm", min_value=1949, max_value=2100)
