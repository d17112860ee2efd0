"""Every page of one's account speaks Vietnamese: allauth brings none of its own."""

import ast
import gettext
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

import lantoa.accounts
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "Suối Tre mùa nước nổi"
FOLDER = Path(lantoa.accounts.__file__).parent / "locale/vi/LC_MESSAGES"
# Common words of English sentences; none is a word of Vietnamese.
ENGLISH = re.compile(
    r"(?i)\b(the|your|you|please|password|sign|login|account|this|with|invalid|incorrect|enter|required|code|codes|security|"
    r"authenticator|session|sessions|remove|are|not|added|used|must)\b"
)
NAMES = re.compile(r"\S+@\S+|[A-Z2-7]{32}|/[\w/-]+")


class Words(HTMLParser):
    """What a person reads or hears of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self._silent = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._silent += tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in {"placeholder", "aria-label", "title", "alt"} and value]

    def handle_endtag(self, tag):
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self._silent:
            self.found.append(data)


def english(page: str) -> list[str]:
    return [text.strip() for text in Words(page).found if ENGLISH.search(NAMES.sub("", text))]


@pytest.fixture
def officer(client):
    cache.clear()
    user = UserFactory(username="can-bo", full_name="Trần Thị Thử", email="can-bo@thu.vn")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def inside(client, officer):
    client.post("/tai-khoan/login/", {"login": "can-bo", "password": PASSWORD})
    return client


def test_the_sieve_catches_english():
    assert english("<p>Please enter your code</p>")
    assert english('<input placeholder="Password">')
    assert not english("<p>Mời gõ mật khẩu</p><script>your password</script>")


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_outside(client, name):
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200
    assert english(response.content.decode()) == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", {}),
        ("account_login", {"login": "can-bo", "password": "sai"}),
        ("account_reset_password", {}),
        ("account_reset_password", {"email": "x"}),
    ],
)
def test_errors_outside(client, officer, name, fields):
    assert english(client.post(reverse(name), fields).content.decode()) == []


def test_links_that_died(client):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "x-y"])).content.decode()
    assert english(page) == []
    assert "không còn dùng được" in page


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "usersessions_list",
    ],
)
def test_inside(inside, name):
    response = inside.get(reverse(name), follow=True)
    assert response.status_code == 200
    assert english(response.content.decode()) == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_change_password", {"oldpassword": "x", "password1": "ngắn", "password2": "khác"}),
        ("account_change_password", {"oldpassword": PASSWORD, "password1": "123456789012", "password2": "123456789012"}),
        ("account_change_password", {}),
        ("account_reauthenticate", {"password": "x"}),
        ("mfa_activate_totp", {"code": "000000"}),
        ("mfa_add_webauthn", {"name": ""}),
        ("usersessions_list", {}),
        ("account_logout", {}),
    ],
)
def test_errors_and_messages_inside(inside, name, fields):
    assert english(inside.post(reverse(name), fields, follow=True).content.decode()) == []


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate"]
)
def test_with_a_second_factor(inside, officer, name):
    totp.TOTP.activate(officer, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(officer)
    response = inside.get(reverse(name), follow=True)
    assert response.status_code == 200
    assert english(response.content.decode()) == []


def test_asking_for_the_second_factor(client, officer):
    totp.TOTP.activate(officer, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    page = client.post("/tai-khoan/login/", {"login": "can-bo", "password": PASSWORD}, follow=True)
    assert english(page.content.decode()) == []
    assert english(client.post(reverse("mfa_authenticate"), {"code": "1"}).content.decode()) == []


def test_the_letter_with_the_link(client, officer):
    client.post(reverse("account_reset_password"), {"email": "can-bo@thu.vn"})
    letter = mail.outbox[0]
    assert "Đặt lại mật khẩu" in letter.subject
    assert english(letter.body) == []
    assert "/tai-khoan/password/reset/key/" in letter.body


def test_no_letter_and_the_same_page_for_an_unknown_address(client, officer):
    pages = [client.post(reverse("account_reset_password"), {"email": to}, follow=True).content for to in ("can-bo@thu.vn", "ai-do@thu.vn")]
    assert pages[0] == pages[1]
    assert len(mail.outbox) == 1


def test_the_compiled_words_are_those_of_the_source():
    """A changed django.po needs `msgfmt -o django.mo django.po` beside it."""
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    source = (FOLDER / "django.po").read_text(encoding="utf-8").split("\n\n")[1:]
    for block in source:
        key, context = re.search(r'^msgid (".*")$', block, re.M), re.search(r'^msgctxt (".*")$', block, re.M)
        said = re.search(r'^msgstr(?:\[0\])? (".*")$', block, re.M)
        if key:
            name, words = ast.literal_eval(key[1]), ast.literal_eval(said[1])
            name = f"{ast.literal_eval(context[1])}\x04{name}" if context else name
            assert compiled.get(name, compiled.get((name, 0))) == words
    assert len(source) > 100
