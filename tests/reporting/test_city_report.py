"""The city's report: drafted from accepted reports, edited by one at a time, decided on, issued as on paper, read back."""

import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.core.rights import Refused
from lantoa.documents import reading, writing
from lantoa.documents.writing.checks import check_docx
from lantoa.notifications.models import Notice
from lantoa.outgoing.models import Paper
from lantoa.outgoing.services import enter_paper
from lantoa.reporting import city_drafting
from lantoa.reporting.city_enums import CityState, Part
from lantoa.reporting.exports import city_document
from lantoa.reporting.models import CityReport, CitySection
from lantoa.reporting.queries import city_figures, city_seen
from lantoa.reporting.services import lifecycle
from lantoa.reporting.services.city import deciding, drafting, editing
from tests.documents.signing import certificate, sign
from tests.factories import NominationFactory
from tests.reporting.conftest import Q1, accepted, box_of, fill, opened, report_of

APRIL = date(2022, 4, 8)
MARCH = datetime(2022, 3, 15, 3, tzinfo=UTC)
PAPER = {"number": "125/BC-UBND", "signer_name": "Trần Thị Ký", "signer_post": "CHỦ TỊCH", "signer_authority": "TM. ỦY BAN NHÂN DÂN"}


@pytest.fixture
def told(town):
    """A quarter with one report accepted and one that never came, on 8 April."""
    steps = dict.fromkeys(["received_at", "verified_at", "shortlisted_at", "selected_at", "honoured_at"], MARCH)
    NominationFactory(unit=town.ward, honoured=True, name="Nguyễn Văn Lành", **steps)
    town.cycle = opened(town)
    accepted(town, town.cycle, participants=40)
    with clock.at(APRIL):
        yield town


def drafted(town, period: Period = Q1) -> CityReport:
    report = drafting.begin_report(town.city, agency=town.office, period=period, by=town.agent)
    return drafting.make_draft(report, by=town.system)


def approved(town) -> CityReport:
    report = deciding.submit(drafted(town), by=town.agent)
    return deciding.approve(report, by=town.mayor)


def issued(town, **more) -> CityReport:
    return deciding.issue(approved(town), **{**PAPER, "issued_on": APRIL, **more}, by=town.agent)


def text_of(report: CityReport, part: Part) -> str:
    return report.sections.get(part=part).text


def test_drafted_from_what_was_accepted(told):
    report = drafted(told)
    assert report.state == CityState.DRAFT
    assert list(report.sources.all()) == [report_of(told.cycle, told.ward)]
    assert "1/2 cơ quan, đơn vị, địa phương gửi báo cáo quý I/2022" in text_of(report, Part.GENERAL)
    assert "biểu dương 1 gương" in text_of(report, Part.EXEMPLARS)
    assert "Nguyễn Văn Lành (Phường Bảo Vinh)" in text_of(report, Part.EXEMPLARS)
    assert "Quá hạn chưa gửi: Xã Bình Lộc." in text_of(report, Part.TIMELINESS)
    assert Notice.objects.filter(kind="reporting.city_drafted", recipient=told.agent).count() == 1


def test_begun_once(told):
    first = drafting.begin_report(told.city, agency=told.office, period=Q1, by=told.agent)
    assert drafting.begin_report(told.city, agency=told.office, period=Q1, by=told.second) == first


def test_not_begun_for_a_period_to_come(told):
    with pytest.raises(ValidationError, match="đã bắt đầu"):
        drafting.begin_report(told.city, agency=told.office, period=Period.parse("2022-Q3"), by=told.agent)


def test_counted_from_records_where_no_unit_reports(told):
    report = drafted(told, Period.parse("2022-H1"))
    assert report.snapshot["source"] == "records"
    entry = report.snapshot["figures"]["honoured"]
    assert (entry["value"], len(entry["ids"])) == (1, 1)
    assert "bản ghi" in text_of(report, Part.TIMELINESS)


def test_clock_begins_it_once_the_last_report_was_accepted(told):
    assert drafting.draft_due(by=told.system) == 0
    accepted(told, told.cycle, told.other)
    assert drafting.draft_due(by=told.system) == 1
    assert drafting.draft_due(by=told.system) == 0
    assert CityReport.objects.get().period == "2022-Q1"


def test_killed_in_the_middle_nothing_is_half_and_it_starts_anew(told, monkeypatch):
    report = drafting.begin_report(told.city, agency=told.office, period=Q1, by=told.agent)
    real = city_drafting.draft

    def killed(part, ground):
        if part == Part.PRESS:
            raise SystemExit
        return real(part, ground)

    monkeypatch.setattr(city_drafting, "draft", killed)
    with pytest.raises(SystemExit):
        drafting.make_draft(report, by=told.system)
    monkeypatch.undo()
    report = CityReport.objects.get()
    assert (report.state, report.drafted_parts, report.snapshot, report.sources.count()) == (CityState.DRAFTING, 3, {}, 0)
    assert set(report.sections.values_list("text", flat=True)) == {""}
    assert drafting.draft_due(by=told.system) == 0  # may still be at work
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert drafting.draft_due(by=told.system) == 1
        report = drafting.make_draft(CityReport.objects.get(), by=told.system)
    assert report.state == CityState.DRAFT
    assert all(report.sections.values_list("text", flat=True))
    assert drafting.make_draft(report, by=told.system).drafted_at == report.drafted_at


def test_snapshot_stays_and_what_changed_is_asked(told):
    report = drafted(told)
    before = report.snapshot["figures"]
    assert city_figures.changed(report) == []
    first = report_of(told.cycle, told.ward)
    second = lifecycle.amend(first, reason="Đếm sót một cuộc", by=told.officer)
    fill(second, told.officer, participants=55)
    lifecycle.hand_in(second, by=told.officer)
    lifecycle.sign(second, by=told.leader)
    lifecycle.review(second, by=told.agent)
    lifecycle.accept(second, by=told.second)
    report = CityReport.objects.get()
    assert report.snapshot["figures"] == before
    assert city_figures.changed(report) == ["Lượt người dự tọa đàm, giao lưu: báo cáo này ghi 40, nay là 55. Có lấy số mới không?"]
    again = drafting.make_draft(drafting.draft_again(report, by=told.agent), by=told.system)
    assert again.snapshot["figures"]["participants"]["value"] == 55
    assert list(again.sources.all()) == [second]


def test_what_an_officer_wrote_stays_when_figures_are_taken_anew(told):
    report = drafted(told)
    section = report.sections.get(part=Part.TASKS)
    editing.write_section(section, text="Tập trung cho dịp 11/6.", let_go=True, by=told.agent)
    report = drafting.make_draft(drafting.draft_again(report, by=told.agent), by=told.system)
    section.refresh_from_db()
    assert section.text == "Tập trung cho dịp 11/6."
    assert section.is_rewritten
    assert editing.take_draft(section, by=told.agent).text == section.drafted


def test_two_officers_at_once_are_told_in_words(told):
    section = drafted(told).sections.get(part=Part.GENERAL)
    editing.take_section(section, by=told.agent)
    with pytest.raises(ValidationError, match="đang sửa phần"):
        editing.take_section(section, by=told.second)
    with pytest.raises(ValidationError, match="đang sửa phần"):
        editing.write_section(section, text="Chữ khác", by=told.second)
    with clock.at(clock.now() + timedelta(minutes=11)):
        editing.write_section(section, text="Của người thứ hai.", by=told.second)
        with pytest.raises(ValidationError, match="đang sửa phần"):
            editing.write_section(section, text="Của người thứ nhất.", by=told.agent)
    section.refresh_from_db()
    assert section.text == "Của người thứ hai."


def test_an_old_page_does_not_write_over_a_newer_text(told):
    section = drafted(told).sections.get(part=Part.GENERAL)
    seen = editing.stamp_of(section)
    editing.write_section(section, text="Mới.", let_go=True, by=told.second)
    with pytest.raises(ValidationError, match="vừa sửa phần này"):
        editing.write_section(section, text="Cũ.", seen=seen, by=told.agent)


def test_returned_with_a_reason_then_approved_and_issued(told):
    report = deciding.submit(drafted(told), by=told.agent)
    with pytest.raises(ValidationError, match="lý do"):
        deciding.send_back(report, reason=" ", by=told.mayor)
    report = deciding.send_back(report, reason="Ghi rõ nơi chậm", by=told.mayor)
    report = deciding.approve(deciding.submit(report, by=told.agent), by=told.mayor)
    report = deciding.lock(deciding.issue(report, **PAPER, issued_on=APRIL, by=told.agent), by=told.agent)
    assert (report.state, report.number, report.signer_name) == (CityState.LOCKED, "125/BC-UBND", "Trần Thị Ký")
    with pytest.raises(ValidationError, match="không sửa được"):
        editing.take_section(report.sections.first(), by=told.agent)


def test_amended_keeps_both(told):
    first = issued(told)
    second = deciding.amend(first, reason="Sót một đơn vị", by=told.agent)
    assert (second.edition, second.snapshot) == (2, first.snapshot)
    with pytest.raises(ValidationError, match="Đã có bản sửa"):
        deciding.amend(first, reason="Nữa", by=told.agent)
    second = deciding.approve(deciding.submit(second, by=told.agent), by=told.mayor)
    with pytest.raises(ValidationError, match="đã ghi cho báo cáo khác"):
        deciding.issue(second, **PAPER, issued_on=APRIL, by=told.agent)
    deciding.issue(second, **{**PAPER, "number": "130/BC-UBND"}, issued_on=APRIL, by=told.agent)
    first.refresh_from_db()
    assert (first.state, first.number) == (CityState.SUPERSEDED, "125/BC-UBND")


def test_signed_file_is_read_back_checked_and_kept(told):
    report = approved(told)
    draft = city_document.draft(report)
    draft.number, draft.day = "125", writing.IssueDay.of(APRIL)
    draft.signatures = [writing.Signature("CHỦ TỊCH", "Trần Thị Ký", ("TM. ỦY BAN NHÂN DÂN",))]
    pdf = sign(writing.to_pdf(draft), *certificate())
    for wrong in ({"number": "126/BC-UBND"}, {"signer_name": "Lê Văn Khác"}):
        with pytest.raises(ValidationError, match="khác với điều vừa ghi"):
            deciding.issue(report, **{**PAPER, **wrong}, issued_on=APRIL, paper=SimpleUploadedFile("bc.pdf", pdf), by=told.agent)
    with pytest.raises(ValidationError):
        deciding.issue(report, **PAPER, issued_on=APRIL, paper=SimpleUploadedFile("bc.pdf", b"%PDF-1.7 hong"), by=told.agent)
    report = deciding.issue(report, **PAPER, issued_on=APRIL, paper=SimpleUploadedFile("bc.pdf", pdf), by=told.agent)
    with report.paper.content.open("rb") as kept:
        assert kept.read() == pdf
    assert report.signatures[0]["signer"] == "Trần Thị Ký"
    assert report.signatures[0]["intact"] is True
    entry = Paper.objects.get()
    assert (entry.source_id, entry.number, entry.signed_file) == (report.pk, report.number, report.paper)


def test_a_number_of_the_register_is_not_given_again(told):
    enter_paper(
        told.city, kind="BC", number=PAPER["number"], issued_on=APRIL, subject="Báo cáo khác", signer_name="Trần Thị Ký", by=told.agent
    )
    report = approved(told)
    with pytest.raises(ValidationError, match="đã có trong sổ"):
        deciding.issue(report, **PAPER, issued_on=APRIL, by=told.agent)
    report.refresh_from_db()
    assert report.number == ""


def test_document_keeps_the_decree_and_reads_back(told):
    report = issued(told)
    draft = city_document.draft(report)
    docx = writing.to_docx(draft)
    assert check_docx(docx) == []
    for name, content in (("bc.docx", docx), ("bc.pdf", writing.to_pdf(draft))):
        seen = reading.read(content, name=name)
        assert (seen.number, seen.date, seen.signer.name, seen.kind) == ("125/BC-UBND", APRIL, "Trần Thị Ký", "Báo cáo"), name


def test_extract_holds_only_what_was_chosen(told):
    draft = city_document.draft(issued(told), parts=[Part.PRESS], addressee="Ủy ban Mặt trận Tổ quốc", recipients=["Ban Tuyên giáo"])
    heads = [block.text for block in draft.body if isinstance(block, writing.Heading)]
    assert heads == ["Tuyên truyền trên đài, báo và các kênh"]
    assert (draft.addressees, list(draft.recipients)) == (["Ủy ban Mặt trận Tổ quốc"], ["Như trên", "Ban Tuyên giáo"])
    assert "Trích" in draft.subject


def test_workbook_has_every_value(told):
    book = openpyxl.load_workbook(io.BytesIO(city_document.workbook(drafted(told))))
    rows = {row[0]: row for row in book["Theo đơn vị"].iter_rows(min_row=2, values_only=True)}
    heads = [cell.value for cell in book["Theo đơn vị"][1]]
    assert rows["Phường Bảo Vinh"][heads.index("Lượt người dự tọa đàm, giao lưu (lượt người)")] == 40
    assert {row[0] for row in book["Chỉ tiêu"].iter_rows(min_row=2, values_only=True)} >= {"participants", "honoured", "share_women"}


def test_each_figure_opens_as_many_records_as_it_says(client, told):
    client.force_login(told.agent)
    for period in (Q1, Period.parse("2022-H1")):
        report = drafted(told, period)
        for key, entry in report.snapshot["figures"].items():
            answer = client.get(reverse("reporting:city_source", args=[report.pk, key]))
            lines = answer.context["lines"]
            if report.snapshot["source"] == "reports":
                assert sum(value for *_, value in lines) == entry["value"], key
            elif key != "money":
                assert answer.context["page"].paginator.count == entry["value"], key


def test_a_unit_abolished_in_the_quarter_stays_in_its_report(told):
    from lantoa.organisations.models import Unit

    box = box_of(report_of(told.cycle, told.ward), "participants")
    Unit.objects.filter(pk=told.ward.pk).update(closed_on=date(2022, 4, 2))
    report = drafted(told)
    assert report.snapshot["figures"]["participants"]["value"] == box.value
    assert city_figures.values_by_unit(report)[1][0][0] == "Phường Bảo Vinh"


@pytest.mark.parametrize("who", ["officer", "leader", "other_officer", "head", "above", "mayor"])
def test_only_the_agency_writes(told, who):
    report, by = drafted(told), getattr(told, who)
    section = report.sections.first()
    acts = [
        lambda: drafting.begin_report(told.city, agency=told.office, period=Q1, by=by), lambda: drafting.draft_again(report, by=by),
        lambda: editing.take_section(section, by=by), lambda: editing.write_section(section, text="x", by=by),
        lambda: editing.take_draft(section, by=by), lambda: deciding.submit(report, by=by), lambda: deciding.recall(report, by=by),
        lambda: deciding.issue(report, **PAPER, issued_on=APRIL, by=by), lambda: deciding.lock(report, by=by),
        lambda: deciding.amend(report, reason="x", by=by), lambda: drafting.make_draft(report, by=by), lambda: drafting.draft_due(by=by),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("who", ["agent", "second", "officer", "leader", "head", "above"])
def test_only_leaders_approve(told, who):
    report, by = deciding.submit(drafted(told), by=told.agent), getattr(told, who)
    for act in (lambda: deciding.approve(report, by=by), lambda: deciding.send_back(report, reason="x", by=by)):
        with pytest.raises(Refused):
            act()


def test_who_sees_it_and_when(told):
    from lantoa.core.rights import allowed

    report = drafted(told)
    people = {who: getattr(told, who) for who in ("agent", "mayor", "above", "head", "officer", "leader")}

    def seeing():
        seen = {who for who, user in people.items() if city_seen.visible_to(user).filter(pk=report.pk).exists()}
        assert seen == {who for who, user in people.items() if allowed(user, "reporting.view_city_report", report)}
        return seen

    assert seeing() == {"agent", "mayor"}
    report = deciding.issue(
        deciding.approve(deciding.submit(report, by=told.agent), by=told.mayor), **PAPER, issued_on=APRIL, by=told.agent
    )
    assert seeing() == {"agent", "mayor", "above", "head"}


def test_pages(client, told):
    report = drafted(told)
    client.force_login(told.agent)
    page = client.get(reverse("reporting:city_report", args=[report.pk])).content.decode()
    assert "Sửa phần này" in page
    client.post(reverse("reporting:city_section", args=[report.pk, "general"]), {"submit_key": ""})
    assert CitySection.objects.get(report=report, part="general").held_by == told.agent
    answer = client.post(
        reverse("reporting:city_section", args=[report.pk, "general"]),
        {"text": "Đã sửa.", "submit_key": ""},
        headers={"HX-Request": "true"},
    )
    assert "Đã lưu" in answer.content.decode()
    client.force_login(told.second)
    refused = client.post(
        reverse("reporting:city_section", args=[report.pk, "general"]), {"text": "Chữ của tôi", "submit_key": ""}
    ).content.decode()
    assert "đang sửa phần" in refused
    assert "Chữ của tôi" in refused
    for form in ("docx", "pdf", "xlsx"):
        assert client.get(reverse("reporting:city_file", args=[report.pk, form])).status_code == 200
    assert client.get(reverse("reporting:city_reports")).status_code == 200


def test_asked_for_on_the_page_and_drafted_by_the_worker(client, told, django_capture_on_commit_callbacks):
    client.force_login(told.agent)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("reporting:city_reports"), {"period": "2022-Q1", "submit_key": ""})
    report = CityReport.objects.get()
    assert answer["Location"] == reverse("reporting:city_report", args=[report.pk])
    progress = client.get(reverse("reporting:city_progress", args=[report.pk]))
    assert ("Máy đang soạn" in progress.content.decode()) == (report.state == CityState.DRAFTING)
