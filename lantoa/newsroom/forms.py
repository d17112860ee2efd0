"""Forms of the newsroom. What they check is shape; what may be done the services decide."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

from lantoa.exemplars.enums import AttachmentKind
from lantoa.movements.models import Movement
from lantoa.newsroom.enums import Channel, StoryKind, StoryState, Topic
from lantoa.newsroom.models import Column, Story, StoryVersion
from lantoa.organisations.models import Unit
from lantoa.ui.forms import DayField, SearchForm


class StorySearchForm(SearchForm):
    buoc = forms.ChoiceField(label="Bước", required=False, choices=[("", "tất cả"), *StoryState.choices])
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "tất cả"), *StoryKind.choices])


class StartForm(forms.Form):
    """A new story that does not come from an exemplar's file."""

    title = forms.CharField(label="Đầu đề", max_length=200, help_text="Viết tạm cũng được, sau này sửa lại.")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Viết cho", empty_label=None)
    kind = forms.ChoiceField(label="Loại bài", choices=StoryKind.choices, initial=StoryKind.NEWS)
    topic = forms.ChoiceField(label="Nội dung tuyên truyền", choices=Topic.choices, initial=Topic.MOVEMENT)
    movement = forms.ModelChoiceField(Movement.objects.none(), label="Phong trào, cuộc vận động", required=False, empty_label="không gắn")
    column = forms.ModelChoiceField(Column.objects.none(), label="Chuyên mục", required=False, empty_label="không gắn")

    def __init__(self, *args, units, movements, columns, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("unit", units), ("movement", movements), ("column", columns)):
            self.fields[name].queryset = rows


class TextForm(forms.ModelForm):
    """What the story says. `based_on`: the version the writer started from, so that nobody writes over another."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label="Lần này sửa gì", max_length=300, required=False)

    class Meta:
        model = StoryVersion
        fields = ["title", "lead", "body", "quote", "quote_by", "photo", "photo_alt", "photo_credit", "byline"]
        widgets = {
            "title": forms.TextInput,
            "lead": forms.Textarea({"rows": 3}),
            "body": forms.Textarea({"rows": 18, "data-editor": "", "class": "story-body"}),
            "quote": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "lead": "Một, hai câu: ai, làm gì, ở đâu, ích gì. Hiện trên danh sách và trên Zalo.",
            "body": "Dán từ Word được: chữ đậm, danh sách, bảng được giữ; phông chữ, màu, hình bị bỏ.",
            "quote": "Một câu nói thật của người trong cuộc.",
        }

    def __init__(self, *args, story: Story, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photo"].empty_label = "không dùng ảnh"
        photos = story.nomination.attachments.filter(kind=AttachmentKind.PHOTO, removed_at__isnull=True) if story.nomination_id else None
        if photos is None or not photos.exists():
            for name in ("photo", "photo_alt", "photo_credit"):
                del self.fields[name]
        else:
            self.fields["photo"].queryset = photos

    def words(self) -> dict:
        """Fields of a version, as written."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 3}))


class ReadBackForm(forms.Form):
    on = DayField(label="Đọc lại ngày")


class ScheduleForm(forms.Form):
    day = DayField(label="Ngày đăng")
    hour = forms.TimeField(
        label="Giờ đăng", initial=time(5, 30), widget=forms.TimeInput({"placeholder": "giờ:phút", "size": 6}, "%H:%M"),
        error_messages={"invalid": "Ghi giờ theo dạng giờ:phút, ví dụ 5:30."},
    )  # fmt: skip

    @property
    def moment(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class CorrectionForm(TextForm):
    correction = forms.CharField(
        label="Đính chính điều gì", widget=forms.Textarea({"rows": 2}), help_text="Câu này hiện dưới bài cho bạn đọc biết."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["reason"], self.fields["based_on"]


class CommentForm(forms.Form):
    text = forms.CharField(label="Lời nhắn", widget=forms.Textarea({"rows": 2}))


class PublicationForm(forms.Form):
    channel = forms.ChoiceField(label="Kênh", choices=[choice for choice in Channel.choices if choice[0] != Channel.PORTAL])
    place = forms.CharField(label="Ở đâu", max_length=200, help_text="Tên trang, tên đài, nơi treo bảng tin…")
    went_out_on = DayField(label="Ngày đăng, phát")
    url = forms.URLField(label="Đường dẫn", required=False, max_length=500, assume_scheme="https")
    proof = forms.FileField(label="Ảnh hoặc tệp chứng minh", required=False)
