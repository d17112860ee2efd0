"""From where a request comes, known to everything that runs while it is answered (the audit log, the limits)."""

from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_address: ContextVar[str] = ContextVar("address", default="")
LONGEST = 45  # an IPv6 address with an IPv4 one inside


def address() -> str:
    """The address of whoever is being answered; empty for the clock, the worker and the command line."""
    return _address.get()


def address_of(request: HttpRequest) -> str:
    """The visitor's address. Behind our own proxy it is the last entry, which the proxy wrote; what stands before it anyone may write."""
    chain = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return (chain.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR") or "")[:LONGEST]


class VisitorMiddleware:
    """Remembers the address while the request is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _address.set(address_of(request))
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
