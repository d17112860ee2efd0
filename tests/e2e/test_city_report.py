"""A quarter ends: units find their reports filled in, one disputes a figure, one is late and alone is reminded; the city's report is
drafted, approved, signed with a test certificate, entered in the register, locked, and read back by the command line. And the leader's
pages as they look."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from lantoa.core import clock
from lantoa.documents import writing
from lantoa.notifications.models import Notice
from lantoa.outgoing.models import Paper
from lantoa.plans.models import UrgingLetter
from lantoa.plans.services.reminders import climb
from lantoa.reporting.city_enums import CityState
from lantoa.reporting.enums import CycleState, ReportState
from lantoa.reporting.exports import city_document
from lantoa.reporting.models import CityReport
from lantoa.reporting.services import lifecycle
from lantoa.reporting.services.city import drafting
from tests.documents.signing import certificate, sign
from tests.e2e.axe import assert_accessible
from tests.factories import AssignmentFactory, DutyFactory, EvidenceFactory, NominationFactory, PlanFactory
from tests.reporting.conftest import Q1, _end_of_march, accepted, fill, opened, report_of, town  # noqa: F401  (fixtures)

APRIL = date(2022, 4, 8)
SHOTS = os.environ.get("LANTOA_SHOTS")  # a folder: pictures of the pages are left there


@pytest.fixture
def quarter(transactional_db, settings, town):  # noqa: F811
    """On 31 March: the quarter's reports open, a duty of the plan asks for them by 5 April."""
    settings.FIXED_TODAY = date(2022, 3, 31)
    town.plan = PlanFactory(issuer=town.city, standing_agency=town.office)
    duty = DutyFactory(plan=town.plan, title="Báo cáo kết quả quý", evidence_kinds=["report"])
    span = {"period": "2022-Q1", "period_start": Q1.start, "period_end": Q1.end, "due_on": date(2022, 4, 5)}
    town.duties = {unit: AssignmentFactory(duty=duty, unit=unit, **span) for unit in (town.ward, town.other)}
    NominationFactory(unit=town.ward, name="Nguyễn Văn Lành")
    town.cycle = opened(town)
    return town


def shoot(page, name: str, widths=(1440, 768, 390)) -> None:
    if SHOTS:
        for width in widths:
            page.set_viewport_size({"width": width, "height": 1080 if width == 1920 else 900})
            page.screenshot(path=str(Path(SHOTS, f"{name}-{width}.png")), full_page=width != 1920)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_from_the_end_of_the_quarter_to_the_signed_report(page_at, live_server, sign_in, quarter, settings, tmp_path):
    own = report_of(quarter.cycle, quarter.ward)
    assert own.filled_count > 0.7 * own.box_count
    officer = page_at(1440)
    sign_in(officer, quarter.officer)

    # One disputes a figure, then settles it, hands in; the leader signs; the duty is handed in as well.
    box = own.boxes.get(item__indicator__key="proposed")
    officer.goto(f"{live_server.url}/lam-viec/bao-cao/ban/{own.pk}/so/{box.pk}/")
    officer.get_by_label("Số này sai ở đâu").fill("Thiếu hồ sơ ngày 12/3")
    press(officer, "Báo số sai")
    officer.get_by_text("Đã ghi là số này sai").wait_for()
    fill(own, quarter.officer, proposed=2, participants=40)
    lifecycle.hand_in(report_of(quarter.cycle, quarter.ward), by=quarter.officer)
    leader = page_at(1440)
    sign_in(leader, quarter.leader)
    leader.goto(f"{live_server.url}/lam-viec/bao-cao/ban/{own.pk}/ky/")
    leader.locator("form.box button[type=submit]").click()
    leader.wait_for_load_state()
    assert report_of(quarter.cycle, quarter.ward).state == ReportState.SUBMITTED
    _duty_done(quarter.duties[quarter.ward], quarter.officer)

    # The other is late: it alone is reminded, its letter comes out.
    settings.FIXED_TODAY = APRIL
    with clock.at(date(2022, 4, 6)):
        climb(date(2022, 4, 6), by=quarter.system)
    late = set(Notice.objects.filter(kind="plans.reminder").values_list("recipient_id", flat=True))
    assert quarter.other_leader.pk in late
    assert not late & {quarter.officer.pk, quarter.leader.pk}
    page = page_at(1440)
    sign_in(page, quarter.agent)
    page.goto(f"{live_server.url}/lam-viec/ke-hoach/{quarter.plan.pk}/don-doc/")
    assert page.get_by_role("checkbox").count() == 1
    page.get_by_label("Xã Bình Lộc").check()
    press(page, "Soạn công văn cho đơn vị đã chọn")
    page.get_by_text("Đã soạn 1 công văn.").wait_for()
    letter = UrgingLetter.objects.get()
    assert (letter.unit, letter.written_on) == (quarter.other, APRIL)
    assert "quá hạn 3 ngày" in letter.body
    with clock.at(APRIL):
        # It reports; both are accepted; the clock has the city's report drafted.
        first = lifecycle.review(report_of(quarter.cycle, quarter.ward), by=quarter.agent)
        lifecycle.accept(first, by=quarter.second)
        assert drafting.draft_due(by=quarter.system) == 0
        accepted(quarter, quarter.cycle, quarter.other)
        assert drafting.draft_due(by=quarter.system) == 1
        report = drafting.make_draft(CityReport.objects.get(), by=quarter.system)

    # The officer edits a section, lays it before the leader, who approves it on a phone.
    address = f"{live_server.url}/lam-viec/bao-cao/thanh-pho/{report.pk}/"
    page.goto(address)
    page.get_by_role("button", name="Sửa phần này: Tình hình chung").click()
    page.get_by_label("Nội dung").fill("Các đơn vị đã gửi đủ báo cáo quý I.")
    page.get_by_text("Đã lưu lúc").wait_for()
    press(page, "Lưu, xong phần này")
    page.goto(f"{address}trinh/")
    press(page, "Trình lãnh đạo")
    phone = page_at(390)
    sign_in(phone, quarter.mayor)
    phone.goto(f"{live_server.url}/lam-viec/")
    phone.get_by_role("link", name="Báo cáo quý I/2022 của thành phố").first.click()
    phone.get_by_role("link", name="Duyệt", exact=True).click()
    press(phone, "Duyệt")
    report.refresh_from_db()
    assert report.state == CityState.APPROVED

    # Printed, numbered, signed elsewhere; the signed file comes back in.
    draft = city_document.draft(report)
    draft.number, draft.day = "125", writing.IssueDay.of(APRIL)
    draft.signatures = [writing.Signature("CHỦ TỊCH", "Trần Thị Ký", ("TM. ỦY BAN NHÂN DÂN",))]
    signed = tmp_path / "bao-cao.pdf"
    with ThreadPoolExecutor(1) as thread:  # the browser's event loop runs in this one, and signing wants its own
        signed.write_bytes(thread.submit(sign, writing.to_pdf(draft), *certificate()).result())
    page.goto(f"{address}ban-hanh/")
    page.get_by_label("Số, ký hiệu").fill("125/BC-UBND")
    page.get_by_label("Ngày ban hành").fill(
        "2022-04-08" if page.get_by_label("Ngày ban hành").get_attribute("type") == "date" else "8/4/2022"
    )
    page.get_by_label("Người ký", exact=False).first.fill("Trần Thị Ký")
    page.get_by_label("Bản PDF đã ký").set_input_files(str(signed))
    press(page, "Ghi đã ban hành")
    page.get_by_text("Nguyên vẹn").wait_for()
    report.refresh_from_db()
    assert (report.state, report.number) == (CityState.ISSUED, "125/BC-UBND")
    shoot(page, "city-issued")

    # It stands in the register with the very file that came in, and is locked; the cycle with the units' figures likewise.
    entry = Paper.objects.get(source="reporting.cityreport", source_id=report.pk)
    assert (entry.number, entry.issued_on, entry.signer_name) == ("125/BC-UBND", APRIL, "Trần Thị Ký")
    with entry.signed_file.content.open("rb") as kept:
        assert kept.read() == signed.read_bytes()
    page.goto(f"{address}khoa/")
    press(page, "Khóa")
    page.goto(f"{live_server.url}/lam-viec/bao-cao/ky/{quarter.cycle.pk}/khoa/")
    press(page, "Khóa kỳ")
    report.refresh_from_db()
    quarter.cycle.refresh_from_db()
    assert (report.state, quarter.cycle.state) == (CityState.LOCKED, CycleState.LOCKED)
    assert {one.state for one in quarter.cycle.reports.all()} == {ReportState.LOCKED}

    # Both files as `lantoa read_plan` tells them.
    word = tmp_path / "bao-cao.docx"
    word.write_bytes(writing.to_docx(draft))
    for file in (word, signed):
        seen = read_plan(file)
        assert (seen["number"], seen["date"], seen["signer"]["name"]) == ("125/BC-UBND", "2022-04-08", "Trần Thị Ký")
        assert "Thành phố Long Khánh".casefold() in seen["issuer"].casefold()
        headings = {section["heading"].rstrip(".").casefold() for section in seen["sections"]}
        assert {"tình hình chung", "chế độ báo cáo"} <= headings, headings
        assert "Các đơn vị đã gửi đủ báo cáo quý I" in json.dumps(seen, ensure_ascii=False), seen


def read_plan(file: Path) -> dict:
    """What the command line prints of a file, as another tool would ask for it."""
    done = subprocess.run(
        [sys.executable, "-m", "lantoa", "read_plan", str(file)], capture_output=True, text=True, encoding="utf8", check=True
    )
    return json.loads(done.stdout)


def _duty_done(assignment, by) -> None:
    from lantoa.plans.services.assignments import submit_assignment

    if not assignment.evidence.exists():
        EvidenceFactory(assignment=assignment, added_by=by)
    assignment.refresh_from_db()
    submit_assignment(assignment, shortfall_reason="", by=by)


def test_leaders_pages_are_accessible_and_slides_turn_by_keys_and_links(page_at, live_server, sign_in, quarter, browser, settings):
    settings.FIXED_TODAY = APRIL
    with clock.at(APRIL):
        accepted(quarter, quarter.cycle)
        report = drafting.begin_report(quarter.city, agency=quarter.office, period=Q1, by=quarter.agent)
        drafting.make_draft(report, by=quarter.system)
    room = f"{live_server.url}/lam-viec/bao-cao"
    page = page_at(1440)
    sign_in(page, quarter.mayor)
    for name, path in (("dashboard", "/dieu-hanh/"), ("city-list", "/thanh-pho/"), ("city-report", f"/thanh-pho/{report.pk}/"),
                       ("slide", "/dieu-hanh/trinh-chieu/?trang=2"), ("slide-chart", "/dieu-hanh/trinh-chieu/?trang=7"),
                       ("source", f"/thanh-pho/{report.pk}/so/participants/")):  # fmt: skip
        assert_accessible(page, room + path, widths=(1440, 390) if "slide" not in name else (1920,))
        shoot(page, name, (1920,) if "slide" in name else (1440, 768, 390))
    page.goto(f"{room}/dieu-hanh/trinh-chieu/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**trang=2**")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**trang=1**")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.slide *, .slide-nav *')].filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 24
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, java_script_enabled=False)
    plain = context.new_page()
    sign_in(plain, quarter.mayor)
    plain.goto(f"{room}/dieu-hanh/trinh-chieu/")
    plain.get_by_role("link", name="Sau").click()
    plain.wait_for_url("**trang=2**")
    context.close()
