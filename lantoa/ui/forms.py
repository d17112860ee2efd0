"""How forms look and what they accept: one renderer for all, and the few inputs Django lacks.

`{{ form }}` gives an error summary with links, then each field with its label, help and error. A template that wants
the fields one by one writes `{{ form.title.as_field_group }}` under `{% include "ui/forms/errors.html" %}`.
"""

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """settings.FORM_RENDERER"""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DayInput(forms.DateInput):
    """A day typed as dd/mm/yyyy. Not type=date: browsers set to English would show it month first."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy", "size": 12, **(attrs or {})}, "%d/%m/%Y")


class DayField(forms.DateField):
    """Accepts 5/6/2022, 05-06-2022, 5/6/22 and 2022-06-05 (DATE_INPUT_FORMATS in core/formats)."""

    widget = DayInput
    default_error_messages = {"invalid": "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 15/6/2022."}


class NumberInput(forms.TextInput):
    """A number typed the Vietnamese way, 1.234,5. Not type=number: browsers set to English refuse the comma."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "size": 12, **(attrs or {})})


class SearchForm(forms.Form):
    """The search box over a list; a list's own filters are fields of a subclass. GET, so that the address keeps them."""

    q = forms.CharField(label="Tìm", required=False, max_length=200, strip=True)
