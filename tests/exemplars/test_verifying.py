"""Checking what was told: three people, all conditions in words, the ways back and out, and what it proves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.exemplars.enums import CheckResult, ConfirmerKind, Criterion, Door, HoldCause, NominationState, SourceKind
from lantoa.exemplars.models import MentoringEntry, Source
from lantoa.exemplars.queries.files import checklist, version_of, what_is_missing
from lantoa.exemplars.services import editing, holds, mentoring, verifying
from lantoa.exemplars.services.handover import move_nominations
from lantoa.exemplars.services.progress import move_along
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.models import Evidence
from tests.exemplars.checking import DAY, agreed, check_all, drawing, nominated, ready, ward
from tests.factories import AssignmentFactory, DutyFactory, NominationFactory, PlanFactory, SenderFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db
S = NominationState


@pytest.fixture(autouse=True)
def _in_june():
    with clock.at(DAY):
        yield


def state_of(nomination):
    nomination.refresh_from_db()
    return nomination.state


# --- The way to the leader's yes ----------------------------------------------------------------------------------------


def test_from_received_to_verified():
    place = ward()
    nomination = ready(place)
    verifying.submit_for_approval(nomination, seen=version_of(nomination), by=place.officer)
    assert state_of(nomination) == S.CHECKED
    assert list(Notice.objects.values_list("recipient", "kind")) == [(place.leader.pk, "exemplars.nomination_to_approve")]
    verifying.approve(nomination, seen=version_of(nomination), by=place.leader)
    assert state_of(nomination) == S.VERIFIED
    assert (nomination.checked_by, nomination.approved_by, nomination.verified_at is not None) == (place.officer, place.leader, True)
    told = Notice.objects.filter(kind="exemplars.nomination_verified").values_list("recipient", flat=True)
    assert set(told) == {place.proposer.pk, place.officer.pk}


def test_everything_missing_is_said_at_once():
    place = ward()
    nomination = nominated(place, birth_year=None, state=S.SCREENING)
    with pytest.raises(ValidationError) as refused:
        verifying.submit_for_approval(nomination, by=place.officer)
    assert refused.value.messages == what_is_missing(nomination)
    assert [c.key for c in checklist(nomination) if not c.is_met] == ["sources", "criteria", "confirmation", "consent"]
    assert refused.value.messages[-1] == "Ghi ngày sinh hoặc năm sinh, để biết phải hỏi ý kiến ai."


@pytest.mark.parametrize(("spoil", "key"), [
    (lambda n, by: n.sources.first().delete(), "sources"),
    (lambda n, by: n.criteria.filter(criterion=Criterion.CHARITY).delete(), "criteria"),
    (lambda n, by: n.criteria.filter(criterion=Criterion.LAW_ABIDING).update(result=CheckResult.NOT_MET), "criteria"),
    (lambda n, by: n.criteria.exclude(criterion=Criterion.LAW_ABIDING).update(result=CheckResult.NOT_APPLICABLE), "criteria"),
    (lambda n, by: n.confirmations.all().delete(), "confirmation"),
    (lambda n, by: n.confirmations.update(is_good=False), "confirmation"),
    (lambda n, by: n.consents.update(withdrawn_at=clock.now()), "consent"),
    (lambda n, by: holds.hold(n, cause=HoldCause.COMPLAINT, reason="Có đơn.", by=by), "hold"),
])  # fmt: skip
def test_each_condition_by_itself_stands_in_the_way(spoil, key):
    place = ward()
    nomination = ready(place)
    spoil(nomination, place.leader)
    nomination.refresh_from_db()
    assert [c.key for c in checklist(nomination) if not c.is_met] == [key]
    with pytest.raises(ValidationError):
        verifying.submit_for_approval(nomination, by=place.officer)
    assert state_of(nomination) == S.SCREENING


def test_what_got_missing_while_it_lay_with_the_leader_stops_the_yes():
    place = ward()
    nomination = ready(place)
    verifying.submit_for_approval(nomination, by=place.officer)
    nomination.consents.update(withdrawn_at=clock.now())
    with pytest.raises(ValidationError, match="đồng ý"):
        verifying.approve(nomination, by=place.leader)
    assert state_of(nomination) == S.CHECKED


# --- Three people ----------------------------------------------------------------------------------------------------------


def test_the_proposer_neither_checks_nor_approves():
    place = ward()
    nomination = nominated(place, state=S.SCREENING)
    for act in (
        lambda: verifying.set_criterion(nomination, Criterion.LEADING, result=CheckResult.MET, grounds="Tôi biết.", by=place.proposer),
        lambda: verifying.add_source(nomination, kind=SourceKind.VISIT, who="Tôi", what="Thấy.", learned_on=DAY, by=place.proposer),
        lambda: verifying.submit_for_approval(nomination, by=place.proposer),
        lambda: verifying.decline(nomination, reason="Thôi.", by=place.proposer),
    ):
        with pytest.raises(ValidationError, match="người giới thiệu"):
            act()
    checked = NominationFactory(unit=place.unit, checked=True, proposed_by=place.leader)
    with pytest.raises(ValidationError, match="người giới thiệu"):
        verifying.approve(checked, by=place.leader)


def test_a_sender_joined_by_a_merger_counts_as_proposer_too():
    place = ward()
    nomination = nominated(place, checked=True)
    SenderFactory(nomination=nomination, user=place.leader)
    with pytest.raises(ValidationError, match="người giới thiệu"):
        verifying.approve(nomination, by=place.leader)


def test_whoever_checked_does_not_approve_though_the_agency_may_do_either():
    place = ward()
    nomination = nominated(place)
    verifying.take_up(nomination, by=place.agency)
    check_all(nomination, place.agency)
    agreed(nomination)
    verifying.submit_for_approval(nomination, by=place.officer)  # another hands it in; the agency still brought the findings
    with pytest.raises(ValidationError, match="tham gia xác minh"):
        verifying.approve(nomination, by=place.agency)
    verifying.approve(nomination, by=place.leader)
    assert state_of(nomination) == S.VERIFIED


def test_what_a_citizen_told_needs_two_people():
    place = ward()
    citizens = UserFactory(username="nguoi-dan-thu")
    nomination = ready(place, door=Door.CITIZEN)
    nomination.proposed_by = citizens
    nomination.save()
    verifying.submit_for_approval(nomination, by=place.officer)
    verifying.approve(nomination, by=place.leader)
    assert state_of(nomination) == S.VERIFIED


# --- Rights, each with its refusal ------------------------------------------------------------------------------------------

ACTS = {
    "take_up": (S.RECEIVED, lambda n, by: verifying.take_up(n, by=by)),
    "set_criterion": (S.SCREENING, lambda n, by: verifying.set_criterion(n, Criterion.LEADING, result="met", grounds="Có.", by=by)),
    "add_source": (S.SCREENING, lambda n, by: verifying.add_source(n, kind="visit", who="Tổ 5", what="Thấy.", learned_on=DAY, by=by)),
    "add_confirmation": (S.SCREENING, lambda n, by: verifying.add_confirmation(
        n, kind="police", confirmer="Đại úy An", confirmed_on=DAY, is_good=True, by=by)),
    "decline": (S.SCREENING, lambda n, by: verifying.decline(n, reason="Chưa rõ.", by=by)),
    "withdraw": (S.SCREENING, lambda n, by: verifying.withdraw(n, reason="Xin rút.", by=by)),
    "send_back": (S.CHECKED, lambda n, by: verifying.send_back(n, reason="Thiếu.", by=by)),
    "reopen": (S.NOT_ELIGIBLE, lambda n, by: verifying.reopen(n, reason="Xem lại.", by=by)),
    "hold": (S.SCREENING, lambda n, by: holds.hold(n, cause=HoldCause.COMPLAINT, reason="Có đơn.", by=by)),
    "mentor": (S.SCREENING, lambda n, by: mentoring.add_entry(n, happened_on=DAY, what="Hướng dẫn viết.", by=by)),
    "correct": (S.SCREENING, lambda n, by: editing.correct_facts(n, {"title": "Hiến đất"}, by=by)),
    "attach": (S.SCREENING, lambda n, by: editing.attach(n, drawing(), kind="photo", shows_no_id_card=True, by=by)),
}  # fmt: skip
ALLOWED = {
    "take_up": {"officer", "agency", "partner"}, "set_criterion": {"officer", "agency", "partner"},
    "add_source": {"officer", "agency", "partner"}, "add_confirmation": {"officer", "agency", "partner"},
    "decline": {"officer", "agency", "partner", "leader"}, "withdraw": {"officer", "agency", "partner", "leader", "proposer"},
    "send_back": {"agency", "leader"}, "reopen": {"agency", "leader"}, "hold": {"agency", "leader"},
    "mentor": {"officer", "agency", "partner", "leader", "grassroots"}, "correct": {"officer", "agency", "partner", "leader"},
    "attach": {"officer", "agency", "partner", "leader"},
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_who_may(act):
    place = ward()
    proposer = UserFactory()  # works nowhere: may only take back
    people = {
        "officer": place.officer, "leader": place.leader, "agency": place.agency, "proposer": proposer,
        "partner": person_with(Role.FRONT_PARTNER, place.unit), "grassroots": person_with(Role.GRASSROOTS, place.unit),
        "council": person_with(Role.COUNCIL_MEMBER, place.city), "city_leader": person_with(Role.CITY_LEADER, place.city),
        "media": person_with(Role.MEDIA_EDITOR, place.unit), "finance": person_with(Role.FINANCE, place.unit),
        "upper": person_with(Role.UPPER_VIEWER, place.city), "admin": person_with(Role.ADMINISTRATOR, place.city),
        "neighbour": person_with(Role.UNIT_OFFICER, ward().unit), "nobody": UserFactory(),
    }  # fmt: skip
    state, run = ACTS[act]
    may = set()
    for name, user in people.items():
        extra = {"end_reason": "x"} if state == S.NOT_ELIGIBLE else {"checked_by": UserFactory()} if state == S.CHECKED else {}
        nomination = NominationFactory(unit=place.unit, state=state, proposed_by=proposer, birth_year=1970, **extra)
        try:
            run(nomination, user)
            may.add(name)
        except Refused:
            assert state_of(nomination) == state
    assert may == ALLOWED[act]


# --- Back and out ------------------------------------------------------------------------------------------------------------


def test_the_leader_sends_back_with_a_reason_and_the_checker_takes_back_alone():
    place = ward()
    nomination = ready(place)
    verifying.submit_for_approval(nomination, by=place.officer)
    with pytest.raises(ValidationError, match="xác minh thêm"):
        verifying.send_back(nomination, reason=" ", by=place.leader)
    verifying.send_back(nomination, reason="Hỏi thêm tổ trưởng.", by=place.leader)
    assert (state_of(nomination), nomination.return_reason, nomination.checked_by) == (S.SCREENING, "Hỏi thêm tổ trưởng.", None)
    assert Notice.objects.filter(kind="exemplars.nomination_sent_back", recipient=place.officer).count() == 1
    verifying.submit_for_approval(nomination, by=place.officer)
    verifying.send_back(nomination, reason="Sửa lại tên.", by=place.officer)
    assert state_of(nomination) == S.SCREENING
    other = person_with(Role.UNIT_OFFICER, place.unit)
    verifying.submit_for_approval(nomination, by=place.officer)
    with pytest.raises(Refused):
        verifying.send_back(nomination, reason="Không phải việc tôi.", by=other)


def test_an_officer_does_not_decline_what_the_leader_said_yes_to():
    place = ward()
    nomination = nominated(place, verified=True)
    with pytest.raises(Refused):
        verifying.decline(nomination, reason="Thôi.", by=place.officer)
    verifying.decline(nomination, reason="Khai chưa đúng.", by=place.leader)
    assert (state_of(nomination), nomination.end_reason) == (S.NOT_ELIGIBLE, "Khai chưa đúng.")
    verifying.reopen(nomination, reason="Đã rõ.", by=place.leader)
    assert (state_of(nomination), nomination.end_reason, nomination.verified_at) == (S.SCREENING, "", None)


def test_two_clerks_at_once_the_second_is_told():
    place = ward()
    nomination = nominated(place)
    first_page = version_of(nomination)
    verifying.take_up(nomination, by=place.officer)
    with pytest.raises(ValidationError, match="vừa có người nhận"):
        verifying.take_up(nomination, by=place.agency)
    with pytest.raises(ValidationError, match="đã có người sửa"):
        editing.correct_facts(nomination, {"title": "Khác"}, seen=first_page, by=place.agency)
    ready_one = ready(ward())
    seen = version_of(ready_one)
    verifying.set_criterion(ready_one, Criterion.CHARITY, result="not_met", grounds="Không có.", by=_officer_of(ready_one))
    with pytest.raises(ValidationError, match="đã có người sửa"):
        verifying.submit_for_approval(ready_one, seen=seen, by=_officer_of(ready_one))


def _officer_of(nomination):
    return person_with(Role.UNIT_OFFICER, nomination.unit)


# --- What is written down -----------------------------------------------------------------------------------------------------


def test_grounds_sources_and_dates_are_asked_for():
    place = ward()
    nomination = nominated(place, state=S.SCREENING)
    for run, field in [
        (lambda: verifying.set_criterion(nomination, Criterion.LEADING, result="met", grounds=" ", by=place.officer), "grounds"),
        (lambda: verifying.add_source(nomination, kind="visit", who=" ", what="x", learned_on=DAY, by=place.officer), "who"),
        (lambda: verifying.add_source(nomination, kind="visit", who="x", what="x", learned_on=DAY + timedelta(1), by=place.officer),
         "learned_on"),
        (lambda: verifying.add_confirmation(
            nomination, kind="police", confirmer="An", confirmed_on=DAY, is_good=False, note=" ", by=place.officer), "note"),
    ]:  # fmt: skip
        with pytest.raises(ValidationError) as refused:
            run()
        assert list(refused.value.error_dict) == [field]
    verifying.add_source(nomination, kind="visit", who="Tổ 5", what="Thấy.", learned_on=DAY, by=place.officer)
    with pytest.raises(ValidationError, match="đã có"):
        verifying.add_source(nomination, kind="visit", who="TỔ 5", what="Nữa.", learned_on=DAY, by=place.officer)


def test_numbers_of_identity_papers_are_never_kept():
    place = ward()
    nomination = nominated(place, state=S.SCREENING)
    source = verifying.add_source(
        nomination, kind="person", who="Bà Lê", what="CCCD 075190001234, có 200000000 đồng.", learned_on=DAY, by=place.officer
    )
    assert source.what == "CCCD xxxxxxxxx234, có 200000000 đồng."
    editing.correct_facts(nomination, {"deed": "Số căn cước 075 190 001 234 giúp dân."}, by=place.officer)
    nomination.refresh_from_db()
    assert nomination.deed == "Số căn cước xxxxxxxxx234 giúp dân."


def test_a_finding_entered_wrongly_goes_with_a_reason_kept():
    place = ward()
    nomination = nominated(place, state=S.SCREENING)
    source = verifying.add_source(nomination, kind="visit", who="Tổ 5", what="Nhầm người.", learned_on=DAY, by=place.officer)
    with pytest.raises(ValidationError):
        verifying.remove_finding(source, reason="", by=place.officer)
    verifying.remove_finding(source, reason="Nhầm hồ sơ.", by=place.officer)
    assert not Source.objects.exists()
    entry = Entry.objects.get(action="remove_finding")
    assert (entry.reason, entry.before_values["nội dung"]) == ("Nhầm hồ sơ.", "Nhầm người.")
    with pytest.raises(ValidationError, match="bỏ trước đó"):
        verifying.remove_finding(source, reason="Lại.", by=place.officer)


def test_facts_are_corrected_with_what_was_before_but_private_ones_stay_out_of_the_log():
    place = ward()
    nomination = nominated(place, phone="0912345678")
    editing.correct_facts(nomination, {"name": "Trần Văn Đúng", "phone": "0987654321", "unit_id": 1}, by=place.officer)
    nomination.refresh_from_db()
    assert (nomination.name, nomination.phone, nomination.unit) == ("Trần Văn Đúng", "0987654321", place.unit)
    assert (nomination.subject.name, nomination.folded) == ("Trần Văn Đúng", "tran van dung")
    entry = Entry.objects.get(action="correct")
    assert entry.after_values == {"name": "Trần Văn Đúng", "phone": "có ghi (không chép vào nhật ký)"}
    assert "0912345678" not in str(entry.before_values)
    with pytest.raises(ValidationError, match="lý do"):
        editing.correct_facts(nominated(place, verified=True), {"title": "Khác"}, by=place.officer)
    with pytest.raises(ValidationError, match="chờ lãnh đạo"):
        editing.correct_facts(nominated(place, checked=True), {"title": "Khác"}, by=place.officer)


def test_a_subject_with_other_nominations_keeps_its_name():
    place = ward()
    nomination = nominated(place, name="Trần Văn Gương")
    NominationFactory(subject=nomination.subject, unit=place.unit)
    editing.correct_facts(nomination, {"name": "Trần Văn Khác"}, by=place.officer)
    nomination.subject.refresh_from_db()
    assert nomination.subject.name == "Trần Văn Gương"


def test_an_identity_card_is_refused_by_the_tick():
    place = ward()
    nomination = nominated(place)
    with pytest.raises(ValidationError, match="căn cước"):
        editing.attach(nomination, drawing(), kind="photo", shows_no_id_card=False, by=place.officer)
    kept = editing.attach(nomination, drawing(), kind="photo", caption="Con đường mới", shows_no_id_card=True, by=place.officer)
    editing.remove_attachment(kept, reason="Ảnh mờ.", by=place.officer)
    kept.refresh_from_db()
    assert kept.removed_at is not None


def test_holding_stops_and_releasing_the_last_goes_on(django_capture_on_commit_callbacks):
    from lantoa.exemplars.signals import hold_changed

    place, heard = ward(), []
    nomination = nominated(place, verified=True)

    def hear(sender, nomination, **kwargs):
        heard.append(nomination.is_held)

    hold_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            complaint = holds.hold(nomination, cause=HoldCause.COMPLAINT, reason="Có đơn.", by=place.leader)
            violation = holds.hold(nomination, cause=HoldCause.VIOLATION, reason="Đang xem xét.", by=place.agency)
        with pytest.raises(ValidationError, match="tạm dừng"):
            move_along(nomination, S.SHORTLISTED, by=place.officer)
        with pytest.raises(ValidationError, match="lý do này rồi"):
            holds.hold(nomination, cause=HoldCause.COMPLAINT, reason="Nữa.", by=place.leader)
        with django_capture_on_commit_callbacks(execute=True):
            holds.release(complaint, reason="Đơn sai.", by=place.leader)
        nomination.refresh_from_db()
        assert nomination.is_held
        with django_capture_on_commit_callbacks(execute=True):
            holds.release(violation, reason="Không vi phạm.", by=place.agency)
    finally:
        hold_changed.disconnect(hear)
    nomination.refresh_from_db()
    assert not nomination.is_held
    assert heard == [True, True, True, False]
    with pytest.raises(ValidationError, match="trước đó"):
        holds.release(violation, reason="Lại.", by=place.agency)


def test_mentoring_promises_a_day():
    place = ward()
    nomination = nominated(place)
    with pytest.raises(ValidationError) as refused:
        mentoring.add_entry(nomination, happened_on=DAY + timedelta(1), what=" ", next_on=DAY - timedelta(9), by=place.officer)
    assert set(refused.value.error_dict) == {"happened_on", "what", "next_on", "next_step"}
    mentoring.add_entry(nomination, happened_on=DAY, what="Giúp viết.", next_step="Mời dự tọa đàm", next_on=DAY, by=place.officer)
    assert MentoringEntry.objects.get().next_step == "Mời dự tọa đàm"


# --- What it proves, where it goes ------------------------------------------------------------------------------------------


def test_a_verified_nomination_proves_the_duty_until_it_is_taken_back(django_capture_on_commit_callbacks):
    place = ward()
    plan = PlanFactory(issuer=place.city, standing_agency=place.office)
    duty = DutyFactory(plan=plan, code="U06", evidence_kinds=["nomination"])
    owed = AssignmentFactory(duty=duty, unit=place.unit, period="2022-M06", period_start=DAY.replace(day=1), period_end=DAY.replace(day=30))
    nomination = ready(place)
    verifying.submit_for_approval(nomination, by=place.officer)
    verifying.approve(nomination, by=place.leader)
    owed.refresh_from_db()
    assert (Evidence.objects.get().record_id, owed.done_count) == (nomination.pk, 1)
    with django_capture_on_commit_callbacks(execute=True):
        verifying.withdraw(nomination, reason="Người được nêu không muốn.", by=place.officer)
    owed.refresh_from_db()
    assert (Evidence.objects.get().withdrawn_at is not None, owed.done_count) == (True, 0)


def test_one_revoked_by_a_room_above_proves_nothing_any_longer(django_capture_on_commit_callbacks):
    place = ward()
    plan = PlanFactory(issuer=place.city, standing_agency=place.office)
    duty = DutyFactory(plan=plan, evidence_kinds=["nomination"])
    AssignmentFactory(duty=duty, unit=place.unit, period="2022-M06", period_start=DAY.replace(day=1), period_end=DAY.replace(day=30))
    nomination = ready(place)
    verifying.submit_for_approval(nomination, by=place.officer)
    verifying.approve(nomination, by=place.leader)
    with django_capture_on_commit_callbacks(execute=True):
        for state in (S.SHORTLISTED, S.SELECTED, S.HONOURED):
            move_along(nomination, state, by=place.agency)
        assert Evidence.objects.filter(withdrawn_at__isnull=True).count() == 1
        move_along(nomination, S.REVOKED, reason="Khai man.", by=place.agency)
    assert Evidence.objects.filter(withdrawn_at__isnull=True).count() == 0


def test_open_ones_go_to_the_heir_closed_ones_stay():
    place, heir = ward(), ward()
    opened, verified = nominated(place), nominated(place, verified=True)
    ended = nominated(place, state=S.WITHDRAWN, end_reason="Rút.")
    move_nominations(place.unit, heir.unit, DAY, by=place.agency)
    for nomination in (opened, verified, ended):
        nomination.refresh_from_db()
    assert [n.unit for n in (opened, verified, ended)] == [heir.unit, heir.unit, place.unit]
    verifying.take_up(opened, by=heir.officer)
    move_nominations(heir.unit, None, DAY, by=place.agency)
    opened.refresh_from_db()
    assert opened.unit == heir.unit


def test_long_names_and_markup_are_kept_as_they_are():
    place = ward()
    nomination = nominated(place, state=S.SCREENING)
    payload = "<script>alert(1)</script>" * 40
    entry = mentoring.add_entry(nomination, happened_on=DAY, what=payload, by=place.officer)
    assert entry.what == payload
    assert ConfirmerKind.POLICE.label in dict(ConfirmerKind.choices).values()


def test_a_reorganisation_counts_what_it_will_move_and_the_clock_knows_its_work():
    from lantoa.core import schedule
    from lantoa.organisations import moving

    place = ward()
    nominated(place)
    nominated(place, state=S.WITHDRAWN, end_reason="Rút.")
    assert ("Hồ sơ giới thiệu đang xử lý", 1) in moving.what_moves(place.unit, DAY)
    assert "exemplars.requests" in [job.name for job in schedule.daily_jobs()]
