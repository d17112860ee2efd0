"""A kind of message and people to tell, without any room above."""

import pytest
from django.db import connection

from lantoa.accounts.models import User
from lantoa.notifications import kinds, overseers

PLAIN = kinds.NotificationKind("test.plain", "Tin thử", "test_notifications/plain")
URGENT = kinds.NotificationKind("test.urgent", "Tin gấp thử", "test_notifications/plain", urgent=True)


@pytest.fixture(autouse=True)
def _kinds(settings, tmp_path, monkeypatch):
    folder = tmp_path / "templates" / "test_notifications"
    folder.mkdir(parents=True)
    (folder / "plain_subject.txt").write_text("Nộp minh chứng\n {{ duty }} & ký\n", encoding="utf-8")
    (folder / "plain_body.txt").write_text("Việc “{{ duty }}” đến hạn.\nBấm để nộp.\n", encoding="utf-8")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates"]}
    settings.TEMPLATES = [engine]
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds, PLAIN.key: PLAIN, URGENT.key: URGENT})


@pytest.fixture
def system(db) -> User:
    return User.objects.filter(is_system=True).first() or User.objects.create_user("he-thong", "Hệ thống", is_system=True)


@pytest.fixture
def oversees(monkeypatch):
    """oversees(head, [people]): from now on `head` oversees these people."""
    of: dict[int, list[int]] = {}
    monkeypatch.setattr(overseers, "_rules", [lambda user: User.objects.filter(pk__in=of.get(user.pk, []))])

    def add(head: User, people: list[User]) -> None:
        of[head.pk] = [person.pk for person in people]

    return add


@pytest.fixture
def vendor() -> str:
    return connection.vendor
