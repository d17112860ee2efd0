"""Single sign-on against a real OpenID Connect provider, run in a thread. It opens accounts that exist and no others."""

import warnings
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.urls import reverse

from lantoa.audit.models import Entry
from tests.factories import UserFactory

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider's own libraries
    import oidc_provider_mock

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
PEOPLE = [
    oidc_provider_mock.User(sub="1", claims={"preferred_username": "can-bo", "email": "khac@thu.example"}),
    oidc_provider_mock.User(sub="2", claims={"email": "can-bo@thu.example", "email_verified": True}),
    oidc_provider_mock.User(sub="3", claims={"email": "can-bo@thu.example", "email_verified": False}),
    oidc_provider_mock.User(sub="4", claims={"preferred_username": "nguoi-la"}),
    oidc_provider_mock.User(sub="5", claims={"preferred_username": "he-thong"}),
]


@pytest.fixture(scope="module")
def provider():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with oidc_provider_mock.run_server_in_thread(user_claims=PEOPLE) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _configured(settings, provider):
    cache.clear()
    app = {
        "provider_id": "sso",
        "name": "Đăng nhập một lần của tỉnh",
        "client_id": "lantoa",
        "secret": "bi-mat",
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


@pytest.fixture
def officer():
    return UserFactory(username="can-bo", email="can-bo@thu.example")


def come_as(client, sub: str):
    """Press the button, sign in over there, come back."""
    there = client.post(reverse("openid_connect_login", args=["sso"]))["Location"]
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    return client.get(urlsplit(back).path, {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}, follow=True)


def signed_in_as(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_button_stands_on_the_page(client):
    assert "Đăng nhập một lần của tỉnh" in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("sub", ["1", "2"])
def test_by_user_name_or_by_a_verified_address(client, officer, sub):
    come_as(client, sub)
    assert signed_in_as(client) == str(officer.pk)
    assert Entry.objects.filter(action="link_identity", object_id=str(officer.pk)).count() == 1
    client.logout()
    come_as(client, sub)
    assert signed_in_as(client) == str(officer.pk)
    assert Entry.objects.filter(action="link_identity").count() == 1


@pytest.mark.parametrize("sub", ["3", "4", "5", "chua-tung-thay"])
def test_strangers_stay_out_and_make_no_account(client, officer, sub):
    before = get_user_model().objects.count()
    page = come_as(client, sub)
    assert signed_in_as(client) is None
    assert "chưa có trong hệ thống" in page.content.decode()
    assert get_user_model().objects.count() == before


def test_a_locked_account_stays_out(client, officer):
    get_user_model().objects.filter(pk=officer.pk).update(is_active=False)
    come_as(client, "1")
    assert signed_in_as(client) is None


def test_a_locked_account_stays_out_though_it_came_before(client, officer):
    come_as(client, "1")
    client.logout()
    get_user_model().objects.filter(pk=officer.pk).update(is_active=False)
    come_as(client, "1")
    assert signed_in_as(client) is None


def test_an_address_two_share_opens_neither(client, officer):
    UserFactory(email="can-bo@thu.example")
    come_as(client, "2")
    assert signed_in_as(client) is None


def test_a_made_up_answer_is_refused(client, officer):
    page = client.get(reverse("openid_connect_callback", args=["sso"]), {"code": "x", "state": "y"}, follow=True)
    assert signed_in_as(client) is None
    assert "Chưa đăng nhập được" in page.content.decode()
