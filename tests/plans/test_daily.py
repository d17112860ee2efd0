"""The morning's work: periods are given out, lateness noted, the ladder climbed; a second run does nothing."""

from datetime import date

import pytest

from lantoa.core import clock, schedule
from lantoa.plans import daily
from lantoa.plans.models import Assignment, Reminder
from tests.factories import User, UserFactory
from tests.plans.watching import make_world


@pytest.fixture
def world(db):
    if not User.objects.filter(username="he-thong").exists():
        UserFactory(system=True, username="he-thong")
    with clock.at(date(2022, 7, 1)):
        yield make_world()


def test_a_morning(world):
    done = daily.run()
    assert Assignment.objects.filter(duty=world.monthly, unit=world.an, period="2022-M07").exists()
    world.vinh_may.refresh_from_db()
    assert world.vinh_may.went_late_on == date(2022, 6, 1)
    assert Reminder.objects.filter(assignment=world.vinh_may).exists()
    assert all(count > 0 for count in done.values())
    assert daily.run() == {"given_out": 0, "late": 0, "reminded": 0}


def test_the_clock_knows_it():
    assert "plans.daily" in [job.name for job in schedule.daily_jobs()]
