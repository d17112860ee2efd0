"""Figures for `lantoa bench`: what the matrix costs on the data at hand. Prints nothing, asserts nothing, writes nothing."""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.db.models import Count
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Unit
from lantoa.organisations.queries import forget_appointments
from lantoa.plans.models import Assignment, Plan
from lantoa.plans.queries.matrix import Look, read_matrix
from lantoa.plans.queries.oversight import RUN
from lantoa.plans.views.matrix import matrix as matrix_view

Figures = dict[str, object]


def measure_matrix(plan: Plan | None = None, user: User | None = None, *, repeats: int = 7) -> Figures:
    """Milliseconds (median and worst) and queries of the matrix, read alone and as a whole page, for one plan and person.

    Without `plan` the one with the most assignments; without `user` somebody of its standing agency.
    """
    plan = plan or _largest_plan()
    user = user or User.objects.filter(appointments__role=Role.STANDING_AGENCY, appointments__unit=plan.standing_agency).first()
    if plan is None or user is None:
        return {"error": "no running plan with a standing agency"}
    found = read_matrix(plan, user, Look())
    return {
        "database": connection.vendor,
        "units_in_tree": Unit.objects.count(),
        "assignments_in_plan": Assignment.objects.filter(plan=plan).count(),
        "rows_on_page": len(found.rows),
        "columns": len(found.columns),
        "query": _measure(lambda: read_matrix(plan, user, Look()), user, repeats),
        "page": _measure(lambda: _page(plan, user), user, repeats),
    }


def measure_matrix_of_subtree(role: Role = Role.CITY_LEADER, *, repeats: int = 7) -> Figures:
    """The same for somebody who reaches part of the tree only: the holder of `role` whose matrix has most rows up to 200."""
    plan = _largest_plan()
    best, rows = None, 0
    for held in Appointment.objects.filter(role=role).select_related("user").order_by("pk")[:50]:
        count = read_matrix(plan, held.user, Look(), per_page=1).units
        if rows < count <= 200:
            best, rows = held.user, count
    return measure_matrix(plan, best, repeats=repeats) if best else {"error": f"nobody holds {role} over part of the plan"}


def _largest_plan() -> Plan | None:
    return Plan.objects.filter(state__in=RUN).annotate(size=Count("assignments")).order_by("-size", "pk").first()


def _page(plan: Plan, user: User) -> HttpResponse:
    request = RequestFactory().get(reverse("plans:matrix", args=[plan.pk]))
    request.user = user
    return matrix_view(request, plan.pk)


def _measure(run: Callable[[], object], user: User, repeats: int) -> dict[str, float | int]:
    """Each run begins as a new request would: what was kept of the person's appointments is forgotten.

    `cpu_ms` is this process's own share, which a busy machine does not stretch; a database server's work is not in it.
    """
    run()
    times, work = [], []
    for _ in range(repeats):
        forget_appointments(user)
        began, worked = time.perf_counter(), time.process_time()
        run()
        times.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
    forget_appointments(user)
    with CaptureQueriesContext(connection) as caught:
        run()
    return {
        "median_ms": round(statistics.median(times), 1),
        "worst_ms": round(max(times), 1),
        "cpu_ms": round(statistics.median(work), 1),
        "queries": len(caught),
    }
