from datetime import UTC, date, datetime

from django.utils import timezone

from lantoa.core import clock


def test_a_day_simulated_is_over_with_its_block():
    with clock.at(date(2022, 6, 10)):
        assert clock.today() == date(2022, 6, 10)
        assert timezone.localtime(clock.now()).hour == 8
    assert clock.today() != date(2022, 6, 10)


def test_the_day_is_the_one_in_viet_nam():
    with clock.at(datetime(2022, 12, 31, 18, tzinfo=UTC)):
        assert clock.today() == date(2023, 1, 1)


def test_a_fixed_day_holds_and_time_still_flows(settings):
    settings.FIXED_TODAY = date(2022, 6, 10)
    first, second = clock.now(), clock.now()
    assert clock.today() == date(2022, 6, 10)
    assert first <= second
