"""Telling a person what just happened, with a way back where there is one."""

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo="


def done(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Show `text` on the next page. `undo_url` (path only) gets a POST when the person presses "Hoàn tác".

    The undo view must itself refuse when the moment has passed: the button is an offer, not a promise.
    """
    messages.success(request, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def undo_url(message) -> str:
    """The address a message brought along, or an empty string."""
    tags = message.extra_tags or ""
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
