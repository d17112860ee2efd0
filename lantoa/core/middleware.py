"""The few things that hold for every answer."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from lantoa.core import submits

WORKSPACE = "/lam-viec/"


def came_from(request: HttpRequest) -> str:
    """The page of this site whose form was sent: an address a browser can open again, as that of the form often cannot be. "" if unknown."""
    page = urlsplit(request.headers.get("Referer", ""))
    return urlunsplit(("", "", page.path, page.query, "")) if page.netloc == request.get_host() else ""


class HeadersMiddleware:
    """Headers Django has no setting for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # The microphone is for reading a bulletin aloud on our own pages; nothing else of the device is ever asked for.
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class WorkspaceMiddleware:
    """Everything under /lam-viec/ needs a person signed in and is never kept by a cache or a search engine."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(WORKSPACE):
            return self.get_response(request)
        if not request.user.is_authenticated:
            back = came_from(request) or WORKSPACE if request.method == "POST" else request.get_full_path()
            to_login = redirect_to_login(back, settings.LOGIN_URL)
            if request.headers.get("HX-Request"):  # htmx would put the sign-in page into a corner of the present one
                return HttpResponse(status=401, headers={"HX-Redirect": to_login["Location"]})
            return to_login
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class SubmitOnceMiddleware:
    """A posted form that carries a submit key takes effect once (see lantoa.core.submits)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or submits.FIELD not in request.POST or not request.user.is_authenticated:
            return None
        return submits.run_once(request, lambda: view(request, *args, **kwargs))
