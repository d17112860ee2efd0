"""The pages: what one reads and presses, bad input, replayed forms, and a constant number of queries."""

import re

import pytest
from django.urls import reverse

from lantoa.movements.models import Anniversary, Lesson, LessonReuse, Movement, Registration, Review
from lantoa.movements.queries.seen import visible_to
from lantoa.movements.services.reviews import start_review
from lantoa.plans.models import Evidence
from tests.factories import (
    AnniversaryFactory,
    LessonFactory,
    MovementFactory,
    RegistrationFactory,
    ReviewExemplarFactory,
    ReviewFactory,
    UnitFactory,
)  # fmt: skip

KEY = {"submit_key": "6f2c3f0a-9d7e-4d8e-9a59-0d2a5f3b8c11"}
LONG = "Phong trào " + "rất dài " * 61


def page(client, person, name, /, *args, query=""):
    client.force_login(person)
    answer = client.get(reverse(f"movements:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, person, name, /, *args, **data):
    client.force_login(person)
    return client.post(reverse(f"movements:{name}", args=args), data)


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- Reading ------------------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_one_may_see_and_ones_own_answer(w, client):
    RegistrationFactory(movement=w.movement, unit=w.an)
    html = page(client, w.officer, "movements")
    assert "Toàn thành phố chung sức" in html
    assert "Biên Hòa chung sức" not in html
    assert "Đã đăng ký" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [("?q=CHUNG+suc", 1), ("?q=biên+hòa", 0), ("?cap=city", 1), ("?cap=central", 0), ("?cap=nonsense&loai=x&tinh_trang=y", 1),
     ("?tinh_trang=closed", 0), ("?trang=999", 1), ("?loai=mass_campaign", 0), ("?q=" + "a" * 500, 1)],
)  # fmt: skip
def test_filters_stand_in_the_address_and_nonsense_is_harmless(w, client, query, found):
    assert page(client, w.officer, "movements", query=query).count("Toàn thành phố chung sức</a>") == found


def test_an_empty_list_says_what_to_do(w, client):
    Movement.objects.all().delete()
    assert "Chưa có phong trào nào được phát động ở đây." in page(client, w.officer, "movements")
    assert "Lập từ kế hoạch" in page(client, w.agency, "movements")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(w, client, count, django_assert_num_queries):
    for movement in MovementFactory.create_batch(count, authority=w.city, parent=w.movement):
        RegistrationFactory(movement=movement, unit=w.an)
    page(client, w.officer, "movements")
    with django_assert_num_queries(11):
        client.get(reverse("movements:movements"))


def test_a_movement_shows_facts_sentence_answers_reviews_exemplars_and_lessons(w, client):
    w.movement.clause = w.named
    w.movement.save()
    RegistrationFactory(movement=w.movement, unit=w.an, targets="Trồng 100 cây")
    review = ReviewFactory(movement=w.movement, unit=w.an, finished=True)
    ReviewExemplarFactory(review=review, name="Bà Hoa")
    ReviewExemplarFactory(review=ReviewFactory(movement=w.movement, unit=w.an, period="2022-Q1"), name="Chưa xong")
    LessonFactory(movement=w.movement, unit=w.vinh, title="Bài học của Bảo Vinh")
    words = text(page(client, w.officer, "movement", w.movement.pk))
    for expected in ("Trồng 100 cây", "phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”", "II.1 ý 3", "Bà Hoa", "Bài học của Bảo Vinh",
                     "3 chưa trả lời", "4 được mời", "đã qua 44% thời gian", "Sơ kết của Phường Xuân An"):  # fmt: skip
        assert expected in words
    assert "Chưa xong" not in words


def test_another_wards_review_is_not_told_to_the_neighbour(w, client):
    ReviewExemplarFactory(review=ReviewFactory(movement=w.movement, unit=w.an, finished=True), name="Bà Hoa")
    RegistrationFactory(movement=w.movement, unit=w.an, targets="Trồng 100 cây")
    words = text(page(client, w.vinh_leader, "movement", w.movement.pk))
    assert "Bà Hoa" not in words
    assert "Trồng 100 cây" not in words
    assert "Trồng 100 cây" not in page(client, w.vinh_leader, "answers", w.movement.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_a_movements_page_costs_the_same_however_much_there_is(w, client, count, django_assert_num_queries):
    for n in range(count):
        review = ReviewFactory(movement=w.movement, unit=w.an, finished=True, period=f"2022-Q{n + 1}")
        ReviewExemplarFactory(review=review)
        LessonFactory(movement=w.movement, unit=w.an)
        MovementFactory(authority=w.city, parent=w.movement)
    page(client, w.agency, "movement", w.movement.pk)
    with django_assert_num_queries(22):
        client.get(reverse("movements:movement", args=[w.movement.pk]))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("answers", 12), ("reviews", 11), ("lessons", 11), ("anniversaries", 9)])
def test_other_lists_cost_the_same_however_long(w, client, count, name, queries, django_assert_num_queries):
    for n in range(count):
        unit = UnitFactory(parent=w.city)
        RegistrationFactory(movement=w.movement, unit=unit)
        ReviewFactory(movement=w.movement, unit=unit, finished=True)
        LessonFactory(movement=w.movement, unit=unit)
        AnniversaryFactory(authority=w.city, day=n + 1)
    args = [w.movement.pk] if name == "answers" else []
    page(client, w.agency, name, *args)
    with django_assert_num_queries(queries):
        client.get(reverse(f"movements:{name}", args=args))


def test_the_table_of_answers_has_pages_and_a_workbook(w, client):
    for n in range(30):
        RegistrationFactory(movement=w.movement, unit=UnitFactory(name=f"Ấp {n:02}", parent=w.an))
    assert "trang 2/2" in page(client, w.agency, "answers", w.movement.pk, query="?trang=2")
    client.force_login(w.agency)
    book = client.get(reverse("movements:answers_xlsx", args=[w.movement.pk]) + "?q=ap")
    assert book["Content-Disposition"] == 'attachment; filename="dang-ky-chung-suc.xlsx"'
    assert book.content[:2] == b"PK"


# --- Drawing up and launching ---------------------------------------------------------------------------------------------------

FORM = {
    "name": "Mỗi tuần một việc tốt",
    "kind": "movement",
    "level": "city",
    "regime": "thematic",
    "colour": "la",
    "icon": "leaf",
    "asks_registration": "on",
}


def test_a_movement_is_drawn_up_edited_and_launched(w, client):
    answer = post(client, w.agency, "new", **FORM, authority=w.city.pk, ends_on="31/12/2022", **KEY)
    made = Movement.objects.get(name="Mỗi tuần một việc tốt")
    assert answer["Location"] == reverse("movements:movement", args=[made.pk])
    again = post(client, w.agency, "new", **FORM, authority=w.city.pk, ends_on="31/12/2022", **KEY)
    assert (again.status_code, Movement.objects.filter(name=made.name).count()) == (302, 1)
    post(client, w.agency, "edit", made.pk, **{**FORM, "aim": "Việc nhỏ, làm ngay"})
    post(client, w.agency, "add_criterion", made.pk, text="Có kế hoạch", mandatory="on")
    post(client, w.agency, "act", made.pk, "phat-dong")
    made.refresh_from_db()
    assert (made.aim, made.state, made.criteria.get().text) == ("Việc nhỏ, làm ngay", "launched", "Có kế hoạch")
    post(client, w.agency, "remove_criterion", made.pk, made.criteria.get().pk)
    assert not made.criteria.exists()


@pytest.mark.parametrize(
    ("bad", "words"),
    [({"name": LONG}, "300"), ({"name": ""}, "bắt buộc"), ({"ends_on": "31/02/2022"}, "Ghi ngày theo dạng"), ({"level": "sky"}, "sky"),
     ({"starts_on": "2/6/2022", "ends_on": "1/6/2022"}, "Ngày kết thúc phải sau ngày bắt đầu"), ({"parent": "999999"}, "Hãy chọn"),
     ({"applies_to": "dragon"}, "dragon")],
)  # fmt: skip
def test_bad_input_comes_back_with_words_and_what_was_typed(w, client, bad, words):
    answer = post(client, w.agency, "new", **{**FORM, "authority": w.city.pk, "launched_by": "Chủ tịch thành phố", **bad})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Cần sửa trước khi gửi" in html
    assert "Chủ tịch thành phố" in html
    assert not Movement.objects.filter(launched_by="Chủ tịch thành phố").exists()


def test_an_officer_may_not_draw_up_for_the_city(w, client):
    answer = post(client, w.officer, "new", **{**FORM, "authority": w.city.pk})
    assert answer.status_code == 200  # not among the places to choose from
    assert not Movement.objects.filter(name=FORM["name"]).exists()
    assert post(client, w.officer, "edit", w.movement.pk, **FORM).status_code == 404
    assert post(client, w.officer, "act", w.movement.pk, "ket-thuc", reason="x").status_code == 404


def test_ending_and_reopening_ask_for_the_reason(w, client):
    assert "kết thúc sớm" in post(client, w.agency, "act", w.movement.pk, "ket-thuc", reason="").content.decode()
    post(client, w.agency, "act", w.movement.pk, "ket-thuc", reason="Nhập phong trào")
    assert Movement.objects.get(pk=w.movement.pk).state == "closed"
    assert post(client, w.agency, "act", w.movement.pk, "mo-lai", reason="").status_code == 200
    post(client, w.agency, "act", w.movement.pk, "mo-lai", reason="Còn tiếp")
    assert Movement.objects.get(pk=w.movement.pk).state == "launched"


def test_a_state_that_has_moved_on_is_said_in_words(w, client):
    answer = post(client, w.agency, "act", w.movement.pk, "phat-dong")
    assert "đang ở bước “đang diễn ra”" in answer.content.decode()


def test_movements_are_set_up_from_the_plan(w, client):
    html = page(client, w.agency, "from_plan")
    assert html.count('name="phong-trao"') == 3
    keys = re.findall(r'name="phong-trao" value="([^"]+)"', html)
    post(client, w.agency, "from_plan", **{"plan": w.plan.pk, "phong-trao": keys, "phat-dong": "on"})
    assert visible_to(w.officer).filter(clause=w.named, state="launched").count() == 3
    assert page(client, w.agency, "from_plan").count("Đã có, mở xem") == 3
    assert post(client, w.agency, "from_plan", plan=w.other_plan.pk).status_code == 404
    client.force_login(w.officer)
    assert client.get(reverse("movements:from_plan")).status_code == 404


# --- Answering -------------------------------------------------------------------------------------------------------------------


def test_a_unit_answers_with_one_press_and_changes_its_mind(w, client):
    assert "Đăng ký tham gia" in page(client, w.officer, "register", w.movement.pk)
    post(client, w.officer, "register", w.movement.pk, unit=w.an.pk, answer="registered", targets="Trồng 100 cây", **KEY)
    post(client, w.officer, "register", w.movement.pk, unit=w.an.pk, answer="registered", targets="Trồng 100 cây", **KEY)
    assert Registration.objects.get().targets == "Trồng 100 cây"
    assert "Trồng 100 cây</textarea>" in page(client, w.officer, "register", w.movement.pk).replace("\n", "")
    missing = post(client, w.officer, "register", w.movement.pk, unit=w.an.pk, answer="not_applicable")
    assert "Hãy ghi lý do không áp dụng" in missing.content.decode()
    post(client, w.officer, "register", w.movement.pk, unit=w.an.pk, answer="not_applicable", reason="Không có đối tượng")
    assert Registration.objects.get().state == "not_applicable"


@pytest.mark.parametrize("bad", [{"unit": "999999"}, {"unit": ""}, {"answer": "maybe"}, {"targets": "a" * 4001}])
def test_a_bad_answer_is_refused(w, client, bad):
    answer = post(client, w.officer, "register", w.movement.pk, **{"unit": w.an.pk, "answer": "registered", **bad})
    assert (answer.status_code, Registration.objects.count()) == (200, 0)


def test_another_wards_answer_cannot_be_given(w, client):
    assert post(client, w.officer, "register", w.movement.pk, unit=w.vinh.pk, answer="registered").status_code == 200
    assert not Registration.objects.exists()


def test_the_form_is_for_who_speaks_for_a_unit_while_it_runs(w, client):
    closed = MovementFactory(authority=w.city, closed=True)
    for person, movement in ((w.mayor, w.movement), (w.officer, closed)):
        client.force_login(person)
        assert client.get(reverse("movements:register", args=[movement.pk])).status_code == 302


# --- Reviews and lessons -----------------------------------------------------------------------------------------------------------


def test_a_review_is_written_on_one_page_and_no_button_loses_what_was_typed(w, client):
    answer = post(client, w.officer, "new_review", w.movement.pk, unit=w.an.pk, kind="interim", period="2022-H1")
    review = Review.objects.get()
    assert answer["Location"] == reverse("movements:write_review", args=[review.pk])
    typed = {"held_on": "10/6/2022", "results": "Đạt 12/12.", "bh-title": "Họp tối", "bh-advice": "Sau 19 giờ"}
    bad = post(client, w.officer, "write_review", review.pk, viec="dien-hinh", **typed)
    assert "Sau 19 giờ</textarea>" in bad.content.decode().replace("\n", "")  # the lesson half typed is still there
    assert Review.objects.get().results == "Đạt 12/12."  # and the texts are kept already
    named = {"dh-name": "Bà Hoa", "dh-deed": "Nấu bữa sáng"}
    post(client, w.officer, "write_review", review.pk, viec="dien-hinh", **typed, **named)
    post(client, w.officer, "write_review", review.pk, viec="bai-hoc", **typed)
    done = post(
        client, w.officer, "write_review", review.pk, viec="hoan-thanh", held_on="10/6/2022", results="Đạt 12/12, thêm 2 tuyến đường hoa."
    )
    review.refresh_from_db()
    assert (done["Location"], review.state, review.results) == (
        reverse("movements:review", args=[review.pk]), "finished", "Đạt 12/12, thêm 2 tuyến đường hoa.",
    )  # fmt: skip
    assert Evidence.objects.get().record_id == review.pk
    assert "Bà Hoa" in page(client, w.leader, "review", review.pk)
    client.force_login(w.officer)
    assert client.get(reverse("movements:write_review", args=[review.pk])).status_code == 302


def test_what_is_missing_is_said_and_lines_are_taken_out(w, client):
    review = start_review(w.movement, w.an, kind="final", by=w.officer)
    assert "Chưa nêu điển hình nào" in post(client, w.officer, "write_review", review.pk, viec="hoan-thanh").content.decode()
    post(client, w.officer, "write_review", review.pk, viec="dien-hinh", **{"dh-name": "Bà Hoa", "dh-deed": "Nấu"})
    post(client, w.officer, "write_review", review.pk, viec="bai-hoc", **{"bh-title": "Họp tối", "bh-advice": "Sau 19 giờ"})
    post(client, w.officer, "write_review", review.pk, viec=f"bo-dien-hinh:{review.exemplars.get().pk}")
    post(client, w.officer, "write_review", review.pk, viec=f"bo-bai-hoc:{review.lessons.get().pk}")
    review.refresh_from_db()
    assert (review.exemplar_count, review.lesson_count) == (0, 0)


@pytest.mark.parametrize("act", ["bo-dien-hinh:999999", "bo-dien-hinh:x", "bo-bai-hoc:"])
def test_a_line_of_another_review_is_not_there(w, client, act):
    review = start_review(w.movement, w.an, kind="final", by=w.officer)
    assert post(client, w.officer, "write_review", review.pk, viec=act).status_code == 404


@pytest.mark.parametrize(
    "bad",
    [{"held_on": "11/6/2022"}, {"held_on": "hôm qua"}, {"viec": "dien-hinh", "dh-name": "a" * 201, "dh-deed": "x"}, {"viec": "bai-hoc"}],
)
def test_a_bad_review_comes_back(w, client, bad):
    review = start_review(w.movement, w.an, kind="final", by=w.officer)
    answer = post(client, w.officer, "write_review", review.pk, **bad)
    assert answer.status_code == 200
    assert "Cần sửa trước khi gửi" in answer.content.decode()


def test_reading_is_not_writing(w, client):
    finished = ReviewFactory(movement=w.movement, unit=w.an, finished=True)
    draft = ReviewFactory(movement=w.movement, unit=w.an, period="2022-Q1")
    client.force_login(w.agency)
    assert client.get(reverse("movements:review", args=[finished.pk])).status_code == 200
    assert client.get(reverse("movements:review", args=[draft.pk])).status_code == 404
    assert client.get(reverse("movements:write_review", args=[finished.pk])).status_code == 404
    assert post(client, w.vinh_leader, "review_act", finished.pk, "mo-lai", reason="x").status_code == 404


def test_a_leader_reopens_and_an_officer_drops(w, client):
    finished = ReviewFactory(movement=w.movement, unit=w.an, finished=True)
    assert post(client, w.leader, "review_act", finished.pk, "mo-lai", reason="").status_code == 200
    post(client, w.leader, "review_act", finished.pk, "mo-lai", reason="Sai số")
    finished.refresh_from_db()
    assert finished.state == "draft"
    post(client, w.officer, "review_act", finished.pk, "bo")
    finished.refresh_from_db()
    assert finished.state == "discarded"


def test_lessons_are_searched_in_all_their_words_and_reused(w, client):
    lesson = LessonFactory(movement=w.movement, unit=w.an, title="Họp tối", advice="Hẹn sau 19 giờ tại nhà văn hóa")
    LessonFactory(movement=w.movement, unit=w.an, title="Khen ngay", advice="Khen trên loa mỗi tuần")
    assert page(client, w.vinh_leader, "lessons", query="?q=nha+van+hoa").count('class="mv-card ') == 1
    assert page(client, w.vinh_leader, "lessons", query="?q=khong+co").count('class="mv-card ') == 0
    # A movement one may not see and words too long are as if they were not asked for.
    assert page(client, w.vinh_leader, "lessons", query=f"?phong_trao={w.far_movement.pk}&q=" + "đ" * 500).count('class="mv-card ') == 2
    post(client, w.vinh_leader, "reuse_lesson", lesson.pk, unit=w.vinh.pk, note="Họp khu phố")
    assert LessonReuse.objects.get().unit == w.vinh
    assert "Họp khu phố" in page(client, w.officer, "lesson", lesson.pk)
    assert post(client, w.officer, "reuse_lesson", lesson.pk, unit=w.an.pk).status_code == 404


def test_a_lesson_is_shared_corrected_and_withdrawn(w, client):
    post(client, w.officer, "new_lesson", unit=w.an.pk, movement=w.movement.pk, title="Họp tối", advice="Sau 19 giờ")
    lesson = Lesson.objects.get()
    post(client, w.officer, "edit_lesson", lesson.pk, title="Họp buổi tối", advice="Sau 19 giờ")
    assert post(client, w.vinh_leader, "edit_lesson", lesson.pk, title="x", advice="y").status_code == 404
    assert post(client, w.officer, "withdraw_lesson", lesson.pk, reason="").status_code == 200
    post(client, w.officer, "withdraw_lesson", lesson.pk, reason="Không còn đúng")
    lesson.refresh_from_db()
    assert (lesson.title, lesson.withdrawal_reason) == ("Họp buổi tối", "Không còn đúng")
    client.force_login(w.mayor)
    assert client.get(reverse("movements:lesson", args=[lesson.pk])).status_code == 404


# --- The calendar ------------------------------------------------------------------------------------------------------------------


def test_the_calendar_counts_for_the_year_asked_for(w, client):
    AnniversaryFactory(name="ngày Bác Hồ ra lời kêu gọi thi đua ái quốc")
    AnniversaryFactory(name="ngày của nơi khác", authority=w.other_city)
    words = text(page(client, w.officer, "anniversaries"))
    assert "Kỷ niệm 74 năm ngày Bác Hồ ra lời kêu gọi thi đua ái quốc" in words
    assert "Không phải năm tròn" in words
    assert "ngày của nơi khác" not in words
    round_year = text(page(client, w.officer, "anniversaries", query="?nam=2028"))
    assert "Kỷ niệm 80 năm" in round_year
    assert "không tặng quà, không chiêu đãi" in round_year


@pytest.mark.parametrize("year", ["", "abc", "1", "99999", "-5"])
def test_a_year_that_is_none_gives_this_year(w, client, year):
    assert "Ngày kỷ niệm năm 2022" in page(client, w.officer, "anniversaries", query=f"?nam={year}")


def test_the_agency_adds_and_corrects_its_day(w, client):
    form = {"name": "ngày thành lập thành phố", "day": "1", "month": "6", "first_year": "2019", "mark": "general"}
    post(client, w.agency, "new_anniversary", **form, place=w.city.pk)
    made = Anniversary.objects.get()
    post(client, w.agency, "edit_anniversary", made.pk, **{**form, "first_year": "2018"})
    made.refresh_from_db()
    assert (made.authority, made.first_year, made.in_use) == (w.city, 2018, False)
    for bad in ({"day": "31"}, {"month": "0"}, {"place": "moi-noi"}, {"name": "a" * 500}):
        assert post(client, w.agency, "new_anniversary", **{**form, "place": w.city.pk, **bad}).status_code == 200
    assert Anniversary.objects.count() == 1
    client.force_login(w.officer)
    assert client.get(reverse("movements:new_anniversary")).status_code == 404


def test_a_long_name_breaks_no_page(w, client):
    w.movement.name = ("Phong trào " + "x" * 280)[:300]
    w.movement.save()
    for name, args in (("movements", []), ("movement", [w.movement.pk]), ("answers", [w.movement.pk]), ("register", [w.movement.pk])):
        page(client, w.officer, name, *args)


def test_the_plans_page_leads_to_setting_its_movements_up(w, client):
    for person, there in ((w.agency, True), (w.officer, False), (w.leader, False)):
        client.force_login(person)
        assert ("Lập phong trào từ kế hoạch" in client.get(reverse("plans:plan", args=[w.plan.pk])).content.decode()) is there
