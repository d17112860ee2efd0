"""The week of a station: planning, clashes, emergencies; what became of an airing and what it proves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.newsroom.models import Publication, Story
from lantoa.notifications.models import Notice
from lantoa.plans.enums import AssignmentState
from lantoa.radio.enums import AiringState, BulletinState, Clash, Priority, ProofKind
from lantoa.radio.models import Airing
from lantoa.radio.queries import figures
from lantoa.radio.queries.timetable import hours_of
from lantoa.radio.services import airing, approving, composing, scheduling, stations, voicing
from tests.factories import AssignmentFactory, DutyFactory, MovementFactory, PlanFactory, UnitFactory
from tests.radio.conftest import DAY, approved, at

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon():
    with at(12):
        yield


def slots(town, day=NEXT):
    return list(town.station.slots.filter(weekday=day.weekday()).order_by("starts_at"))


def plan(town, bulletin, *, day=NEXT, which=0, **how):
    return scheduling.plan_airings(bulletin, town.station, [(slots(town, day)[which], day)], by=town.writer, **how).made[0]


def urgent(town):
    bulletin = composing.start_bulletin(unit=town.ward, title="Bão số 3", day=DAY, priority=Priority.EMERGENCY, by=town.writer)
    composing.add_text(bulletin, title="Tin bão khẩn cấp", text="Bão số 3 đang vào.", by=town.writer)
    return approving.approve_for_air(voicing.read_live(approving.approve_script(bulletin, by=town.leader), by=town.writer), by=town.leader)


def when(found):
    return f"{timezone.localtime(found.starts_at):%d %H:%M}"


def test_a_bulletin_goes_into_hours_and_repeats_are_marked(town):
    bulletin = approved(town)
    hours = [(slot, NEXT) for slot in slots(town)] + [(slot, NEXT + timedelta(days=1)) for slot in slots(town, NEXT + timedelta(days=1))]
    made = scheduling.plan_airings(bulletin, town.station, hours, by=town.writer).made
    assert [when(found) for found in made] == ["11 05:00", "11 17:00", "12 05:00", "12 17:00"]
    assert [found.is_repeat for found in made] == [False, True, True, True]
    bulletin.refresh_from_db()
    assert when(made[0]) == f"{timezone.localtime(bulletin.public_from):%d %H:%M}"


def test_two_short_bulletins_share_an_hour(town):
    first, second = approved(town), approved(town, title="Bản tin hai")
    town.station.slots.update(minutes=60)
    plan(town, first)
    assert plan(town, second).starts_at > plan(town, first, which=1).starts_at - timedelta(hours=12)


def test_an_hour_that_is_taken_is_a_question(town):
    first, second = approved(town), approved(town, title="Bản tin hai")
    town.station.slots.update(minutes=2)
    first.mix.__class__.objects.update(seconds=100)
    plan(town, first)
    with pytest.raises(scheduling.Clashes) as question:
        plan(town, second)
    assert [taken.may_replace for taken in question.value.taken] == [True]
    assert Airing.objects.count() == 1
    moved = plan(town, second, on_clash=Clash.REPLACE)
    old = Airing.objects.get(bulletin=first, state=AiringState.MOVED)
    assert (when(moved), when(old.moved_to.get())) == ("11 05:00", "11 17:00")
    third = approved(town, title="Bản tin ba")
    third.mix.__class__.objects.update(seconds=100)
    assert when(plan(town, third, on_clash=Clash.NEXT)) == "12 05:00"
    assert scheduling.plan_airings(third, town.station, [(slots(town)[0], NEXT)], on_clash=Clash.SKIP, by=town.writer).made == []


def test_a_lower_priority_never_takes_the_place_of_a_higher(town):
    first, second = approved(town, priority=Priority.PRIORITY), approved(town, title="Bản tin hai")
    town.station.slots.update(minutes=2)
    first.mix.__class__.objects.update(seconds=100)
    plan(town, first)
    with pytest.raises(ValidationError, match="ưu tiên cao hơn"):
        plan(town, second, on_clash=Clash.REPLACE)


def test_an_emergency_breaks_in_and_what_it_displaces_comes_later(town):
    normal = plan(town, approved(town), day=DAY, which=1)
    with at(17):
        broke_in = scheduling.break_in(urgent(town), town.station, by=town.writer)
    normal.refresh_from_db()
    assert (when(broke_in), broke_in.slot) == ("10 17:01", None)
    assert (normal.state, when(normal.moved_to.get())) == (AiringState.MOVED, "11 05:00")
    with pytest.raises(ValidationError, match="Chỉ bản tin khẩn cấp"):
        scheduling.break_in(approved(town), town.station, by=town.writer)


@pytest.mark.parametrize(
    ("change", "words"),
    [("past", "đã qua"), ("off", "nghỉ phát"), ("long", "dài hơn khung"), ("draft", "chưa được duyệt phát"), ("day", "không có khung")],
)
def test_what_is_no_hour_for_it_is_refused(town, change, words):
    bulletin, day = approved(town), NEXT
    slot = slots(town)[0]
    if change == "past":
        day, slot = DAY, slots(town, DAY)[0]
    elif change == "off":
        stations.skip_day(town.station, day=NEXT, reason="Quốc tang", by=town.writer)
    elif change == "long":
        bulletin.mix.__class__.objects.update(seconds=3600)
    elif change == "draft":
        bulletin = composing.start_bulletin(unit=town.ward, title="Nháp", day=DAY, by=town.writer)
    else:
        day = NEXT + timedelta(days=1)
    with pytest.raises(ValidationError, match=words):
        scheduling.plan_airings(bulletin, town.station, [(slot, day)], by=town.writer)


def test_a_silent_day_moves_what_was_planned(town):
    found = plan(town, approved(town))
    assert stations.skip_day(town.station, day=NEXT, reason="Sửa đường dây", by=town.agency) == 2
    found.refresh_from_db()
    assert when(found.moved_to.get()) == "12 05:00"


def test_the_tap_confirms_once_and_counts(town):
    first = plan(town, approved(town), day=DAY, which=1)
    with pytest.raises(ValidationError, match="Chưa đến giờ"):
        airing.confirm_airing(first, by=town.keeper)
    with at(17, 15):
        airing.confirm_airing(first, by=town.keeper)
        airing.confirm_airing(first, by=town.keeper)
    first.refresh_from_db()
    assert (first.state, first.proof_kind, first.confirmed_by, first.bulletin.state) == (
        "aired",
        ProofKind.TAP,
        town.keeper,
        BulletinState.AIRED,
    )
    rows = Publication.objects.filter(channel="station")
    assert {row.story for row in rows} == set(town.stories)
    assert {row.place for row in rows} == {"Đài Truyền thanh phường Thử"}
    with at(18):
        assert figures.totals(figures.aired_between(DAY, DAY)) == {
            "airings": 1,
            "stations": 1,
            "bulletins": 1,
            "minutes": round(first.seconds / 60),
        }


def duty(town, kinds, rule="any_proof"):
    found = DutyFactory(plan=PlanFactory(issuer=town.city, standing_agency=town.office), evidence_kinds=kinds, done_rule=rule)
    return AssignmentFactory(duty=found, unit=town.ward, period="2022-M06", period_start=date(2022, 6, 1), period_end=date(2022, 6, 30))


def test_an_airing_proves_duties_by_itself_and_a_repeat_adds_nothing(town):
    owed = duty(town, ["airing", "column_url"], rule="column_and_airing")
    bulletin = approved(town)
    first, again = plan(town, bulletin, day=DAY, which=1), plan(town, bulletin)
    with at(17, 30):
        airing.confirm_airing(first, by=town.keeper)
    with at(6, 0, NEXT):
        airing.confirm_airing(again, by=town.keeper)
    owed.refresh_from_db()
    assert owed.evidence.filter(kind="airing", withdrawn_at__isnull=True).count() == 1
    assert (owed.done_count, owed.needed_count, owed.state) == (1, 2, AssignmentState.IN_PROGRESS)


def test_a_bulletin_on_air_is_a_piece_about_the_movement_of_its_story(town):
    owed = duty(town, ["bulletin"], rule="each_movement")
    movement = MovementFactory(authority=town.city, state="launched", launched_at=clock.now())
    movement.clause = owed.plan.clauses.create(ref="II.1-3", order=1, kind="content", text=movement.name)
    movement.save()
    first = plan(town, approved(town), day=DAY, which=1)
    Story.objects.filter(pk=town.stories[0].pk).update(movement=movement, unit=UnitFactory(parent=town.city))
    owed.refresh_from_db()
    assert owed.done_count == 0
    with at(17, 15):
        airing.confirm_airing(first, by=town.keeper)
        owed.refresh_from_db()
        assert (owed.done_count, owed.needed_count) == (1, 1)
        town.stories[0].nomination.consents.update(withdrawn_at=clock.now())
        approving.withdraw_untellable(by=User.objects.system())
    owed.refresh_from_db()
    assert owed.done_count == 0


def test_a_slip_can_be_taken_back_by_who_tapped_within_the_hour(town):
    owed = duty(town, ["bulletin"])
    first = plan(town, approved(town), day=DAY, which=1)
    with at(17, 15):
        airing.confirm_airing(first, by=town.keeper)
        with pytest.raises(ValidationError, match="Không hoàn tác"):
            airing.take_back(first, by=town.writer)
        airing.take_back(first, by=town.keeper)
    first.refresh_from_db()
    owed.refresh_from_db()
    assert (first.state, first.bulletin.state, owed.done_count) == (AiringState.PLANNED, BulletinState.APPROVED, 0)
    assert not Publication.objects.filter(channel="station", crossed_out_at__isnull=True).exists()


def test_what_was_missed_says_why_and_comes_again(town):
    first = plan(town, approved(town), day=DAY, which=1)
    with at(17, 15):
        with pytest.raises(ValidationError, match="vì sao"):
            airing.miss_airing(first, reason=" ", by=town.keeper)
        again = airing.miss_airing(first, reason="Mất điện", reschedule=True, by=town.keeper)
    first.refresh_from_db()
    assert (first.state, first.reason, when(again)) == (AiringState.MISSED, "Mất điện", "11 05:00")
    assert Notice.objects.filter(recipient=town.writer, kind="radio.airing_missed").exists()


def test_a_players_log_confirms_what_it_names(town):
    first = plan(town, approved(town), day=DAY, which=1)
    code = first.bulletin.code.lower()
    text = f"thoi_gian;tep\n10/06/2022 17:02;20220610-1700-thu-{code}.mp3\n10/06/2022 17:20;nhac-nen.mp3\n"
    with at(20):
        log, strange = airing.take_log(town.station, SimpleUploadedFile("log.csv", text.encode()), by=town.keeper)
    first.refresh_from_db()
    assert (log.lines, log.matched, strange) == (2, 1, ["10/06/2022 17:20 nhac-nen.mp3"])
    assert (first.proof_kind, when(first), f"{timezone.localtime(first.aired_at):%H:%M}") == (ProofKind.LOG, "10 17:00", "17:02")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", "không phải nhật ký".encode()])
def test_a_log_that_says_nothing_is_refused(town, content):
    with pytest.raises(ValidationError):
        airing.take_log(town.station, SimpleUploadedFile("log.csv", content), by=town.keeper)


def test_keepers_are_reminded_once_a_day_of_what_they_did_not_confirm(town):
    plan(town, approved(town), day=DAY, which=1)
    with at(7, 0, NEXT):
        assert airing.remind_unconfirmed(by=User.objects.system()) == 2
        assert airing.remind_unconfirmed(by=User.objects.system()) == 0
    assert set(Notice.objects.filter(kind="radio.confirm_airings").values_list("recipient", flat=True)) == {town.writer.pk, town.keeper.pk}


@pytest.mark.parametrize("who", ["stranger", "agency", "front", "council", "finance", "admin"])
def test_others_do_not_confirm_or_schedule(town, who):
    bulletin = approved(town)
    found, user = plan(town, bulletin, day=DAY, which=1), getattr(town, who)
    with at(17, 15):
        for act in (lambda: airing.confirm_airing(found, by=user), lambda: scheduling.stop_airing(found, reason="x", by=user)):
            with pytest.raises(Refused):
                act()


def test_the_hours_take_three_queries_however_many(town, django_assert_num_queries):
    plan(town, approved(town))
    with django_assert_num_queries(3):
        assert len(hours_of([town.station], DAY, DAY + timedelta(days=30))) == 62


def test_slots_do_not_run_into_each_other(town):
    from datetime import time

    with pytest.raises(ValidationError, match="chồng lên"):
        stations.add_slot(town.station, weekdays=[0], starts_at=time(4, 55), minutes=10, programme="", valid_from=DAY, by=town.writer)
    with pytest.raises(ValidationError, match="nửa đêm"):
        stations.add_slot(town.station, weekdays=[0], starts_at=time(23, 55), minutes=10, programme="", valid_from=DAY, by=town.writer)
