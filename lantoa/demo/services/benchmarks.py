"""What `lantoa bench NAME` measures. Each makes its own data in a scratch database, prints nothing, asserts nothing, returns figures.

Seconds are of this machine on this day: compare only within one run.
"""

import statistics
import time
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.demo.services.nation import DAY, load_nation_for_measuring
from lantoa.demo.services.stage import set_stage
from lantoa.documents import reading
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import forget_appointments, units_reached
from lantoa.plans import benchmarks as plan_benchmarks
from lantoa.plans.models import Assignment, Plan
from lantoa.plans.services import duties, lifecycle

Figures = dict[str, Any]


def read_plan() -> Figures:
    """Reading plan 449, guard process and all."""
    content = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes()
    return {"document": "449-KH-UBND.md", **_repeat(lambda: reading.read(content, name="449-KH-UBND.md"), 5)}


def activate(units: int = 100) -> Figures:
    """Setting plan 449 going: for Long Khánh's hundred units, or for so many communes of the nation."""
    system = User.objects.system()
    if units <= 100:
        with clock.at(_city_day()):
            plan = _signed_in_city(system)
    else:
        plan = load_nation_for_measuring(communes=units, by=system)
    agent = User.objects.filter(appointments__unit=plan.standing_agency, appointments__role="SA").first()
    with clock.at(_city_day() if units <= 100 else DAY):
        started = time.perf_counter()
        lifecycle.activate_plan(plan, by=agent)
        seconds = time.perf_counter() - started
    return {"units": Unit.objects.count(), "assignments": Assignment.objects.filter(plan=plan).count(), "seconds": round(seconds, 2)}


def pages(units: int = 100) -> Figures:
    """The matrix, "Việc của tôi" and "units I govern", after activation."""
    figures: Figures = {"activation": activate(units)}
    plan = Plan.objects.get()
    day = _city_day() if units <= 100 else DAY
    with clock.at(day):
        figures["matrix"] = plan_benchmarks.measure_matrix(plan)
        if units > 100:
            figures["matrix_of_a_province"] = plan_benchmarks.measure_matrix_of_subtree("UP")
        for name in ("noivu", "baovinh" if units <= 100 else "xa"):
            user = User.objects.get(username=name)
            client = Client()
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            figures[f"my_tasks_{name}"] = _repeat(lambda client=client: client.get("/lam-viec/"), 7)
        leader = User.objects.get(username="ubnd" if units <= 100 else "lanhdao")

        def governed() -> int:
            forget_appointments(leader)
            return units_reached(leader).count()

        figures["units_governed"] = {"units": governed(), **_repeat(governed, 7)}
    return figures


def _city_day():
    from lantoa.demo.services.year import ACTIVE

    return ACTIVE


def _signed_in_city(system: User) -> Plan:
    from lantoa.demo.services.year import ISSUED

    stage = set_stage(by=system)
    agency, mayor = stage.cast["noivu"], stage.cast["ubnd"]
    content = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes()
    document = reading.read(content, name="449-KH-UBND.md")
    plan = lifecycle.create_plan(document, issuer=stage.units["long-khanh"], standing_agency=stage.units["phong-noi-vu"], by=agency)
    duties.confirm_all_duties(plan, by=agency)
    lifecycle.submit_plan(plan, by=agency)
    return lifecycle.sign_plan(
        plan, number="449/KH-UBND", issued_on=ISSUED, signer_authority="KT. CHỦ TỊCH", signer_position="PHÓ CHỦ TỊCH",
        signer_name="Bùi Quốc Thế", by=mayor,
    )  # fmt: skip


def _repeat(run: Callable[[], object], times: int) -> Figures:
    """Median and worst milliseconds after one run to warm up, and the queries of the last run."""
    run()
    taken = []
    for _ in range(times):
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            run()
            taken.append((time.perf_counter() - started) * 1000)
    return {"median_ms": round(statistics.median(taken), 1), "worst_ms": round(max(taken), 1), "queries": len(queries)}


BENCHES: dict[str, Callable[..., Figures]] = {"read_plan": read_plan, "activate": activate, "pages": pages}
