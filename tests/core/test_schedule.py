"""A daily job runs once a day, however many clocks there are and however often they start."""

from datetime import datetime, time, timedelta

import pytest

from lantoa.core import clock, schedule
from lantoa.core.models import Heartbeat, JobRun

pytestmark = pytest.mark.django_db
SEVEN = datetime(2022, 6, 10, 7)


@pytest.fixture
def jobs(monkeypatch):
    monkeypatch.setattr(schedule, "_daily", {})
    monkeypatch.setattr(schedule, "_ticks", {})


@pytest.fixture
def done(jobs):
    """The list a job called "test" writes to each time it runs, from six in the morning."""
    calls: list[str] = []
    schedule.register("test", "Thử", lambda: calls.append("ran"), at=time(6))
    return calls


def test_once_a_day(done):
    for hour in (7, 8, 23):
        with clock.at(SEVEN.replace(hour=hour)):
            schedule.tick()
    assert done == ["ran"]
    with clock.at(SEVEN + timedelta(days=1)):
        assert schedule.tick() == ["test"]
    assert done == ["ran", "ran"]


def test_not_before_its_hour(done):
    with clock.at(SEVEN.replace(hour=5)):
        assert schedule.tick() == []
    assert done == []


def test_a_run_another_clock_has_is_left_alone(done):
    with clock.at(SEVEN):
        JobRun.objects.create(name="test", day=SEVEN.date(), started_at=clock.now() - timedelta(minutes=59))
        assert schedule.tick() == []
    assert done == []


def test_a_run_whose_clock_died_is_taken_over_after_an_hour(done):
    with clock.at(SEVEN):
        JobRun.objects.create(name="test", day=SEVEN.date(), started_at=clock.now() - timedelta(hours=1))
        assert schedule.tick() == ["test"]
    run = JobRun.objects.get()
    assert (run.attempts, run.error) == (2, "")
    assert run.finished_at is not None


def test_a_failing_job_stops_no_other_and_is_given_up_after_three(jobs):
    calls = []

    def fails():
        calls.append("fails")
        raise ValueError("hỏng")

    schedule.register("a", "Hỏng", fails, at=time(6))
    schedule.register("b", "Thử", lambda: calls.append("b"), at=time(6))
    for hour in range(7, 14):
        with clock.at(SEVEN.replace(hour=hour)):
            schedule.tick()
    assert calls == ["fails", "b", "fails", "fails"]
    assert JobRun.objects.get(name="a").error == "ValueError: hỏng"


def test_a_short_job_runs_each_minute(jobs):
    calls = []
    schedule.register_tick("short", lambda: calls.append(1))
    schedule.tick()
    schedule.tick()
    assert calls == [1, 1]


def test_signs_of_life():
    assert not schedule.is_alive("clock")
    with clock.at(SEVEN):
        schedule.beat("clock")
        assert schedule.is_alive("clock")
    with clock.at(SEVEN + timedelta(minutes=6)):
        assert not schedule.is_alive("clock")
    assert Heartbeat.objects.count() == 1
