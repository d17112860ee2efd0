"""Working days: weekends, fixed and lunar holidays, days made up for, days swapped."""

from datetime import date

import pytest

from lantoa.core.workdays import add_working_days, is_working_day


@pytest.mark.parametrize(("day", "worked"), [
    (date(2026, 11, 23), True),  # an ordinary Monday
    (date(2026, 11, 22), False),  # a Sunday
    (date(2026, 2, 16), False), (date(2026, 2, 20), False), (date(2026, 2, 23), True),  # Tết: the eve to mùng 4
    (date(2026, 4, 26), False), (date(2026, 4, 27), False), (date(2026, 4, 28), True),  # Giỗ Tổ on a Sunday: made up for on Monday
    (date(2022, 5, 1), False), (date(2022, 5, 2), False), (date(2022, 5, 3), False), (date(2022, 5, 4), True),  # both on a weekend
    (date(2026, 8, 31), False), (date(2026, 8, 22), True),  # swapped
    (date(2040, 1, 2), False), (date(2040, 2, 15), True),  # a year without a lunar line: 1/1 on a Sunday
])  # fmt: skip
def test_what_is_a_working_day(day, worked):
    assert is_working_day(day) is worked


def test_counting_starts_the_day_after():
    assert add_working_days(date(2026, 11, 20), 0) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 20), 2) == date(2026, 11, 24)  # Friday: Monday, Tuesday
    assert add_working_days(date(2026, 4, 24), 2) == date(2026, 4, 29)  # over Giỗ Tổ
    with pytest.raises(ValueError):
        add_working_days(date(2026, 4, 24), -1)
