"""What one chooses for an embed."""

from django import forms

from lantoa.channels.embedding import COLOURS, COUNTS, DEFAULT_COLOUR, DEFAULT_COUNT


class EmbedForm(forms.Form):
    """`feeds`: groups of (key, title), as queries.published gives them. Sent by GET; what is wrong falls back to the usual."""

    luong = forms.ChoiceField(label="Luồng bài", required=False)
    mau = forms.ChoiceField(label="Màu", choices=list(COLOURS.items()), required=False)
    so = forms.TypedChoiceField(label="Số bài", choices=[(count, f"{count} bài") for count in COUNTS], coerce=int, required=False)

    def __init__(self, feeds, usual: str, data=None):
        self.usual = {"luong": usual, "mau": DEFAULT_COLOUR, "so": DEFAULT_COUNT}
        super().__init__(data={**self.usual, **{name: value for name, value in (data or {}).items() if value}})
        self.fields["luong"].choices = [(heading, rows) for heading, rows in feeds]

    def chosen(self) -> dict:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or usual for name, usual in self.usual.items()}
