"""What the pages of this room have in common."""

from datetime import date

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest

from lantoa.core import clock
from lantoa.ui.forms import DayField


def asked_day(request: HttpRequest) -> date:
    """The day in the address (`ngay`), or today; nonsense is today."""
    try:
        return DayField(required=False).clean(request.GET.get("ngay")) or clock.today()
    except ValidationError:
        return clock.today()


def add_refusal(form: Form, refused: ValidationError) -> None:
    """Put what a service refused beside its field where the form has it, over the form otherwise."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for field, errors in refused.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
