"""Movements and lessons are found by who may see them, with and without marks."""

import pytest

from lantoa.movements.services.reviews import add_lesson, edit_review, finish_review, name_exemplar, start_review
from lantoa.search import queries
from tests.factories import MovementFactory
from tests.movements.ground import DAY, LESSON


def titles(user, asked):
    return [entry.title for entry in queries.found(queries.asked_words(asked), user=user)]


def test_a_movement_is_found_where_it_is_run(w, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        MovementFactory(authority=w.city, name="Tiếng trống khuyến học")
        MovementFactory(authority=w.city, name="Tiếng trống còn soạn", draft=True)
        MovementFactory(authority=w.other_city, name="Tiếng trống Biên Hòa")
    assert titles(w.officer, "tieng trong") == ["Tiếng trống khuyến học"]
    assert sorted(titles(w.agency, "tieng trong")) == ["Tiếng trống còn soạn", "Tiếng trống khuyến học"]


@pytest.mark.parametrize("finished", [True, False])
def test_a_lesson_is_found_once_its_review_is_finished(w, finished, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        review = start_review(w.movement, w.an, kind="final", by=w.officer)
        add_lesson(review, **LESSON, by=w.officer)
        edit_review(review, held_on=DAY, results="Đạt.", by=w.officer)
        name_exemplar(review, name="Bà Hoa", deed="Nấu", by=w.officer)
    if finished:
        with django_capture_on_commit_callbacks(execute=True):
            finish_review(review, by=w.officer)
    assert titles(w.vinh_leader, "hop toi") == ([LESSON["title"]] if finished else [])
