"""Letters without an account: taken in once, answered in time, read by whoever has the code and by the unit alone."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused, allowed
from lantoa.feedback.models import DailyVisits, Letter
from lantoa.feedback.queries import published, seen
from lantoa.feedback.services import letters
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from tests.factories import LetterFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db
DAY = date(2022, 6, 10)


@pytest.fixture
def ward():
    return UnitFactory(parent=UnitFactory(city=True), name="Phường Có Thư")


def send(client, ward, **data):
    facts = {"kind": "idea", "text": "Đèn đường hẻm 5 hỏng.", "form_key": str(uuid.uuid4()), **data}
    return client.post(f"/gop-y/don-vi/{ward.slug}/", facts)


def test_a_letter_is_taken_in_without_cookie_and_answered_by_its_code(ward):
    officer, client = person_with(Role.UNIT_OFFICER, ward), Client(enforce_csrf_checks=True)
    with clock.at(DAY):
        answer = send(client, ward, name="Bà Tư", phone="0912 345 678")
        letter = Letter.objects.get()
        assert (answer.status_code, answer.cookies, letter.due_on) == (302, {}, date(2022, 6, 17))
        assert letter.follow_code in client.get(answer["Location"]).content.decode()
        assert Notice.objects.filter(recipient=officer).count() == 1
        letters.answer_letter(letter, answer="Đã thay bóng.", by=officer)
        page = client.get("/gop-y/theo-doi/", {"ma": letter.follow_code.lower()}).content.decode()
    assert "Đã thay bóng." in page
    assert "0912" not in page


def test_the_same_form_sent_twice_is_one_letter(ward):
    key = str(uuid.uuid4())
    first, second = (send(Client(), ward, form_key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    "data", [{"text": ""}, {"text": "x" * 4000}, {"website": "http://x"}, {"phone": "12"}, {"form_key": "không"}, {"kind": "follow"}]
)
def test_bad_input_leaves_nothing(ward, data):
    assert send(Client(), ward, **data).status_code == 422
    assert not Letter.objects.exists()


@pytest.mark.parametrize("code", ["", "GY-0001-AAAA", "GY-99999999999999-K7QM", "lung tung", "\x00"])
def test_wrong_codes_get_one_calm_answer(client, code):
    LetterFactory()
    answer = client.get("/gop-y/theo-doi/", {"ma": code})
    assert answer.status_code == 200
    assert "Đèn đường" not in answer.content.decode()
    assert published.published_to(code) is None


def test_only_with_both_wills_an_answer_is_public(ward, client):
    officer = person_with(Role.UNIT_OFFICER, ward)
    silent, willing = LetterFactory(unit=ward), LetterFactory(unit=ward, may_publish=True, text="Xin thêm ghế đá.", name="Bà Tư")
    with pytest.raises(ValidationError):
        letters.answer_letter(silent, answer="Đã sửa.", publish=True, by=officer)
    letters.answer_letter(willing, answer="Sẽ đặt hai ghế.", publish=True, by=officer)
    page = client.get(f"/gop-y/don-vi/{ward.slug}/").content.decode()
    assert "Sẽ đặt hai ghế." in page
    assert "Bà Tư" not in page
    assert list(published.published_answers(ward.pk)) == [willing]


def test_a_letter_put_aside_needs_a_reason_and_can_be_answered_after_all(ward):
    officer, letter = person_with(Role.UNIT_LEADER, ward), LetterFactory(unit=ward)
    with pytest.raises(ValidationError):
        letters.close_letter(letter, reason=" ", by=officer)
    letters.close_letter(letter, reason="Gửi nhầm.", by=officer)
    letters.answer_letter(letter, answer="Đã chuyển.", by=officer)
    with pytest.raises(ValidationError):
        letters.answer_letter(letter, answer="Lần nữa", by=officer)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.CLUSTER_HEAD)], ids=lambda role: role.name)
def test_rule_and_list_agree(ward, role):
    city = UnitFactory(city=True)
    office = UnitFactory(department=True, parent=city)
    other = UnitFactory(parent=city)
    mine, theirs = LetterFactory(unit=ward), LetterFactory(unit=other)
    for place in (ward, office):
        user = person_with(role, place)
        shown = set(seen.visible_to(user))
        assert {letter for letter in (mine, theirs) if allowed(user, "feedback.view_letter", letter)} == shown
        if role in seen.OWN and place == ward:
            assert shown == {mine}
    with pytest.raises(Refused):
        letters.send_letter(ward, form_key=uuid.uuid4(), kind="idea", text="x", by=user)


def test_strangers_answer_nothing(ward, client):
    letter = LetterFactory(unit=ward)
    stranger = person_with(Role.UNIT_LEADER, UnitFactory())
    with pytest.raises(Refused):
        letters.answer_letter(letter, answer="x", by=stranger)
    with pytest.raises(Refused):
        letters.close_letter(letter, reason="x", by=stranger)
    client.force_login(stranger)
    assert client.get(f"/lam-viec/gop-y/{letter.pk}/").status_code == 404


def test_the_inbox_asks_no_more_when_there_is_more(ward, client, django_assert_max_num_queries):
    client.force_login(person_with(Role.UNIT_OFFICER, ward))
    LetterFactory.create_batch(3, unit=ward)
    with django_assert_max_num_queries(22):
        assert client.get("/lam-viec/gop-y/").status_code == 200
    letter = Letter.objects.first()
    assert client.get(f"/lam-viec/gop-y/{letter.pk}/").status_code == 200
    assert client.post(f"/lam-viec/gop-y/{letter.pk}/tra-loi/", {"answer": "Đã sửa."}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "answered"


def test_waiting_letters_go_to_the_heir(ward):
    heir, waiting = UnitFactory(), LetterFactory(unit=ward)
    done = LetterFactory(unit=ward, state="answered", answer="x", answered_by=person_with(Role.UNIT_OFFICER, ward))
    letters.move_letters(ward, heir, DAY, by=User.objects.system())
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.unit, done.unit) == (heir, ward)


def test_a_page_of_the_portal_is_counted_and_nothing_about_its_reader(client):
    for path in ("/chuyen/", "/chuyen/", "/lam-viec/", "/gop-y/", "https://noi-khac.vn/", "/khong-co", "\x00", "/" + "a" * 500):
        answer = client.post("/gop-y/luot/", path, content_type="text/plain")
        assert (answer.status_code, answer.cookies) == (204, {})
    assert [(row.path, row.count) for row in DailyVisits.objects.all()] == [("/chuyen/", 2)]
    assert {field.name for field in DailyVisits._meta.get_fields()} == {"id", "day", "path", "count"}
