"""What the public face may ask: nothing of drafts, of units' own movements, nor of other places' days."""

from lantoa.movements.queries import published
from tests.factories import AnniversaryFactory, ClauseFactory, MovementFactory


def test_movements_come_in_the_order_of_the_plan(w):
    second = MovementFactory(authority=w.city, clause=w.clause)
    first = MovementFactory(authority=w.city, clause=w.named)
    w.clause.order = 9
    w.clause.save()
    MovementFactory(authority=w.city, draft=True)
    MovementFactory(authority=w.city, closed=True)
    MovementFactory(authority=w.an, level="unit")
    assert list(published.published_movements(w.city)) == [first, second, w.movement]
    assert w.far_movement in published.published_movements()


def test_an_answer_to_a_wider_movement_stands_for_both_a_part_of_it_beside_it(w):
    wider = MovementFactory(authority=w.city, level="central", clause=ClauseFactory(plan=w.plan))
    answer = MovementFactory(authority=w.city, parent=wider, clause=wider.clause)
    part = MovementFactory(authority=w.city, parent=answer, clause=wider.clause)
    assert list(published.published_movements(w.city)) == [answer, part, w.movement]


def test_one_page_is_of_a_movement_that_runs_or_ran(w):
    draft, closed = MovementFactory(authority=w.city, draft=True), MovementFactory(authority=w.city, closed=True)
    assert [published.published_movement(slug) for slug in ("chung-suc", closed.slug, draft.slug, "khong-co")] == [
        w.movement,
        closed,
        None,
        None,
    ]


def test_only_days_kept_everywhere(w):
    everywhere = AnniversaryFactory()
    AnniversaryFactory(authority=w.city)
    assert [(item.anniversary, item.number) for item in published.published_days(2022)] == [(everywhere, 74)]
