"""The visitor's address is what our own proxy saw, not what the visitor says."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from lantoa.core import visitor


@pytest.mark.parametrize(
    ("behind", "forwarded", "address"),
    [
        (False, "6.6.6.6", "203.0.113.9"),
        (True, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (True, "", "203.0.113.9"),
        (True, "x" * 99, "x" * 45),
    ],
)
def test_address(settings, behind, forwarded, address):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR=forwarded)
    seen = []
    visitor.VisitorMiddleware(lambda request: HttpResponse(seen.append(visitor.address())))(request)
    assert seen == [address]
    assert visitor.address() == ""
