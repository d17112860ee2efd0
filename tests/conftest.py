"""What holds for every test."""

import pytest


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """No test writes where another, or a person, would find it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hashing for real costs 0.2 s a user
