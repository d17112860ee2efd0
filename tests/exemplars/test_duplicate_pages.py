"""The list of suspicions and the two files side by side: what each person sees, what the buttons do, what bad input gives."""

import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.exemplars.enums import NominationState, SuspicionState
from lantoa.exemplars.models import Suspicion
from lantoa.exemplars.services import duplicates as services
from lantoa.organisations.enums import Role
from tests.factories import AppointmentFactory, NominationFactory, SenderFactory, UnitFactory

pytestmark = pytest.mark.django_db
LAND = "Hiến 120 m2 đất mở rộng hẻm 46, liên hệ 0912 345 678."


@pytest.fixture
def city():
    city = UnitFactory(city=True)
    city.office = UnitFactory(parent=city, department=True)
    city.ward, city.other = UnitFactory(parent=city), UnitFactory(parent=city)
    return city


def told(unit, **more):
    values = {
        "name": "Nguyễn Văn Bảy", "deed": LAND, "birth_year": 1958, "happened_on": date(2022, 5, 1),
        "phone": "0987 111 222", "address": "46/3 hẻm bí mật",
    }  # fmt: skip
    row = NominationFactory(unit=unit, **values | more)
    SenderFactory(nomination=row, name="Trần Thị Mách Tin", phone="0933 444 555")
    return row


def suspected(first, second) -> Suspicion:
    services.check_duplicates(first, by=User.objects.system())
    services.check_duplicates(second, by=User.objects.system())
    return Suspicion.objects.get(nomination=second, other=first)


@pytest.fixture
def pair(city):
    return suspected(told(city.ward), told(city.ward, name="ông Nguyễn Văn Bẩy"))


@pytest.fixture
def across(city):
    return suspected(told(city.ward), told(city.other))


def entered(role, unit) -> Client:
    client = Client()
    client.force_login(AppointmentFactory(role=role, unit=unit).user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def post(client, name, *args, **data):
    return client.post(reverse(f"exemplars:{name}", args=args), {"submit_key": str(uuid.uuid4()), **data})


def page_of(row):
    return reverse("exemplars:suspicion", args=[row.pk])


def test_the_list_shows_what_waits_and_finds_by_name_without_marks_and_by_code(city, pair):
    client = entered(Role.UNIT_OFFICER, city.ward)
    url = reverse("exemplars:suspicions")
    assert pair.other.code in client.get(url).content.decode()
    for words, hit in (("nguyen van bay", True), (pair.nomination.code, True), ("khong co ai", False)):
        assert (f'href="{page_of(pair)}"' in client.get(url, {"q": words}).content.decode()) is hit, words
    assert f'href="{page_of(pair)}"' not in client.get(url, {"tinh-trang": "same"}).content.decode()
    for nonsense in ({"tinh-trang": "x'; --"}, {"giong": "🙂"}, {"page": "999"}, {"page": "x"}, {"q": "x" * 500}):
        assert client.get(url, nonsense).status_code == 200


@pytest.mark.parametrize(
    ("role", "place"), [(Role.FINANCE, "ward"), (Role.GRASSROOTS, "ward"), (Role.COUNCIL_MEMBER, "city"), (Role.MEDIA_EDITOR, "office")]
)
def test_who_decides_for_nobody_gets_no_list_and_no_page(city, pair, role, place):
    client = entered(role, city if place == "city" else getattr(city, place))
    assert client.get(reverse("exemplars:suspicions")).status_code == 404
    assert client.get(page_of(pair)).status_code == 404
    assert post(client, "merge_suspicion", pair.pk, kept=pair.other_id).status_code == 404


def test_of_another_units_file_only_what_is_needed_is_shown(city, across):
    text = entered(Role.UNIT_OFFICER, city.ward).get(page_of(across)).content.decode()
    assert "chỉ hiện tên, nơi, ngày và tóm tắt" in text
    assert "đơn vị bạn giữ, không hiện" in text
    for private in ("0987", "bí mật", "0933", "Mách Tin"):
        assert private not in text
    theirs = text.split(f"<h2>{across.nomination.code}")[1]
    assert "0912 345 678" not in theirs.split("</section>")[0]


def test_nobody_sees_phone_address_or_sender_here(city, across):
    for role, unit in ((Role.STANDING_AGENCY, city.office), (Role.UNIT_LEADER, city.other)):
        text = entered(role, unit).get(page_of(across)).content.decode()
        for private in ("0987", "bí mật", "0933", "Mách Tin"):
            assert private not in text, role


def test_the_other_units_file_is_cut_short(city):
    first, second = told(city.ward, deed="Hiến 120 m2 đất. " + "rất dài " * 200 + "CUỐI"), told(city.other)
    text = entered(Role.UNIT_OFFICER, city.other).get(page_of(suspected(first, second))).content.decode()
    assert "CUỐI" not in text


def test_shared_words_are_marked(city, pair):
    text = entered(Role.UNIT_OFFICER, city.ward).get(page_of(pair)).content.decode()
    assert "<mark>Hiến 120 m2 đất mở rộng hẻm 46" in text


def test_one_hamlet_written_two_ways_is_one(city):
    row = suspected(told(city.ward, hamlet="khu phố 3"), told(city.ward, hamlet="KP. 3"))
    text = entered(Role.UNIT_OFFICER, city.ward).get(page_of(row)).content.decode()
    line = re.search(r"Khu phố, ấp</th>.*?</tr>", text, re.DOTALL)[0]
    assert "Giống nhau" in line


def test_markup_in_a_deed_stays_text(city):
    bad = "<script>alert(1)</script> hiến 120 m2 đất hẻm 46"
    row = suspected(told(city.ward, deed=bad), told(city.ward, deed=bad))
    assert "<script>alert" not in entered(Role.UNIT_OFFICER, city.ward).get(page_of(row)).content.decode()


def test_one_unit_joins_with_one_press_and_a_replay_changes_nothing(city, pair):
    client = entered(Role.UNIT_OFFICER, city.ward)
    key = {"submit_key": str(uuid.uuid4()), "kept": pair.other_id}
    url = reverse("exemplars:merge_suspicion", args=[pair.pk])
    for _ in range(3):
        response = client.post(url, key)
        assert (response.status_code, response["Location"]) == (302, page_of(pair))
    pair.refresh_from_db()
    assert pair.state == SuspicionState.SAME
    assert pair.other.senders.count() == 2
    text = client.get(page_of(pair)).content.decode()
    assert f"Đã gộp, giữ hồ sơ {pair.other.code}" in text
    assert "Gộp lại</button>" not in text


@pytest.mark.parametrize("kept", ["", "0", "999999999", "abc", "1' OR 1=1"])
def test_a_file_that_is_neither_of_the_two_is_refused(city, pair, kept):
    response = post(entered(Role.UNIT_OFFICER, city.ward), "merge_suspicion", pair.pk, kept=kept)
    assert response.status_code == 200
    pair.refresh_from_db()
    assert pair.state == SuspicionState.OPEN


def test_units_ask_and_answer_through_their_pages(city, across):
    mine, theirs = entered(Role.UNIT_OFFICER, city.ward), entered(Role.UNIT_LEADER, city.other)
    assert "Gộp lại</button>" not in mine.get(page_of(across)).content.decode()
    assert post(mine, "merge_suspicion", across.pk, kept=across.other_id).status_code == 404
    assert post(mine, "ask_suspicion", across.pk, kept=across.other_id, question="Cùng hẻm 46?").status_code == 302
    assert "Gửi câu trả lời" not in mine.get(page_of(across)).content.decode()
    assert "Cùng hẻm 46?" in theirs.get(page_of(across)).content.decode()
    assert post(theirs, "answer_suspicion", across.pk).status_code == 200
    assert post(theirs, "answer_suspicion", across.pk, agrees="khong").status_code == 200  # no reason given
    across.refresh_from_db()
    assert across.state == SuspicionState.ASKED
    assert post(theirs, "answer_suspicion", across.pk, agrees="co").status_code == 302
    across.nomination.refresh_from_db()
    assert across.nomination.state == NominationState.MERGED


def test_the_agency_ends_a_dispute(city, across):
    mine, theirs, agency = (
        entered(Role.UNIT_OFFICER, city.ward),
        entered(Role.UNIT_OFFICER, city.other),
        entered(Role.STANDING_AGENCY, city.office),
    )
    post(mine, "ask_suspicion", across.pk, kept=across.other_id)
    post(theirs, "answer_suspicion", across.pk, agrees="khong", answer="Hai ông trùng tên")
    for client in (mine, theirs):
        assert "đang chờ Cơ quan Thường trực" in client.get(page_of(across)).content.decode()
    assert "Hai ông trùng tên" in agency.get(page_of(across)).content.decode()
    assert post(agency, "different", across.pk, **{"khac-reason": "Hai ông trùng tên"}).status_code == 302
    across.refresh_from_db()
    assert across.state == SuspicionState.DIFFERENT


def test_different_without_a_reason_says_what_to_do(city, pair):
    client = entered(Role.UNIT_OFFICER, city.ward)
    response = post(client, "different", pair.pk, **{"khac-reason": "   "})
    assert response.status_code == 200
    assert "Ghi vì sao khác nhau" in response.content.decode()
    assert post(client, "same_person", pair.pk).status_code == 302
    pair.refresh_from_db()
    assert pair.state == SuspicionState.PERSON


def test_near_one_nomination_another_is_laid_beside_by_its_code(city):
    client = entered(Role.UNIT_OFFICER, city.ward)
    row, unlike = told(city.ward), told(city.ward, name="Lê Thị Khác", deed="Dạy múa.", birth_year=1990)
    stranger = told(UnitFactory())
    url = reverse("exemplars:near", args=[row.pk])
    assert client.get(url).status_code == 200
    for code in ("", "LT-0000", stranger.code, row.code, "x" * 500):
        assert client.post(url, {"submit_key": str(uuid.uuid4()), "code": code}).status_code == 200, code
    assert not Suspicion.objects.exists()
    response = client.post(url, {"submit_key": str(uuid.uuid4()), "code": unlike.code.lower()})
    assert response["Location"] == page_of(Suspicion.objects.get())


def test_a_new_deed_is_asked_of_who_was_honoured(city):
    client = entered(Role.UNIT_OFFICER, city.ward)
    before = told(city.ward, honoured=True)
    again = told(city.ward, deed="Cứu hai em nhỏ.", subject=before.subject, screening=True)
    text = client.get(reverse("exemplars:near", args=[again.pk])).content.decode()
    assert f"hồ sơ {before.code}" in text
    assert post(client, "new_deed", again.pk, new_since="").status_code == 200
    assert post(client, "new_deed", again.pk, new_since="Cứu người ngày 1/9.").status_code == 302
    again.refresh_from_db()
    assert again.new_since == "Cứu người ngày 1/9."


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_list_costs_the_same_for_one_row_and_for_three(city):
    client = entered(Role.UNIT_OFFICER, city.ward)
    url = reverse("exemplars:suspicions")
    suspected(told(city.ward), told(city.ward))
    client.get(url)  # the session is written on the first visit
    one = queries_of(client, url)
    for n in range(2):
        suspected(told(city.ward, name=f"Đặng Hoàng Phi Long {n}"), told(city.other, name=f"Đặng Hoàng Phi Long {n}"))
    assert Suspicion.objects.count() >= 3
    three = queries_of(client, url)
    assert (one, three) == (12, 12)


def test_a_page_costs_the_same_whatever_hangs_on_it(city):
    client = entered(Role.UNIT_OFFICER, city.ward)
    row = suspected(told(city.ward), told(city.ward))
    urls = [page_of(row), reverse("exemplars:near", args=[row.nomination_id])]
    client.get(urls[0])
    before = [queries_of(client, url) for url in urls]
    for _ in range(2):
        suspected(row.other, told(city.ward, deed=LAND))
    assert [queries_of(client, url) for url in urls] == before == [12, 16]
