"""Second factor: a code works once, recovery codes work once, guessing is slowed, a new password does not skip it."""

import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse

from lantoa.accounts import services
from lantoa.audit.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "Suối Tre mùa nước nổi"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_counts_left():
    cache.clear()


@pytest.fixture
def leader():
    user = UserFactory(username="lanh-dao")
    user.set_password(PASSWORD)
    user.save()
    totp.TOTP.activate(user, SECRET)
    return user


def code() -> str:
    return totp.format_hotp_value(totp.hotp_value(SECRET, int(time.time()) // 30))


def half_in(client):
    response = client.post("/tai-khoan/login/", {"login": "lanh-dao", "password": PASSWORD})
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    return client


def give(client, given):
    return client.post(reverse("mfa_authenticate"), {"code": given})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_password_alone_opens_nothing(client, leader):
    half_in(client)
    assert client.get("/lam-viec/nhat-ky/").status_code == 302


def test_with_the_code(client, leader):
    give(half_in(client), code())
    assert is_in(client)


def test_a_code_works_once(client, leader):
    used = code()
    give(half_in(client), used)
    client.post(reverse("account_logout"))
    give(half_in(client), used)
    assert not is_in(client)


def test_a_wrong_code_is_refused_and_logged(client, leader):
    page = give(half_in(client), "000000").content.decode()
    assert not is_in(client)
    assert "Mã chưa đúng" in page
    assert Entry.objects.filter(action="sign_in_failed", object_id=str(leader.pk)).exists()


def test_guessing_codes_is_slowed(client, leader):
    half_in(client)
    for n in range(5):
        give(client, f"00000{n}")
    give(client, code())
    assert not is_in(client)


def test_a_recovery_code_works_once(client, leader):
    first = RecoveryCodes.activate(leader).get_unused_codes()[0]
    give(half_in(client), first)
    assert is_in(client)
    client.post(reverse("account_logout"))
    give(half_in(client), first)
    assert not is_in(client)


def test_a_new_password_does_not_skip_the_second_factor(client, leader):
    keeper = UserFactory(is_superuser=True)
    page = client.get(services.issue_reset_link(leader, by=keeper), follow=True).redirect_chain[-1][0]
    client.post(page, {"password1": PASSWORD, "password2": PASSWORD})
    assert not is_in(client)
    half_in(client)


def test_the_secret_is_encrypted_in_the_database(leader):
    kept = Authenticator.objects.get(user=leader, type="totp").data["secret"]
    assert SECRET not in kept
    assert get_adapter().decrypt(kept) == SECRET


def test_changing_factors_asks_for_the_password_again(client, leader):
    client.force_login(leader)
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
        assert "reauthenticate" in client.get(reverse(name))["Location"]
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=leader, type="totp").exists()


def test_turning_it_off_is_logged(client, leader):
    give(half_in(client), code())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=leader, type="totp").exists()
    assert "ứng dụng xác thực" in Entry.objects.get(action="remove_factor").before
