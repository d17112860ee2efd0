"""Pages for when something went wrong. They need no database and say what to do next."""

import sys
from datetime import date

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from lantoa.core.middleware import WORKSPACE, came_from


def error_page(status: int) -> HttpResponse:
    """The page for `status`, rendered without the request: no session, no query."""
    response = HttpResponse(render_to_string(f"ui/errors/{status}.html"), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def gone_page(on: date, words: str) -> HttpResponse:
    """410: what stood here was taken down on that day. Says so to readers and to search engines, and nothing of what it was."""
    response = HttpResponse(render_to_string("ui/errors/410.html", {"on": on, "words": words}), status=410)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key is too old or from another sign-in (settings.CSRF_FAILURE_VIEW)."""
    response = HttpResponse(render_to_string("ui/errors/403_form.html", {"back": came_from(request)}), status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In the workspace the way back is to the day's work, before the public to the front page and the stories."""
    if request.path.startswith(WORKSPACE):
        return error_page(404)
    response = HttpResponse(render_to_string("ui/errors/404_public.html"), status=404)
    response.headers["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 when it is the database that cannot be reached, which passes by itself."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = error_page(503)
        response.headers["Retry-After"] = "30"
        return response
    return error_page(500)
