"""Long Khánh with an accepted report of every unit, to measure what is made of them."""

import time
from datetime import date

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.demo.services.stage import Stage
from lantoa.documents import writing
from lantoa.organisations.enums import Role
from lantoa.organisations.services.appointments import appoint
from lantoa.reporting.exports import city_document
from lantoa.reporting.models import UnitReport
from lantoa.reporting.services import lifecycle, opening, seeding
from lantoa.reporting.services.city import drafting
from lantoa.reporting.services.writing import Entry, write_boxes

_BEGUN, _ENDED, _TOLD = date(2022, 3, 24), date(2022, 4, 4), date(2022, 4, 8)


def measure_city_report(stage: Stage, *, by: User) -> dict[str, float | int]:
    """Seconds of a draft and of its files, after every unit's report of the quarter was accepted."""
    city, office, agency = stage.units["long-khanh"], stage.units["phong-noi-vu"], stage.cast["noivu"]
    with clock.at(_BEGUN):
        second = User.objects.create(username="noivu.pho", full_name="Người thứ hai", password=agency.password)
        appoint(second, role=Role.STANDING_AGENCY, unit=office, title="Phó Trưởng phòng", valid_from=_BEGUN, by=by)
        seeding.adopt_forms(city, agency=office, by=agency)
        opening.open_cycles(day=date(2022, 3, 31), by=by)
    with clock.at(_ENDED):
        reports = list(UnitReport.objects.filter(cycle__period="2022-Q1").select_related("cycle__form", "unit", "holder").order_by("pk"))
        for report in reports:
            _hand_in(report, stage)
    with clock.at(_TOLD):
        lifecycle.review_all(reports, by=agency)
        accepted, _ = lifecycle.accept_all(reports, by=second)
        made = drafting.begin_report(city, agency=office, period=Period.parse("2022-Q1"), by=agency)
        figures: dict[str, float | int] = {"units": len(reports), "accepted": accepted}
        started = time.perf_counter(), time.process_time()
        made = drafting.make_draft(made, by=by)
        figures |= {"draft_s": _since(started[0]), "draft_cpu_s": round(time.process_time() - started[1], 2)}
        draft = city_document.draft(made)
        writing.to_pdf(draft)  # the typefaces are read once
        for name, write in (("docx", writing.to_docx), ("pdf", writing.to_pdf)):
            started = time.perf_counter(), time.process_time()
            write(city_document.draft(made))
            figures |= {f"{name}_s": _since(started[0]), f"{name}_cpu_s": round(time.process_time() - started[1], 2)}
        begun = time.perf_counter()
        city_document.workbook(made)
        return {**figures, "xlsx_s": _since(begun)}


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 2)


def _hand_in(report: UnitReport, stage: Stage) -> None:
    officer, leader = stage.officers[report.unit_id], stage.leaders[report.unit_id]
    entries = {}
    for box in report.boxes.select_related("item__indicator").filter(item__indicator__isnull=False):
        if box.value is None:
            entries[box.pk] = Entry(value=3)
        elif box.value == 0 and box.item.asks_nil_reason:
            entries[box.pk] = Entry(nil_reason="Chưa có.")
    for box in report.boxes.filter(item__indicator__isnull=True):
        entries[box.pk] = Entry(
            text=f"{report.unit}: địa bàn rộng, cán bộ kiêm nhiệm; đề nghị hỗ trợ thêm phương tiện tuyên truyền lưu động."
        )
    write_boxes(report, entries, by=officer)
    lifecycle.hand_in(report, by=officer)
    lifecycle.sign(report, by=leader)
