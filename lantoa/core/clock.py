"""What time it is. All code asks here, so that a demo can live in June 2022 and a test on the last day of February.

The day comes, in this order, from `at(...)` around the call, from the setting FIXED_TODAY, from the machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.db import connection
from django.utils import timezone

_simulated: ContextVar[datetime | None] = ContextVar("simulated", default=None)


def now() -> datetime:
    """The moment now, aware. On a fixed day the hours and minutes are the machine's, so that order is kept."""
    if moment := _simulated.get():
        return moment
    if settings.FIXED_TODAY:
        real = timezone.localtime()
        return timezone.make_aware(datetime.combine(settings.FIXED_TODAY, real.time()))
    return timezone.now()


def database_now() -> datetime:
    """The moment by the database's clock, the one clock all machines share: for what is decided to the second, such as the close of a
    vote. Within `at(...)`, on a fixed day, and with SQLite (which has the machine's clock) the same as `now()`.
    """
    if connection.vendor != "postgresql" or _simulated.get() or settings.FIXED_TODAY:
        return now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def today() -> date:
    """The day in Việt Nam (TIME_ZONE), which is not always the day in UTC."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: date | datetime) -> Iterator[None]:
    """Within the block it is `moment`; a plain date means eight in the morning of that day."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(8))
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _simulated.set(moment)
    try:
        yield
    finally:
        _simulated.reset(token)
