"""Forms of units, clusters and appointments. What may be chosen is always what the person may see."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError

from lantoa.accounts.models import Honorific, User
from lantoa.core import clock
from lantoa.core.dated import FOREVER
from lantoa.core.text import fold
from lantoa.organisations import queries
from lantoa.organisations.enums import ClusterKind, HeadPost, Role, UnitKind
from lantoa.organisations.models import Cluster, Unit
from lantoa.organisations.services.reorganisation import NewUnit
from lantoa.ui.forms import DayField, SearchForm


class UnitChoiceField(forms.CharField):
    """A unit typed by its name or code, as at `day`; gives a Unit. `units` is set by the form."""

    units = Unit.objects.none()
    day: date | None = None
    default_error_messages = {
        "unknown": "Không có đơn vị “%(text)s”. Hãy ghi đúng tên đầy đủ hoặc mã số.",
        "several": "Có nhiều đơn vị tên “%(text)s”: hãy ghi mã số (%(codes)s).",
    }

    def clean(self, value):
        text = super().clean(value)
        return self.find(text) if text else None

    def find(self, text: str) -> Unit:
        found = list(queries.listed_units(self.units, self.day or clock.today(), text=text)[:200])
        exact = [u for u in found if u.code == text.strip()] or [u for u in found if fold(u.name) == fold(text)]
        exact = [u for u in exact if u.name.lower() == text.strip().lower()] or exact
        if not exact:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        if len(exact) > 1:
            codes = ", ".join(f"{u.code or u.slug}: {u.parent_name}" for u in exact)
            raise ValidationError(self.error_messages["several"], code="several", params={"text": text, "codes": codes})
        return exact[0]


class UnitsField(UnitChoiceField):
    """Several units, one a line; gives a list."""

    widget = forms.Textarea({"rows": 4})

    def clean(self, value):
        text = forms.CharField.clean(self, value)
        return [self.find(line) for line in text.splitlines() if line.strip()]


class ByPersonForm(forms.Form):
    """Sets, on every field that chooses units, those the person may see."""

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, UnitChoiceField):
                field.units = queries.visible_units(user)


class UnitFilterForm(SearchForm):
    ngay = DayField(label="Tại ngày", required=False)
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Tất cả"), *UnitKind.choices])
    cum = forms.ModelChoiceField(Cluster.objects.none(), label="Cụm, khối", required=False, empty_label="Tất cả")

    def __init__(self, *args, clusters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cum"].queryset = clusters


class FactsForm(ByPersonForm):
    """What a unit is."""

    name = forms.CharField(label="Tên đơn vị", max_length=200)
    short_name = forms.CharField(label="Tên gọn", max_length=80, required=False)
    kind = forms.ChoiceField(label="Loại", choices=UnitKind.choices)
    code = forms.CharField(label="Mã số", max_length=20, required=False, help_text="Mã của cơ quan thống kê, nếu có.")
    parent = UnitChoiceField(label="Cấp trên trực tiếp", required=False, help_text="Ghi tên đầy đủ hoặc mã số.")


class FoundForm(FactsForm):
    on = DayField(label="Hoạt động từ ngày")
    legal_document = forms.CharField(label="Văn bản thành lập", max_length=300, required=False)
    source = forms.CharField(label="Nguồn số liệu", max_length=300, required=False)

    def new_unit(self) -> NewUnit:
        return NewUnit(**{f: self.cleaned_data[f] for f in ("name", "kind", "code", "short_name", "parent")})


class CorrectForm(FactsForm):
    legal_document = forms.CharField(label="Văn bản", max_length=300, required=False)
    source = forms.CharField(label="Nguồn số liệu", max_length=300, required=False)
    reason = forms.CharField(label="Lý do sửa", max_length=300, help_text="Được giữ trong nhật ký cùng với điều ghi trước đây.")


class ActForm(ByPersonForm):
    """What every reorganisation asks."""

    on = DayField(label="Có hiệu lực từ ngày")
    legal_document = forms.CharField(label="Văn bản làm căn cứ", max_length=300, help_text="Ví dụ: Nghị quyết số 1662/NQ-UBTVQH15.")


class RenameForm(ActForm):
    name = forms.CharField(label="Tên mới", max_length=200)


class UpgradeForm(ActForm):
    kind = forms.ChoiceField(label="Loại mới", choices=UnitKind.choices)
    name = forms.CharField(label="Tên mới", max_length=200)
    code = forms.CharField(label="Mã số mới", max_length=20, required=False)


class MoveForm(ActForm):
    parent = UnitChoiceField(label="Cấp trên mới", help_text="Ghi tên đầy đủ hoặc mã số.")


class MergeForm(ActForm):
    others = UnitsField(label="Sáp nhập cùng với", help_text="Mỗi đơn vị một dòng: tên đầy đủ hoặc mã số.")
    into = UnitChoiceField(label="Vào đơn vị đang có", required=False, help_text="Bỏ trống nếu thành lập đơn vị mới.")
    name = forms.CharField(label="Hoặc thành đơn vị mới tên là", max_length=200, required=False)
    kind = forms.ChoiceField(label="Loại của đơn vị mới", choices=UnitKind.choices, required=False)
    code = forms.CharField(label="Mã số của đơn vị mới", max_length=20, required=False)
    parent = UnitChoiceField(label="Cấp trên của đơn vị mới", required=False, help_text="Bỏ trống nếu vẫn như cũ.")

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data["into"]) == bool(data["name"]):
            self.add_error("name", "Chọn một trong hai: đơn vị đang có, hoặc tên đơn vị mới.")
        return data


class SplitForm(ActForm):
    parts = forms.CharField(
        label="Các đơn vị sau khi chia", widget=forms.Textarea({"rows": 4}),
        help_text="Mỗi đơn vị một dòng: Tên; mã số (nếu có). Dòng đầu kế thừa việc dở dang, người và đơn vị trực thuộc.",
    )  # fmt: skip
    goes_on = forms.BooleanField(label="Đơn vị hiện nay vẫn hoạt động, chỉ tách ra một phần", required=False)

    def clean_parts(self) -> list[tuple[str, str]]:
        lines = [line for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        return [(name.strip(), code.strip()) for name, _, code in (line.partition(";") for line in lines)]


class AbolishForm(ActForm):
    heir = UnitChoiceField(label="Đơn vị kế thừa", required=False, help_text="Bỏ trống nếu không ai tiếp nhận: việc dở dang sẽ dừng.")


class ClusterForm(ByPersonForm):
    authority = UnitChoiceField(label="Thuộc", help_text="Nơi lập cụm, khối: tên đầy đủ hoặc mã số.")
    kind = forms.ChoiceField(label="Loại", choices=ClusterKind.choices)
    name = forms.CharField(label="Tên", max_length=150)
    opened_on = DayField(label="Lập ngày")
    is_proposal = forms.BooleanField(label="Đề xuất, chờ Hội đồng duyệt", required=False)


class SeatForm(ByPersonForm):
    unit = UnitChoiceField(label="Đơn vị", help_text="Tên đầy đủ hoặc mã số.")
    on = DayField(label="Từ ngày")


class HeadForm(ByPersonForm):
    unit = UnitChoiceField(label="Đơn vị", help_text="Tên đầy đủ hoặc mã số.")
    post = forms.ChoiceField(label="Vai trò", choices=HeadPost.choices)
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2200, widget=forms.TextInput({"inputmode": "numeric", "size": 6}))


class DayForm(ByPersonForm):
    on = DayField(label="Từ ngày")
    reason = forms.CharField(label="Lý do", max_length=300, required=False)


class AppointmentFilterForm(SearchForm):
    vai_tro = forms.ChoiceField(label="Vai trò", required=False, choices=[("", "Tất cả"), *Role.choices])
    ngay = DayField(label="Tại ngày", required=False)


class UsernameField(forms.CharField):
    """A person by sign-in name; gives a User in use."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if (user := User.objects.people().filter(username__iexact=text, is_active=True).first()) is None:
            raise ValidationError(
                f"Không có tài khoản “{text}” đang dùng. Kiểm tra lại tên đăng nhập; người mới thì tạo ở mục Tài khoản trước."
            )
        return user


class AccountFilterForm(SearchForm):
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Tất cả"), ("moi", "Chưa đăng nhập"), ("khoa", "Đã khóa")]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Tìm tên, tên đăng nhập"


class AccountForm(forms.Form):
    full_name = forms.CharField(label="Họ và tên", max_length=120)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$", label="Tên đăng nhập", max_length=60, help_text="Chữ thường không dấu, số, dấu chấm; ví dụ: nva.baovinh",
        error_messages={"invalid": "Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch ngang; ví dụ: nva.baovinh"},
    )  # fmt: skip
    honorific = forms.ChoiceField(label="Xưng hô", choices=Honorific.choices, required=False)
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)
    email = forms.EmailField(label="Thư điện tử", required=False)


class LockForm(forms.Form):
    reason = forms.CharField(label="Vì sao khóa", max_length=500, widget=forms.Textarea({"rows": 2}))


class SpanForm(ByPersonForm):
    valid_from = DayField(label="Từ ngày")
    last_day = DayField(label="Đến hết ngày", required=False)
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea({"rows": 3}))

    @property
    def valid_to(self) -> date:
        last = self.cleaned_data.get("last_day")
        return last + timedelta(days=1) if last else FOREVER


class AppointForm(SpanForm):
    person = UsernameField(label="Tên đăng nhập của người được phân công", max_length=60)
    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    unit = UnitChoiceField(label="Đơn vị", required=False, help_text="Tên đầy đủ hoặc mã số; trưởng cụm, khối thì bỏ trống.")
    cluster = forms.ModelChoiceField(Cluster.objects.none(), label="Cụm, khối (chỉ với trưởng cụm, khối)", required=False)
    title = forms.CharField(label="Chức vụ", max_length=150, required=False)
    field_order: Iterable[str] = ["person", "role", "unit", "cluster", "title", "valid_from", "last_day", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = queries.visible_clusters(self.user).order_by("order", "pk")


class DelegateForm(SpanForm):
    person = UsernameField(label="Tên đăng nhập của người được ủy quyền", max_length=60)
    field_order: Iterable[str] = ["person", "valid_from", "last_day", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].required = True


class BookForm(forms.Form):
    file = forms.FileField(label="Tệp bảng tính (.xlsx)")
    write = forms.BooleanField(
        label="Ghi vào hệ thống nếu không có lỗi nào", required=False, help_text="Bỏ trống: chỉ kiểm tra, chưa ghi gì."
    )
