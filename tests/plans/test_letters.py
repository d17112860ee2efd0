"""The late list, and the urging letters made from it: drafted once, never signed or numbered here."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.enums import LetterState
from lantoa.plans.models import Assignment, UrgingLetter
from lantoa.plans.queries import late
from lantoa.plans.services import letters
from tests.factories import AssignmentFactory, UnitFactory
from tests.plans.watching import DAY, make_world


@pytest.fixture
def world(db):
    with clock.at(DAY):
        w = make_world()
        w.agency = w.person[Role.STANDING_AGENCY]
        yield w


def write(world, *units):
    return letters.write_letters(world.plan, [unit.pk for unit in units], by=world.agency)


# --- The list -------------------------------------------------------------------------------------------------------------


def test_the_tally_counts_as_dhis2_does(world):
    AssignmentFactory(duty=world.monthly, unit=world.thien, period="2022-M06", due_on=DAY)
    AssignmentFactory(duty=world.monthly, unit=world.vinh, period="x", due_on=date(2022, 6, 1), waived=True)
    counted = late.tally(late.tally_units(late.due_assignments(world.plan, world.agency, None)))
    assert counted == late.Tally(expected=5, received=3, on_time=2, missing=1)
    assert (counted.late, counted.due_today) == (1, 1)


def test_on_time_means_by_the_end_of_the_day_in_viet_nam(world):
    """17:30 UTC on the 31st is already 1 June in Việt Nam."""
    Assignment.objects.filter(pk=world.thien_may.pk).update(submitted_at=datetime(2022, 5, 31, 16, 59, tzinfo=UTC))
    assert late.tally(late.tally_units(late.due_assignments(world.plan, world.agency, None))).on_time == 2
    Assignment.objects.filter(pk=world.thien_may.pk).update(submitted_at=datetime(2022, 5, 31, 17, 30, tzinfo=UTC))
    assert late.tally(late.tally_units(late.due_assignments(world.plan, world.agency, None))).on_time == 1


def test_only_the_late_are_listed_and_the_punctual_praised(world):
    due = late.due_assignments(world.plan, world.agency, None)
    counted = late.tally_units(due)
    units = late.fill_late(late.late_units(counted), due, world.plan)
    assert [(unit.name, unit.days_late, [duty.code for duty in unit.duties]) for unit in units] == [("Phường Bảo Vinh", 10, ["U05"])]
    assert late.all_on_time(counted) == ["Công an thành phố", "Xã Xuân Thiện"]


@pytest.mark.parametrize(("role", "missing"), [(Role.UNIT_OFFICER, 0), (Role.CLUSTER_HEAD, 1), (Role.CITY_LEADER, 1), (Role.FINANCE, 0)])
def test_the_list_shows_what_the_role_reaches(world, role, missing):
    assert late.tally(late.tally_units(late.due_assignments(world.plan, world.person[role], None))).missing == missing


# --- The letters ----------------------------------------------------------------------------------------------------------


def test_the_draft_says_what_the_law_asks(world):
    [letter] = write(world, world.vinh)
    assert letter.body.startswith("Kính gửi: Phường Bảo Vinh.")
    assert f"{world.plan.citation} của Thành phố Long Khánh" in letter.body
    assert "1. Nhiều hình thức (tháng 5/2022, II.1 ý 4): hạn ngày 31/5/2022, quá hạn 10 ngày." in letter.body
    assert "trước ngày 17/6/2022" in letter.body
    assert letter.body.endswith("./.")
    assert [(line.assignment_id, line.days_late) for line in letter.lines.all()] == [(world.vinh_may.pk, 10)]
    assert (letter.state, letter.new_due_on) == (LetterState.DRAFT, DAY + timedelta(days=letters.GRACE_DAYS))


def test_the_agency_is_told_once(world):
    write(world, world.vinh)
    assert [notice.recipient for notice in Notice.objects.all()] == [world.agency]


def test_only_late_units_get_one_and_only_once(world):
    assert [letter.unit for letter in write(world, world.vinh, world.an, world.thien, world.far)] == [world.vinh]
    assert write(world, world.vinh) == []
    with clock.at(DAY + timedelta(days=1)):
        assert write(world, world.vinh) == []  # the draft is still open
    assert UrgingLetter.objects.count() == 1


def test_after_one_was_sent_another_day_brings_another(world):
    [letter] = write(world, world.vinh)
    letters.mark_letter_sent(letter, by=world.agency)
    assert write(world, world.vinh) == []  # not twice a day
    with clock.at(DAY + timedelta(days=8)):
        assert len(write(world, world.vinh)) == 1


def test_a_draft_can_be_changed_a_sent_letter_not(world):
    [letter] = write(world, world.vinh)
    letters.edit_letter(letter, new_due_on=date(2022, 6, 24), body="Kính gửi: …", by=world.agency)
    letter.refresh_from_db()
    assert (letter.new_due_on, letter.body) == (date(2022, 6, 24), "Kính gửi: …")
    with pytest.raises(ValidationError, match="Hạn mới phải sau ngày soạn"):
        letters.edit_letter(letter, new_due_on=DAY, body="x", by=world.agency)
    letters.mark_letter_sent(letter, by=world.agency)
    with pytest.raises(ValidationError, match="đã gửi hoặc đã bỏ"):
        letters.edit_letter(letter, new_due_on=date(2022, 6, 30), body="x", by=world.agency)
    with pytest.raises(ValidationError):
        letters.drop_letter(letter, by=world.agency)


def test_redrafting_follows_what_is_late_today(world):
    [letter] = write(world, world.vinh)
    more = AssignmentFactory(duty=world.yearly, unit=world.vinh, period="2022-Q2", due_on=date(2022, 6, 12))
    Assignment.objects.filter(pk=world.vinh_may.pk).update(state="accepted", submitted_at=clock.now())
    with clock.at(date(2022, 6, 20)):
        letters.redraft_letter(letter, by=world.agency)
        letter.refresh_from_db()
        assert "Văn nghệ" in letter.body
        assert "Nhiều hình thức" not in letter.body
        assert [line.assignment_id for line in letter.lines.all()] == [more.pk]
        assert letter.new_due_on > date(2022, 6, 20)
        Assignment.objects.filter(pk=more.pk).update(state="waived", waive_reason="Mưa bão")
        with pytest.raises(ValidationError, match="không còn việc nào trễ"):
            letters.redraft_letter(letter, by=world.agency)


def test_only_the_agency_that_runs_the_plan_writes_and_handles(world):
    [letter] = write(world, world.vinh)
    for person in [*world.person.values(), world.neighbour, world.vinh_leader]:
        if person != world.agency:
            for act in (
                lambda by: letters.write_letters(world.plan, [world.vinh.pk], by=by),
                lambda by: letters.edit_letter(letter, new_due_on=date(2022, 7, 1), body="x", by=by),
                lambda by: letters.redraft_letter(letter, by=by),
                lambda by: letters.mark_letter_sent(letter, by=by),
                lambda by: letters.drop_letter(letter, by=by),
            ):
                with pytest.raises(Refused):
                    act(person)


def test_writing_costs_the_same_for_one_late_duty_and_for_four(world):
    """Letters themselves cost a trail line each, so units are not compared."""

    def cost(unit):
        with CaptureQueriesContext(connection) as caught:
            assert len(write(world, unit)) == 1
        return len(caught)

    one, four = UnitFactory(parent=world.city), UnitFactory(parent=world.city)
    AssignmentFactory(duty=world.monthly, unit=one)
    for month in range(1, 5):
        AssignmentFactory(duty=world.monthly, unit=four, period=f"2022-M{month:02}")
    write(world)  # the agency's appointments are read once and kept
    assert cost(one) == cost(four)


# --- The pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def browse(client, world):
    def go(person, name, *args, data=None, method="get", **kwargs):
        client.force_login(person)
        return getattr(client, method)(reverse(f"plans:{name}", args=args), data or {}, **kwargs)

    return go


def test_one_press_on_the_list_makes_the_letters(world, browse):
    page = browse(world.agency, "late_list", world.plan.pk).content.decode()
    assert f'name="don-vi" value="{world.vinh.pk}"' in page
    assert "Trễ lâu nhất 10 ngày" in page
    answer = browse(world.agency, "write_letters", world.plan.pk, data={"don-vi": [world.vinh.pk, "x"]}, method="post")
    assert answer.url == reverse("plans:letters", args=[world.plan.pk])
    assert UrgingLetter.objects.get().unit == world.vinh
    again = browse(world.agency, "late_list", world.plan.pk).content.decode()
    assert "Đã có công văn soạn sẵn" in again


def test_a_cluster_head_sees_the_list_without_the_press(world, browse):
    page = browse(world.person[Role.CLUSTER_HEAD], "late_list", world.plan.pk).content.decode()
    assert "Phường Bảo Vinh" in page
    assert 'name="don-vi"' not in page
    assert browse(world.person[Role.CLUSTER_HEAD], "write_letters", world.plan.pk, data={"don-vi": [1]}, method="post").status_code == 404


def test_the_letter_page_shows_paper_without_number_or_signature(world, browse):
    [letter] = write(world, world.vinh)
    page = browse(world.agency, "letter", letter.pk).content.decode()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert f"V/v đôn đốc thực hiện {world.plan.citation}" in page
    assert world.plan.signer_name not in page
    text = browse(world.agency, "letter_text", letter.pk)
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text.content.decode().startswith("THÀNH PHỐ LONG KHÁNH\nPHÒNG NỘI VỤ\n")
    assert "ngày      tháng 6 năm 2022" in text.content.decode()


def test_letters_are_edited_sent_and_dropped_from_the_page(world, browse):
    [letter] = write(world, world.vinh)
    wrong = browse(world.agency, "letter", letter.pk, data={"new_due_on": "1/6/2022", "body": "x"}, method="post")
    assert "Hạn mới phải sau ngày soạn công văn." in wrong.content.decode()
    browse(world.agency, "letter", letter.pk, data={"new_due_on": "30/6/2022", "body": "Kính gửi: …"}, method="post")
    browse(world.agency, "letter_act", letter.pk, "da-gui", method="post")
    letter.refresh_from_db()
    assert (letter.new_due_on, letter.state) == (date(2022, 6, 30), LetterState.SENT)
    refused = browse(world.agency, "letter_act", letter.pk, "khong-gui", method="post", follow=True)
    assert "không chuyển sang “không gửi” được" in refused.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.STANDING_AGENCY, Role.CITY_LEADER)])
def test_nobody_else_opens_a_letter(world, browse, role):
    [letter] = write(world, world.vinh)
    assert browse(world.person[role], "letter", letter.pk).status_code == 404
    assert browse(world.person[role], "letter_text", letter.pk).status_code == 404


def test_a_city_leader_reads_but_does_not_send(world, browse):
    [letter] = write(world, world.vinh)
    leader = world.person[Role.CITY_LEADER]
    page = browse(leader, "letter", letter.pk)
    assert page.status_code == 200
    assert "Đã ký và gửi rồi" not in page.content.decode()
    assert browse(leader, "letter_act", letter.pk, "da-gui", method="post").status_code == 404


@pytest.mark.parametrize("name", ["late_list", "letters"])
def test_pages_ask_the_same_for_one_row_and_three(world, client, name):
    def cost():
        client.force_login(world.agency)
        client.get(reverse(f"plans:{name}", args=[world.plan.pk]))  # the frame's first page of a session costs more
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(f"plans:{name}", args=[world.plan.pk])).status_code == 200
        return len(caught)

    write(world, world.vinh)
    first = cost()
    for _ in range(2):
        AssignmentFactory(duty=world.monthly, unit=(unit := UnitFactory(parent=world.city)))
        write(world, unit)
    assert cost() == first
