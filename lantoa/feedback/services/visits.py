"""Counting how often public pages are opened, without knowing by whom."""

from django.db import IntegrityError, transaction
from django.db.models import F

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.feedback.models import DailyVisits

MOST_PATHS = 20_000  # a day; beyond it only pages already counted that day go on being counted


def count_visit(path: str, *, by: User) -> None:
    """One more opening of the page today. No line in the log: it is no act on a record. Effect: one number, in one statement."""
    require(by, "feedback.count_visit")
    rows = DailyVisits.objects.filter(day=clock.today(), path=path[:200])
    if rows.update(count=F("count") + 1) or DailyVisits.objects.filter(day=clock.today()).count() >= MOST_PATHS:
        return
    try:
        with transaction.atomic():
            DailyVisits.objects.create(day=clock.today(), path=path[:200], count=1)
    except IntegrityError:  # another reader was the first of the day
        rows.update(count=F("count") + 1)
