"""So many times a minute and no more: for pages where guessing or flooding would pay.

    @limit("portal.search", "30/m")
    def search(request): …

Counts stand in the cache, in windows of the period's length; over the limit comes the 429 page with Retry-After.
"""

import hashlib
import math
import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from lantoa.core.visitor import address_of
from lantoa.ui.views import error_page

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def limit(name: str, rate: str, *, methods: tuple[str, ...] = ("GET", "POST")) -> Callable:
    """Allow `rate` ("30/m") calls a person, or an address while nobody is signed in. `name` keeps the counts of pages apart."""
    amount, _, unit = rate.partition("/")
    allowed, period = int(amount), _SECONDS[unit]

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def limited(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method in methods and _count(name, _who(request), period) > allowed:
                return _refuse(period)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def address_within(name: str, rate: str, request: HttpRequest) -> int:
    """For pages that are the same for everybody and never ask who is there: 0 while the address keeps to the rate, else seconds to wait."""
    amount, _, unit = rate.partition("/")
    period = _SECONDS[unit]
    who = hashlib.sha256(address_of(request).encode()).hexdigest()[:32]
    return _wait(period) if _count(name, who, period) > int(amount) else 0


def _who(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"u{request.user.pk}"
    return hashlib.sha256(get_adapter().get_client_ip(request).encode()).hexdigest()[:32]


def _count(name: str, who: str, period: int) -> int:
    """How often in this window, this time included."""
    key = f"limit:{name}:{who}:{int(time.time() // period)}"
    cache.add(key, 0, period)
    try:
        return cache.incr(key)
    except ValueError:  # the window ended between the two lines
        return 1


def _refuse(period: int) -> HttpResponse:
    response = error_page(429)
    response.headers["Retry-After"] = str(_wait(period))
    return response


def _wait(period: int) -> int:
    """Seconds until the window ends."""
    return math.ceil(period - time.time() % period)
