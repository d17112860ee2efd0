"""Cookies, and what the framework's own check says of a public installation. (The headers of all addresses: tests/core.)"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import lantoa

pytestmark = pytest.mark.django_db


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client):
    response = client.get("/tai-khoan/login/")
    assert response.cookies
    for cookie in response.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_a_public_installation_passes_the_deploy_check(tmp_path):
    done = subprocess.run(
        [sys.executable, "-W", "error::SyntaxWarning", "-m", "lantoa", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=Path(lantoa.__file__).parent.parent,
        env={
            "PATH": os.environ["PATH"], "LANTOA_HTTPS": "1", "LANTOA_VAR": str(tmp_path), "LANTOA_BUILD": str(tmp_path / "build"),
            "LANTOA_HOSTS": "lantoa.example", "LANTOA_SECRET_KEY": "k9#" * 20 + "Zz!mPq27",
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "0 silenced" in done.stdout + done.stderr


@pytest.mark.parametrize("variable", ["LANTOA_HTTPS", ""])
def test_cookies_are_secure_under_https(tmp_path, variable):
    """Settings are read once at start, so a fresh process answers."""
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.SECURE_SSL_REDIRECT)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(lantoa.__file__).parent.parent, capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "lantoa.config.settings", "LANTOA_VAR": str(tmp_path), "LANTOA_BUILD": str(tmp_path / "b")}
        | ({variable: "1"} if variable else {}),
    )  # fmt: skip
    assert done.stdout.split() == [str(bool(variable))] * 4
