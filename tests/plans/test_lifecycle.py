"""From the signed document to duties given out, and the plan's later life."""

from datetime import date
from importlib.resources import files

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.audit.access import may_see_object
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.documents import reading
from lantoa.files.access import may_open
from lantoa.files.services import store_file
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.enums import AssignmentState, DutyState, Frequency, PlanState, TargetKind
from lantoa.plans.models import Assignment, Delivery, DutyTarget, Plan, Recurrence
from lantoa.plans.queries.plans import obstacles_to_review
from lantoa.plans.services import duties as duty_services
from lantoa.plans.services import lifecycle
from lantoa.plans.services.duties import DutyParts
from tests.factories import ClusterFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db

SIGNED = {
    "number": "449/KH-UBND", "issued_on": date(2022, 3, 21), "signer_authority": "KT. CHỦ TỊCH", "signer_position": "PHÓ CHỦ TỊCH",
    "signer_name": "Bùi Quốc Thế",
}  # fmt: skip


@pytest.fixture(scope="module")
def document():
    return reading.read(files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes(), name="449-KH-UBND.md")


@pytest.fixture
def city(db):
    """A city with its office, two wards in a cluster, an agency in no cluster; it is 22/3/2022."""

    class City:
        authority = UnitFactory(city=True, name="Thành phố Long Khánh")
        office = UnitFactory(department=True, name="Phòng Nội vụ", parent=authority)
        ward = UnitFactory(name="Phường Bảo Vinh", parent=authority)
        other = UnitFactory(name="Phường Xuân An", parent=authority)
        cluster = ClusterFactory(authority=authority, units=[ward, other])
        agency = person_with(Role.STANDING_AGENCY, office)
        mayor = person_with(Role.CITY_LEADER, authority)
        officer = person_with(Role.UNIT_OFFICER, ward)
        leader = person_with(Role.UNIT_LEADER, ward)

    with clock.at(date(2022, 3, 22)):
        yield City


@pytest.fixture
def draft(city, document):
    return lifecycle.create_plan(document, issuer=city.authority, standing_agency=city.office, by=city.agency)


@pytest.fixture
def active(city, draft):
    assert duty_services.confirm_all_duties(draft, by=city.agency) == (21, [])
    lifecycle.submit_plan(draft, by=city.agency)
    lifecycle.sign_plan(draft, **SIGNED, by=city.mayor)
    return lifecycle.activate_plan(draft, by=city.agency)


def test_a_draft_holds_the_document_word_for_word(draft):
    assert (draft.number, draft.issued_on, draft.valid_to) == ("449/KH-UBND", date(2022, 3, 21), date(2022, 12, 31))
    assert (draft.clauses.count(), draft.recipients.count(), draft.legal_bases.get().number) == (20, 11, "38/KH-UBND")
    assert draft.duties.filter(state=DutyState.PROPOSED).count() == 21


def test_recipients_are_found_among_the_units(draft, city):
    found = {r.line: set(r.units.values_list("pk", flat=True)) for r in draft.recipients.all()}
    both = {city.ward.pk, city.other.pk}
    assert found["UBND các phường, xã"] == found["Các cơ quan, đơn vị"] == both
    assert found["UBND tỉnh Đồng Nai"] == found["Lưu: VT, TH (VX)"] == set()


def test_the_basis_leads_to_the_upper_plan_when_it_is_here(city, document):
    province = UnitFactory(name="Tỉnh Đồng Nai", kind="province")
    upper = Plan.objects.create(
        issuer=province, standing_agency=province, number="38/KH-UBND", title="Tuyên truyền năm 2022", year=2022, created_by=city.agency
    )
    plan = lifecycle.create_plan(document, issuer=city.authority, standing_agency=city.office, by=city.agency)
    assert plan.answers == upper
    assert plan.legal_bases.get().upper_plan == upper


def test_a_second_plan_of_the_same_number_is_refused_in_words(draft, city, document):
    with pytest.raises(ValidationError, match="đã có văn bản mang số"):
        lifecycle.create_plan(document, issuer=city.authority, standing_agency=city.office, by=city.agency)


def test_nothing_goes_up_for_signature_unseen(draft, city):
    with pytest.raises(ValidationError) as refusal:
        lifecycle.submit_plan(draft, by=city.agency)
    assert "Còn 21 nhiệm vụ đề xuất chưa xem" in refusal.value.messages[0]


def test_a_clause_without_duty_needs_a_reason(draft, city):
    duty_services.confirm_all_duties(draft, by=city.agency)
    duty_services.drop_duty(draft.duties.get(code="U10"), reason="Năm nay không tổ chức", by=city.agency)
    assert obstacles_to_review(draft) == [
        "Chưa có nhiệm vụ cho: II.2 ý 4. Thêm nhiệm vụ, hoặc ghi lý do không giao việc."
    ]  # fmt: skip
    lifecycle.excuse_clause(draft.clauses.get(ref="II.2-4"), reason="Năm nay không tổ chức", by=city.agency)
    assert obstacles_to_review(draft) == []


def test_activation_delivers_gives_out_and_tells(active, city):
    assert active.state == PlanState.ACTIVE
    assert set(Delivery.objects.values_list("unit", flat=True)) == {city.ward.pk, city.other.pk, city.office.pk}
    assert Assignment.objects.filter(unit=city.ward, duty__code="U01").get().due_on == date(2022, 4, 20)
    assert set(Assignment.objects.filter(unit=city.office).values_list("duty__code", flat=True)) == {f"S{n:02}" for n in range(1, 9)}
    assert set(Notice.objects.filter(kind="plans.plan_delivered").values_list("recipient", flat=True)) == {city.officer.pk, city.leader.pk}


def test_activating_twice_is_refused_and_gives_nothing_out_again(active, city):
    before = Assignment.objects.count()
    with pytest.raises(ValidationError, match="đang thực hiện"):
        lifecycle.activate_plan(active, by=city.agency)
    assert Assignment.objects.count() == before


def test_the_unit_acknowledges_once(active, city):
    delivery = Delivery.objects.get(unit=city.ward)
    first = lifecycle.acknowledge_plan(delivery, by=city.leader)
    again = lifecycle.acknowledge_plan(delivery, by=person_with(Role.UNIT_LEADER, city.ward))
    assert (again.acknowledged_by, again.acknowledged_at) == (city.leader, first.acknowledged_at)
    with pytest.raises(Refused):
        lifecycle.acknowledge_plan(Delivery.objects.get(unit=city.other), by=city.leader)


def test_a_unit_drafts_its_plan_and_signing_it_proves_the_duty(active, city):
    mine = lifecycle.draft_unit_plan(active, city.ward, by=city.officer)
    assert lifecycle.draft_unit_plan(active, city.ward, by=city.leader) == mine
    assert list(mine.duties.values_list("code", flat=True)) == [f"U{n:02}" for n in range(1, 14)]
    assert mine.duties.get(code="U08").clauses.get().label == "II.2 ý 2"
    lifecycle.submit_plan(mine, by=city.officer)
    with pytest.raises(Refused):
        lifecycle.sign_plan(mine, **SIGNED | {"number": "12/KH-UBND", "issued_on": date(2022, 3, 22)}, by=city.officer)
    lifecycle.sign_plan(mine, **SIGNED | {"number": "12/KH-UBND", "issued_on": date(2022, 3, 22)}, by=city.leader)
    owed = Assignment.objects.get(unit=city.ward, duty__plan=active, duty__code="U01")
    assert (owed.done_count, owed.needed_count, owed.state) == (1, 1, AssignmentState.IN_PROGRESS)
    assert owed.evidence.get().record_id == mine.pk


def test_signed_after_today_is_refused(draft, city):
    duty_services.confirm_all_duties(draft, by=city.agency)
    lifecycle.submit_plan(draft, by=city.agency)
    with pytest.raises(ValidationError, match="sau hôm nay"):
        lifecycle.sign_plan(draft, **SIGNED | {"issued_on": date(2022, 3, 23)}, by=city.mayor)


def test_sent_back_with_a_reason(draft, city):
    duty_services.confirm_all_duties(draft, by=city.agency)
    lifecycle.submit_plan(draft, by=city.agency)
    with pytest.raises(ValidationError, match="cần sửa gì"):
        lifecycle.send_back_plan(draft, reason=" ", by=city.mayor)
    lifecycle.send_back_plan(draft, reason="Thêm hạn báo cáo", by=city.mayor)
    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT
    assert "Thêm hạn báo cáo" in Notice.objects.get(kind="plans.plan_sent_back").body


def test_extending_opens_the_periods_of_the_new_time(active, city):
    with clock.at(date(2023, 1, 10)):
        lifecycle.extend_plan(active, valid_to=date(2023, 1, 31), reason="Chờ kế hoạch mới", by=city.agency)
    assert Assignment.objects.filter(unit=city.ward, duty__code="U05", period="2023-M01").exists()


def test_closing_early_needs_a_reason(active, city):
    with pytest.raises(ValidationError, match="Kết thúc sớm"):
        lifecycle.close_plan(active, by=city.agency)
    assert lifecycle.close_plan(active, reason="Sáp nhập", by=city.agency).state == PlanState.CLOSED


def test_next_year_is_worded_anew(active, city):
    with clock.at(date(2022, 12, 20)):
        following = lifecycle.roll_over_plan(active, year=2023, by=city.agency)
    assert "năm 2023 trên địa bàn" in following.title
    clause = following.clauses.get(ref="II.1-2")
    assert "kỷ niệm 75 năm" in clause.text
    assert "(11/6/1948 - 11/6/2023)" in clause.text
    assert "giai đoạn 2019 - 2025" in following.clauses.get(ref="II.1-3").text
    duty = following.duties.get(code="U03")
    assert (duty.title, duty.recurrences.get().due_on, duty.continues.plan) == ("Kỷ niệm 75 năm", date(2023, 6, 11), active)
    assert "75 năm" in duty.text
    assert following.duties.filter(state=DutyState.PROPOSED).count() == 21
    with pytest.raises(ValidationError, match="Đã có dự thảo"):
        lifecycle.roll_over_plan(active, year=2023, by=city.agency)


def test_a_new_plan_supersedes_the_old(active, city, document):
    active.number = "449a/KH-UBND"
    active.save()
    newer = lifecycle.create_plan(document, issuer=city.authority, standing_agency=city.office, by=city.agency)
    newer.supersedes = active
    newer.save()
    duty_services.confirm_all_duties(newer, by=city.agency)
    lifecycle.submit_plan(newer, by=city.agency)
    lifecycle.sign_plan(newer, **SIGNED, by=city.mayor)
    lifecycle.activate_plan(newer, by=city.agency)
    active.refresh_from_db()
    assert active.state == PlanState.SUPERSEDED


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.STANDING_AGENCY, Role.CLUSTER_HEAD)])
def test_only_the_office_draws_up_and_sets_going(role, draft, city):
    person = person_with(role, city.authority if role in (Role.CITY_LEADER, Role.UPPER_VIEWER) else city.ward)
    for act in (lifecycle.submit_plan, lifecycle.activate_plan):
        with pytest.raises(Refused):
            act(draft, by=person)


def test_the_file_and_the_history_open_to_whom_the_plan_concerns(city, document, client):
    upload = SimpleUploadedFile("449-KH-UBND.md", b"# K\xe1\xba\xbe HO\xe1\xba\xa0CH")
    file = store_file(upload, by=city.agency)
    plan = lifecycle.create_plan(document, issuer=city.authority, standing_agency=city.office, file=file, by=city.agency)
    stranger = person_with(Role.UNIT_OFFICER, UnitFactory(name="Phường Xa"))
    assert [may_open(p, file) for p in (city.agency, city.officer, stranger)] == [True, False, False]
    assert [may_see_object(p, "plans.plan", str(plan.pk)) for p in (city.agency, city.mayor, city.officer)] == [True, True, False]
    duty_services.confirm_all_duties(plan, by=city.agency)
    lifecycle.submit_plan(plan, by=city.agency)
    lifecycle.sign_plan(plan, **SIGNED, by=city.mayor)
    assert [may_open(p, file) for p in (city.officer, stranger)] == [True, False]


def test_a_duty_added_while_the_plan_runs_is_given_out_at_once(active, city):
    parts = DutyParts(
        targets=[DutyTarget(kind=TargetKind.LOCALITIES)], recurrences=[Recurrence(frequency=Frequency.ONCE, due_on=date(2022, 4, 1))],
        clauses=[active.clauses.get(ref="II.1-4")], fields={"title": "Treo pa nô", "text": "Treo pa nô", "evidence_kinds": ["photo"]},
    )  # fmt: skip
    duty = duty_services.confirm_duty(duty_services.add_duty(active, parts, by=city.agency), by=city.agency)
    assert set(Assignment.objects.filter(duty=duty).values_list("unit", "due_on")) == {
        (city.ward.pk, date(2022, 4, 1)), (city.other.pk, date(2022, 4, 1))
    }  # fmt: skip
    with pytest.raises(ValidationError, match="đã giao cho các đơn vị"):
        duty_services.edit_duty(duty, DutyParts(fields={"title": "Khác"}), by=city.agency)


def test_only_the_office_says_what_a_plan_answers_or_replaces(active, city):
    mine = lifecycle.draft_unit_plan(active, city.ward, by=city.officer)
    with pytest.raises(Refused):
        lifecycle.edit_head(mine, answers=None, by=city.officer)
    lifecycle.edit_head(mine, place="Bảo Vinh", by=city.officer)
    mine.refresh_from_db()
    assert (mine.place, mine.answers) == ("Bảo Vinh", active)
