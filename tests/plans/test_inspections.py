"""Inspections: the checklist proposed, answers kept, minutes drafted and signed, a finding made a duty exactly once."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.enums import DutyState, FindingResult, InspectionState
from lantoa.plans.models import Assignment, Duty, Inspection
from lantoa.plans.queries.inspections import propose_checklist
from lantoa.plans.services import inspections as services
from lantoa.plans.watching import sees_photo
from tests.factories import AssignmentFactory, DutyFactory, EvidenceFactory, User, UserFactory
from tests.plans.watching import DAY, make_world

VISIT = date(2022, 6, 14)


@pytest.fixture
def world(db):
    with clock.at(DAY):
        w = make_world()
        w.agency = w.person[Role.STANDING_AGENCY]
        if not User.objects.filter(username="he-thong").exists():
            UserFactory(system=True, username="he-thong")
        yield w


@pytest.fixture
def visit(world):
    return services.plan_inspection(world.plan, world.vinh, planned_on=VISIT, inspectors="Nguyễn Văn Kiểm, Trưởng phòng", by=world.agency)


def answer(item, result=FindingResult.GOOD, *, by, **more):
    return services.answer_item(item, result=result, by=by, **more)


def finish(visit, by):
    return services.finish_inspection(visit, conclusion="Cơ bản đạt.", unit_representative="Trần Thị Đại Diện", by=by)


def sign(visit, by):
    visit.refresh_from_db()
    return services.sign_minutes(visit, minutes=visit.minutes, unit_representative="Trần Thị Đại Diện, Chủ tịch", by=by)


# --- The checklist --------------------------------------------------------------------------------------------------------


def test_late_duties_come_first_then_those_with_fewest_proofs(world):
    proved = AssignmentFactory(
        duty=DutyFactory(plan=world.plan, code="U02", title="Tư tưởng", order=0), unit=world.vinh, due_on=date(2022, 6, 30)
    )
    EvidenceFactory(assignment=proved)
    EvidenceFactory(assignment=AssignmentFactory(duty=proved.duty, unit=world.an, due_on=date(2022, 6, 30)))  # another unit's
    asked = propose_checklist(world.plan, world.vinh, DAY)
    assert [question.words for question in asked] == [
        "U05 · Nhiều hình thức: trễ 1 việc, lâu nhất 10 ngày. Vướng ở đâu, khi nào xong?",
        "U10 · Văn nghệ: chưa có minh chứng. Đơn vị đang làm đến đâu?",
        "U02 · Tư tưởng: 1 minh chứng đã nộp. Thực tế có đúng như vậy không?",
    ]


def test_planning_tells_the_unit_and_nobody_else(world, visit):
    assert [item.duty for item in visit.items.all()] == [world.monthly, world.yearly]
    assert {notice.recipient for notice in Notice.objects.all()} == {world.vinh_leader, world.vinh_officer}
    assert Notice.objects.first().title == "Lịch kiểm tra ngày 14/6/2022"


def test_planning_is_refused_in_words(world, visit):
    with pytest.raises(ValidationError, match="không thể trước hôm nay"):
        services.plan_inspection(world.plan, world.an, planned_on=DAY - timedelta(days=1), by=world.agency)
    with pytest.raises(ValidationError, match="đã có lịch kiểm tra ngày đó"):
        services.plan_inspection(world.plan, world.vinh, planned_on=VISIT, by=world.agency)


def test_a_cluster_head_visits_the_own_cluster_only(world):
    head = world.person[Role.CLUSTER_HEAD]
    assert services.plan_inspection(world.plan, world.thien, planned_on=VISIT, by=head).state == InspectionState.PLANNED
    with pytest.raises(Refused):
        services.plan_inspection(world.plan, world.police, planned_on=VISIT, by=head)


def test_questions_are_added_and_taken_off_while_unanswered(world, visit):
    added = services.add_item(visit, question="Loa phường có nghe rõ không?", by=world.agency)
    assert visit.items.count() == 3
    answer(added, by=world.agency)
    with pytest.raises(ValidationError, match="đã có kết quả"):
        services.remove_item(added, by=world.agency)
    services.remove_item(visit.items.first(), by=world.agency)
    assert visit.items.count() == 2


def test_a_cancelled_visit_says_why(world, visit):
    with pytest.raises(ValidationError, match="lý do hủy"):
        services.cancel_inspection(visit, reason=" ", by=world.agency)
    services.cancel_inspection(visit, reason="Trùng lịch họp Hội đồng", by=world.agency)
    assert "Trùng lịch họp Hội đồng" in Notice.objects.filter(kind="plans.inspection_cancelled").first().body


# --- Minutes and findings -------------------------------------------------------------------------------------------------


def test_minutes_are_drafted_from_the_answers(world, visit):
    first, second = visit.items.all()
    answer(
        first, FindingResult.BAD, note="Chưa ra bài nào.", remedy="Đăng ít nhất một bài.", remedy_due_on=date(2022, 6, 30), by=world.agency
    )
    done = finish(visit, world.agency)
    assert done.state == InspectionState.DONE
    assert "ngày 14/6/2022, tại Phường Bảo Vinh" in done.minutes
    assert "Nguyễn Văn Kiểm, Trưởng phòng" in done.minutes
    assert "Kết quả: chưa đạt. Chưa ra bài nào." in done.minutes
    assert "- Đăng ít nhất một bài; hạn 30/6/2022." in done.minutes
    assert "1 nội dung chưa xem trong lần kiểm tra này." in done.minutes
    assert second.question not in done.minutes


def test_a_visit_without_an_answer_or_with_an_open_ended_remedy_does_not_end(world, visit):
    with pytest.raises(ValidationError, match="Chưa có nội dung nào được xem"):
        finish(visit, world.agency)
    answer(visit.items.first(), FindingResult.BAD, remedy="Làm lại.", by=world.agency)
    with pytest.raises(ValidationError, match="hạn khắc phục"):
        finish(visit, world.agency)


def test_a_finding_becomes_one_duty_of_the_unit(world, visit):
    first, second = visit.items.all()
    answer(first, FindingResult.BAD, remedy="Đăng ít nhất một bài.", remedy_due_on=date(2022, 6, 30), by=world.agency)
    answer(second, FindingResult.GOOD, by=world.agency)
    finish(visit, world.agency)
    sign(visit, world.agency)
    duty = Duty.objects.get(from_finding=True)
    assert (duty.code, duty.text, duty.state) == ("KL01", "Đăng ít nhất một bài.", DutyState.CONFIRMED)
    assert list(duty.clauses.all()) == [world.clause]
    given = Assignment.objects.get(duty=duty)
    assert (given.unit, given.due_on, given.period) == (world.vinh, date(2022, 6, 30), "")
    first.refresh_from_db()
    assert first.remedy_duty == duty
    with pytest.raises(ValidationError):
        sign(visit, world.agency)
    assert Duty.objects.filter(from_finding=True).count() == 1


def test_a_second_visit_counts_its_findings_on(world, visit):
    for i, unit in enumerate((world.vinh, world.an)):
        each = visit if not i else services.plan_inspection(world.plan, unit, planned_on=VISIT, by=world.agency)
        answer(each.items.first(), FindingResult.PARTLY, remedy="Bổ sung ảnh.", remedy_due_on=date(2022, 6, 30), by=world.agency)
        finish(each, world.agency)
        sign(each, world.agency)
    assert list(Duty.objects.filter(from_finding=True).order_by("pk").values_list("code", flat=True)) == ["KL01", "KL02"]


def test_signed_minutes_name_the_units_representative_and_stay(world, visit):
    answer(visit.items.first(), by=world.agency)
    finish(visit, world.agency)
    with pytest.raises(ValidationError, match="người đại diện đơn vị"):
        services.sign_minutes(visit, minutes="x", unit_representative=" ", by=world.agency)
    sign(visit, world.agency)
    for act in (lambda: finish(visit, world.agency), lambda: services.reopen_inspection(visit, reason="x", by=world.agency)):
        with pytest.raises(ValidationError):
            act()
    with pytest.raises(ValidationError, match="đã ký biên bản"):
        answer(visit.items.first(), by=world.agency)


def test_before_signing_one_may_go_back(world, visit):
    answer(visit.items.first(), by=world.agency)
    finish(visit, world.agency)
    assert services.reopen_inspection(visit, reason="Quên xem loa", by=world.agency).state == InspectionState.PLANNED


def test_only_inspectors_act(world, visit):
    item = visit.items.first()
    for person in [*world.person.values(), world.neighbour, world.vinh_leader]:
        if person not in (world.agency, world.person[Role.CLUSTER_HEAD]):
            for act in (
                lambda by: services.plan_inspection(world.plan, world.an, planned_on=VISIT, by=by),
                lambda by: answer(item, by=by),
                lambda by: services.add_item(visit, question="x", by=by),
                lambda by: services.remove_item(item, by=by),
                lambda by: services.cancel_inspection(visit, reason="x", by=by),
                lambda by: finish(visit, by),
                lambda by: sign(visit, by),
                lambda by: services.reopen_inspection(visit, reason="x", by=by),
            ):
                with pytest.raises(Refused):
                    act(person)


# --- The pages ------------------------------------------------------------------------------------------------------------


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def test_a_visit_from_the_calendar_to_the_signed_minutes(world, client):
    client.force_login(world.agency)
    form = {"unit": world.vinh.pk, "planned_on": "14/6/2022", "inspectors": "Nguyễn Văn Kiểm"}
    assert client.post(url("new_inspection", world.plan.pk), form).status_code == 302
    visit = Inspection.objects.get()
    item = visit.items.first()
    assert "Nhiều hình thức: trễ 1 việc" in client.get(url("carry_out", visit.pk)).content.decode()
    kept = {f"m{item.pk}-result": "bad", f"m{item.pk}-remedy": "Đăng bài.", f"m{item.pk}-remedy_due_on": "30/6/2022"}
    answer_url = url("answer_item", visit.pk, item.pk)
    assert client.post(answer_url, kept).url == f"{url('carry_out', visit.pk)}#muc-{item.pk}"
    assert "Đã lưu" in client.post(answer_url, kept, headers={"HX-Request": "true"}).content.decode()
    wrong = client.post(answer_url, {**kept, f"m{item.pk}-remedy_due_on": "1/6/2022"}, headers={"HX-Request": "true"})
    assert "Hạn khắc phục phải sau ngày kiểm tra." in wrong.content.decode()
    end = {"conclusion": "Cần khắc phục.", "unit_representative": "Trần Thị Đại Diện"}
    assert client.post(url("carry_out", visit.pk), end).url == url("minutes", visit.pk)
    paper = client.get(url("minutes", visit.pk)).content.decode()
    assert "BIÊN BẢN" in paper
    visit.refresh_from_db()
    signed = {"minutes": visit.minutes, "unit_representative": "Trần Thị Đại Diện"}
    assert client.post(url("minutes", visit.pk), signed).url == url("inspection", visit.pk)
    assert "đã giao thành việc KL01" in client.get(url("inspection", visit.pk)).content.decode()


def test_the_unit_prepares_with_the_questions_and_reads_results_after(world, visit, client):
    answer(visit.items.first(), FindingResult.BAD, note="Ghi nội bộ của đoàn", by=world.agency)
    client.force_login(world.vinh_leader)
    page = client.get(url("inspection", visit.pk)).content.decode()
    assert "Nhiều hình thức: trễ 1 việc" in page
    assert "Ghi nội bộ của đoàn" not in page
    assert client.get(url("carry_out", visit.pk)).status_code == 404
    finish(visit, world.agency)
    assert "Ghi nội bộ của đoàn" in client.get(url("inspection", visit.pk)).content.decode()
    assert client.get(url("minutes", visit.pk)).status_code == 200
    assert client.post(url("minutes", visit.pk), {"minutes": "x", "unit_representative": "y"}).status_code == 302
    visit.refresh_from_db()
    assert visit.state == InspectionState.DONE


def test_another_units_leader_finds_nothing(world, visit, client):
    for person in (world.person[Role.UNIT_LEADER], world.neighbour, world.person[Role.COUNCIL_MEMBER]):
        client.force_login(person)
        assert client.get(url("inspection", visit.pk)).status_code == 404
        assert visit.pk not in [row.pk for row in client.get(url("inspections")).context["page"]]


def test_search_by_unit(world, visit, client):
    client.force_login(world.agency)
    for words, count in [("bao vinh", 1), ("xuan an", 0)]:
        assert client.get(url("plan_inspections", world.plan.pk), {"q": words}).context["page"].paginator.count == count


def png() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return SimpleUploadedFile("hien-truong.png", out.getvalue(), "image/png")


def test_a_photo_is_kept_and_seen_by_the_unit_only_after_the_visit(world, visit, client):
    client.force_login(world.agency)
    item = visit.items.first()
    client.post(url("answer_item", visit.pk, item.pk), {f"m{item.pk}-result": "good", f"m{item.pk}-photo": png()})
    item.refresh_from_db()
    assert sees_photo(world.person[Role.CLUSTER_HEAD], item.photo)
    assert not sees_photo(world.vinh_leader, item.photo)
    finish(visit, world.agency)
    assert sees_photo(world.vinh_leader, item.photo)
    assert not sees_photo(world.person[Role.UNIT_LEADER], item.photo)
    assert not sees_photo(world.neighbour, item.photo)


def test_what_is_no_picture_is_refused_in_words(world, visit, client):
    client.force_login(world.agency)
    item = visit.items.first()
    sent = {f"m{item.pk}-result": "good", f"m{item.pk}-photo": SimpleUploadedFile("a.png", b"MZ\x90\x00", "image/png")}
    answer = client.post(url("answer_item", visit.pk, item.pk), sent, headers={"HX-Request": "true"})
    assert "Chưa lưu" in answer.content.decode()
    item.refresh_from_db()
    assert item.photo is None
