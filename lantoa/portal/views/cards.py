"""The picture beside a shared link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lantoa.portal import cards
from lantoa.portal.caching import asked_again, reads


@require_safe
@asked_again
@reads()
def card(request: HttpRequest, kind: str, key: str, digest: str) -> HttpResponse:
    """The card as it is now. An address of an earlier one leads there and draws nothing: made-up addresses cost no drawing."""
    found = cards.find(kind, key)
    if found is None:
        raise Http404
    if digest != found.digest:
        return redirect(found.path)
    try:
        content = cards.picture_of(found)
    except cards.BusyError:
        response = HttpResponse("Đang vẽ nhiều thẻ cùng lúc. Thử lại sau ít giây.", status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"], response["Cache-Control"] = "5", "no-store"
        return response
    response = HttpResponse(content, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # made to be shown elsewhere
    return response


@require_safe
@asked_again
@reads()
def card_of(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Where the card is now, for who does not know its digest."""
    found = cards.find(kind, key)
    if found is None:
        raise Http404
    return redirect(found.path)
