from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import Period, PeriodKind

KINDS = [k for k in PeriodKind if k is not PeriodKind.NINE_MONTHS]
DAYS = st.dates(date(1948, 6, 11), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("2022-M05", date(2022, 5, 1), date(2022, 5, 31), "tháng 5/2022"),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        ("2022-M12", date(2022, 12, 1), date(2022, 12, 31), "tháng 12/2022"),
        ("2022-Q2", date(2022, 4, 1), date(2022, 6, 30), "quý II/2022"),
        ("2022-H2", date(2022, 7, 1), date(2022, 12, 31), "6 tháng cuối năm 2022"),
        ("2022-N9", date(2022, 1, 1), date(2022, 9, 30), "9 tháng năm 2022"),
        ("2022-Y", date(2022, 1, 1), date(2022, 12, 31), "năm 2022"),
    ],
)
def test_known_periods(code, start, end, label):
    period = Period.parse(code)
    assert (period.code, period.start, period.end, period.label) == (code, start, end, label)


@pytest.mark.parametrize("code", ["", "2022", "2022-M13", "2022-M5", "2022-Q5", "2022-H0", "22-Q1", "2022-Q1 "])
def test_no_period(code):
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(code)


@given(DAYS, st.sampled_from(KINDS))
def test_a_day_lies_in_its_period_and_the_next_begins_the_day_after_its_end(day, kind):
    period = Period.containing(day, kind)
    assert day in period
    assert Period.parse(period.code) == period
    assert period.next.start == period.end + timedelta(days=1)
    assert period.next.kind is kind


def test_between_takes_every_period_touched():
    codes = [p.code for p in Period.between(date(2022, 3, 21), date(2022, 6, 1), PeriodKind.MONTH)]
    assert codes == ["2022-M03", "2022-M04", "2022-M05", "2022-M06"]


def test_the_year_turns():
    assert Period.parse("2022-Q4").next.code == "2023-Q1"
    assert Period.parse("2022-N9").next.code == "2023-N9"
