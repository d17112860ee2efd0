"""What every template may use: the frame's facts, the menu, and whether this is the demo."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lantoa.ui import navigation
from lantoa.ui.shell import lazy_shell


def shell(request: HttpRequest) -> dict[str, object]:
    """`shell`, `menu`, `public_menu`, `public_foot` (all lazy: a page without the frame pays nothing) and `demo_mode`."""
    return {
        "shell": lazy_shell(request),
        "menu": SimpleLazyObject(lambda: navigation.menu_for(request)),
        "public_menu": SimpleLazyObject(lambda: navigation.public_menu(request.path)),
        "public_foot": SimpleLazyObject(navigation.public_foot),
        "demo_mode": settings.DEMO,
    }
