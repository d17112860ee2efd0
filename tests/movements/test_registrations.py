"""Units answer movements; who is expected; the counts; what it proves."""

import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from lantoa.audit.models import Entry
from lantoa.core.rights import Refused
from lantoa.movements import pieces
from lantoa.movements.exports.answers_xlsx import HEADS, write_answers_xlsx
from lantoa.movements.models import Registration
from lantoa.movements.queries import joining, todo
from lantoa.movements.services import registrations as services
from lantoa.organisations.enums import Role
from lantoa.plans.services.evidence import add_proof
from tests.factories import AssignmentFactory, DutyFactory, MovementFactory, RegistrationFactory, UnitFactory, person_with
from tests.movements.ground import DAY, YEAR


def names(units):
    return [str(unit) for unit in units]


def test_every_unit_with_a_seat_is_expected_the_neighbour_is_not(w):
    assert set(joining.expected_units(w.movement)) == {w.an, w.vinh, w.thien, w.police}


def test_kinds_narrow_it_and_reach_units_without_a_seat(w):
    school = UnitFactory(school=True, parent=w.an)
    far_school = UnitFactory(school=True, parent=w.far)
    w.movement.applies_to = ["school", "vertical_agency"]
    assert set(joining.expected_units(w.movement)) == {school, w.police}
    assert far_school not in joining.expected_units(w.movement)


def test_one_that_asks_nobody_expects_nobody(w):
    w.movement.asks_registration = False
    assert list(joining.expected_units(w.movement)) == []


def test_joining_is_one_press_and_counts(w):
    given = services.register_unit(w.movement, w.an, targets="Trồng 100 cây", by=w.officer)
    assert (given.state, given.targets, given.registered_on, given.by) == ("registered", "Trồng 100 cây", DAY, w.officer)
    w.movement.refresh_from_db()
    assert (w.movement.registered_count, w.movement.declined_count) == (1, 0)
    assert joining.count_answers(w.movement) == joining.Answers(registered=1, declined=0, expected=4, silent=3)


def test_pressed_again_it_changes_the_targets(w):
    services.register_unit(w.movement, w.an, targets="Trồng 100 cây", by=w.officer)
    services.register_unit(w.movement, w.an, targets="Trồng 120 cây", by=w.officer)
    assert Registration.objects.get().targets == "Trồng 120 cây"
    assert list(Entry.objects.filter(model="movements.registration").order_by("position").values_list("action", flat=True)) == [
        "answer",
        "edit",
    ]


def test_changing_ones_mind_is_a_move_and_counts_anew(w):
    services.register_unit(w.movement, w.an, by=w.officer)
    given = services.mark_not_applicable(w.movement, w.an, reason="Không có doanh nghiệp", by=w.officer)
    w.movement.refresh_from_db()
    assert (given.state, given.reason, w.movement.registered_count, w.movement.declined_count) == (
        "not_applicable", "Không có doanh nghiệp", 0, 1,
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["", "   "])
def test_not_applicable_needs_its_reason(w, reason):
    with pytest.raises(ValidationError, match="lý do không áp dụng"):
        services.mark_not_applicable(w.movement, w.an, reason=reason, by=w.officer)
    with pytest.raises(Refused):
        services.mark_not_applicable(w.movement, w.vinh, reason=reason, by=w.officer)


def test_nobody_answers_for_another_unit(w):
    for person in (w.officer, w.agency, w.mayor, w.admin):
        with pytest.raises(Refused):
            services.register_unit(w.movement, w.vinh, by=person)
    with pytest.raises(Refused):
        services.register_unit(w.far_movement, w.an, by=w.officer)


@pytest.mark.parametrize("trait", ["draft", "closed"])
def test_only_a_running_movement_takes_answers(w, trait):
    own = MovementFactory(authority=w.an, level="unit", **{trait: True})
    with pytest.raises(ValidationError, match="không nhận đăng ký"):
        services.register_unit(own, w.an, by=w.officer)


def test_one_that_asks_nobody_takes_no_answers(w):
    national = MovementFactory(authority=w.city, asks_registration=False)
    with pytest.raises(ValidationError, match="không yêu cầu đăng ký"):
        services.register_unit(national, w.an, by=w.officer)


# --- The table and the workbook ---------------------------------------------------------------------------------------------


def test_the_table_has_everybody_expected_by_name_and_filters(w):
    RegistrationFactory(movement=w.movement, unit=w.an)
    RegistrationFactory(movement=w.movement, unit=w.police, declined=True)
    beyond = UnitFactory(name="Ấp Tự Nguyện", parent=w.an)
    RegistrationFactory(movement=w.movement, unit=beyond)
    assert names(joining.answering_units(w.movement)) == [
        "Ấp Tự Nguyện",
        "Công an thành phố",
        "Phường Bảo Vinh",
        "Phường Xuân An",
        "Xã Xuân Thiện",
    ]
    assert names(joining.answering_units(w.movement, answer="registered")) == ["Ấp Tự Nguyện", "Phường Xuân An"]
    assert names(joining.answering_units(w.movement, answer="not_applicable")) == ["Công an thành phố"]
    assert names(joining.answering_units(w.movement, answer="none")) == ["Phường Bảo Vinh", "Xã Xuân Thiện"]
    assert names(joining.answering_units(w.movement, words="xuan")) == ["Phường Xuân An", "Xã Xuân Thiện"]


def test_the_workbook_says_the_same_and_a_formula_stays_text(w):
    RegistrationFactory(movement=w.movement, unit=w.an, targets='=HYPERLINK("http://evil.example")')
    RegistrationFactory(movement=w.movement, unit=w.police, declined=True)
    sheet = openpyxl.load_workbook(io.BytesIO(write_answers_xlsx(w.movement, joining.answering_units(w.movement), DAY))).active
    rows = [[cell.value or None for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows == [
        HEADS,
        [1, "Công an thành phố", "không áp dụng", "1/4/2022", None, "Đơn vị không có đối tượng."],
        [2, "Phường Bảo Vinh", "chưa trả lời", None, None, None],
        [3, "Phường Xuân An", "đã đăng ký", "1/4/2022", '=HYPERLINK("http://evil.example")', None],
        [4, "Xã Xuân Thiện", "chưa trả lời", None, None, None],
    ]
    assert sheet["E6"].data_type == "s"


# --- What waits for a person ------------------------------------------------------------------------------------------------


def waiting(person):
    return [(row.title, row.url) for source in todo.SOURCES for row in source(person, DAY, 50)]


def test_what_has_no_answer_waits_for_the_unit(w):
    assert waiting(w.officer) == [("Trả lời phong trào “Chung sức”", f"/lam-viec/phong-trao/{w.movement.pk}/dang-ky/?don-vi={w.an.pk}")]
    services.register_unit(w.movement, w.an, by=w.officer)
    assert waiting(w.officer) == []


def test_it_does_not_wait_for_who_is_not_asked(w):
    w.movement.applies_to = ["school"]
    w.movement.save()
    assert waiting(w.officer) == []
    teacher = person_with(Role.GRASSROOTS, UnitFactory(school=True, parent=w.an))
    assert [title for title, _ in waiting(teacher)] == ["Trả lời phong trào “Chung sức”"]


def test_the_final_review_waits_for_who_took_part_and_for_who_ran_it(w):
    w.movement.applies_to = ["school"]
    w.movement.save()
    closed = MovementFactory(authority=w.city, name="Đã xong", closed=True)
    RegistrationFactory(movement=closed, unit=w.an)
    RegistrationFactory(movement=closed, unit=w.vinh, declined=True)
    title = "Tổng kết phong trào “Đã xong”"
    assert [[t for t, _ in waiting(person)] for person in (w.officer, w.vinh_officer, w.agency, w.neighbour)] == [[title], [], [title], []]


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_cost_the_same_however_many(w, count, django_assert_num_queries):
    MovementFactory.create_batch(count, authority=w.city)
    RegistrationFactory.create_batch(count, unit=w.an, movement__authority=w.city, movement__closed=True)
    waiting(w.officer)  # appointments are kept on the person
    with django_assert_num_queries(6):
        assert len(waiting(w.officer)) == 1 + 2 * count


def test_where_nothing_waits_it_costs_one_query(w, django_assert_num_queries):
    w.movement.delete()
    waiting(w.officer)
    with django_assert_num_queries(1):
        assert waiting(w.officer) == []


def test_who_works_for_two_units_is_told_which(w):
    from tests.factories import AppointmentFactory

    AppointmentFactory(user=w.officer, role=Role.UNIT_OFFICER, unit=w.vinh)
    services.register_unit(w.movement, w.vinh, by=w.officer)
    (row,) = todo.movements_in_hand(w.officer, DAY, 50)
    assert row.sentence == "Phường Xuân An: Đăng ký tham gia, hoặc ghi lý do không áp dụng."


def test_a_person_without_a_unit_costs_nothing(w, django_assert_num_queries):
    waiting(w.admin)
    with django_assert_num_queries(0):
        assert waiting(w.admin) == []


# --- The rule of duty U04 -----------------------------------------------------------------------------------------------------


@pytest.fixture
def owed(w):
    """A yearly duty about each movement its sentence names; the ward owes it."""
    w.duty = DutyFactory(plan=w.plan, code="U04", clauses=[w.named], done_rule="each_movement", done_params={"min": 5}, frequency="yearly")
    w.others = MovementFactory.create_batch(2, authority=w.city, clause=w.named)
    MovementFactory(authority=w.city, clause=w.named, draft=True)
    w.owed = AssignmentFactory(duty=w.duty, unit=w.an, needed_count=5, **YEAR)
    return w


def counts(w):
    w.owed.refresh_from_db()
    return w.owed.done_count, w.owed.needed_count


def test_each_movement_is_answered_by_a_piece_or_a_reason(owed):
    w = owed
    services.mark_not_applicable(w.others[0], w.an, reason="Không có đối tượng", by=w.officer)
    assert counts(w) == (1, 2)
    services.register_unit(w.others[0], w.an, by=w.officer)
    assert counts(w) == (0, 2)
    add_proof(w.owed, kind="link", url="https://phuong.example.vn/1", by=w.officer)
    assert counts(w) == (1, 2)
    for n in (2, 3):
        add_proof(w.owed, kind="link", url=f"https://phuong.example.vn/{n}", by=w.officer)
    assert counts(w) == (2, 2)


def test_pieces_of_rooms_above_count_by_movement(owed):
    w = owed
    pieces.register("test", lambda unit_id, movements, start, end: {w.others[0].pk, 999} if unit_id == w.an.pk else set())
    try:
        services.register_unit(w.others[1], w.an, by=w.officer)
        assert counts(w) == (1, 2)
        services.mark_not_applicable(w.others[0], w.an, reason="Không có đối tượng", by=w.officer)  # and a piece: still one movement
        assert counts(w) == (1, 2)
    finally:
        pieces.unregister("test")


def test_without_a_movement_on_record_the_number_of_the_duty_stands(w):
    duty = DutyFactory(plan=w.plan, code="U04", done_rule="each_movement", done_params={"min": 5})
    owed = AssignmentFactory(duty=duty, unit=w.an)
    add_proof(owed, kind="link", url="https://phuong.example.vn/1", by=w.officer)
    owed.refresh_from_db()
    assert (owed.done_count, owed.needed_count) == (1, 5)
