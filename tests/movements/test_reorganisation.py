"""When wards merge: what runs goes to the heir, what is over stays with who did it."""

from datetime import date

import pytest

from lantoa.movements.models import Movement, Registration, Review
from lantoa.movements.queries import joining
from lantoa.organisations import moving
from lantoa.organisations.services import units as reorganising
from lantoa.plans.models import Assignment
from tests.factories import LessonFactory, MovementFactory, RegistrationFactory, ReviewFactory, UserFactory

ON = date(2022, 6, 9)
ACT = {"on": ON, "legal_document": "Nghị quyết 1/NQ"}


@pytest.fixture
def system(w):
    return UserFactory(system=True)


def test_the_wizard_counts_what_will_move(w):
    RegistrationFactory(movement=w.movement, unit=w.an)
    RegistrationFactory(movement__closed=True, unit=w.an)
    ReviewFactory(movement=w.movement, unit=w.an)
    ReviewFactory(movement=w.movement, unit=w.an, finished=True, period="2022-Q1")
    MovementFactory(authority=w.an, draft=True)
    counted = dict(moving.what_moves(w.an, ON))
    assert [
        counted[label] for label in ("Phong trào do đơn vị tổ chức", "Đăng ký phong trào đang diễn ra", "Bản sơ kết, tổng kết đang viết")
    ] == [1, 1, 1]


def test_the_heir_takes_part_with_the_targets_unless_it_answered(w, system):
    other = MovementFactory(authority=w.city)
    moved = RegistrationFactory(movement=w.movement, unit=w.an, targets="100 cây")
    over = RegistrationFactory(movement__closed=True, movement__authority=w.city, unit=w.an)
    stays = RegistrationFactory(movement=other, unit=w.an, targets="cũ")
    own = RegistrationFactory(movement=other, unit=w.vinh, declined=True)
    reorganising.merge_units([w.an], into=w.vinh, by=system, **ACT)
    at = {r.pk: (r.unit, r.moved_from) for r in Registration.objects.all()}
    assert [at[r.pk] for r in (moved, over, stays, own)] == [(w.vinh, w.an), (w.an, None), (w.an, None), (w.vinh, None)]
    assert w.an not in joining.expected_units(w.movement, ON)
    assert Assignment.objects.get(pk=w.vinh_half.pk).unit == w.vinh


def test_the_heir_goes_on_with_drafts_and_their_lessons(w, system):
    draft, same = ReviewFactory(movement=w.movement, unit=w.an), ReviewFactory(movement=w.movement, unit=w.an, period="2022-Q1")
    finished = ReviewFactory(movement=w.movement, unit=w.an, finished=True, period="2021-Y")
    ReviewFactory(movement=w.movement, unit=w.vinh, period="2022-Q1")
    lesson = LessonFactory(movement=w.movement, unit=w.an, review=draft)
    reorganising.merge_units([w.an], into=w.vinh, by=system, **ACT)
    at = {r.pk: (r.unit, r.state) for r in Review.objects.all()}
    assert [at[r.pk] for r in (draft, same, finished)] == [(w.vinh, "draft"), (w.an, "discarded"), (w.an, "finished")]
    lesson.refresh_from_db()
    assert lesson.unit == w.vinh


def test_the_heir_runs_the_units_movements_one_of_the_same_name_ends(w, system):
    runs = MovementFactory(authority=w.an, level="unit", name="Ngõ sạch")
    twin = MovementFactory(authority=w.an, level="unit", name="Tiếng trống khuyến học")
    MovementFactory(authority=w.vinh, level="unit", name="Tiếng trống khuyến học")
    twin_draft = MovementFactory(authority=w.an, level="unit", name="Bếp ấm", draft=True)
    MovementFactory(authority=w.vinh, level="unit", name="Bếp ấm")
    reorganising.merge_units([w.an], into=w.vinh, by=system, **ACT)
    at = {m.pk: (m.authority, m.state) for m in Movement.objects.all()}
    assert [at[m.pk] for m in (runs, twin, twin_draft)] == [(w.vinh, "launched"), (w.an, "closed"), (w.an, "discarded")]


def test_without_an_heir_what_runs_ends_and_drafts_are_dropped(w, system):
    answer, review = RegistrationFactory(movement=w.movement, unit=w.an), ReviewFactory(movement=w.movement, unit=w.an)
    runs = MovementFactory(authority=w.an, level="unit")
    reorganising.abolish_unit(w.an, by=system, **ACT)
    for row in (answer, review, runs):
        row.refresh_from_db()
    assert (answer.unit, review.state, runs.state) == (w.an, "discarded", "closed")
