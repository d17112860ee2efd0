"""The pages of reports: what they show, to whom, in how many queries; the workbook out and back."""

import html
import io
import json
from datetime import UTC, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.organisations.enums import Role
from lantoa.reporting.enums import ReportState, Source
from lantoa.reporting.exports import dhis2
from lantoa.reporting.models import Answer, UnitReport
from lantoa.reporting.services import filling, lifecycle, opening
from lantoa.ui.words import number
from tests.factories import ClusterFactory, NominationFactory, UnitFactory, person_with
from tests.reporting.conftest import accepted, box_of, fill, opened, report_of, signed

pytestmark = pytest.mark.django_db
MARCH = datetime(2022, 3, 15, 3, tzinfo=UTC)


def page(client, user, path):
    client.force_login(user)
    answer = client.get(f"/lam-viec/bao-cao/{path}")
    return answer.status_code, html.unescape(answer.content.decode())


def test_a_figure_opens_as_many_records_as_it_says(client, town):
    NominationFactory.create_batch(3, unit=town.ward, received_at=MARCH)
    NominationFactory(unit=town.other, received_at=MARCH)
    report = report_of(opened(town), town.ward)
    box = box_of(report, "proposed")
    _, shown = page(client, town.officer, f"ban/{report.pk}/")
    assert "xem 3 bản ghi" in shown
    _, shown = page(client, town.officer, f"ban/{report.pk}/so/{box.pk}/")
    assert shown.count("/lam-viec/guong/") - shown.count('class="sub"') >= 3
    assert "<span>3 bản ghi</span>" in shown


def test_an_officer_writes_sends_and_the_leader_signs(client, town):
    report = report_of(opened(town), town.ward)
    client.force_login(town.officer)
    boxes = {key: box_of(report, key).pk for key in ("participants", "adoptions", "proposed")}
    sent = {
        f"so-{boxes['participants']}": "1.200",
        f"so-{boxes['adoptions']}": "0",
        f"so-{boxes['proposed']}": "0",
        f"khong-{boxes['proposed']}": "Chưa có",
    }
    client.post(f"/lam-viec/bao-cao/ban/{report.pk}/", sent)
    assert box_of(report, "participants").value == 1200
    client.post(f"/lam-viec/bao-cao/ban/{report.pk}/trinh/")
    client.force_login(town.leader)
    client.post(f"/lam-viec/bao-cao/ban/{report.pk}/ky/")
    report.refresh_from_db()
    assert (report.state, report.signed_by) == (ReportState.SUBMITTED, town.leader)


def test_letters_where_numbers_go_are_told_and_kept_to_be_seen(client, town):
    report = report_of(opened(town), town.ward)
    bad, good = box_of(report, "participants"), box_of(report, "adoptions")
    client.force_login(town.officer)
    answer = client.post(f"/lam-viec/bao-cao/ban/{report.pk}/", {f"so-{bad.pk}": "bốn mươi", f"so-{good.pk}": "2"})
    shown = html.unescape(answer.content.decode())
    assert "Ghi bằng chữ số" in shown
    assert 'value="bốn mươi"' in shown
    good.refresh_from_db()
    assert good.value == 2


def test_saved_by_itself_with_one_line_back(client, town):
    report = report_of(opened(town), town.ward)
    box = box_of(report, "participants")
    client.force_login(town.officer)
    answer = client.post(f"/lam-viec/bao-cao/ban/{report.pk}/", {f"so-{box.pk}": "5", f"t-{box.pk}": "-"}, headers={"HX-Request": "true"})
    shown = html.unescape(answer.content.decode())
    assert "Đã lưu. 27 trong 28 ô đã có." in shown
    assert f'id="t-{box.pk}"' in shown
    assert "<html" not in shown


def test_who_must_act_now_is_named(client, town):
    cycle = opened(town)
    signed(cycle, town.ward, town.officer, town.leader)
    cycle.reports.filter(unit=town.other).update(due_on="2022-03-20")
    _, shown = page(client, town.agent, f"ky/{cycle.pk}/")
    assert f"Xã Bình Lộc (trễ 11 ngày): {town.other_officer} làm và nộp." in shown
    assert "Cơ quan Thường trực: soát" in shown


def test_the_agency_decides_on_many(client, town):
    cycle = opened(town)
    reports = [signed(cycle, town.ward, town.officer, town.leader), signed(cycle, town.other, town.other_officer, town.other_leader)]
    for person, word in ((town.agent, "soat"), (town.second, "chap-nhan")):
        client.force_login(person)
        client.post(f"/lam-viec/bao-cao/ky/{cycle.pk}/quyet-dinh/", {"viec": word, "bao-cao": [r.pk for r in reports]})
    assert set(UnitReport.objects.values_list("state", flat=True)) == {ReportState.ACCEPTED}


def test_from_the_city_down_to_the_figure(client, town):
    report = accepted(town, opened(town), participants=40)
    _, shown = page(client, town.mayor, f"tong-hop/{town.city.slug}/?nam=2022&loai=Q")
    assert "Lượt người dự tọa đàm, giao lưu" in shown
    _, shown = page(client, town.mayor, f"tong-hop/{town.city.slug}/?nam=2022&loai=Q&chi-tieu=participants")
    assert "Phường Bảo Vinh" in shown
    assert f"/lam-viec/bao-cao/ban/{report.pk}/so/{box_of(report, 'participants').pk}/" in shown
    assert town.cluster.name in shown


def test_who_watches_from_above_sees_totals_and_no_report(client, town):
    report = accepted(town, opened(town), participants=40)
    assert page(client, town.above, f"tong-hop/{town.city.slug}/")[0] == 200
    assert page(client, town.above, f"ban/{report.pk}/")[0] == 404


@pytest.mark.parametrize("path", ["ban/{r}/", "ban/{r}/so/{b}/", "ban/{r}/ky/", "ban/{r}/bieu.xlsx", "ban/{r}/nop-tep/"])
def test_the_ward_next_door_finds_nothing(client, town, path):
    report = report_of(opened(town), town.ward)
    assert page(client, town.other_officer, path.format(r=report.pk, b=report.boxes.first().pk))[0] == 404


def queries_of(client, user, path) -> int:
    """Of the page alone: signing in asks some of its own."""
    client.force_login(user)
    client.get("/lam-viec/bao-cao/")  # the first page of a session also notes when it began
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/lam-viec/bao-cao/{path}").status_code == 200
    return len(queries)


PAGES = ["", "ky/{c}/", "ban/{r}/", "ban/{r}/so/{b}/", "ban/{o}/", "ban/{r}/tra-lai/", "ban/{o}/nhap-thay/", "mau/", "mau/{f}/"]


@pytest.mark.parametrize(("path", "most"), [*((path, 15) for path in PAGES), ("tong-hop/{n}/?chi-tieu=participants", 22)])
def test_the_same_queries_for_two_units_and_for_six(client, town, path, most):
    def count():
        return queries_of(client, town.agent, path.format(**ids))

    cycle = opened(town)
    report = signed(cycle, town.ward, town.officer, town.leader)
    ids = {"c": cycle.pk, "r": report.pk, "o": report_of(cycle, town.other).pk, "b": box_of(report, "proposed").pk, "n": town.city.slug,
           "f": town.forms["quy"].pk}  # fmt: skip
    NominationFactory(unit=town.ward, received_at=MARCH)  # the records move after the signature: the page of a figure shows it
    before = count()
    more = [UnitFactory(parent=town.city) for _ in range(4)]
    ClusterFactory(authority=town.city, units=more)
    opening._add_reports(cycle, town.system)
    NominationFactory.create_batch(3, unit=town.ward, received_at=MARCH)
    for unit in more[:2]:
        officer, leader = person_with(Role.UNIT_OFFICER, unit), person_with(Role.UNIT_LEADER, unit)
        lifecycle.review(signed(cycle, unit, officer, leader), by=town.agent)
        lifecycle.accept(UnitReport.objects.get(unit=unit), by=town.second)
    assert count() == before
    assert before <= most


@pytest.mark.parametrize(
    ("who", "word"), [("officer", ""), ("officer", "trinh/"), ("officer", "nop-tep/"), ("leader", ""), ("leader", "ky/")]
)
def test_the_unit_writes_and_signs_in_few_queries(client, town, who, word):
    """The same for a report with nothing behind it and for one with records, questions and words on offer."""
    report = report_of(opened(town), town.ward)
    if who == "leader":
        fill(report, town.officer)
        lifecycle.hand_in(report, by=town.officer)

    def count():
        return queries_of(client, getattr(town, who), f"ban/{report.pk}/{word}")

    before = count()
    NominationFactory.create_batch(5, unit=town.ward, received_at=MARCH)
    for n, key in enumerate(("past-1", "past-2")):
        Answer.objects.create(report=report, key=key, text=f"Đúng {n}", by=town.officer)
    filling.refresh_cycles(by=town.system)
    assert count() == before
    assert before <= 15


def workbook(client, report, **values):
    """The report's workbook with cells of its "Số báo cáo" changed, by the key of the indicator."""
    answer = client.get(f"/lam-viec/bao-cao/ban/{report.pk}/bieu.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    for key, value in values.items():
        item = f"{report.pk}-{box_of(report, key).item_id}"
        row = next(row for row in sheet.iter_rows(min_row=2) if str(row[0].value) == item)
        row[5].value = value
        row[6].value = "Theo sổ"
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("bieu.xlsx", out.getvalue())


def test_the_workbook_goes_out_and_comes_back(client, town):
    report = report_of(opened(town), town.ward)
    client.force_login(town.officer)
    client.post(f"/lam-viec/bao-cao/ban/{report.pk}/nop-tep/", {"file": workbook(client, report, participants=number(1500), stories=4)})
    assert (box_of(report, "participants").value, box_of(report, "participants").source) == (1500, Source.SHEET)
    assert (box_of(report, "stories").value, box_of(report, "stories").correction_reason) == (4, "Theo sổ")


@pytest.mark.parametrize("value", ["bốn mươi", "-4", "2,5", "=1+1"])
def test_one_wrong_cell_writes_nothing_and_names_its_row(client, town, value):
    report = report_of(opened(town), town.ward)
    client.force_login(town.officer)
    answer = client.post(f"/lam-viec/bao-cao/ban/{report.pk}/nop-tep/", {"file": workbook(client, report, participants=value, adoptions=3)})
    assert "chỗ phải sửa" in html.unescape(answer.content.decode())
    assert box_of(report, "adoptions").value is None


def test_a_file_that_is_no_workbook_is_refused(client, town):
    report = report_of(opened(town), town.ward)
    client.force_login(town.officer)
    answer = client.post(f"/lam-viec/bao-cao/ban/{report.pk}/nop-tep/", {"file": SimpleUploadedFile("bieu.xlsx", b"PK\x03\x04 not really")})
    assert "Không đọc được" in html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("ours", "theirs"), [("2022-M05", "202205"), ("2022-Q1", "2022Q1"), ("2022-H2", "2022S2"), ("2022-Y", "2022"), ("2022-N9", "2022-N9")]
)
def test_periods_are_written_as_dhis2_writes_them(ours, theirs):
    assert dhis2.period_out(ours) == theirs
    assert dhis2.period_in(theirs) == ours


def test_values_leave_as_dhis2_takes_them(client, town):
    report = accepted(town, opened(town), participants=40)
    client.force_login(town.mayor)
    lines = (
        b"".join(client.get(f"/lam-viec/bao-cao/tong-hop/{town.city.slug}/so-lieu.csv?nam=2022").streaming_content)
        .decode("ascii")
        .splitlines()
    )
    assert lines[0] == "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value"
    assert f"participants,2022Q1,{town.ward.slug},,,40" in lines
    figures = report.boxes.filter(item__indicator__isnull=False).count()
    assert len(lines) == 1 + figures  # every figure, the zeros too, and no share: those it computes itself
    found = client.get(f"/lam-viec/bao-cao/tong-hop/{town.city.slug}/so-lieu.json?nam=2022")
    values = json.loads(b"".join(found.streaming_content))["dataValues"]
    assert {"dataElement": "participants", "period": "2022Q1", "orgUnit": town.ward.slug, "value": "40"} in values


def test_a_locked_cycle_says_so(client, town):
    cycle = opened(town)
    client.force_login(town.agent)
    client.post(f"/lam-viec/bao-cao/ky/{cycle.pk}/khoa/")
    _, shown = page(client, town.officer, f"ban/{report_of(cycle, town.ward).pk}/")
    assert "Trình lãnh đạo ký" not in shown
    client.force_login(town.officer)
    answer = client.post(f"/lam-viec/bao-cao/ban/{report_of(cycle, town.ward).pk}/", {}, follow=True)
    assert "Kỳ báo cáo này đã khóa" in html.unescape(answer.content.decode())
