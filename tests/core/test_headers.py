"""The headers that protect a page are on the answer of every address to every method, errors included (what they say: tests/accounts)."""

import pytest
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
