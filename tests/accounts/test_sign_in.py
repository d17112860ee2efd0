"""Coming in: what lets somebody in, what keeps somebody out, and the words for both."""

import time

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from lantoa.accounts import middleware
from lantoa.accounts.models import User
from lantoa.audit.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "Suối Tre mùa nước nổi"
LOGIN = "/tai-khoan/login/"
LOCKED = "tạm nghỉ 15 phút"
WRONG = "chưa đúng"


@pytest.fixture(autouse=True)
def _no_counts_left():
    cache.clear()


@pytest.fixture
def officer():
    user = UserFactory(username="can-bo", full_name="Trần Thị Thử", email="can-bo@thu.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, login="can-bo", password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("login", ["can-bo", "can-bo@thu.example", "CAN-BO@thu.example"])
def test_by_name_or_address(client, officer, login):
    assert sign_in(client, login)["Location"] == "/lam-viec/"
    assert client.session["_auth_user_id"] == str(officer.pk)
    assert Entry.objects.get(action="sign_in").actor == officer


def test_letters_typed_as_two_code_points_are_the_same_password(client, officer):
    import unicodedata

    assert sign_in(client, password=unicodedata.normalize("NFD", PASSWORD)).status_code == 302


def test_leads_to_where_one_wanted_to_go_and_nowhere_else(client, officer):
    assert client.post(LOGIN, {"login": "can-bo", "password": PASSWORD, "next": "/lam-viec/nhat-ky/"})["Location"] == "/lam-viec/nhat-ky/"
    client.logout()
    assert client.post(LOGIN, {"login": "can-bo", "password": PASSWORD, "next": "https://xau.example/"})["Location"] == "/lam-viec/"


@pytest.mark.parametrize(
    ("login", "password"), [("can-bo", "sai mật khẩu rồi"), ("khong-co-ai", PASSWORD), ("he-thong", ""), ("", PASSWORD)]
)
def test_refused(client, officer, login, password):
    response = sign_in(client, login, password)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_known_and_unknown_are_refused_in_the_same_words(client, officer):
    known, unknown = (text(sign_in(client, login, "sai mật khẩu rồi")) for login in ("can-bo", "khong-co"))
    assert WRONG in known
    assert WRONG in unknown
    clean = [page.replace(login, "") for page, login in ((known, "can-bo"), (unknown, "khong-co"))]
    assert [line for line in clean[0].splitlines() if "csrf" not in line] == [line for line in clean[1].splitlines() if "csrf" not in line]


@pytest.mark.parametrize("login", ["can-bo", "khong-co-ai"])
def test_five_failures_lock_known_and_unknown_alike(client, officer, login):
    pages = [text(sign_in(client, login, "sai mật khẩu rồi", REMOTE_ADDR=f"203.0.113.{n}")) for n in range(6)]
    assert [LOCKED in page for page in pages] == [False] * 5 + [True]
    assert LOCKED in text(sign_in(client, login, PASSWORD))


def test_name_and_address_share_one_count(client, officer):
    for login in ("can-bo", "can-bo@thu.example", "CAN-BO", "can-bo@thu.example", "can-bo"):
        sign_in(client, login, "sai mật khẩu rồi")
    assert LOCKED in text(sign_in(client))


def test_one_address_cannot_try_many_accounts(client):
    for n in range(30):
        sign_in(client, f"nguoi-{n}", "sai mật khẩu rồi")
    assert sign_in(client, "nguoi-99", "sai mật khẩu rồi").status_code == 429
    assert sign_in(client, "nguoi-99", "sai mật khẩu rồi", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_failure_is_logged_without_what_was_typed(client, officer):
    sign_in(client, "Lỡ Gõ Mật Khẩu Vào Đây", "x")
    sign_in(client, "can-bo", "sai mật khẩu rồi")
    about_officer, unknown = Entry.objects.filter(action="sign_in_failed").order_by("-pk")
    assert (about_officer.object_id, about_officer.actor) == (str(officer.pk), None)
    assert (unknown.object_id, unknown.after, unknown.reason) == ("", "{}", "")


def test_a_locked_account_stays_out(client, officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    response = sign_in(client)
    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 302)


def test_the_session_number_changes_at_sign_in(client, officer):
    client.get(LOGIN)
    client.session["x"] = 1
    session = client.session
    session["x"] = 1
    session.save()
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_signing_out_is_logged(client, officer):
    sign_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert Entry.objects.get(action="sign_out").actor == officer
    assert client.get("/lam-viec/nhat-ky/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/x/",
        "password/set/",
        "login/code/confirm/",
        "3rdparty/",
        "3rdparty/signup/",
        "social/signup/",
    ],
)
def test_pages_that_do_not_exist_here(client, officer, path):
    assert client.get(f"/tai-khoan/{path}").status_code == 404
    assert client.post(f"/tai-khoan/{path}", {"username": "moi", "password1": PASSWORD}).status_code == 404


# --- Sessions -----------------------------------------------------------------------------------------------------------


def age(client, **seconds):
    session = client.session
    for key, by in seconds.items():
        session[key] = time.time() - by
    session.save()


@pytest.mark.parametrize(
    ("ages", "inside"),
    [
        ({"seen_at": 14 * 60}, True),
        ({"seen_at": 15 * 60 + 5}, False),
        ({"begun_at": 11.9 * 3600}, True),
        ({"begun_at": 12.1 * 3600, "seen_at": 1}, False),
    ],
)
def test_a_session_ends_after_idle_minutes_and_after_twelve_hours(client, officer, ages, inside):
    client.force_login(officer)
    client.get("/tai-khoan/sessions/")
    age(client, **ages)
    assert ("_auth_user_id" in client.session) is True
    client.get("/tai-khoan/sessions/")
    assert ("_auth_user_id" in client.session) is inside


def test_being_seen_is_written_down(client, officer):
    client.force_login(officer)
    client.get("/tai-khoan/sessions/")
    age(client, seen_at=600)
    client.get("/tai-khoan/sessions/")
    assert time.time() - client.session[middleware.SEEN] < 60


def test_who_was_away_is_told_why(client, officer):
    client.force_login(officer)
    client.get("/tai-khoan/sessions/")
    age(client, seen_at=3600)
    page = text(client.get("/lam-viec/nhat-ky/", follow=True))
    assert "lâu không thao tác" in page


def test_own_sessions_are_listed_and_the_others_ended(client, officer):
    from django.test import Client

    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/130.0"})
    sign_in(other)
    sign_in(client, headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/120 Safari"})
    page = text(client.get(reverse("usersessions_list")))
    assert "Firefox trên Windows" in page
    assert "Chrome trên Android" in page
    client.post(reverse("usersessions_list"))
    assert other.get("/lam-viec/nhat-ky/").status_code == 302
    assert "_auth_user_id" in client.session


# --- Passwords ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "fine"),
    [
        ("ngắn quá", False), ("matkhau123456", False), ("Mật khẩu @123456", False), ("LongKhanh@2026", False), ("123456789012", False),
        ("trần thị thử", False), ("can-bo@thu.example", False), ("administrator1", True), (PASSWORD, True), ("ếch ngồi đáy giếng " * 6, True),
    ],
)  # fmt: skip
def test_weak_passwords(officer, password, fine):
    from django.contrib.auth.password_validation import validate_password

    if fine:
        validate_password(password, officer)
    else:
        with pytest.raises(ValidationError):
            validate_password(password, officer)


def test_passwords_are_kept_by_argon2(settings):
    from lantoa.accounts import settings as own

    assert own.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_changing_the_password(client, officer):
    sign_in(client)
    url = reverse("account_change_password")
    new = {"oldpassword": PASSWORD, "password1": "Núi Chứa Chan sớm mai", "password2": "Núi Chứa Chan sớm mai"}
    assert client.post(url, new | {"oldpassword": "sai"}).status_code == 200
    assert client.post(url, new | {"password1": "matkhau123456", "password2": "matkhau123456"}).status_code == 200
    assert client.post(url, new).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("Núi Chứa Chan sớm mai")
    assert Entry.objects.get(action="change_password").actor == officer
