"""After telling: the code, and what became of the story. Whoever has the code learns the steps, never a name."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.accounts.limits import limit
from lantoa.exemplars.forms.telling import FollowForm
from lantoa.exemplars.models import Draft
from lantoa.exemplars.queries import following
from lantoa.exemplars.views.public import public_page, quiet, with_draft


@require_safe
@with_draft
def done(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The code in large letters, and how to keep it."""
    if not draft.sent_as_id:
        return redirect("tell_check", draft.pk)
    code = following.code_of(draft)
    address = request.build_absolute_uri(f"{reverse('follow')}?ma={code}")
    message = f"Mã theo dõi việc tốt tôi đã kể: {code}. Xem tại {address}"
    return public_page("exemplars/telling/done.html", {"code": code, "address": address, "sms": f"sms:?&body={quote(message)}"})


@limit("exemplars.follow", "30/m")
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Forged, misspelt and unknown codes get one calm answer, after the same work."""
    asked = request.GET.get("ma", "")[:40].strip()
    found = following.follow(asked) if asked else None
    return quiet(public_page("exemplars/telling/follow.html", {"form": FollowForm(initial={"ma": asked}), "asked": asked, "found": found}))
