"""Put forward twice: found, decided by the right people, joined without losing anything."""

from datetime import date

import pytest
import rules
from django.core.exceptions import ValidationError

from lantoa.accounts.models import User
from lantoa.audit.models import Entry as AuditEntry
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.exemplars import honouring
from lantoa.exemplars.enums import CheckResult, Criterion, Door, NominationState, SubjectType, SuspicionState
from lantoa.exemplars.matching.scoring import Likely
from lantoa.exemplars.models import MatchKey, Suspicion
from lantoa.exemplars.queries import duplicates as queries
from lantoa.exemplars.queries.places import family_of, places_of
from lantoa.exemplars.services import duplicates as services
from lantoa.exemplars.services.editing import correct_facts
from lantoa.exemplars.services.receiving import Credit, receive_nomination
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import heir_of, lineage_of
from lantoa.organisations.services import units
from tests.factories import AppointmentFactory, NominationFactory, SenderFactory, SubjectFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
LAND = "Hiến 120 m2 đất mặt tiền để mở rộng hẻm 46, tự tháo dỡ hàng rào."
LAND_AGAIN = "Ông Bảy tặng đất mở rộng hẻm 46, diện tích 120m2."


def appointed(role, unit):
    return AppointmentFactory(role=role, unit=unit).user


@pytest.fixture
def city():
    city = UnitFactory(city=True)
    city.office = UnitFactory(parent=city, department=True)
    city.ward, city.other = UnitFactory(parent=city), UnitFactory(parent=city)
    return city


def told(unit, name="Nguyễn Văn Bảy", deed=LAND, **more):
    row = NominationFactory(unit=unit, name=name, deed=deed, **more)
    SenderFactory(nomination=row)
    return row


def checked(*nominations):
    by = User.objects.system()
    for row in nominations:
        found = services.check_duplicates(row, by=by)
    return found


@pytest.fixture
def pair(city):
    """One deed told twice in one ward."""
    first, second = told(city.ward), told(city.ward, name="ông Nguyễn Văn Bẩy", deed=LAND_AGAIN)
    (row,) = checked(first, second)
    return row


@pytest.fixture
def across(city):
    """One deed told in two wards' files."""
    first = told(city.ward, birth_year=1958)
    second = told(city.other, deed=LAND_AGAIN, birth_year=1958, happened_on=date(2022, 5, 1))
    first.happened_on = date(2022, 5, 1)
    first.save()
    (row,) = checked(first, second)
    return row


# --- Finding


def test_a_deed_told_again_is_suspected_with_score_and_reasons(pair):
    assert (pair.likely, pair.state) == (Likely.SAME, SuspicionState.OPEN)
    assert pair.score >= 70
    assert any("họ tên" in words for words in pair.alike)
    assert pair.nomination_id > pair.other_id


def test_the_unit_is_told_once_however_often_it_is_checked(city):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    first, second = told(city.ward), told(city.ward, deed=LAND_AGAIN)
    checked(first, second, second, first)
    assert Notice.objects.filter(recipient=officer, kind="exemplars.duplicate_found").count() == 1
    assert Suspicion.objects.count() == 1


def test_people_unlike_are_not_suspected(city):
    rows = [
        told(city.ward, name="Trần Thị Mỹ Lệ", deed="Nấu cháo từ thiện mỗi sáng thứ bảy."),
        told(city.ward),
        told(city.ward, name="Nguyễn Văn Bảy", birth_year=1991, deed="Tài xế chở miễn phí bệnh nhân chạy thận."),
    ]
    rows[1].birth_year = 1958
    rows[1].save()
    checked(*rows)
    assert not Suspicion.objects.exists()


def test_what_no_longer_looks_alike_lapses_and_comes_back(pair):
    later = pair.nomination
    later.name, later.deed = "Lê Thị Khác", "Dạy múa cho thiếu nhi."
    later.save()
    checked(later)
    pair.refresh_from_db()
    assert pair.state == SuspicionState.LAPSED
    later.name, later.deed = "Nguyễn Văn Bảy", LAND
    later.save()
    checked(later)
    pair.refresh_from_db()
    assert pair.state == SuspicionState.OPEN


def test_keys_follow_the_facts(city):
    row = told(city.ward)
    checked(row)
    before = set(MatchKey.objects.values_list("key", flat=True))
    row.name = "Đặng Hoàng Phi Long"
    row.save()
    checked(row)
    after = set(MatchKey.objects.values_list("key", flat=True))
    assert before
    assert after
    assert before != after
    checked(row)
    assert set(MatchKey.objects.values_list("key", flat=True)) == after


def test_at_most_three_are_named_the_likeliest_first(city):
    rows = [told(city.ward, deed=LAND if n % 2 else "Dạy học miễn phí cho trẻ em nghèo buổi tối.") for n in range(6)]
    checked(*rows)
    near = queries.nearest(rows[1])
    assert len(near) == 3
    assert [n.score.total for n in near] == sorted((n.score.total for n in near), reverse=True)
    assert {n.nomination_id for n in near[:2]} == {rows[3].pk, rows[5].pk}


def test_the_night_finds_what_was_never_looked_at(city):
    told(city.ward), told(city.ward, deed=LAND_AGAIN)
    with clock.at(date(2022, 9, 1)):
        assert services.check_new_ones(by=User.objects.system()) == 2
        assert services.check_new_ones(by=User.objects.system()) == 0
    assert Suspicion.objects.filter(state=SuspicionState.OPEN).count() == 1
    with pytest.raises(Refused):
        services.check_new_ones(by=appointed(Role.STANDING_AGENCY, city.office))


def test_odd_names_and_long_texts_do_not_stop_the_check(city):
    rows = [
        told(city.ward, name="x" * 200, deed="y" * 5000), told(city.ward, name="123", deed="!"),
        told(city.ward, name="🙂", deed="🙂 🙂", type=SubjectType.COLLECTIVE), told(city.ward, name="ông", deed="(", type=SubjectType.HOUSEHOLD),
    ]  # fmt: skip
    checked(*rows)


def test_what_is_received_is_looked_at_after_the_commit(city, django_capture_on_commit_callbacks):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    facts = {"name": "Nguyễn Văn Bảy", "deed": LAND, "type": SubjectType.INDIVIDUAL}
    with django_capture_on_commit_callbacks(execute=True):
        rows = [receive_nomination(facts, unit=city.ward, door=Door.OFFICER, credit=Credit(), by=officer) for _ in range(2)]
    row = Suspicion.objects.get()
    assert (row.other, row.nomination) == tuple(rows)


def test_a_correction_is_looked_at_again(city, pair, django_capture_on_commit_callbacks):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    with django_capture_on_commit_callbacks(execute=True):
        correct_facts(pair.nomination, {"name": "Lê Thị Khác", "deed": "Dạy múa cho thiếu nhi."}, by=officer)
    pair.refresh_from_db()
    assert pair.state == SuspicionState.LAPSED


# --- Places in time


def test_places_say_what_organisations_say(reorganised):
    units = reorganised["units"]
    with clock.at(date(2026, 1, 5)):
        found = places_of([unit.pk for unit in units])
        for unit in units:
            assert found[unit.pk].lineage == lineage_of(unit), unit
            heir = heir_of(unit)
            assert found[unit.pk].heir == (heir.pk if heir else None), unit
        old, new = reorganised["old"], reorganised["new"]
        assert family_of(old.pk) == family_of(new.pk) == lineage_of(new)


@pytest.fixture
def reorganised(city):
    """Two wards became one, that one and a third became another: as Xuân Trung, Xuân An and Long Khánh did."""
    by, third = User.objects.system(), UnitFactory(parent=city)
    act = {"legal_document": "NQ 1662", "by": by}
    new = units.merge_units([city.ward], into=city.other, on=date(2024, 11, 1), **act)
    kind = new.versions.latest("valid_from").kind
    newest = units.merge_units([new, third], into=units.NewUnit("Phường Mới", kind, parent=city), on=date(2025, 7, 1), **act)
    return {"units": [city, city.office, city.ward, city.other, third, newest], "old": city.ward, "new": newest}


def test_a_renamed_ward_is_one_place(city, reorganised):
    first = told(city.ward, happened_on=date(2023, 5, 1))
    with clock.at(date(2026, 2, 1)):
        second = told(reorganised["new"], name="Nguyễn Văn Bẩy", deed=LAND_AGAIN + " năm 2023")
        (row,) = checked(first, second)
    assert row.likely == Likely.SAME
    assert any("nay là Phường Mới" in words for words in row.alike)


# --- Joining


def test_an_officer_joins_two_files_of_the_own_unit(city, pair):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    kept, gone = pair.other, pair.nomination
    gone.phone, gone.happened_on = "0912 000 111", date(2022, 5, 1)
    gone.save()
    kept_codes = {s.follow_code for s in kept.senders.all()} | {s.follow_code for s in gone.senders.all()}
    services.merge_nominations(kept, gone, by=officer)
    for row in (kept, gone, pair):
        row.refresh_from_db()
    assert (gone.state, gone.merged_into) == (NominationState.MERGED, kept)
    assert kept.state == NominationState.RECEIVED
    assert (kept.phone, kept.happened_on) == ("0912 000 111", date(2022, 5, 1))
    assert {s.follow_code for s in kept.senders.all()} == kept_codes
    assert len(kept_codes) == 2
    assert not gone.senders.exists()
    assert (pair.state, pair.kept, pair.decided_by) == (SuspicionState.SAME, kept, officer)
    assert gone.subject_id == kept.subject_id


def test_phone_and_address_taken_over_are_not_in_the_log(city, pair):
    gone = pair.nomination
    gone.phone = "0912 000 111"
    gone.save()
    services.merge_nominations(pair.other, gone, by=appointed(Role.UNIT_OFFICER, city.ward))
    assert "0912" not in str(list(AuditEntry.objects.values()))


def test_what_was_checked_moves_and_nothing_of_the_kept_file_is_overwritten(city, pair):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    kept, gone = pair.other, pair.nomination
    for row, grounds in ((kept, "của hồ sơ giữ"), (gone, "của hồ sơ kia")):
        row.criteria.create(criterion=Criterion.LEADING, result=CheckResult.MET, grounds=grounds, added_by=officer)
    gone.criteria.create(criterion=Criterion.CHARITY, result=CheckResult.MET, grounds="chỉ hồ sơ kia", added_by=officer)
    gone.sources.create(kind="visit", who="Tổ trưởng", what="Đã thấy", learned_on=date(2022, 6, 1), added_by=officer)
    kept.birth_year, gone.birth_year = 1958, 1960
    kept.save(), gone.save()
    services.merge_nominations(kept, gone, by=officer)
    kept.refresh_from_db()
    assert set(kept.criteria.values_list("grounds", flat=True)) == {"của hồ sơ giữ", "chỉ hồ sơ kia"}
    assert kept.sources.count() == 1
    assert kept.birth_year == 1958


def test_a_third_telling_finds_the_kept_file_by_the_words_of_the_merged_one(city, pair):
    services.merge_nominations(pair.other, pair.nomination, by=appointed(Role.UNIT_OFFICER, city.ward))
    third = told(city.ward, name="Nguyễn Văn Bẩy", deed=LAND_AGAIN)
    (row,) = checked(third)
    assert row.other == pair.other


def test_a_chain_of_mergers_points_at_the_last(city):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    rows = [told(city.ward, deed=LAND) for _ in range(3)]
    checked(*rows)
    services.merge_nominations(rows[1], rows[2], by=officer)
    services.merge_nominations(rows[0], rows[1], by=officer)
    for row in rows:
        row.refresh_from_db()
    assert [row.merged_into for row in rows] == [None, rows[0], rows[0]]
    assert rows[0].senders.count() == 3
    assert not Suspicion.objects.filter(state__in=["open", "asked"]).exists()


def test_the_other_way_round_is_offered_when_the_duplicate_has_gone_too_far(city, pair):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    gone = pair.nomination
    gone.state, gone.checked_by = NominationState.CHECKED, UserFactory()
    gone.save()
    with pytest.raises(ValidationError, match="Chọn giữ hồ sơ này"):
        services.merge_nominations(pair.other, gone, by=officer)
    pair.refresh_from_db()
    assert pair.state == SuspicionState.OPEN
    services.merge_nominations(gone, pair.other, by=officer)


def test_a_file_that_ended_is_not_kept(city, pair):
    kept = pair.other
    kept.state, kept.end_reason = NominationState.WITHDRAWN, "người gửi rút"
    kept.save()
    with pytest.raises(ValidationError, match="đã dừng"):
        services.merge_nominations(kept, pair.nomination, by=appointed(Role.UNIT_OFFICER, city.ward))


def test_joined_twice_is_told_in_words(city, pair):
    officer = appointed(Role.UNIT_OFFICER, city.ward)
    services.merge_nominations(pair.other, pair.nomination, by=officer)
    with pytest.raises(ValidationError, match="đã được gộp"):
        services.merge_nominations(pair.other, pair.nomination, by=officer)


# --- Two units


def test_of_two_units_one_asks_and_the_other_agrees(city, across):
    mine, theirs = appointed(Role.UNIT_OFFICER, city.ward), appointed(Role.UNIT_OFFICER, city.other)
    with pytest.raises(Refused):
        services.merge_nominations(across.other, across.nomination, by=mine)
    services.ask_other_unit(across, kept=across.other, question="Cùng hẻm 46?", by=mine)
    across.refresh_from_db()
    assert (across.state, across.asked_unit, across.proposed_by) == (SuspicionState.ASKED, city.other, mine)
    assert Notice.objects.filter(recipient=theirs, kind="exemplars.duplicate_asked").exists()
    with pytest.raises(Refused):
        services.answer_other_unit(across, agrees=True, by=mine)
    services.answer_other_unit(across, agrees=True, by=theirs)
    across.refresh_from_db()
    assert across.state == SuspicionState.SAME
    assert across.other.senders.count() == 2
    assert Notice.objects.filter(recipient=mine, kind="exemplars.duplicate_merged").exists()


def test_where_they_disagree_the_standing_agency_decides(city, across):
    mine, theirs = appointed(Role.UNIT_OFFICER, city.ward), appointed(Role.UNIT_OFFICER, city.other)
    agency = appointed(Role.STANDING_AGENCY, city.office)
    services.ask_other_unit(across, kept=across.other, by=mine)
    with pytest.raises(ValidationError):
        services.answer_other_unit(across, agrees=False, by=theirs)
    with pytest.raises(ValidationError, match="trả lời câu hỏi"):
        services.declare_different(across.nomination, across.other, reason="khác", by=theirs)
    services.answer_other_unit(across, agrees=False, answer="Hai ông khác nhau", by=theirs)
    across.refresh_from_db()
    assert across.state == SuspicionState.DISPUTED
    assert Notice.objects.filter(recipient=agency, kind="exemplars.duplicate_disputed").exists()
    for one in (mine, theirs):
        with pytest.raises(ValidationError, match="Cơ quan Thường trực"):
            services.declare_different(across.nomination, across.other, reason="khác", by=one)
    services.merge_nominations(across.other, across.nomination, by=agency)
    across.refresh_from_db()
    assert across.state == SuspicionState.SAME


def test_a_standing_agency_elsewhere_decides_nothing(city, across):
    province = UnitFactory(city=True)
    stranger = appointed(Role.STANDING_AGENCY, UnitFactory(parent=province, department=True))
    for act in (
        lambda: services.merge_nominations(across.other, across.nomination, by=stranger),
        lambda: services.declare_different(across.other, across.nomination, reason="x", by=stranger),
        lambda: services.declare_same_person(across.other, across.nomination, by=stranger),
        lambda: services.ask_other_unit(across, kept=across.other, by=stranger),
        lambda: services.suspect(across.other, across.nomination, by=stranger),
    ):
        with pytest.raises(Refused):
            act()


# --- Different, or one person with two deeds


def test_different_needs_a_reason_and_stays_decided(city, pair):
    officer = appointed(Role.UNIT_LEADER, city.ward)
    with pytest.raises(ValidationError):
        services.declare_different(pair.nomination, pair.other, reason="  ", by=officer)
    services.declare_different(pair.nomination, pair.other, reason="Hai ông trùng tên", by=officer)
    checked(pair.nomination)
    pair.refresh_from_db()
    assert (pair.state, pair.reason) == (SuspicionState.DIFFERENT, "Hai ông trùng tên")
    assert queries.open_questions(pair.nomination) == []


def test_one_person_two_deeds_become_one_subject(city):
    first = told(city.ward, birth_year=1958, happened_on=date(2022, 3, 1))
    second = told(city.ward, birth_year=1958, deed="Cứu hai em nhỏ đuối nước.", happened_on=date(2023, 3, 1))
    (row,) = checked(first, second)
    assert row.likely == Likely.PERSON
    services.declare_same_person(second, first, by=appointed(Role.UNIT_OFFICER, city.ward))
    later = second.subject
    first.refresh_from_db(), second.refresh_from_db(), later.refresh_from_db()
    assert first.subject_id == second.subject_id != later.pk
    assert later.merged_into_id == first.subject_id
    assert {first.state, second.state} == {NominationState.RECEIVED}
    assert list(queries.told_before(second)) == [first]


def test_subjects_joined_to_a_joined_one_follow():
    one, two, three = SubjectFactory(), SubjectFactory(), SubjectFactory()
    for pair in ((two, three), (one, three)):
        services.join_subjects(*pair, by=User.objects.ensure_system() or User.objects.system())
    for row in (two, three):
        row.refresh_from_db()
        assert row.merged_into_id == one.pk


# --- What verification asks


def test_verification_waits_until_it_is_settled(city, pair):
    for row in (pair.nomination, pair.other):
        assert len(queries.open_questions(row)) == 1
    services.declare_different(pair.nomination, pair.other, reason="khác", by=appointed(Role.UNIT_OFFICER, city.ward))
    assert queries.open_questions(pair.nomination) == []


def test_who_was_honoured_before_needs_a_new_deed(city):
    before = told(city.ward, honoured=True)
    again = told(city.ward, deed="Cứu hai em nhỏ đuối nước.", subject=before.subject)
    assert "ghi việc mới" in queries.open_questions(again)[0]
    again.new_since = "Cứu người tháng 9."
    again.save()
    assert queries.open_questions(again) == []
    assert queries.open_questions(before) == []


def test_rooms_above_say_what_they_know_of_honours(city):
    row = told(city.ward)
    known = {row.subject_id: [honouring.Honour("Giấy khen 12/QĐ-UBND", date(2021, 1, 5))]}

    def lookup(subjects):
        return [honour for pk in subjects for honour in known.get(pk, [])]

    honouring.register(lookup)
    try:
        assert [honour.label for honour in queries.honoured_before(row.subject)] == ["Giấy khen 12/QĐ-UBND"]
        assert "Giấy khen 12/QĐ-UBND" in queries.open_questions(row)[0]
    finally:
        honouring.unregister(lookup)


# --- Rights: one object and lists agree


def test_list_and_rule_agree_for_every_role(city, across):
    elsewhere = told(UnitFactory(), name="Xa Lạ"), told(UnitFactory(), name="Xa Lạ Hai")
    foreign = Suspicion.objects.create(
        nomination=elsewhere[1], other=elsewhere[0], score=50, subject_score=50, deed_score=50, likely="same"
    )
    places = [city, city.office, city.ward, city.other]
    seen = {}
    for role in Role:
        if role == Role.CLUSTER_HEAD:
            continue
        for place in places:
            user = appointed(role, place)
            listed = set(queries.suspicions_visible_to(user))
            assert listed == {row for row in (across, foreign) if rules.has_perm("exemplars.view_suspicion", user, row)}, (role, place)
            if listed:
                seen.setdefault(role, set()).add(place)
            assert foreign not in listed
    own = {city.ward, city.other}
    assert {role: seen[role] & own for role in (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER)} == dict.fromkeys(
        (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER), own
    )
    assert city.office in seen[Role.STANDING_AGENCY]
    assert not set(seen) - {Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.STANDING_AGENCY}
