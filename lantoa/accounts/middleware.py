"""A session ends after some idle minutes and, whatever happens in it, after twelve hours."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGUN, SEEN = "begun_at", "seen_at"  # seconds since the epoch, by the machine's clock: a demo's simulated day must not end sessions
IDLE_LIMIT = "idle_limit"  # seconds, where a session ends sooner than the others
_PRECISION = 30  # seconds; the session is written at most so often


class SessionLimitsMiddleware:
    """Signs out who was away too long; what comes after in the chain sees nobody and asks to sign in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A page that read no session sets no cookie: only ask who it is where a cookie came.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        now, session = time.time(), request.session
        idle = now - session.get(SEEN, now) > session.get(IDLE_LIMIT, settings.SESSION_IDLE_SECONDS)
        if idle or now - session.get(BEGUN, now) > settings.SESSION_COOKIE_AGE:
            logout(request)
            why = "lâu không thao tác" if idle else "đã quá 12 giờ"
            messages.info(request, f"Phiên làm việc đã kết thúc vì {why}. Mời đăng nhập lại, rồi làm tiếp.")
            return
        session.setdefault(BEGUN, now)
        if now - session.get(SEEN, 0) > _PRECISION:
            session[SEEN] = now
