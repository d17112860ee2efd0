"""What holds for every test."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from lantoa.audit import triggers


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """No test writes where another, or a person, would find it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CARD_DIR = tmp_path / "cards"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hashing for real costs 0.2 s a user


@pytest.fixture(autouse=True, scope="session")
def _log_can_be_emptied():
    """Tests with real transactions empty every table at their end; the log's triggers stand aside for that moment only."""
    empty = TransactionTestCase._fixture_teardown

    def empty_with_log(self):
        triggers.remove(connection)
        try:
            empty(self)
        finally:
            triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_with_log)
        yield


def pytest_make_parametrize_id(val):
    """Bytes as a name would be endless, and differ between two workers where a file holds the time it was made."""
    return "bytes" if isinstance(val, bytes) else None
