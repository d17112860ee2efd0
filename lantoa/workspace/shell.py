"""The facts of the frame: who, where, which period, how much news."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.notifications.queries import unread_count
from lantoa.ui.shell import Choice, Shell
from lantoa.workspace.places import places_of, present_place


class ShellMiddleware:
    """Sets `request.shell`, which becomes real only when a page draws the frame."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.shell = SimpleLazyObject(lambda: shell_of(request))
        return self.get_response(request)


def shell_of(request: HttpRequest) -> Shell:
    user = request.user
    if not user.is_authenticated:
        return Shell()
    place = present_place(request)
    return Shell(
        person=user.full_name or user.username,
        honorific=user.get_honorific_display() if user.honorific else "",
        role=place.title if place else "Chưa được phân công",
        unit=place.name if place else "",
        cluster=place.note if place else "",
        units=[Choice(p.name, p.key, " · ".join(filter(None, (p.title, p.note))), p == place) for p in places_of(request)],
        switch_url=reverse("workspace:switch"),
        period=_capital(Period.containing(clock.today(), PeriodKind.QUARTER).label),
        search_url=reverse("search:find"),
        unread=unread_count(user),
        news_url=reverse("notifications:list"),
        account_url=_account_url(),
        help_line=f"{settings.PORTAL_OFFICE or 'Cơ quan Thường trực'} trả lời câu hỏi của các đơn vị.",
        help_url=reverse("workspace:help"),
    )


def _account_url() -> str:
    return reverse("mfa_index")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
