"""Search and filters over nominations; all of it stands in the address."""

from contextlib import suppress

from django import forms

from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.exemplars.enums import Door, Field, NominationKind, NominationState, SubjectType
from lantoa.exemplars.queries.lists import AGES, GROUPS, Wanted
from lantoa.ui.forms import SearchForm

_ANY = [("", "tất cả")]
_PEOPLE = [("nu", "nữ"), ("truc-tiep", "trực tiếp lao động, sản xuất, công tác"), ("thieu-so", "người dân tộc thiểu số")]


def periods(back: int = 3) -> list[tuple[str, str]]:
    """This month, quarter and year, and those before: what people ask for."""
    day = clock.today()
    found = [Period(day.year - n, PeriodKind.YEAR) for n in range(back)]
    for kind, count in ((PeriodKind.QUARTER, 4), (PeriodKind.MONTH, 12)):
        first = day.replace(year=day.year - 1, day=1)
        found += list(Period.between(first, day, kind))[-count:][::-1]
    return [(period.code, period.label) for period in found]


class ListForm(SearchForm):
    """`units`, `movements`: (id, name) offered; empty leaves the drop-down out, the address works all the same."""

    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False,
        choices=[*_ANY, *((key, words) for key, (words, _) in GROUPS.items()), ("Từng bước", NominationState.choices)],
    )  # fmt: skip
    don_vi = forms.TypedChoiceField(label="Đơn vị", required=False, coerce=int, empty_value=None)
    ky = forms.ChoiceField(label="Nhận trong", required=False)
    loai = forms.ChoiceField(label="Loại", required=False, choices=[*_ANY, *NominationKind.choices])
    doi_tuong = forms.ChoiceField(label="Đối tượng", required=False, choices=[*_ANY, *SubjectType.choices])
    linh_vuc = forms.ChoiceField(label="Lĩnh vực", required=False, choices=[*_ANY, *Field.choices, ("-", "chưa ghi")])
    nguoi = forms.ChoiceField(label="Người được nêu", required=False, choices=[*_ANY, *_PEOPLE])
    phong_trao = forms.TypedChoiceField(label="Phong trào", required=False, coerce=int, empty_value=None)
    nguon = forms.ChoiceField(label="Nguồn", required=False, choices=[*_ANY, *Door.choices])
    cho = forms.ChoiceField(label="Ở bước hiện tại", required=False, choices=[*_ANY, *AGES.items()])
    tam_dung = forms.BooleanField(label="Đang tạm dừng", required=False)
    sap = forms.ChoiceField(
        label="Sắp theo", required=False, choices=[("", "mới nhận trước"), ("lau", "chờ lâu nhất trước"), ("ten", "tên")]
    )

    MAIN = ("q", "tinh_trang", "don_vi", "ky", "sap")

    def __init__(self, *args, units: list[tuple[int, str]], movements: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm tên, mã hồ sơ"
        asked = self.data or {}
        for name, offered in (("don_vi", units), ("phong_trao", movements)):
            if not offered:
                self.fields[name].widget = forms.HiddenInput()
            typed = asked.get(name, "")
            extra = [(int(typed), "đã chọn")] if typed.isascii() and typed.isdigit() and len(typed) < 12 else []
            known = {key for key, _ in offered}
            self.fields[name].choices = [*_ANY, *offered, *(pair for pair in extra if pair[0] not in known)]
        found = periods()
        typed = asked.get("ky", "")
        if typed and typed not in dict(found):
            with suppress(ValueError):
                found.append((typed, Period.parse(typed).label))
        self.fields["ky"].choices = [*_ANY, *found]

    def wanted(self) -> Wanted:
        """Nonsense in the address is as if it were not there."""
        self.is_valid()
        has = self.cleaned_data.get
        return Wanted(
            words=has("q") or "", state=has("tinh_trang") or "", kind=has("loai") or "", type=has("doi_tuong") or "", field=has("linh_vuc") or "",
            unit=has("don_vi"), movement=has("phong_trao"), period=has("ky") or "", held=bool(has("tam_dung")), people=has("nguoi") or "",
            age=has("cho") or "", door=has("nguon") or "",
        )  # fmt: skip

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sap") or ""

    def main_fields(self):
        return [self[name] for name in self.MAIN if not self[name].is_hidden]

    def more_fields(self):
        return [field for field in self if field.name not in self.MAIN and not field.is_hidden]

    def hidden_ones(self):
        return [field for field in self if field.is_hidden]

    def is_narrowed_more(self) -> bool:
        return any(field.name in self.changed_data for field in self.more_fields())
