"""Who may see and do what with movements: every role, allowed and refused; and that lists and rules agree."""

import pytest

from lantoa.core.rights import allowed
from lantoa.movements.models import Anniversary, Lesson, Movement, Registration, Review
from lantoa.movements.queries import seen
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from tests.factories import (
    AnniversaryFactory,
    LessonFactory,
    MovementFactory,
    RegistrationFactory,
    ReviewFactory,
    UnitFactory,
    UserFactory,
    person_with,
)  # fmt: skip

UO, UL, CH, SA, CM, CL = (
    Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.CLUSTER_HEAD, Role.STANDING_AGENCY, Role.COUNCIL_MEMBER, Role.CITY_LEADER,
)  # fmt: skip
ME, FP, FI, GR, UP, AD = (
    Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.FINANCE, Role.GRASSROOTS, Role.UPPER_VIEWER, Role.ADMINISTRATOR,
)  # fmt: skip
ALL = set(Role)
OWN_STAFF = {UO, UL, FP, GR}

TABLE = {
    # The city's movement
    ("movements.view_movement", "movement"): ALL,
    ("movements.edit_movement", "movement"): {SA, CL},
    ("movements.launch_movement", "movement"): {SA, CL},
    ("movements.close_movement", "movement"): {SA, CL},
    ("movements.view_movement", "draft"): {SA, CL},
    # A movement of the ward itself
    ("movements.view_movement", "own"): {UO, UL, FP, ME, FI, GR, CH, SA, CM, CL, UP, AD},
    ("movements.edit_movement", "own"): {UO, UL, FP},
    ("movements.launch_movement", "own"): {UL},
    # The ward's answer, review and lesson
    ("movements.register_unit", "answer"): OWN_STAFF,
    ("movements.view_registration", "answer"): {*OWN_STAFF, ME, FI, CH, SA, CM, CL, UP},
    ("movements.write_review", "review"): OWN_STAFF,
    ("movements.view_review", "review"): OWN_STAFF,
    ("movements.view_review", "finished"): {*OWN_STAFF, ME, FI, CH, SA, CM, CL, UP},
    ("movements.reopen_review", "finished"): {UL, SA, CL},
    ("movements.view_review", "city_review"): ALL,
    ("movements.write_review", "city_review"): {SA, CL},
    ("movements.view_lesson", "lesson"): ALL,
    ("movements.view_lesson", "draft_lesson"): OWN_STAFF,
    ("movements.write_lesson", "lesson"): OWN_STAFF,
    ("movements.reuse_lesson", "vinh_lesson"): {*OWN_STAFF, SA},
    ("movements.view_anniversary", "everywhere"): ALL,
    ("movements.edit_anniversary", "everywhere"): {AD},
    ("movements.view_anniversary", "city_day"): ALL,
    ("movements.edit_anniversary", "city_day"): {SA, AD},
}  # fmt: skip


@pytest.fixture
def things(w):
    w.draft = MovementFactory(authority=w.city, draft=True)
    w.own = MovementFactory(authority=w.an, level="unit")
    w.answer = RegistrationFactory(movement=w.movement, unit=w.an)
    w.far_answer = RegistrationFactory(movement=w.far_movement, unit=w.far)
    w.review = ReviewFactory(movement=w.movement, unit=w.an)
    w.finished = ReviewFactory(movement=w.movement, unit=w.an, finished=True, period="2022-Q1")
    w.city_review = ReviewFactory(movement=w.movement, unit=w.city, finished=True)
    ReviewFactory(movement=w.far_movement, unit=w.far, finished=True)
    w.lesson = LessonFactory(movement=w.movement, unit=w.an)
    w.draft_lesson = LessonFactory(movement=w.movement, unit=w.an, review=w.review)
    w.vinh_lesson = LessonFactory(movement=w.movement, unit=w.vinh)
    w.far_city_draft = MovementFactory(authority=w.other_city, draft=True)
    w.everywhere, w.city_day = AnniversaryFactory(), AnniversaryFactory(authority=w.city)
    w.far_day = AnniversaryFactory(authority=w.other_city)
    # Another province altogether: staff of this one see nothing of it.
    w.elsewhere = UnitFactory(name="Phường ở tỉnh khác", parent=UnitFactory(kind="province", name="Tỉnh khác"))
    w.elsewhere_movement = MovementFactory(authority=w.elsewhere)
    w.elsewhere_lesson = LessonFactory(movement=w.elsewhere_movement, unit=w.elsewhere)
    return w


@pytest.mark.parametrize(("permission", "name"), TABLE)
def test_each_role(things, permission, name):
    obj = getattr(things, name)
    assert {role for role, person in things.person.items() if allowed(person, permission, obj)} == TABLE[permission, name]


@pytest.mark.parametrize(("permission", "name"), TABLE)
def test_a_stranger_and_a_person_without_a_post_never(things, permission, name):
    stranger = person_with(Role.STANDING_AGENCY, UnitFactory(department=True, parent=UnitFactory(kind="province", name="Tỉnh xa")))
    assert not allowed(UserFactory(), permission, getattr(things, name))
    if name != "everywhere":
        assert not allowed(stranger, permission, getattr(things, name))


@pytest.mark.parametrize(
    "permission", sorted({permission for permission, _ in TABLE} - {"movements.edit_movement", "movements.edit_anniversary"})
)
def test_nobody_without_an_object(things, permission):
    assert not any(allowed(person, permission, None) for person in things.person.values())


def test_who_may_begin_a_movement_or_a_day_at_all(things):
    assert {role for role, person in things.person.items() if allowed(person, "movements.create_movement")} == {UO, UL, FP, SA, CL}
    assert {role for role, person in things.person.items() if allowed(person, "movements.edit_anniversary")} == {SA, AD}


@pytest.mark.parametrize("permission", ["movements.run_daily", "movements.seed"])
def test_the_clocks_work_is_nobodys(things, permission):
    assert not any(allowed(person, permission) for person in things.person.values())


def test_lists_and_rules_agree(things):
    for person in [*things.person.values(), things.neighbour, things.vinh_leader, UserFactory()]:
        for permission, model, listed in [
            ("movements.view_movement", Movement, seen.visible_to(person)),
            ("movements.view_registration", Registration, seen.registrations_visible_to(person)),
            ("movements.view_review", Review, seen.reviews_visible_to(person)),
            ("movements.view_lesson", Lesson, seen.lessons_visible_to(person)),
            ("movements.view_anniversary", Anniversary, seen.anniversaries_visible_to(person)),
        ]:
            by_rule = {row.pk for row in model.objects.all() if allowed(person, permission, row)}
            assert set(listed.values_list("pk", flat=True)) == by_rule, (permission, person)


def test_units_to_write_for_agree_with_the_right(things):
    for person in [*things.person.values(), things.neighbour, things.vinh_leader]:
        may = {u.pk for u in Unit.objects.all() if allowed(person, "movements.write_review", Review(movement=things.movement, unit=u))}
        sees = seen.visible_to(person).filter(pk=things.movement.pk).exists()
        assert (seen.units_reviewed_for(person) if sees else set()) == may


def test_a_withdrawn_lesson_is_seen_by_nobody(things):
    Lesson.objects.filter(pk=things.lesson.pk).update(withdrawn_at="2022-06-01T00:00Z", withdrawal_reason="Nhầm")
    assert not any(seen.lessons_visible_to(person).filter(pk=things.lesson.pk).exists() for person in things.person.values())


def test_a_person_no_longer_in_post_sees_nothing(things):
    from datetime import date

    gone = person_with(Role.UNIT_LEADER, things.an, valid_to=date(2022, 6, 1))
    assert not seen.visible_to(gone).exists()
    assert not allowed(gone, "movements.register_unit", things.answer)
