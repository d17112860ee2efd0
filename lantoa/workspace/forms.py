from django import forms


class QuestionForm(forms.Form):
    text = forms.CharField(
        label="Đồng chí đang vướng gì?", max_length=2000, widget=forms.Textarea,
        help_text="Ghi việc đang làm và chỗ bị vướng. Câu trả lời đến qua điện thoại hoặc thư điện tử trong hồ sơ.",
    )  # fmt: skip
