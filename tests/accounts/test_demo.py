"""One-click sign-in exists in the demo and nowhere else."""

import pytest

from lantoa.accounts import demo
from lantoa.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "/tai-khoan/dung-thu/"


@pytest.fixture(autouse=True)
def officer(monkeypatch):
    monkeypatch.setattr(demo, "_providers", [])
    demo.register(lambda: [("can-bo", "Cán bộ Phường Thử", "Nộp minh chứng"), ("he-thong", "Hệ thống", "")])
    return UserFactory(username="can-bo")


@pytest.mark.parametrize("method", ["get", "post"])
def test_absent_outside_the_demo(client, settings, method):
    settings.DEMO = False
    assert getattr(client, method)(URL, {"username": "can-bo"}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "Dùng thử" not in client.get("/tai-khoan/login/").content.decode()


def test_one_click(client, settings, officer):
    settings.DEMO = True
    page = client.get("/tai-khoan/login/").content.decode()
    assert "Cán bộ Phường Thử" in page
    assert "Nộp minh chứng" in page
    assert client.post(URL, {"username": "can-bo"})["Location"] == "/lam-viec/"
    assert client.session["_auth_user_id"] == str(officer.pk)


@pytest.mark.parametrize("username", ["", "khong-co", "nguoi-that", "he-thong"])
def test_only_as_the_demo_people(client, settings, username):
    settings.DEMO = True
    UserFactory(username="nguoi-that")
    assert client.post(URL, {"username": username}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_not_as_a_locked_one_and_not_by_a_link(client, settings, officer):
    settings.DEMO = True
    assert client.get(URL).status_code == 405
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.post(URL, {"username": "can-bo"}).status_code == 404
