"""What the public pages of this room share: no cookie, no trace, and the key in the address instead of a token.

A form of a draft cannot be forged without its key, which nobody but the writer has; a forged start makes an empty draft and
nothing else. So Django's own token, which would need a cookie, is left out on these pages (docs/security.md).
"""

from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from lantoa.exemplars.enums import Door
from lantoa.exemplars.models import Draft
from lantoa.ui import navigation


def public_page(template: str, context: dict, status: int = 200) -> HttpResponse:
    """Without the request: no context processor runs, so no cookie is set and nothing of a signed-in person shows."""
    frame = {"public_menu": navigation.public_menu("/ke-viec-tot/"), "demo_mode": settings.DEMO}
    return HttpResponse(render_to_string(template, {**frame, **context}), status=status)


def quiet(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search engine, told to no other site."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "no-store, private"
    return response


def with_draft(view):
    """The view gets the citizen's draft of that key; any other key looks like no page at all."""

    @csrf_exempt
    @wraps(view)
    def found(request: HttpRequest, key: UUID, **kwargs) -> HttpResponse:
        draft = Draft.objects.filter(pk=key, door=Door.CITIZEN, user=None).select_related("sent_as").first()
        if draft is None:
            raise Http404
        return quiet(view(request, draft, **kwargs))

    return found
