"""What allauth does not bring: one-click sign-in for the demo, and pages of allauth that do not exist with us."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lantoa.accounts import demo
from lantoa.accounts.models import User


def absent(request: HttpRequest, *args, **kwargs) -> HttpResponse:
    raise Http404


def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's people. Absent, for every method, where there is no demo."""
    if not settings.DEMO:
        raise Http404
    return _become(request)


@require_POST
def _become(request: HttpRequest) -> HttpResponse:
    username = request.POST.get("username", "")
    if username not in {person.username for person in demo.people()}:
        raise Http404
    user = get_object_or_404(User.objects.people(), username=username, is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else settings.LOGIN_REDIRECT_URL)
