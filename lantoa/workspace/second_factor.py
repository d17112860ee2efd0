"""People who decide sign in with two things: roles that must have a second factor, and administrators who are away sooner.

law-and-formats §6 (level 2): a second factor for access from outside and for administrators; a session of an administrator ends
after five idle minutes. Which roles must have one is a setting (LANTOA_SECOND_FACTOR_ROLES).
"""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lantoa.accounts.middleware import IDLE_LIMIT
from lantoa.core.middleware import WORKSPACE
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import has_role

_SEEN_TO = "second_factor_seen_to"  # in the session: asked for and found, so that it is not asked at each page


class SecondFactorMiddleware:
    """Leads a person whose role needs a second factor to the page that sets one up, before anything of the workspace opens."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        roles = settings.SECOND_FACTOR_ROLES
        if roles and request.path.startswith(WORKSPACE) and request.user.is_authenticated and not request.session.get(_SEEN_TO):
            if _came_by_single_sign_on(request) or is_mfa_enabled(request.user):
                request.session[_SEEN_TO] = True
            elif has_role(request.user, *roles):
                messages.info(
                    request,
                    "Vai trò của đồng chí được duyệt, ký hoặc quản trị, nên cần thêm một lớp xác thực. Hãy bật một trong các cách dưới đây, "
                    "khoảng hai phút, rồi vào làm việc như thường.",
                )
                return redirect("mfa_index")
        return self.get_response(request)


def _came_by_single_sign_on(request: HttpRequest) -> bool:
    """The agency's own sign-in page answers for its second factor."""
    return any(method.get("method") == "socialaccount" for method in request.session.get("account_authentication_methods", []))


@receiver(user_logged_in)
def shorten_idle_time(request: HttpRequest | None, user, **kwargs) -> None:
    if request is not None and has_role(user, Role.ADMINISTRATOR):
        request.session[IDLE_LIMIT] = settings.ADMIN_IDLE_SECONDS
