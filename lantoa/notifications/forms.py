"""What the pages of this room ask."""

from django import forms

from lantoa.notifications import kinds
from lantoa.notifications.enums import Channel, MessageState
from lantoa.notifications.models import Preference
from lantoa.ui.forms import SearchForm

ALL = ("", "Tất cả")


class NoticeSearch(SearchForm):
    muc = forms.ChoiceField(label="Đã đọc chưa", required=False, choices=[ALL, ("moi", "Chưa đọc"), ("cu", "Đã đọc")])


class OutboxSearch(SearchForm):
    kenh = forms.ChoiceField(label="Kênh", required=False, choices=[ALL, *Channel.choices])
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[ALL, *MessageState.choices])
    loai = forms.ChoiceField(label="Loại", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [ALL, *((kind.key, kind.label) for kind in kinds.every())]


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ["by_email", "digest_hour", "by_sms", "by_zalo"]
        help_texts = {
            "by_email": "Mỗi ngày nhiều nhất một thư gộp mọi việc mới; việc gấp có thư riêng ngay.",
            "digest_hour": "Số giờ từ 0 đến 23. Ví dụ 7 là 7 giờ sáng.",
        }
