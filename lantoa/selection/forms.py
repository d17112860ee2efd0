"""Forms of the room. What they check is shape; what may be done the services decide."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.organisations.models import Unit
from lantoa.selection.counting.approving import Choice
from lantoa.selection.enums import Attendance, Level, Mode, Post, RoundState, Tie
from lantoa.selection.models import Candidate, Council, Round, Scheme
from lantoa.selection.services.opening import MOST_CRITERIA, MOST_WEIGHT
from lantoa.ui.forms import DayField, SearchForm


class RoundSearchForm(SearchForm):
    buoc = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "tất cả"), *RoundState.choices])
    cap = forms.ChoiceField(label="Cấp", required=False, choices=[("", "tất cả"), *Level.choices])
    ky = forms.CharField(label="Kỳ", required=False, max_length=10, widget=forms.Select)

    def __init__(self, *args, periods: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm đơn vị"
        self.fields["ky"].widget.choices = [("", "tất cả"), *periods]


class HourForm(forms.Form):
    """A day and an hour; `moment` is both, in Việt Nam."""

    day = DayField(label="Nhận phiếu đến hết ngày")
    hour = forms.TimeField(
        label="Giờ", initial=time(17), widget=forms.TimeInput({"placeholder": "giờ:phút", "size": 6}, "%H:%M"),
        error_messages={"invalid": "Ghi giờ theo dạng giờ:phút, ví dụ 17:00."},
    )  # fmt: skip

    @property
    def moment(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class ExtendForm(HourForm):
    reason = forms.CharField(label="Lý do gia hạn", widget=forms.Textarea({"rows": 2}))


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=2000, widget=forms.Textarea({"rows": 3}))


class ChooseCouncilForm(HourForm):
    """Which council votes, until when."""

    council = forms.ModelChoiceField(Council.objects.none(), label="Hội đồng bỏ phiếu", empty_label=None)
    field_order = ["council", "day", "hour"]

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils


class TieForm(forms.Form):
    chosen = forms.ModelMultipleChoiceField(Candidate.objects.none(), label="Chọn", required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label="Ai quyết định, vì sao", widget=forms.Textarea({"rows": 2}), help_text="Câu này vào biên bản.")

    def __init__(self, *args, level, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = level


class MinutesForm(forms.ModelForm):
    class Meta:
        model = Round
        fields = ["place", "discussion", "dissent"]
        widgets = {"discussion": forms.Textarea({"rows": 4}), "dissent": forms.Textarea({"rows": 3})}
        help_texts = {"dissent": "Ý kiến khác hoặc bảo lưu; không có thì để trống."}


class AttendanceForm(forms.Form):
    attendance = forms.ChoiceField(
        label="Dự họp", choices=[c for c in Attendance.choices if c[0] in (Attendance.PRESENT, Attendance.ABSENT)]
    )
    reason = forms.CharField(label="Lý do vắng", required=False, max_length=200)


class RecusalForm(forms.Form):
    tie = forms.ChoiceField(label="Vì", choices=Tie.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="Ghi rõ", required=False, max_length=200)


class VoteForm(forms.Form):
    """One candidate's vote in whichever mode the round has; `value` is what services.voting takes."""

    WORDS = {Choice.FOR: "Đồng ý", Choice.AGAINST: "Không đồng ý", Choice.ABSTAIN: "Không có ý kiến"}

    def __init__(self, *args, found: Round, places: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.mode, self.keys = found.mode, []
        if found.mode == Mode.APPROVE:
            self.fields["choice"] = forms.ChoiceField(
                label="Ý kiến của tôi", choices=[(str(choice), words) for choice, words in self.WORDS.items()], widget=forms.RadioSelect,
                error_messages={"required": "Chọn một trong ba ý kiến."},
            )  # fmt: skip
        elif found.mode == Mode.SCORE:
            for criterion in found.criteria.all():
                self.keys.append(criterion.key)
                self.fields[criterion.key] = forms.IntegerField(
                    label=criterion.name, min_value=0, max_value=found.highest_mark, required=False,
                    help_text=f"0 đến {found.highest_mark}" + (f", hệ số {criterion.weight}" if criterion.weight > 1 else ""),
                    widget=forms.NumberInput({"inputmode": "numeric", "size": 4}),
                    error_messages={"invalid": f"Ghi số từ 0 đến {found.highest_mark}.", "max_value": f"Nhiều nhất {found.highest_mark} điểm.",
                                    "min_value": "Ít nhất 0 điểm."},
                )  # fmt: skip
            self.fields["abstain"] = forms.BooleanField(label="Không có ý kiến về gương này", required=False)
        else:
            self.fields["place"] = forms.TypedChoiceField(
                label="Thứ tự của tôi", required=False, coerce=int, empty_value=None,
                choices=[("", "không xếp"), *((n, f"thứ {n}") for n in range(1, places + 1))],
            )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        if self.mode == Mode.SCORE and not data.get("abstain"):
            for key in self.keys:
                if data.get(key) is None and key not in self.errors:
                    self.add_error(key, "Chấm điểm tiêu chí này, hoặc chọn không có ý kiến.")
        return data

    @property
    def value(self):
        data = self.cleaned_data
        if self.mode == Mode.APPROVE:
            return data["choice"]
        if self.mode == Mode.SCORE:
            return None if data.get("abstain") else {key: data[key] for key in self.keys}
        return data["place"]

    def shown(self, value) -> dict:
        """Initial data that shows a value given before."""
        if self.mode == Mode.APPROVE:
            return {"choice": value}
        if self.mode == Mode.SCORE:
            return {"abstain": value is None, **(value or {})}
        return {"place": value}


class CriterionForm(forms.Form):
    """One line of what is scored."""

    name = forms.CharField(label="Tên tiêu chí", max_length=200, required=False)
    weight = forms.IntegerField(
        label="Hệ số", min_value=1, max_value=MOST_WEIGHT, initial=1, widget=forms.NumberInput({"inputmode": "numeric", "size": 4})
    )
    source = forms.CharField(label="Căn cứ", max_length=200, required=False)


CriterionFormSet = forms.formset_factory(CriterionForm, extra=2, max_num=MOST_CRITERIA, absolute_max=MOST_CRITERIA, validate_max=True)


class WrittenBallotForm(forms.Form):
    """The sheet of an absent member. The votes stand beside it, one VoteForm a candidate."""

    proof = forms.FileField(label="Ảnh hoặc tệp phiếu ý kiến đã ký")


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label="Mã phiếu của tôi", max_length=40, widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"})
    )


class FoundCouncilForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Của", empty_label=None)
    name = forms.CharField(label="Tên hội đồng, tiểu ban", max_length=200)
    level = forms.ChoiceField(label="Bình chọn cấp", choices=Level.choices)
    parent = forms.ModelChoiceField(
        Council.objects.none(), label="Tiểu ban của", required=False, empty_label="không, là hội đồng",
        help_text="Tiểu ban xét một số lĩnh vực; khi mở bỏ phiếu thì chọn hội đồng hay tiểu ban.",
    )  # fmt: skip
    founded_by = forms.CharField(label="Quyết định thành lập", max_length=200, required=False, help_text="Số, ngày; chưa có thì để trống.")

    def __init__(self, *args, units, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["parent"].queryset = councils


class SeatForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label="Người", empty_label="chọn người")
    post = forms.ChoiceField(label="Vai trò", choices=Post.choices, initial=Post.MEMBER)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class SchemeForm(forms.ModelForm):
    """New rules from a day on."""

    valid_from = DayField(label="Dùng từ ngày")

    class Meta:
        model = Scheme
        fields = [
            "level", "period_kind", "mode", "is_secret", "seats", "threshold_over", "threshold_under", "threshold_strict", "denominator",
            "quorum_over", "quorum_under", "least_candidates", "tie_rule", "highest_mark", "averaging",
            "nominate_days", "vote_days", "announce_days", "decided_by", "source",
        ]  # fmt: skip
        widgets = {"source": forms.Textarea({"rows": 2})}
        help_texts = {"decided_by": "Số, ngày quyết định của Hội đồng. Để trống: các con số là đề xuất, chờ Hội đồng duyệt."}
