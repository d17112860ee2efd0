"""Reviews name exemplars and lessons, or are not finished; a finished one proves the unit's duty."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from lantoa.core.rights import Refused
from lantoa.files.access import may_open
from lantoa.movements import naming
from lantoa.movements.models import Lesson, Review, ReviewExemplar
from lantoa.movements.naming import Named, NamedKind
from lantoa.movements.queries import seen
from lantoa.movements.services import lessons as lesson_services
from lantoa.movements.services import reviews as services
from lantoa.plans import evidence_kinds
from lantoa.plans.models import Evidence
from tests.factories import LessonFactory, MovementFactory, ReviewFactory
from tests.movements.ground import DAY, LESSON


def begin(w, **fields):
    return services.start_review(w.movement, w.an, **{"kind": "interim", "period": "2022-H1", "by": w.officer, **fields})


def whole(w, **fields):
    """A draft with all that is asked for."""
    review = begin(w, **fields)
    services.edit_review(review, held_on=DAY, results="Đạt 12/12 chỉ tiêu.", by=w.officer)
    services.name_exemplar(review, name="Bà Phan Thị Hoa", deed="Nấu bữa sáng cho học sinh nghèo.", by=w.officer)
    services.add_lesson(review, **LESSON, by=w.officer)
    return review


def test_begun_twice_it_is_one_draft(w):
    assert begin(w) == begin(w)
    assert begin(w, period="2022-Q1") != begin(w)


@pytest.mark.parametrize("period", ["", "2022", "nửa đầu năm"])
def test_an_interim_review_is_of_a_period(w, period):
    with pytest.raises(ValidationError, match="Hãy chọn kỳ sơ kết"):
        begin(w, period=period)


def test_a_final_review_is_of_the_whole_movement(w):
    assert begin(w, kind="final", period="2022-H1").period == ""


def test_a_draft_movement_is_not_reviewed(w):
    with pytest.raises(ValidationError, match="chưa phát động"):
        services.start_review(MovementFactory(authority=w.an, level="unit", draft=True), w.an, kind="final", by=w.officer)


def test_nobody_writes_for_another_unit(w):
    for unit, person in ((w.vinh, w.officer), (w.an, w.agency), (w.an, w.person["ME"])):
        with pytest.raises(Refused):
            services.start_review(w.movement, unit, kind="final", by=person)


def test_the_authority_reviews_its_movement_as_a_whole(w):
    assert services.start_review(w.movement, w.city, kind="final", by=w.agency).unit == w.city


def test_what_is_missing_is_said_in_words(w):
    with pytest.raises(ValidationError) as refused:
        services.finish_review(begin(w), by=w.officer)
    assert refused.value.messages == [
        "Chưa ghi ngày tổ chức.", "Chưa ghi kết quả đạt được.",
        "Chưa nêu điển hình nào: thêm ít nhất một người, tập thể hoặc hộ gia đình.",
        "Chưa có bài học kinh nghiệm nào: thêm ít nhất một bài học.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "missing",
    [{"exemplar_count": 0}, {"lesson_count": 0}, {"held_on": None}, {"results": ""}, {"finished_by": None}, {"finished_at": None}],
)
def test_the_database_itself_refuses_a_finished_review_that_is_not_whole(w, missing):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewFactory(movement=w.movement, unit=w.an, finished=True, **missing)


def test_finishing_moves_the_units_duty_by_itself_and_only_that_units(w):
    review = services.finish_review(whole(w), by=w.officer)
    assert (review.state, review.finished_by, review.exemplar_count, review.lesson_count) == ("finished", w.officer, 1, 1)
    proof = Evidence.objects.get()
    assert (proof.assignment, proof.kind, proof.record_id, proof.happened_on) == (w.an_half, "review", review.pk, DAY)
    w.an_half.refresh_from_db()
    w.vinh_half.refresh_from_db()
    assert [(a.state, a.done_count) for a in (w.an_half, w.vinh_half)] == [("in_progress", 1), ("assigned", 0)]
    assert evidence_kinds.of("review").url(review.pk) == f"/lam-viec/phong-trao/so-ket/{review.pk}/"


def test_it_proves_the_period_of_its_day(w):
    review = whole(w, period="2021-Y")
    services.edit_review(review, held_on=date(2021, 12, 20), results="Đạt.", by=w.officer)
    services.finish_review(review, by=w.officer)
    assert not Evidence.objects.exists()


def test_a_finished_one_is_not_written_any_more(w):
    review = services.finish_review(whole(w), by=w.officer)
    exemplar, lesson = review.exemplars.get(), review.lessons.get()
    for act in (
        lambda: services.edit_review(review, held_on=DAY, results="Khác", by=w.officer),
        lambda: services.name_exemplar(review, name="A", deed="B", by=w.officer),
        lambda: services.remove_exemplar(exemplar, by=w.officer),
        lambda: services.add_lesson(review, **LESSON, by=w.officer),
        lambda: services.remove_lesson(lesson, by=w.officer),
        lambda: services.discard_review(review, by=w.officer),
        lambda: services.finish_review(review, by=w.officer),
        lambda: lesson_services.edit_lesson(lesson, title="Khác", by=w.officer),
    ):
        with pytest.raises(ValidationError, match="đã hoàn thành"):
            act()
    with pytest.raises(ValidationError, match="đã hoàn thành"):
        begin(w)


def test_reopened_its_proof_is_crossed_out_until_it_is_finished_again(w):
    review = services.finish_review(whole(w), by=w.officer)
    with pytest.raises(Refused):
        services.reopen_review(review, reason="Sai số", by=w.officer)
    with pytest.raises(ValidationError, match="lý do mở lại"):
        services.reopen_review(review, reason=" ", by=w.leader)
    services.reopen_review(review, reason="Sai số hộ nghèo", by=w.leader)
    w.an_half.refresh_from_db()
    assert (w.an_half.done_count, Evidence.objects.get().withdrawal_reason) == (0, "Bản sơ kết được mở lại: Sai số hộ nghèo")
    services.finish_review(review, by=w.officer)
    w.an_half.refresh_from_db()
    assert (w.an_half.done_count, Evidence.objects.filter(withdrawn_at__isnull=True).count()) == (1, 1)


def test_taking_the_last_exemplar_out_makes_it_unfinished_again(w):
    review = whole(w)
    services.remove_exemplar(review.exemplars.get(), by=w.officer)
    with pytest.raises(ValidationError, match="Chưa nêu điển hình nào"):
        services.finish_review(review, by=w.officer)


def test_the_kept_counts_are_the_real_ones(w):
    review = whole(w)
    services.name_exemplar(review, name="Tổ 5", deed="Giữ đường sạch", by=w.officer)
    services.remove_lesson(review.lessons.get(), by=w.officer)
    review.refresh_from_db()
    assert (review.exemplar_count, review.lesson_count) == (review.exemplars.count(), review.lessons.count()) == (2, 0)


def test_a_day_to_come_is_refused(w):
    with pytest.raises(ValidationError, match="chưa đến"):
        services.edit_review(begin(w), held_on=date(2022, 6, 11), by=w.officer)


@pytest.mark.parametrize(("name", "deed"), [("", "Làm tốt"), ("A" * 201, "Làm tốt"), ("Ai đó", " ")])
def test_an_exemplar_needs_name_and_deed(w, name, deed):
    with pytest.raises(ValidationError):
        services.name_exemplar(begin(w), name=name, deed=deed, by=w.officer)


def test_a_discarded_draft_takes_its_lessons_along_and_may_be_begun_anew(w):
    review = whole(w)
    services.discard_review(review, by=w.officer)
    assert Lesson.objects.get().withdrawal_reason == "Đã bỏ bản sơ kết."
    assert begin(w) != review


def test_the_report_opens_for_who_sees_the_review(w):
    review = whole(w)
    file = SimpleUploadedFile("bao-cao.txt", "Báo cáo".encode())
    review = services.edit_review(review, held_on=DAY, results="Đạt.", file=file, by=w.officer)
    assert [may_open(person, review.file) for person in (w.leader, w.agency, w.vinh_leader)] == [True, False, False]
    services.finish_review(review, by=w.officer)
    assert [may_open(person, review.file) for person in (w.leader, w.agency, w.vinh_leader, w.neighbour)] == [True, True, False, False]


# --- Records of the room above ------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(w, monkeypatch):
    """The room above keeps one exemplar of each of two wards."""
    records = {w.an.pk: [Named(7, "Ông Thái", "Hiến đất")], w.vinh.pk: [Named(8, "Bà Mai", "Dạy chữ")]}
    kind = NamedKind(url=lambda pk: f"/guong/{pk}/", choices=lambda unit, user: records.get(unit.pk, []))
    monkeypatch.setattr(naming, "_kind", kind)
    return w


def test_a_record_fills_name_and_deed_and_leads_back(kept):
    exemplar = services.name_exemplar(begin(kept), record_id=7, by=kept.officer)
    assert (exemplar.name, exemplar.deed, naming.url_of(exemplar.record_id)) == ("Ông Thái", "Hiến đất", "/guong/7/")


def test_a_record_is_named_once_and_only_the_units_own(kept):
    review = begin(kept)
    services.name_exemplar(review, record_id=7, by=kept.officer)
    with pytest.raises(ValidationError, match="đã được nêu"):
        services.name_exemplar(review, record_id=7, by=kept.officer)
    with pytest.raises(ValidationError, match="trong danh sách"):
        services.name_exemplar(review, record_id=8, by=kept.officer)
    assert ReviewExemplar.objects.count() == 1


def test_without_a_room_above_there_is_nothing_to_choose(w, monkeypatch):
    monkeypatch.setattr(naming, "_kind", None)
    assert (naming.url_of(7), naming.choices_for(w.an, w.officer)) == ("", [])


# --- Lessons ------------------------------------------------------------------------------------------------------------------


def test_lessons_of_a_draft_are_shared_when_it_is_finished(w):
    review = whole(w)
    assert not seen.lessons_visible_to(w.vinh_leader).exists()
    services.finish_review(review, by=w.officer)
    assert seen.lessons_visible_to(w.vinh_leader).get().review == review


def test_a_lesson_is_reused_once_a_unit_and_never_by_its_own(w):
    lesson = LessonFactory(movement=w.movement, unit=w.an)
    first = lesson_services.reuse_lesson(lesson, w.vinh, note="Họp khu phố", by=w.vinh_leader)
    assert lesson_services.reuse_lesson(lesson, w.vinh, note="Lại", by=w.vinh_leader) == first
    lesson.refresh_from_db()
    assert (lesson.reuse_count, lesson.reuses.count()) == (1, 1)
    for unit, person in ((w.an, w.officer), (w.thien, w.vinh_leader), (w.vinh, w.officer)):
        with pytest.raises(Refused):
            lesson_services.reuse_lesson(lesson, unit, by=person)


def test_who_works_for_two_units_does_not_reuse_the_own_lesson(w):
    from lantoa.organisations.enums import Role
    from tests.factories import AppointmentFactory

    AppointmentFactory(user=w.vinh_leader, role=Role.UNIT_LEADER, unit=w.an)
    with pytest.raises(ValidationError, match="của chính đơn vị"):
        lesson_services.reuse_lesson(LessonFactory(movement=w.movement, unit=w.an), w.an, by=w.vinh_leader)


def test_a_reused_lesson_stays_in_its_review(w):
    review = services.finish_review(whole(w), by=w.officer)
    lesson = review.lessons.get()
    lesson_services.reuse_lesson(lesson, w.vinh, by=w.vinh_leader)
    services.reopen_review(review, reason="Sửa", by=w.leader)
    with pytest.raises(ValidationError, match="Đã có đơn vị làm theo"):
        services.remove_lesson(lesson, by=w.officer)


def test_a_lesson_on_its_own_is_written_corrected_and_withdrawn_with_a_reason(w):
    lesson = lesson_services.write_lesson(w.movement, w.an, **LESSON, by=w.officer)
    lesson_services.edit_lesson(lesson, title="Họp buổi tối", by=w.officer)
    with pytest.raises(ValidationError, match="lý do rút"):
        lesson_services.withdraw_lesson(lesson, reason="", by=w.officer)
    lesson_services.withdraw_lesson(lesson, reason="Không còn đúng", by=w.officer)
    lesson.refresh_from_db()
    assert (lesson.title, lesson.folded.startswith("hop buoi toi"), lesson.withdrawal_reason) == ("Họp buổi tối", True, "Không còn đúng")
    for act in (
        lambda: lesson_services.edit_lesson(lesson, title="x", by=w.admin),
        lambda: lesson_services.write_lesson(w.movement, w.vinh, **LESSON, by=w.officer),
    ):
        with pytest.raises(Refused):
            act()


def test_a_lesson_of_a_review_goes_with_the_review(w):
    review = services.finish_review(whole(w), by=w.officer)
    with pytest.raises(ValidationError, match="mở lại bản ấy"):
        lesson_services.withdraw_lesson(review.lessons.get(), reason="Nhầm", by=w.officer)


@pytest.mark.parametrize("bad", [{"title": ""}, {"advice": " "}, {"title": "a" * 201}])
def test_a_lesson_needs_a_title_and_an_advice(w, bad):
    with pytest.raises(ValidationError):
        lesson_services.write_lesson(w.movement, w.an, **{**LESSON, **bad}, by=w.officer)


def test_two_finals_of_one_unit_cannot_stand_side_by_side(w):
    ReviewFactory(movement=w.movement, unit=w.an, kind="final", period="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(movement=w.movement, unit=w.an, kind="final", period="", created_by=w.officer)
