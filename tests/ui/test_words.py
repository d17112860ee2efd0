from datetime import UTC, date, datetime

import pytest

from lantoa.core import clock
from lantoa.ui import words

FRIDAY = date(2022, 6, 10)


def test_a_day_is_written_without_leading_zeros():
    assert words.day(date(2022, 6, 5)) == "5/6/2022"
    assert words.day_in_words(FRIDAY) == "Thứ Sáu, 10/6/2022"
    assert words.day_in_words(date(2022, 6, 12)) == "Chủ Nhật, 12/6/2022"


def test_a_moment_late_in_utc_is_the_next_day_here():
    assert words.day(datetime(2022, 6, 9, 18, 30, tzinfo=UTC)) == "10/6/2022"


def test_a_moment_of_today_says_so():
    with clock.at(FRIDAY):
        assert words.moment(datetime(2022, 6, 10, 1, 42, tzinfo=UTC)) == "08:42 hôm nay"
        assert words.moment(datetime(2022, 6, 9, 1, 42, tzinfo=UTC)) == "08:42 ngày 9/6/2022"


@pytest.mark.parametrize(
    ("due", "text", "kind"),
    [
        (date(2022, 6, 8), "quá hạn 2 ngày", "late"),
        (FRIDAY, "hạn hôm nay", "soon"),
        (date(2022, 6, 11), "hạn ngày mai", "soon"),
        (date(2022, 6, 15), "còn 5 ngày", "soon"),
        (date(2022, 6, 16), "còn 6 ngày", "doing"),
    ],
)
def test_time_left(due, text, kind):
    with clock.at(FRIDAY):
        assert words.time_left(due) == text
        assert words.due_kind(due) == kind


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1.234,5"), (1200000, "1.200.000"), (0, "0"), (-2, "−2")])
def test_numbers(value, text):
    assert words.number(value) == text


def test_fixed_places():
    assert words.number(71, 1) == "71,0"
