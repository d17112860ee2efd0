"""Forms of the newsroom. What they check is shape; what may be done the services decide."""

from datetime import datetime, time

from django import forms
from django.templatetags.static import static
from django.utils import timezone

from lantoa.movements.enums import Colour
from lantoa.movements.models import Movement
from lantoa.newsroom.enums import Channel, RequestKind, RequestState, RoyaltyFor, Shown, StoryKind, StoryState, Topic
from lantoa.newsroom.models import Column, Story, StoryVersion
from lantoa.organisations.models import Unit
from lantoa.ui.forms import DayField, NumberField, SearchForm


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
        fields = ["title", "lead", "body", "quote", "quote_by", "cover", "byline"]
        widgets = {
            "title": forms.TextInput,
            "lead": forms.Textarea({"rows": 3}),
            "body": forms.Textarea({"rows": 18, "class": "story-body"}),
            "quote": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "lead": "Một, hai câu: ai, làm gì, ở đâu, ích gì. Hiện trên danh sách và trên Zalo.",
            "body": "Dán từ Word được: chữ đậm, danh sách, bảng được giữ; phông chữ, màu, hình bị bỏ. Ảnh đưa vào ở phần “Ảnh của bài”.",
            "quote": "Một câu nói thật của người trong cuộc.",
        }

    def __init__(self, *args, story: Story, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["data-editor"] = static("ui/prose-editor.js")
        self.fields["cover"].empty_label = "không dùng ảnh đầu bài"
        self.fields["cover"].queryset = story.pictures.order_by("pk")
        self.fields["cover"].label_from_instance = lambda picture: picture.alt[:80] or f"ảnh {picture.pk}, chưa ghi chụp gì"
        if not story.pictures.exists():
            del self.fields["cover"]

    def words(self) -> dict:
        """Fields of a version, as written."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


class PictureForm(forms.Form):
    """What is said of a picture. Everything may come later, but before the story is approved."""

    alt = forms.CharField(
        label="Ảnh chụp gì", max_length=300, required=False, widget=forms.Textarea({"rows": 2}),
        help_text="Một câu, cho người không nhìn thấy ảnh. Hiện dưới ảnh.",
    )  # fmt: skip
    credit = forms.CharField(label="Người chụp, nguồn ảnh", max_length=150, required=False)
    shown = forms.ChoiceField(
        label="Trong ảnh có ai", choices=[("", "chưa rõ, sẽ ghi sau"), *Shown.choices], required=False,
        help_text="Ảnh có người nhận ra được thì người ấy phải đồng ý, trừ hoạt động công cộng đã báo trước là có ghi hình.",
    )  # fmt: skip
    agreed_how = forms.CharField(
        label="Ai đồng ý, bằng cách nào", max_length=300, required=False, help_text="Chỉ cần khi trong ảnh là người khác."
    )

    def __init__(self, *args, story: Story, **kwargs):
        super().__init__(*args, **kwargs)
        if story.nomination_id is None:
            self.fields["shown"].choices = [choice for choice in self.fields["shown"].choices if choice[0] != Shown.SUBJECT]


class NewPictureForm(PictureForm):
    file = forms.FileField(
        label="Ảnh", widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPG, PNG hoặc WebP, đến 25 MB. Vị trí chụp ghi trong ảnh được xóa khi lưu.",
    )  # fmt: skip
    field_order = ["file", "alt", "credit", "shown", "agreed_how"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 3}))


class TakeDownForm(ReasonForm):
    tombstone = forms.CharField(
        label="Báo cho bạn đọc", required=False, max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text="Ai mở lại địa chỉ cũ thì thấy câu này. Đừng nhắc tên người được viết. Để trống: “Bài này không còn đăng.”",
    )  # fmt: skip


class ReadBackForm(forms.Form):
    on = DayField(label="Đọc lại ngày")
    how = forms.CharField(
        label="Đọc lại bằng cách nào, cho ai", max_length=200, required=False, help_text="Ví dụ: gặp tại nhà, đọc cho ông Bảy và con gái."
    )


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
    """`paragraphs`: how each block of the text begins, in order."""

    paragraph = forms.TypedChoiceField(label="Về đoạn", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, paragraphs: list[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        named = [(number, f"{number}. {' '.join(words.split()[:8])}…") for number, words in enumerate(paragraphs, 1)]
        self.fields["paragraph"].choices = [("", "cả bài"), *named]

    text = forms.CharField(label="Lời nhắn", widget=forms.Textarea({"rows": 2}))


class PublicationForm(forms.Form):
    channel = forms.ChoiceField(label="Kênh", choices=[choice for choice in Channel.choices if choice[0] != Channel.PORTAL])
    place = forms.CharField(label="Ở đâu", max_length=200, help_text="Tên trang, tên đài, nơi treo bảng tin…")
    went_out_on = DayField(label="Ngày đăng, phát")
    url = forms.URLField(label="Đường dẫn", required=False, max_length=500, assume_scheme="https")
    proof = forms.FileField(label="Ảnh hoặc tệp chứng minh", required=False)


class RegisterSearchForm(SearchForm):
    kenh = forms.ChoiceField(label="Kênh", required=False, choices=[("", "tất cả"), *Channel.choices])
    tu_ngay = DayField(label="Từ ngày", required=False)
    den_ngay = DayField(label="Đến ngày", required=False)


class RoyaltySearchForm(SearchForm):
    tu_ngay = DayField(label="Từ ngày", required=False)
    den_ngay = DayField(label="Đến ngày", required=False)


class RoyaltyForm(forms.Form):
    kind = forms.ChoiceField(label="Cho", choices=RoyaltyFor.choices)
    to_whom = forms.CharField(label="Người nhận", max_length=150)
    amount = NumberField(label="Số tiền (đồng)", min_value=1, max_digits=12, decimal_places=0)
    rule = forms.CharField(
        label="Theo quy định nào", max_length=300,
        help_text="Số văn bản, điều, khoản, cách tính. Hệ thống không tự tính mức nhuận bút và không chi tiền; dòng này để lập dự toán.",
    )  # fmt: skip


class ReadBackAnswerForm(forms.Form):
    """What the person answers who is written about."""

    answer = forms.ChoiceField(
        label="Bài viết về ông, bà, anh, chị như vậy có đúng không?", widget=forms.RadioSelect,
        choices=[("dung", "Đúng rồi, tôi đồng ý"), ("sua", "Cần sửa")], error_messages={"required": "Hãy chọn một câu trả lời."},
    )  # fmt: skip
    words = forms.CharField(label="Cần sửa chỗ nào", required=False, max_length=3000, widget=forms.Textarea({"rows": 4}))


class ChannelTextForm(forms.Form):
    text = forms.CharField(label="Nội dung", max_length=20_000, widget=forms.Textarea({"rows": 14}))


class UnitForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", empty_label=None)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class ColumnSearchForm(SearchForm):
    o_dau = forms.ChoiceField(
        label="Ở đâu", required=False, choices=[("", "tất cả"), ("cong", "trên cổng này"), ("ngoai", "trên trang khác")]
    )
    con_mo = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "đang mở"), ("da-dong", "đã đóng")])


class ColumnForm(forms.Form):
    title = forms.CharField(label="Tên chuyên mục", max_length=150)
    about = forms.CharField(label="Giới thiệu", required=False, widget=forms.Textarea({"rows": 3}))
    colour = forms.ChoiceField(label="Màu", choices=Colour.choices)
    outside_url = forms.URLField(
        label="Địa chỉ trên trang khác", required=False, max_length=500, assume_scheme="https",
        help_text="Chỉ ghi khi chuyên mục đặt ở trang thông tin khác. Để trống: chuyên mục nằm trên cổng này, có địa chỉ và nguồn tin riêng.",
    )  # fmt: skip


class OpenColumnForm(UnitForm, ColumnForm):
    field_order = ["unit", "title", "about", "outside_url", "colour"]


class RequestSearchForm(SearchForm):
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "tất cả"), ("mo", "còn mở"), *RequestState.choices])


class AskForm(forms.Form):
    """A request to the media, or from them."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị đề nghị", empty_label=None)
    asked_unit = forms.ModelChoiceField(Unit.objects.none(), label="Gửi đến", empty_label="chọn nơi gửi đến")
    kind = forms.ChoiceField(label="Nhờ việc gì", choices=RequestKind.choices)
    subject = forms.CharField(label="Về việc", max_length=200)
    text = forms.CharField(
        label="Nói rõ", required=False, widget=forms.Textarea({"rows": 4}), help_text="Ở đâu, lúc nào, gặp ai, đã có gì."
    )
    wanted_on = DayField(label="Cần trước ngày", required=False)

    def __init__(self, *args, units, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset, self.fields["asked_unit"].queryset = units, asked


class AcceptForm(forms.Form):
    answer = forms.CharField(
        label="Lời nhắn", required=False, widget=forms.Textarea({"rows": 3}), help_text="Ai làm, khi nào đến, cần chuẩn bị gì."
    )


class HandOverForm(forms.Form):
    words = forms.CharField(label="Đã bàn giao gì", widget=forms.Textarea({"rows": 3}), help_text="Bài, ảnh, tệp, giờ phát; để ở đâu.")
    url = forms.URLField(label="Đường dẫn", required=False, max_length=500, assume_scheme="https")


class NoteForm(forms.Form):
    text = forms.CharField(label="Lời nhắn", widget=forms.Textarea({"rows": 2}))
