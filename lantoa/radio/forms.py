"""Forms of the radio. What they check is shape; what may be done the services decide."""

from datetime import date, time, timedelta

from django import forms

from lantoa.core import clock
from lantoa.newsroom.models import Story
from lantoa.organisations.models import Unit
from lantoa.radio.enums import WEEKDAYS, BulletinState, Clash, HandOver, Priority, StationKind
from lantoa.radio.models import Slot, Station
from lantoa.radio.models.stations import LONGEST_SLOT
from lantoa.ui import words
from lantoa.ui.forms import DayField, SearchForm

MOST_DAYS = 31


class HourField(forms.TimeField):
    """Accepts 5:30 and 05:30."""

    default_error_messages = {"invalid": "Ghi giờ theo dạng giờ:phút, ví dụ 5:30."}

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TimeInput({"placeholder": "giờ:phút", "size": 6}, "%H:%M"), **kwargs)


class BulletinSearchForm(SearchForm):
    buoc = forms.ChoiceField(label="Bước", required=False, choices=[("", "tất cả"), *BulletinState.choices])


class BulletinForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Làm cho", empty_label=None)
    title = forms.CharField(label="Tên bản tin", max_length=150, initial="Người tốt, việc tốt quanh ta")
    day = DayField(label="Phát ngày")
    priority = forms.TypedChoiceField(
        label="Mức ưu tiên", choices=Priority.choices, coerce=int, initial=Priority.NORMAL, widget=forms.RadioSelect,
        help_text="Ưu tiên: được thay bản tin thường. Khẩn cấp: phát chen ngay, chỉ dùng khi thiên tai, dịch bệnh, an ninh.",
    )  # fmt: skip

    def __init__(self, *args, units=None, **kwargs):
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units


class StoriesForm(forms.Form):
    stories = forms.ModelMultipleChoiceField(
        Story.objects.none(), label="Bài", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Chọn ít nhất một bài."}
    )

    def __init__(self, *args, stories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stories"].queryset = stories


class TextForm(forms.Form):
    title = forms.CharField(label="Đầu đề ngắn", max_length=150, help_text="Hiện trong danh sách, được nhắc trong lời chào.")
    text = forms.CharField(
        label="Nội dung",
        widget=forms.Textarea({"rows": 8}),
        help_text="Viết như văn bản thường; hệ thống đổi số, ngày, chữ tắt ra lời đọc.",
    )


class ScriptForm(forms.Form):
    """`based_on`: the version the writer started from, so that nobody writes over another."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Lời đọc", widget=forms.Textarea({"rows": 16, "class": "script-text"}), strip=False,
        help_text="Viết đúng như đọc lên. Dấu / là nghỉ ngắn, dấu // là hết câu, dòng trống là hết đoạn.",
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 3}))


class TakeForm(forms.Form):
    sound = forms.FileField(
        label="Tệp ghi âm",
        widget=forms.ClearableFileInput({"accept": "audio/*"}),
        help_text="MP3, M4A, WAV, OGG hoặc WebM, nhiều nhất 25 MB.",
    )


class VoiceForm(forms.Form):
    """Which machine voice speaks what nobody recorded."""

    voice = forms.ChoiceField(label="Phần chưa ghi âm", required=False)

    def __init__(self, *args, voices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = [("", "chưa ghép, đợi ghi âm đủ"), *((voice.name, voice.label) for voice in voices)]


class ScheduleForm(forms.Form):
    """Which stations, from which day, for how many days, at which hours."""

    stations = forms.ModelMultipleChoiceField(
        Station.objects.none(), label="Phát trên đài", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đài."},
    )  # fmt: skip
    first = DayField(label="Từ ngày")
    days = forms.IntegerField(label="Phát mấy ngày", min_value=1, max_value=MOST_DAYS, initial=1)
    hours = forms.ChoiceField(
        label="Khung giờ mỗi ngày", initial="first", widget=forms.RadioSelect,
        choices=[("first", "khung đầu tiên trong ngày"), ("all", "mọi khung trong ngày (phát lại)"), ("last", "khung cuối cùng trong ngày")],
    )  # fmt: skip
    on_clash = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=Clash.choices, initial=Clash.ASK)

    def __init__(self, *args, stations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stations"].queryset = stations
        self.fields["first"].initial = clock.today() + timedelta(days=1)

    @property
    def span(self) -> tuple[date, date]:
        first = self.cleaned_data["first"]
        return first, first + timedelta(days=self.cleaned_data["days"] - 1)


class FillHourForm(forms.Form):
    bulletin = forms.ModelChoiceField(None, label="Bản tin", empty_label=None, widget=forms.RadioSelect)
    on_clash = forms.ChoiceField(label="Khung này đã có bản tin", required=False, choices=Clash.choices[1:3], widget=forms.RadioSelect)

    def __init__(self, *args, bulletins, is_taken: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bulletin"].queryset = bulletins
        if not is_taken:
            del self.fields["on_clash"]


class MoveForm(forms.Form):
    hour = forms.ChoiceField(label="Dời sang", widget=forms.RadioSelect)
    reason = forms.CharField(label="Lý do", max_length=300)

    def __init__(self, *args, hours, **kwargs):
        super().__init__(*args, **kwargs)
        self.hours = {f"{hour.slot.pk}:{hour.day}": hour for hour in hours}
        self.fields["hour"].choices = [(key, f"{words.day_in_words(h.day)}, {h.starts_at:%H:%M}") for key, h in self.hours.items()]

    @property
    def chosen(self) -> tuple[Slot, date]:
        hour = self.hours[self.cleaned_data["hour"]]
        return hour.slot, hour.day


class MissForm(forms.Form):
    reason = forms.CharField(label="Vì sao không phát được", max_length=300, help_text="Ví dụ: mất điện, hỏng loa, đường dây đứt.")
    reschedule = forms.BooleanField(label="Tự xếp vào khung trống kế tiếp", required=False, initial=True)


class ProofForm(forms.Form):
    hour = HourField(label="Phát lúc")
    proof = forms.FileField(label="Ảnh hoặc tệp chứng minh", help_text="Ảnh sổ phát thanh, ảnh máy phát, tệp ghi lại.")


class StationForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị giữ đài", empty_label=None)
    name = forms.CharField(label="Tên đài", max_length=120, help_text="Như đọc trên loa: Đài Truyền thanh phường Bảo Vinh.")
    kind = forms.ChoiceField(label="Loại đài", choices=StationKind.choices)
    area = forms.CharField(label="Vùng nghe được", required=False, widget=forms.Textarea({"rows": 2}))
    loudspeakers = forms.IntegerField(label="Số cụm loa", min_value=0, max_value=2000, initial=0)
    hand_over = forms.ChoiceField(
        label="Cách nhận bản tin", choices=[c for c in HandOver.choices if c[0] != HandOver.PUSH], initial=HandOver.USB
    )
    gives_way = forms.BooleanField(
        label="Bản tin ưu tiên được thay bản tin thường", required=False, initial=True,
        help_text="UBND cấp xã quyết định thứ tự phát bản tin ưu tiên (Thông tư 39/2020/TT-BTTTT).",
    )  # fmt: skip
    valid_from = DayField(label="Hoạt động từ ngày")

    def __init__(self, *args, units=None, **kwargs):
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"], self.fields["valid_from"]
        else:
            self.fields["unit"].queryset = units


class ConnectForm(forms.Form):
    push_url = forms.URLField(label="Địa chỉ của loa thông minh", max_length=300, required=False, assume_scheme="http",
                              help_text="Địa chỉ trong mạng của đài, ví dụ http://10.20.3.4:8080/lantoa. Để trống: thôi gửi.")  # fmt: skip


class CloseForm(ReasonForm):
    on = DayField(label="Thôi hoạt động từ ngày")


class SlotForm(forms.Form):
    weekdays = forms.TypedMultipleChoiceField(
        label="Các thứ trong tuần", choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple, initial=[0, 1, 2, 3, 4, 5, 6],
        error_messages={"required": "Chọn ít nhất một thứ trong tuần."},
    )  # fmt: skip
    starts_at = HourField(label="Bắt đầu", initial=time(5, 0))
    minutes = forms.IntegerField(label="Số phút", min_value=1, max_value=LONGEST_SLOT, initial=15)
    programme = forms.CharField(label="Chương trình", max_length=120, initial="Bản tin")
    valid_from = DayField(label="Từ ngày")


class EndForm(forms.Form):
    on = DayField(label="Thôi từ ngày")


class SkipForm(forms.Form):
    day = DayField(label="Ngày nghỉ phát")
    reason = forms.CharField(label="Lý do", max_length=200, help_text="Ví dụ: quốc tang, sửa đường dây, mất điện theo lịch.")


class LogForm(forms.Form):
    log = forms.FileField(
        label="Tệp nhật ký của thiết bị (CSV)", widget=forms.ClearableFileInput({"accept": ".csv,.txt"}),
        help_text="Mỗi dòng: thời điểm, tên tệp đã phát. Ví dụ: 2022-06-10 05:00, 20220610-0500-bao-vinh-bt-0042.mp3",
    )  # fmt: skip
