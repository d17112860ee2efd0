"""How forms look and what they accept: one renderer for all, and the few inputs Django lacks.

`{{ form }}` gives an error summary with links, then each field with its label, help and error. A template that wants
the fields one by one writes `{{ form.title.as_field_group }}` under `{% include "ui/forms/errors.html" %}`.
"""

import re
from decimal import Decimal

from django import forms
from django.forms.renderers import TemplatesSetting

from lantoa.ui import words

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")


class Renderer(TemplatesSetting):
    """settings.FORM_RENDERER"""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DayInput(forms.DateInput):
    """A day typed as dd/mm/yyyy. Not type=date: browsers set to English would show it month first."""

    def __init__(self, attrs=None):
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy", "size": 12, **(attrs or {})}, "%d/%m/%Y"
        )


class DayField(forms.DateField):
    """Accepts 5/6/2022, 05-06-2022, 5/6/22 and 2022-06-05 (DATE_INPUT_FORMATS in core/formats)."""

    widget = DayInput
    default_error_messages = {"invalid": "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 15/6/2022."}


class NumberField(forms.DecimalField):
    """Accepts 1.234,5 and 1234,5 and 1.200.000. A single dot before three digits parts thousands, as it does on paper."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Ghi bằng chữ số, ví dụ 1.200.000 hoặc 12,5."}

    def to_python(self, value):
        """The number as Decimal; text in any other shape is left for DecimalField to refuse."""
        if isinstance(value, str):
            value = value.replace(" ", "").replace("\u00a0", "")
            if _GROUPED.fullmatch(value):
                value = value.replace(".", "")
            value = value.replace(",", ".", 1)
        return super().to_python(value)

    def prepare_value(self, value):
        """Shown the way it is typed; what was typed wrongly is shown as it was typed."""
        return words.number(value) if isinstance(value, int | float | Decimal) else value

    def widget_attrs(self, widget):
        # Not type=number: browsers set to English refuse the comma.
        return {"inputmode": "decimal", "autocomplete": "off", "size": 12}


class SearchForm(forms.Form):
    """The search box over a list; a list's own filters are fields of a subclass. GET, so that the address keeps them."""

    q = forms.CharField(label="Tìm", required=False, max_length=200, strip=True)
