"""Whole numbers as officers write them: "1.200", "1 200". One reading for the page and for the workbook. Plain Python and a form field."""

from django.core.exceptions import ValidationError

from lantoa.ui.forms import NumberField

MOST = 10**15  # more than any sum of money here; what is above is a slip of the hand
_FIELD = NumberField(required=False, error_messages={"invalid": "Ghi bằng chữ số, ví dụ 12 hoặc 1.200.000."})


def whole(text: str) -> int | None:
    """The number written; None where nothing is. ValidationError, in words, for anything else.

    The size is looked at before the digits are made: "1e999999999" would fill the memory.
    """
    found = _FIELD.clean(text)
    if found is None:
        return None
    check_range(found)
    if found != found.to_integral_value():
        raise ValidationError("Chỉ tiêu này là số nguyên, không có phần lẻ. Hàng nghìn cách bằng dấu chấm: 1.234.")
    return int(found)


def check_range(number) -> None:
    if number < 0:
        raise ValidationError("Số không thể nhỏ hơn 0.")
    if number > MOST:
        raise ValidationError("Số quá lớn. Xem lại các chữ số.")
