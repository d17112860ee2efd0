"""Is it alive? A word for watchers, the parts for the administrator."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import lantoa
from lantoa.core import schedule
from lantoa.core.models import JobRun
from lantoa.core.rights import require
from lantoa.notifications.enums import MessageState
from lantoa.notifications.models import OutboxMessage

PROCESSES = (("clock", "Đồng hồ"), ("worker", "Tiến trình nền"))


@require_safe
@never_cache
def pulse(request: HttpRequest) -> HttpResponse:
    """`/suc-khoe`: 200 "tốt" while the database answers and clock and worker live, 503 otherwise. Says no more to anybody."""
    try:
        alive = all(schedule.is_alive(process) for process, _ in PROCESSES)
    except DatabaseError:
        alive = False
    return HttpResponse("tốt\n" if alive else "có trục trặc\n", status=200 if alive else 503, content_type="text/plain; charset=utf-8")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The parts, for the administrator."""
    require(request.user, "workspace.view_health")
    runs = {run.name: run for run in JobRun.objects.order_by("day", "pk")}
    context = {
        "processes": [(label, schedule.is_alive(process)) for process, label in PROCESSES],
        "jobs": [(job, runs.get(job.name)) for job in schedule.daily_jobs()],
        "queued": OutboxMessage.objects.filter(state=MessageState.QUEUED).count(),
        "failed": OutboxMessage.objects.filter(state=MessageState.FAILED).count(),
        "version": lantoa.__version__,
    }  # fmt: skip
    return render(request, "workspace/health.html", context)
