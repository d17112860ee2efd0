"""Remembers, while a request runs, where it comes from, so that services need not be told."""

from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from lantoa.core.addresses import client_address

_address: ContextVar[str] = ContextVar("address", default="")


def current_address() -> str:
    """IP address of the request being answered; empty outside a request (clock, command line)."""
    return _address.get()


class AuditMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _address.set(client_address(request)[:45])
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
