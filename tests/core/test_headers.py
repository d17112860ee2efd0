"""The headers that protect a page are on every answer of every address, errors included."""

import pytest
from django.conf import settings as real
from django.core.management import call_command
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "X-Frame-Options",
}


def addresses(patterns, prefix=""):
    """Each address of the site, with a 1 (or an x, or a day) in the place of whatever it takes."""
    for pattern in patterns:
        part = prefix + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLPattern):
            yield filled(pattern, prefix)
        else:
            yield from addresses(pattern.url_patterns, part)


def filled(pattern, prefix):
    path = prefix + str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        for written in (f"<{type(converter).__name__.removesuffix('Converter').lower()}:{name}>", f"<{name}>"):
            path = path.replace(written, "1")
    return "/" + path.lstrip("^").rstrip("$")


ADDRESSES = sorted(set(addresses(get_resolver().url_patterns)))


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_on_every_answer(client, method):
    client.raise_request_exception = False
    assert len(ADDRESSES) > 60
    missing = {}
    for person in (None, UserFactory()):
        if person:
            client.force_login(person)
        for address in ADDRESSES:
            response = getattr(client, method)(address)
            lacks = EVERYWHERE - set(response.headers)
            if lacks:
                missing[address, response.status_code] = lacks
            if response.status_code == 500:
                missing[address, response.status_code] = "an error of our own"
    assert missing == {}


def test_no_script_or_style_from_within_a_page(client):
    policy = client.get("/khong-co/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_cookies_and_transport_are_guarded_when_the_site_has_https(client, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    assert client.get("/").status_code == 301
    assert client.get("/", secure=True).headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert (real.SESSION_COOKIE_HTTPONLY, real.SESSION_COOKIE_SAMESITE) == (True, "Lax")


def test_django_finds_nothing_to_warn_of(settings):
    """What LANTOA_HTTPS=1 turns on."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD = 31536000, True, True
    settings.SECRET_KEY = "".join(chr(33 + n % 90) for n in range(60))
    call_command("check", "--deploy", "--fail-level=WARNING")
