"""What goes wrong at the end of a quarter: slips of the hand, two at once, the wrong file, a process that dies."""

import html
import io
import re
from datetime import UTC, datetime

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.reporting import drafting, numbers
from lantoa.reporting.models import Box, Cycle
from lantoa.reporting.queries import boxes as box_queries
from lantoa.reporting.services import filling, lifecycle, writing
from lantoa.reporting.services.writing import Entry
from tests.factories import NominationFactory
from tests.reporting.conftest import accepted, box_of, fill, opened, report_of

pytestmark = pytest.mark.django_db
MARCH = datetime(2022, 3, 15, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), (" 1.200 ", 1200), ("1 200 000", 1200000), ("0", 0), ("", None), ("1.234,0", 1234)]
)
def test_numbers_are_read_as_they_are_written_here(text, value):
    assert numbers.whole(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bốn mươi", "Ghi bằng chữ số"), ("1,234.5", "Ghi bằng chữ số"), ("1.234,5", "không có phần lẻ"), ("1,234", "1.234"), ("-4", "nhỏ hơn 0"),
        ("9" * 40, "quá lớn"), ("1e999999999", "quá lớn"), ("NaN", "Ghi bằng chữ số"), ("Infinity", "Ghi bằng chữ số"), ("=1+1", "Ghi bằng chữ số"),
        ("１２x", "Ghi bằng chữ số"),
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused_in_words(text, said):
    with pytest.raises(ValidationError, match=said):
        numbers.whole(text)


@pytest.mark.parametrize("text", ["bốn mươi", "-4", "1.234,5", "1e999999999", "<script>"])
def test_the_page_keeps_what_was_typed_beside_what_is_wrong(client, town, text):
    report = report_of(opened(town), town.ward)
    bad, good = box_of(report, "participants"), box_of(report, "adoptions")
    client.force_login(town.officer)
    shown = client.post(f"/lam-viec/bao-cao/ban/{report.pk}/", {f"so-{bad.pk}": text, f"so-{good.pk}": "2"}).content.decode()
    assert f'value="{html.escape(text)}"' in shown
    assert f'id="loi-o-{bad.pk}"' in shown
    assert (box_of(report, "participants").value, box_of(report, "adoptions").value) == (None, 2)


def test_of_two_officers_the_second_is_told_and_nothing_is_written_over(client, town):
    """Both pages are open; the first saves itself. The second is refused until its page is loaded anew, however often it sends."""
    report = report_of(opened(town), town.ward)
    box = box_of(report, "participants")
    stamp = box_queries.stamp_of(box)
    writing.write_boxes(report, {box.pk: Entry(value=10, seen=stamp)}, by=town.officer)
    client.force_login(town.officer)
    for _ in range(2):
        answer = client.post(
            f"/lam-viec/bao-cao/ban/{report.pk}/", {f"so-{box.pk}": "20", f"t-{box.pk}": stamp}, headers={"HX-Request": "true"}
        )
        shown = html.unescape(answer.content.decode())
        assert f"{town.officer} vừa ghi “10” vào ô này" in shown
        assert f'id="t-{box.pk}"' not in shown  # the stamp it was seen with stays
    assert box_of(report, "participants").value == 10


def test_a_draft_that_dies_half_way_leaves_nothing_and_is_made_again(town, monkeypatch):
    def dies(*args):
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr(drafting, "draft_all", dies)
        with pytest.raises(SystemExit):
            opened(town)
    assert (Cycle.objects.count(), Box.objects.count()) == (0, 0)
    cycle = opened(town)
    assert cycle.reports.count() == 2


def test_a_refresh_that_dies_half_way_leaves_the_figures_and_is_done_again(town, monkeypatch):
    report = report_of(opened(town), town.ward)
    NominationFactory(unit=town.ward, received_at=MARCH)

    def dies(*args):
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr(drafting, "draft_all", dies)
        with pytest.raises(SystemExit):
            filling.refresh_cycles(by=town.system)
    assert box_of(report, "proposed").value == 0
    filling.refresh_cycles(by=town.system)
    assert box_of(report, "proposed").value == 1
    assert filling.refresh_cycles(by=town.system) == 0


def book_of(client, report):
    return client.get(f"/lam-viec/bao-cao/ban/{report.pk}/bieu.xlsx").content


def send(client, report, data: bytes) -> str:
    answer = client.post(f"/lam-viec/bao-cao/ban/{report.pk}/nop-tep/", {"file": SimpleUploadedFile("bieu.xlsx", data)})
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def test_the_sheet_of_another_unit_is_refused_by_name(client, town):
    cycle = opened(town)
    mine, other = report_of(cycle, town.ward), report_of(cycle, town.other)
    client.force_login(town.other_officer)
    foreign = book_of(client, other)
    client.force_login(town.officer)
    assert "Tệp này là của báo cáo khác (Xã Bình Lộc, quý I/2022)" in send(client, mine, foreign)
    assert not mine.boxes.filter(source="sheet").exists()


def test_the_sheet_of_another_period_is_refused_by_name(client, town):
    quarter, month = report_of(opened(town), town.ward), report_of(opened(town, "thang", town.month), town.ward)
    client.force_login(town.officer)
    assert "Tệp này là của báo cáo khác (Phường Bảo Vinh, tháng 3/2022)" in send(client, quarter, book_of(client, month))


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"M\xc3\xa3,S\xe1\xbb\x91\n1,2\n"])
def test_a_damaged_or_foreign_file_is_told_and_writes_nothing(client, town, damage):
    report = report_of(opened(town), town.ward)
    client.force_login(town.officer)
    shown = send(client, report, damage(book_of(client, report)))
    assert "Không đọc được tệp này" in shown or "Tệp này trống, không đọc được" in shown
    assert not report.boxes.filter(source="sheet").exists()


def test_words_that_look_like_formulas_leave_and_return_as_words(client, town):
    report = report_of(opened(town), town.ward)
    box = report.boxes.filter(item__kind="text").order_by("pk").first()
    said = '=HYPERLINK("http://example.invalid","bấm")'
    writing.write_boxes(report, {box.pk: Entry(text=said)}, by=town.officer)
    client.force_login(town.officer)
    data = book_of(client, report)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.value for cell in cells if "HYPERLINK" in str(cell.value)] == [f"'{said}"]
    send(client, report, data)
    box.refresh_from_db()
    assert box.text == said


def test_figures_of_an_accepted_report_stay_when_the_records_move_and_the_difference_is_shown(client, town):
    cycle = opened(town)
    gone = NominationFactory(unit=town.ward, received_at=MARCH)
    filling.refresh_cycles(by=town.system)
    report = accepted(town, cycle)
    before = list(report.boxes.order_by("pk").values_list("value", "counted", "record_ids", "text"))
    client.force_login(town.officer)
    assert "vẫn ra đúng các số lúc ký" in client.get(f"/lam-viec/bao-cao/ban/{report.pk}/so-voi-ban-ghi/").content.decode()

    type(gone).objects.filter(pk=gone.pk).update(received_at=datetime(2021, 3, 1, tzinfo=UTC))
    come = NominationFactory.create_batch(2, unit=town.ward, received_at=MARCH)
    filling.refresh_cycles(by=town.system)

    assert list(report.boxes.order_by("pk").values_list("value", "counted", "record_ids", "text")) == before
    report.refresh_from_db()
    assert box_queries.fingerprint(report) == report.sha256
    shown = html.unescape(client.get(f"/lam-viec/bao-cao/ban/{report.pk}/so-voi-ban-ghi/").content.decode())
    assert "thêm 2 bản ghi, 1 bản ghi không còn tính" in shown
    shown = html.unescape(client.get(f"/lam-viec/bao-cao/ban/{report.pk}/so/{box_of(report, 'proposed').pk}/").content.decode())
    assert "Bản ghi hôm nay cho <b>2</b>; báo cáo giữ số 1 như lúc ký." in shown
    assert shown.count("(nay không còn tính)") == 1
    assert all(one.name in shown for one in come)


def test_a_report_still_being_written_follows_the_records_and_has_no_difference_to_show(client, town):
    report = report_of(opened(town), town.ward)
    client.force_login(town.officer)
    assert client.get(f"/lam-viec/bao-cao/ban/{report.pk}/so-voi-ban-ghi/").status_code == 302


def test_what_holds_a_report_back_is_named_before_it_is_handed_in(client, town):
    report = report_of(opened(town), town.ward)
    client.force_login(town.officer)
    shown = html.unescape(client.get(f"/lam-viec/bao-cao/ban/{report.pk}/").content.decode())
    assert "Còn phải ghi trước khi trình ký" in shown
    named = re.findall(r'<li><a class="link" href="#o-\d+">([^<]+)</a> <span class="quiet">\(([^)]+)\)', shown)
    assert ("Lượt người dự tọa đàm, giao lưu", "chưa ghi") in named
    assert ("Gương, mô hình được giới thiệu", "số 0, ghi vì sao") in named


def test_the_leader_sees_what_departs_from_the_records_before_signing(client, town):
    report = report_of(opened(town), town.ward)
    fill(report, town.officer, participants=1240)
    writing.write_boxes(report, {box_of(report, "stories").pk: Entry(value=7, correction_reason="Hai bài báo giấy")}, by=town.officer)
    lifecycle.hand_in(report, by=town.officer)
    client.force_login(town.leader)
    shown = re.sub(r"\s+", " ", html.unescape(client.get(f"/lam-viec/bao-cao/ban/{report.pk}/ky/").content.decode()))
    assert "Tin, bài đã đăng: <b>7</b>, bản ghi 0. Vì: Hai bài báo giấy" in shown
    assert "câu hỏi chưa trả lời" in shown
