"""Writing down which sites call."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.channels.models import SiteSeen
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.front.calls import Call

MOST_A_DAY = 2000  # rows; made-up hosts fill no table
KEEP = timedelta(days=400)
_EMBED = re.compile(r"/(?:nhung|embed)/([-\w]{1,120})")


@transaction.atomic
def note_calls(calls: Iterable[Call], *, by: User) -> int:
    """Keep each (feed or link, host, day) once; returns how many were new or known. Effects: the rows, at most MOST_A_DAY a day."""
    require(by, "channels.note_calls")
    rows = {(match[1] if (match := _EMBED.fullmatch(path)) else "", host, day) for path, host, day in calls}
    today = clock.today()
    room = MOST_A_DAY - SiteSeen.objects.filter(day=today).count()
    kept = sorted(rows)[: max(0, room)]
    SiteSeen.objects.bulk_create([SiteSeen(place=place, host=host, day=day) for place, host, day in kept], ignore_conflicts=True)
    return len(kept)


@transaction.atomic
def forget_old_calls(*, by: User) -> int:
    """Forget what is older than thirteen months; returns how many rows."""
    require(by, "channels.note_calls")
    return SiteSeen.objects.filter(day__lt=clock.today() - KEEP).delete()[0]
