"""What `lantoa bench NAME` measures. Each makes its own data in a scratch database, prints nothing, asserts nothing, returns figures.

Seconds are of this machine on this day: compare only within one run.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.demo.browsing import measure_home
from lantoa.demo.services import city_to_measure, many_told, reports_to_measure, rounds_to_measure
from lantoa.demo.services.many_listed import LISTED_ON, books_for_measuring, load_list_for_measuring
from lantoa.demo.services.many_nominations import load_for_measuring
from lantoa.demo.services.nation import DAY, load_nation_for_measuring
from lantoa.demo.services.portal_speed import measure_portal_speed
from lantoa.demo.services.stage import Stage, set_stage
from lantoa.documents import benchmarks as document_benchmarks
from lantoa.documents import reading
from lantoa.exemplars import list_benchmarks
from lantoa.exemplars.benchmarks import measure_nearest
from lantoa.newsroom.benchmarks import measure_story
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import forget_appointments, units_reached
from lantoa.plans import benchmarks as plan_benchmarks
from lantoa.plans.models import Assignment, Plan
from lantoa.plans.queries.matrix import late_on
from lantoa.plans.services import duties, letter_bundles, lifecycle
from lantoa.plans.services.letters import write_letters
from lantoa.radio import benchmarks as radio_benchmarks
from lantoa.search.benchmarks import measure_search

Figures = dict[str, Any]
LATE_ON = DAY + timedelta(days=200)  # most of what is asked for is due by then


def read_plan() -> Figures:
    """Reading plan 449, guard process and all."""
    content = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes()
    return {"document": "449-KH-UBND.md", **_repeat(lambda: reading.read(content, name="449-KH-UBND.md"), 5)}


def activate(units: int = 100) -> Figures:
    """Setting plan 449 going: for Long Khánh's hundred units, or for so many communes of the nation."""
    system = User.objects.system()
    if units <= 100:
        with clock.at(_city_day()):
            plan, _ = _signed_in_city(system)
    else:
        plan = load_nation_for_measuring(communes=units, by=system)
    agent = User.objects.filter(appointments__unit=plan.standing_agency, appointments__role="SA").first()
    with clock.at(_city_day() if units <= 100 else DAY):
        started = time.perf_counter()
        lifecycle.activate_plan(plan, by=agent)
        seconds = time.perf_counter() - started
    with connection.cursor() as cursor:  # what a database does by itself within minutes of a load
        cursor.execute("ANALYZE")
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


def duplicates(records: int = 100_000) -> Figures:
    """Looking for duplicates of the held-out pairs' second tellings among so many nominations."""
    asked = load_for_measuring(records, by=User.objects.system())
    with connection.cursor() as cursor:  # statistics and a swept table, as a database in use has them
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return measure_nearest(asked)


def certificates(_units: int = 100) -> Figures:
    """Five hundred giấy khen as one PDF."""
    return document_benchmarks.measure_certificates()


def letters(units: int = 500) -> Figures:
    """An urging letter to each of so many late units, as one ZIP of Word files and one of PDFs."""
    activate(units + 1)
    plan, system = Plan.objects.select_related("issuer", "standing_agency").get(), User.objects.system()
    with clock.at(LATE_ON):
        late = list(
            Assignment.objects.filter(late_on(LATE_ON), plan=plan).order_by("unit").values_list("unit", flat=True).distinct()[:units]
        )
        started = time.perf_counter()
        made = write_letters(plan, late, by=system)
        figures: Figures = {"letters": len(made), "writing_seconds": round(time.perf_counter() - started, 2)}
        for form in ("docx", "pdf"):
            bundle = letter_bundles.ask_for_bundle(plan, form=form, by=system)
            started = time.perf_counter(), time.process_time()
            bundle = letter_bundles.make_bundle(bundle, by=system)
            figures[f"{form}_zip"] = {
                "seconds": round(time.perf_counter() - started[0], 2), "cpu_seconds": round(time.process_time() - started[1], 2),
                "bytes": bundle.file.size,
            }  # fmt: skip
    return figures


def documents(_units: int = 100) -> Figures:
    """Decisions with and without a list of five hundred names, as Word file and PDF."""
    return document_benchmarks.measure_documents()


def search(rows: int = 1_000_000) -> Figures:
    """Finding among so many entries of the index, beside the database's bare full text query."""
    return measure_search(rows)


def nominations(rows: int = 200_000) -> Figures:
    """The list, the pipeline and the files over so many nominations, for somebody who sees all of them."""
    with clock.at(LISTED_ON):
        agent = load_list_for_measuring(rows, by=User.objects.system())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return {**list_benchmarks.measure_lists(agent), "exports": list_benchmarks.measure_exports(agent)}


def import_nominations(rows: int = 10_000) -> Figures:
    """Looking through a workbook of so many rows that are right and one in which all are wrong; storing the first."""
    with clock.at(LISTED_ON):
        unit, officer, books = books_for_measuring(rows, by=User.objects.system())
        return list_benchmarks.measure_import(books, unit, officer)


def portal_speed(_units: int = 100) -> Figures:
    """A story page for readers, beside nginx with the same bytes and Wagtail with the same words; how soon a change shows."""
    return measure_portal_speed()


def _city_day():
    from lantoa.demo.services.year import ACTIVE

    return ACTIVE


def _signed_in_city(system: User) -> tuple[Plan, Stage]:
    from lantoa.demo.services.year import ISSUED

    stage = set_stage(by=system)
    agency, mayor = stage.cast["noivu"], stage.cast["ubnd"]
    content = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes()
    document = reading.read(content, name="449-KH-UBND.md")
    plan = lifecycle.create_plan(document, issuer=stage.units["long-khanh"], standing_agency=stage.units["phong-noi-vu"], by=agency)
    duties.confirm_all_duties(plan, by=agency)
    lifecycle.submit_plan(plan, by=agency)
    plan = lifecycle.sign_plan(
        plan, number="449/KH-UBND", issued_on=ISSUED, signer_authority="KT. CHỦ TỊCH", signer_position="PHÓ CHỦ TỊCH",
        signer_name="Bùi Quốc Thế", by=mayor,
    )  # fmt: skip
    return plan, stage


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


def stv(_units: int = 100) -> Figures:
    """Counting a thousand ranked ballots."""
    return rounds_to_measure.measure_stv()


def council(candidates: int = 50_000) -> Figures:
    """The page of a scored round of so many candidates with three marks each."""
    system = User.objects.system()
    stage = set_stage(by=system)
    with clock.at(_city_day()):
        return rounds_to_measure.measure_council(stage.units["bao-vinh"], candidates, by=system)


def bulletin(_units: int = 100) -> Figures:
    """Five stories to a finished MP3, offline, with the preview voice."""
    return radio_benchmarks.measure_bulletin()


def hearing(_units: int = 100) -> Figures:
    """Laying a recording of five minutes beside its script."""
    return radio_benchmarks.measure_hearing()


def public_person(rows: int = 50_000) -> Figures:
    """One person's public page and story while a tenth of the exemplars are told, and while all are: another person at each asking."""
    system, client = User.objects.system(), Client()
    figures: Figures = {}
    with clock.at(LISTED_ON):
        for told in (rows // 10, rows):
            many_told.tell_for_measuring(told, by=system)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
            codes = many_told.some_codes(60)
            people, stories = (iter([path.format(*code) for code in codes]) for path in ("/g/{0}/", "/chuyen/{1}/"))
            figures[f"told_{told}"] = {
                "exemplar": _repeat(lambda paths=people: client.get(next(paths)), 40), "story": _repeat(lambda paths=stories: client.get(next(paths)), 40),
                "front": _repeat(lambda: client.get("/"), 5), "unit": _repeat(lambda: client.get("/don-vi/xa-bao-vinh/"), 5),
            }  # fmt: skip
    few, many = figures.values()
    return {**figures, "exemplar_ratio": round(many["exemplar"]["median_ms"] / few["exemplar"]["median_ms"], 2)}


def public_search(rows: int = 1_000_000) -> Figures:
    """As `search`, for everybody: the sources of the portal alone, each hit asked for again in the table it stands for."""
    return measure_search(rows, public=True)


def portal_home(_units: int = 100) -> Figures:
    """The front page of a server that runs at LANTOA_BENCH_ADDRESS, in a throttled phone's browser."""
    return measure_home(os.environ.get("LANTOA_BENCH_ADDRESS", "http://127.0.0.1:8000"))


def city_report(_units: int = 100) -> Figures:
    """The report of a city of a hundred units that all reported: its draft, its Word file, its PDF, its workbook."""
    system = User.objects.system()
    with clock.at(_city_day()):
        plan, stage = _signed_in_city(system)
        lifecycle.activate_plan(plan, by=stage.cast["noivu"])
    return city_to_measure.measure_city_report(stage, by=system)


def dashboard(units: int = 100) -> Figures:
    """The leader's dashboard and a slide after activation, for Long Khánh or for so many communes."""
    figures: Figures = {"activation": activate(units)}
    with clock.at(_city_day() if units <= 100 else DAY):
        leader = User.objects.get(username="ubnd" if units <= 100 else "lanhdao")
        client = Client()
        client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
        for name, path in (("page", ""), ("slide", "trinh-chieu/?trang=2")):
            figures[name] = _repeat(lambda path=path: client.get(f"/lam-viec/bao-cao/dieu-hanh/{path}"), 7)
        figures["status"] = client.get("/lam-viec/bao-cao/dieu-hanh/").status_code
    return figures


def story(_units: int = 100) -> Figures:
    """Creating and publishing a story, with the plan of the city running."""
    activate()
    with clock.at(_city_day()):
        writer, leader = User.objects.get(username="baovinh"), User.objects.get(username="baovinh.ld")
        return measure_story(Unit.objects.get(appointments__user=writer), writer=writer, leader=leader)


def reporting_national(scale: float = 1.0) -> Figures:
    """Totals of 3,321 communes and 100,000 units over 12 months × 30 indicators (36 million values at scale 1)."""
    return reports_to_measure.measure_nation(scale, by=User.objects.system())


def reporting_city(_units: int = 100) -> Figures:
    """A quarter's reports of Long Khánh's hundred units, from opening to acceptance."""
    return reports_to_measure.measure_city(by=User.objects.system())


BENCHES: dict[str, Callable[..., Figures]] = {
    "read_plan": read_plan,
    "activate": activate,
    "pages": pages,
    "duplicates": duplicates,
    "certificates": certificates,
    "documents": documents,
    "letters": letters,
    "search": search,
    "nominations": nominations,
    "import_nominations": import_nominations,
    "portal_speed": portal_speed,
    "stv": stv,
    "council": council,
    "public_person": public_person,
    "public_search": public_search,
    "portal_home": portal_home,
    "story": story,
    "bulletin": bulletin,
    "hearing": hearing,
    "city_report": city_report,
    "dashboard": dashboard,
    "reporting_national": reporting_national,
    "reporting_city": reporting_city,
}
