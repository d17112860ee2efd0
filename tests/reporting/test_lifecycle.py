"""A report from its opening to its acceptance, and what is refused on the way."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.rights import Refused
from lantoa.notifications.models import Notice
from lantoa.reporting.enums import ReportState, Source
from lantoa.reporting.models import UnitReport, UnitTotal, Value
from lantoa.reporting.queries import boxes
from lantoa.reporting.services import filling, lifecycle, writing
from lantoa.reporting.services.writing import Entry
from tests.factories import NominationFactory
from tests.reporting.conftest import accepted, box_of, fill, opened, report_of, signed

MARCH = datetime(2022, 3, 15, 3, tzinfo=UTC)


def test_opened_for_every_unit_and_prefilled(town):
    NominationFactory(unit=town.ward, gender="female", received_at=MARCH)
    NominationFactory(unit=town.other, received_at=MARCH)
    cycle = opened(town)
    assert set(cycle.reports.values_list("unit_id", flat=True)) == {town.ward.pk, town.other.pk}
    box = box_of(report_of(cycle, town.ward), "proposed")
    assert (box.value, box.source, len(box.record_ids)) == (1, Source.RECORDS, 1)
    assert box.parts["gender"] == {"female": 1}
    assert Notice.objects.filter(kind="reporting.opened", recipient=town.officer).count() == 1


def test_opened_once(town):
    assert opened(town) is not None
    assert opened(town) is None


def test_whole_way(town):
    cycle = opened(town)
    report = accepted(town, cycle, participants=40)
    assert report.state == ReportState.ACCEPTED
    value = Value.objects.get(unit=town.ward, indicator__key="participants")
    assert (value.period, value.value) == ("2022-Q1", 40)
    total = UnitTotal.objects.get(node=town.city, indicator__key="participants")
    assert (total.total, total.reported, total.nils) == (40, 1, 0)


def test_reviewer_does_not_accept(town):
    report = signed(opened(town), town.ward, town.officer, town.leader)
    lifecycle.review(report, by=town.agent)
    with pytest.raises(ValidationError, match="Người đã soát"):
        lifecycle.accept(report, by=town.agent)


def test_empty_box_is_not_handed_in(town):
    report = report_of(opened(town), town.ward)
    with pytest.raises(ValidationError, match="ô chưa điền"):
        lifecycle.hand_in(report, by=town.officer)


def test_nil_needs_its_reason_where_asked(town):
    report = report_of(opened(town), town.ward)
    for key in ("participants", "adoptions"):
        writing.write_boxes(report, {box_of(report, key).pk: Entry(value=0)}, by=town.officer)
    with pytest.raises(ValidationError, match="vì sao kỳ này không có"):
        lifecycle.hand_in(report, by=town.officer)


def test_corrected_figure_needs_a_reason(town):
    report = report_of(opened(town), town.ward)
    box = box_of(report, "stories")
    _, wrong = writing.write_boxes(report, {box.pk: Entry(value=3)}, by=town.officer)
    assert "Bản ghi cho số 0" in wrong[box.pk][0]
    _, wrong = writing.write_boxes(report, {box.pk: Entry(value=3, correction_reason="Ba bài đăng trên báo giấy")}, by=town.officer)
    box.refresh_from_db()
    assert (wrong, box.value, box.counted, box.source) == ({}, 3, 0, Source.CORRECTED)


def test_negative_count_is_refused_and_the_rest_kept(town):
    report = report_of(opened(town), town.ward)
    bad, good = box_of(report, "participants"), box_of(report, "adoptions")
    _, wrong = writing.write_boxes(report, {bad.pk: Entry(value=-4), good.pk: Entry(value=2)}, by=town.officer)
    good.refresh_from_db()
    assert list(wrong) == [bad.pk]
    assert good.value == 2


def test_second_officer_does_not_write_over_the_first(town):
    report = report_of(opened(town), town.ward)
    box = box_of(report, "participants")
    seen = boxes.stamp_of(box)
    writing.write_boxes(report, {box.pk: Entry(value=10, seen=seen)}, by=town.officer)
    _, wrong = writing.write_boxes(report, {box.pk: Entry(value=20, seen=seen)}, by=town.officer)
    box.refresh_from_db()
    assert box.value == 10
    assert "vừa ghi “10”" in wrong[box.pk][0]


def test_disputed_figure_holds_the_report(town):
    report = report_of(opened(town), town.ward)
    fill(report, town.officer)
    box = writing.dispute(box_of(report, "stories"), what="Thiếu bài ngày 12/3", by=town.officer)
    with pytest.raises(ValidationError, match="đang báo sai"):
        lifecycle.hand_in(report, by=town.officer)
    writing.withdraw_dispute(box, by=town.officer)
    assert lifecycle.hand_in(report, by=town.officer).state == ReportState.WITH_LEADER


def test_signed_figures_do_not_follow_the_records(town):
    cycle = opened(town)
    report = signed(cycle, town.ward, town.officer, town.leader)
    before = report.sha256
    NominationFactory(unit=town.ward, received_at=MARCH)
    filling.refresh_cycles(by=town.system)
    report.refresh_from_db()
    assert box_of(report, "proposed").value == 0
    assert boxes.fingerprint(report) == before


def test_unsigned_figures_do(town):
    cycle = opened(town)
    NominationFactory(unit=town.ward, received_at=MARCH)
    filling.refresh_cycles(by=town.system)
    report = report_of(cycle, town.ward)
    assert box_of(report, "proposed").value == 1


def test_leader_sees_what_is_signed(town):
    report = report_of(opened(town), town.ward)
    fill(report, town.officer)
    lifecycle.hand_in(report, by=town.officer)
    with pytest.raises(ValidationError, match="vừa thay đổi"):
        lifecycle.sign(report, seen="0" * 64, by=town.leader)


def test_returned_and_sent_again_keeps_the_first_day(town):
    report = signed(opened(town), town.ward, town.officer, town.leader)
    first = report.submitted_at
    lifecycle.send_back(report, reason="Ghi rõ số người dự", by=town.agent)
    report.refresh_from_db()
    assert (report.state, report.signed_by) == (ReportState.RETURNED, None)
    lifecycle.hand_in(report, by=town.officer)
    report = lifecycle.sign(report, by=town.leader)
    assert report.submitted_at == first


def test_return_needs_a_reason(town):
    report = signed(opened(town), town.ward, town.officer, town.leader)
    with pytest.raises(ValidationError):
        lifecycle.send_back(report, reason=" ", by=town.agent)


def test_amended_report_keeps_both(town):
    cycle = opened(town)
    first = accepted(town, cycle, participants=40)
    second = lifecycle.amend(first, reason="Đếm sót một cuộc", by=town.officer)
    assert report_of(cycle, town.ward) == first
    fill(second, town.officer, participants=55)
    lifecycle.hand_in(second, by=town.officer)
    lifecycle.sign(second, by=town.leader)
    lifecycle.review(second, by=town.agent)
    lifecycle.accept(second, by=town.second)
    first.refresh_from_db()
    assert first.state == ReportState.SUPERSEDED
    assert box_of(first, "participants").value == 40
    assert report_of(cycle, town.ward) == second
    assert UnitTotal.objects.get(node=town.city, indicator__key="participants").total == 55


def test_paper_report_is_keyed_in(town):
    report = report_of(opened(town), town.other)
    fill(report, town.agent, participants=12)
    report = lifecycle.key_in(report, paper="Báo cáo số 15/BC-UBND ngày 4/4/2022, lưu tại Phòng Nội vụ", by=town.agent)
    assert (report.state, report.keyed_in_by) == (ReportState.SUBMITTED, town.agent)
    with pytest.raises(ValidationError, match="nhập thay"):
        lifecycle.review(report, by=town.agent)


def test_locked_cycle_takes_nothing_more(town):
    cycle = opened(town)
    done = accepted(town, cycle)
    lifecycle.lock_cycle(cycle, by=town.agent)
    done.refresh_from_db()
    assert done.state == ReportState.LOCKED
    with pytest.raises(ValidationError, match="đã khóa"):
        fill(report_of(cycle, town.other), town.other_officer)


@pytest.mark.parametrize(
    ("act", "by"),
    [
        (lambda report, by: lifecycle.hand_in(report, by=by), "other_officer"),
        (lambda report, by: lifecycle.hand_in(report, by=by), "leader"),
        (lambda report, by: lifecycle.sign(report, by=by), "officer"),
        (lambda report, by: lifecycle.sign(report, by=by), "agent"),
        (lambda report, by: lifecycle.review(report, by=by), "leader"),
        (lambda report, by: lifecycle.review(report, by=by), "mayor"),
        (lambda report, by: lifecycle.accept(report, by=by), "head"),
        (lambda report, by: lifecycle.send_back(report, reason="x", by=by), "officer"),
        (lambda report, by: lifecycle.key_in(report, paper="x", by=by), "officer"),
        (lambda report, by: lifecycle.amend(report, reason="x", by=by), "agent"),
        (lambda report, by: lifecycle.lock_cycle(report.cycle, by=by), "leader"),
        (lambda report, by: filling.refresh_report(report, by=by), "other_officer"),
        (lambda report, by: writing.write_boxes(report, {}, by=by), "mayor"),
    ],
)
def test_refused(town, act, by):
    report = report_of(opened(town), town.ward)
    with pytest.raises(Refused):
        act(report, getattr(town, by))
    assert UnitReport.objects.get(pk=report.pk).state == ReportState.OPEN
