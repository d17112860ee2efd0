"""What the clock does each day and each minute: a registry the rooms fill in their `apps.ready()`.

    schedule.register("plans.daily", "Mở kỳ, nhắc hạn", run_daily, at=time(6))
    schedule.register_tick("notifications.deliver", call_worker)

A daily job runs once a day, however often the clock is restarted and however many clocks run: the row (job, day) is its claim.
One that failed, or whose clock died, is tried again after an hour, three times in all; jobs are therefore safe to run twice.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from lantoa.core import clock
from lantoa.core.models import Heartbeat, JobRun

logger = logging.getLogger(__name__)

RETRY_AFTER = timedelta(hours=1)
MOST_ATTEMPTS = 3
ALIVE_FOR = timedelta(minutes=5)  # a process without a sign of life for longer counts as dead


@dataclass(frozen=True)
class DailyJob:
    name: str
    label: str  # what it does, for operators
    run: Callable[[], object]
    at: time  # not before this hour of the day in Việt Nam


_daily: dict[str, DailyJob] = {}
_ticks: dict[str, Callable[[], object]] = {}


def register(name: str, label: str, run: Callable[[], object], *, at: time) -> None:
    """Add a daily job; a second one of the name takes the place of the first."""
    _daily[name] = DailyJob(name, label, run, at)


def register_tick(name: str, run: Callable[[], object]) -> None:
    """Add something short that is done each minute."""
    _ticks[name] = run


def daily_jobs() -> list[DailyJob]:
    return sorted(_daily.values(), key=lambda job: (job.at, job.name))


def tick() -> list[str]:
    """One minute of the clock: a sign of life, the short jobs, the daily jobs that are due. Returns the daily jobs that were done.

    A job that fails is logged and does not keep the others from running.
    """
    beat("clock")
    for name, run in _ticks.items():
        try:
            run()
        except Exception:  # whatever one job stumbles over, the others go on
            logger.exception("job %s failed", name)
    return [job.name for job in daily_jobs() if _run_once_today(job)]


def _run_once_today(job: DailyJob) -> bool:
    now = timezone.localtime(clock.now())
    if now.time() < job.at or not _claim(job, now):
        return False
    run = JobRun.objects.filter(name=job.name, day=now.date())
    try:
        job.run()
    except Exception as error:  # the job is tried again in an hour; the others go on
        logger.exception("job %s failed", job.name)
        run.update(error=f"{type(error).__name__}: {error}"[:500])
        return False
    run.update(finished_at=clock.now(), error="")
    return True


def _claim(job: DailyJob, now) -> bool:
    """Take today's run of the job; False when another clock has it or it is done."""
    try:
        with transaction.atomic():
            JobRun.objects.create(name=job.name, day=now.date(), started_at=now)
    except IntegrityError:
        left = JobRun.objects.filter(
            name=job.name, day=now.date(), finished_at__isnull=True, started_at__lte=now - RETRY_AFTER, attempts__lt=MOST_ATTEMPTS
        )
        return bool(left.update(started_at=now, attempts=F("attempts") + 1))
    return True


def beat(process: str) -> None:
    Heartbeat.objects.update_or_create(process=process, defaults={"beat_at": clock.now()})


def is_alive(process: str) -> bool:
    last = Heartbeat.objects.filter(process=process).first()
    return last is not None and clock.now() - last.beat_at < ALIVE_FOR


def sweep_runs() -> int:
    """Forget runs older than ninety days; returns how many."""
    return JobRun.objects.filter(day__lt=clock.today() - timedelta(days=90)).delete()[0]
