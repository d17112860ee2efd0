"""Reports of a city and of the nation, for measuring."""

import time
from datetime import date
from typing import Any

from django.test import Client

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.dated import FOREVER
from lantoa.core.periods import Period
from lantoa.demo.services import reporting_scale
from lantoa.demo.services.nation import DAY, load_nation_for_measuring
from lantoa.demo.services.stage import set_stage
from lantoa.organisations.enums import Role, UnitKind
from lantoa.organisations.models import Unit, UnitAncestry, UnitVersion
from lantoa.organisations.services.appointments import appoint
from lantoa.reporting.models import Form, UnitReport
from lantoa.reporting.services import filling, lifecycle, opening, seeding, writing
from lantoa.reporting.services.writing import Entry

_BATCH = 5_000
_COMMUNES, _UNITS, _INDICATORS = 3_321, 100_000, 30
Figures = dict[str, Any]


def measure_nation(scale: float, *, by: User) -> Figures:
    """3,321 communes, 100,000 units, 12 months × 30 indicators at scale 1."""
    plan = load_nation_for_measuring(communes=max(34, round(_COMMUNES * scale)), by=by)
    nation, leader = plan.issuer, User.objects.get(username="lanhdao")
    units = _offices(round(_UNITS * scale))
    wanted = reporting_scale.indicators(_INDICATORS)
    with clock.at(date(reporting_scale.YEAR, 12, 31)):
        figures: Figures = {
            "communes": UnitVersion.objects.filter(kind__in=("ward", "commune", "special_zone")).count(),
            "units": len(units),
        }
        figures["year"] = reporting_scale.fill_year(units, wanted)
        province = Unit.objects.named_at().filter(version__parent=nation, version__kind__in=("province", "central_city")).order_by("pk")[0]
        figures |= reporting_scale.measure_answers(nation, province, wanted[0], leader)
        some = list(Unit.objects.filter(pk__in=units[:: max(1, len(units) // 200)][:200]))
        figures["accepting"] = reporting_scale.measure_accepting(some, wanted)
        loaded = list(Unit.objects.filter(pk__in=units[:5_000]).order_by("pk"))
        figures["loading"] = reporting_scale.measure_loading(loaded, wanted, max(100_000, round(1_000_000 * scale)))
        figures["check_totals"] = reporting_scale.measure_check([f"{reporting_scale.YEAR}-M01"])
    return figures


def _offices(count: int) -> list[int]:
    """So many offices, shared out among the communes; ids in one unbroken run."""
    communes = list(
        UnitVersion.objects.filter(kind__in=("ward", "commune", "special_zone")).order_by("pk").values_list("unit_id", flat=True)
    )
    above = {}
    for descendant, ancestor, depth in (
        UnitAncestry.objects.filter(descendant__in=communes).order_by("pk").values_list("descendant", "ancestor", "depth")
    ):
        above.setdefault(descendant, []).append((ancestor, depth + 1))
    units = Unit.objects.bulk_create((Unit(slug=f"co-so-{n}", opened_on=DAY) for n in range(count)), batch_size=_BATCH)
    parents = [communes[n % len(communes)] for n in range(count)]
    versions = []
    for number, (unit, parent) in enumerate(zip(units, parents, strict=True)):
        version = UnitVersion(unit=unit, name=f"Cơ sở {number}", kind=UnitKind.SCHOOL, parent_id=parent, valid_from=DAY)
        version.name_key, version.folded = f"co so {number:06}", f"co so {number}"
        versions.append(version)
    UnitVersion.objects.bulk_create(versions, batch_size=_BATCH)
    links = (
        UnitAncestry(ancestor_id=ancestor, descendant=unit, depth=depth, valid_from=DAY, valid_to=FOREVER)
        for unit, parent in zip(units, parents, strict=True) for ancestor, depth in [(unit.pk, 0), *above[parent]]
    )  # fmt: skip
    UnitAncestry.objects.bulk_create(links, batch_size=_BATCH)
    return [unit.pk for unit in units]


def measure_city(*, by: User) -> Figures:
    """A quarter of Long Khánh's hundred units: opened and prefilled, refreshed, handed in, accepted; the pages."""
    stage = set_stage(by=by)
    agency = stage.cast["noivu"]
    with clock.at(date(2022, 3, 25)):
        second = User.objects.create_user("noivu.hai", "Người thứ hai")
        appoint(second, role=Role.STANDING_AGENCY, unit=stage.units["phong-noi-vu"], valid_from=date(2022, 3, 1), by=by)
        seeding.adopt_forms(stage.units["long-khanh"], agency=stage.units["phong-noi-vu"], by=agency)
        form = Form.objects.get(key="quy")
        figures: Figures = {}
        started = time.perf_counter()
        cycle = opening.open_cycle(form, Period.parse("2022-Q1"), by=by)
        figures["open_and_prefill"] = {"reports": cycle.reports.count(), "seconds": round(time.perf_counter() - started, 2)}
        started = time.perf_counter()
        filling.refresh_cycles(by=by)
        figures["refresh"] = {"seconds": round(time.perf_counter() - started, 2)}
        reports = list(cycle.reports.select_related("cycle__form", "unit", "holder").order_by("pk"))
        figures["prefilled_share"] = round(sum(r.filled_count for r in reports) / sum(r.box_count for r in reports), 3)
        steps: dict[str, list[float]] = {"write": [], "hand_in": [], "sign": [], "review": [], "accept": []}
        for report in reports:
            _whole_way(report, stage, (agency, second), steps)
        figures["steps_median_ms"] = {word: round(sorted(taken)[len(taken) // 2], 1) for word, taken in steps.items()}
        client = Client()
        for name, user, path in (
            ("cycle_page", agency, f"ky/{cycle.pk}/"), ("report_page", agency, f"ban/{reports[0].pk}/"),
            ("totals_page", agency, f"tong-hop/{stage.units['long-khanh'].slug}/"),
        ):  # fmt: skip
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            figures[name] = {"ms": reporting_scale.timed(lambda path=path: client.get(f"/lam-viec/bao-cao/{path}"), 9)}
    return figures


def _whole_way(report: UnitReport, stage, agents: tuple[User, User], steps: dict[str, list[float]]) -> None:
    officer, leader = stage.officers[report.unit_id], stage.leaders[report.unit_id]
    boxes = report.boxes.select_related("item").filter(item__indicator__isnull=False)
    entries = {box.pk: Entry(value=0 if box.value is None else None, nil_reason="Chưa có") for box in boxes}
    for word, run in (
        ("write", lambda: writing.write_boxes(report, entries, by=officer)), ("hand_in", lambda: lifecycle.hand_in(report, by=officer)),
        ("sign", lambda: lifecycle.sign(report, by=leader)), ("review", lambda: lifecycle.review(report, by=agents[0])),
        ("accept", lambda: lifecycle.accept(report, by=agents[1])),
    ):  # fmt: skip
        started = time.perf_counter()
        run()
        steps[word].append((time.perf_counter() - started) * 1000)
