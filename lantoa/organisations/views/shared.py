"""What the pages of this room have in common."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from lantoa.core import clock
from lantoa.ui.forms import DayField


def asked_day(request: HttpRequest) -> date:
    """The day in the address (`ngay`), or today; nonsense is today."""
    try:
        return DayField(required=False).clean(request.GET.get("ngay")) or clock.today()
    except ValidationError:
        return clock.today()
