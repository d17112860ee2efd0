"""Making, resetting and locking accounts: by whom, with what effect, and the refusals."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from lantoa.accounts import access, services
from lantoa.accounts.models import User
from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.core.rights import Refused
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "Suối Tre mùa nước nổi"


@pytest.fixture
def keeper(monkeypatch):
    """Somebody who looks after accounts."""
    user = UserFactory(full_name="Người Giữ")
    monkeypatch.setattr(access, "_managers", [lambda by, about: by == user])
    return user


@pytest.fixture
def officer():
    return UserFactory(full_name="Trần Thị Thử")


def last_act():
    return Entry.objects.order_by("-pk").first()


def test_making_an_account(keeper):
    user = services.create_user("moi", "Lê Văn Mới", email="moi@thu.example", by=keeper)
    assert not user.has_usable_password()
    assert (last_act().action, last_act().actor, last_act().object_id) == ("create", keeper, str(user.pk))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"username": "nguoi-cu"}, "đã có người dùng"),
        ({"password": "ngắn"}, "mật khẩu"),
        ({"email": "không phải thư"}, "email"),
        ({"full_name": ""}, "để trắng"),
    ],
)
def test_what_is_no_account(keeper, fields, said):
    UserFactory(username="nguoi-cu")
    before = User.objects.count()
    with pytest.raises(ValidationError, match=f"(?i){said}"):
        services.create_user(**{"username": "moi", "full_name": "Lê Văn Mới"} | fields, by=keeper)
    assert User.objects.count() == before


ACTS = {
    "set_password": lambda user, by: services.set_password(user, PASSWORD, by=by),
    "issue_reset_link": lambda user, by: services.issue_reset_link(user, by=by),
    "deactivate_user": lambda user, by: services.deactivate_user(user, reason="chuyển công tác", by=by),
    "reactivate_user": lambda user, by: services.reactivate_user(user, by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_who_looks_after_accounts(keeper, officer, act):
    for by, about in [(UserFactory(), officer), (officer, officer), (keeper, keeper), (keeper, User.objects.system())]:
        with pytest.raises(Refused):
            ACTS[act](about, by)
    ACTS[act](officer, keeper)
    assert (last_act().actor, last_act().object_id) == (keeper, str(officer.pk))


def test_others_make_no_accounts(keeper, officer):
    with pytest.raises(Refused):
        services.create_user("moi", "Lê Văn Mới", by=officer)


def test_a_weak_password_is_not_set(keeper, officer):
    with pytest.raises(ValidationError):
        services.set_password(officer, "matkhau123456", by=keeper)


@pytest.mark.parametrize("act", ["set_password", "deactivate_user"])
def test_all_sessions_end_at_once(keeper, officer, act):
    officer.set_password(PASSWORD)
    officer.save()
    clients = [Client(), Client()]
    for client in clients:
        client.post("/tai-khoan/login/", {"login": officer.username, "password": PASSWORD})
        assert client.get("/tai-khoan/sessions/").status_code == 200
    ACTS[act](officer, keeper)
    assert [client.get("/tai-khoan/sessions/").status_code for client in clients] == [302, 302]


def test_locking_needs_a_reason(keeper, officer):
    with pytest.raises(ValidationError, match="lý do"):
        services.deactivate_user(officer, reason=" ", by=keeper)
    assert User.objects.get(pk=officer.pk).is_active


def test_a_reset_link_works_once_and_does_not_sign_in(client, keeper, officer):
    path = services.issue_reset_link(officer, by=keeper)
    form = client.get(path, follow=True)
    page = form.redirect_chain[-1][0]
    done = client.post(page, {"password1": PASSWORD, "password2": PASSWORD})
    assert done.status_code == 302
    assert "_auth_user_id" not in client.session
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)
    assert "không còn dùng được" in Client().get(path, follow=True).content.decode()


def test_a_reset_link_dies_after_a_day(client, keeper, officer, settings):
    path = services.issue_reset_link(officer, by=keeper)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "không còn dùng được" in client.get(path, follow=True).content.decode()


def test_no_link_for_a_locked_account(keeper, officer):
    services.deactivate_user(officer, reason="nghỉ hưu", by=keeper)
    with pytest.raises(ValidationError, match="khóa"):
        services.issue_reset_link(officer, by=keeper)


def test_accounts_nobody_uses_are_locked_by_the_clock(officer):
    today = date(2022, 6, 10)
    with clock.at(today):
        now = clock.now()
        used = UserFactory(last_login=now - timedelta(days=44), joined_at=now - timedelta(days=400))
        unused = UserFactory(last_login=now - timedelta(days=46), joined_at=now - timedelta(days=400))
        never = UserFactory(joined_at=now - timedelta(days=46))
        new = UserFactory(joined_at=now - timedelta(days=2))
        User.objects.filter(pk=officer.pk).update(joined_at=now)
        assert services.disable_idle_accounts(by=User.objects.system()) == 2
    assert set(User.objects.filter(is_active=True, pk__in=[used.pk, unused.pk, never.pk, new.pk])) == {used, new}
    assert User.objects.system().is_active


def test_people_do_not_sweep(keeper):
    with pytest.raises(Refused):
        services.disable_idle_accounts(by=keeper)


def test_there_is_one_system_user_and_nobody_signs_in_as_it(client):
    system = User.objects.system()
    User.objects.ensure_system()
    assert User.objects.filter(is_system=True).count() == 1
    assert not system.has_usable_password()
    client.post("/tai-khoan/login/", {"login": "he-thong", "password": ""})
    assert "_auth_user_id" not in client.session
