"""/cua-toi/<token>/: the person held up sees what is kept, takes back, asks. No account, no cookie, no trace in other sites' logs.

Whoever knows the token is the person; a form cannot be forged without it, so no further token guards the forms (and the policy
`no-referrer` would make browsers hide the origin that Django's check wants to see).
"""

import re
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.accounts.limits import limit
from lantoa.accounts.models import User
from lantoa.exemplars.forms.consents import AskForm, WithdrawForm
from lantoa.exemplars.models import OwnLink
from lantoa.exemplars.queries import consents as queries
from lantoa.exemplars.queries import files
from lantoa.exemplars.services import consents, privacy
from lantoa.exemplars.views.common import UNFINISHED
from lantoa.exemplars.views.consents import agreed_now
from lantoa.ui.feedback import refusals_on

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")


def _with_link(view):
    """The view gets the open link; a closed, unknown or misspelt one looks like no page at all."""

    @limit("exemplars.own_link", "30/m")
    def found(request: HttpRequest, token: str) -> HttpResponse:
        link = queries.link_of(token) if _TOKEN.fullmatch(token) else None
        if link is None:
            raise Http404
        return view(request, link)

    @csrf_exempt
    @wraps(view)
    def quiet(request: HttpRequest, token: str) -> HttpResponse:
        response = found(request, token)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Cache-Control"] = "no-store, private"
        response._has_been_logged = True  # Django's log of refused forms would write the address, and with it the token
        return response

    return quiet


@_with_link
@require_safe
def page(request: HttpRequest, link: OwnLink) -> HttpResponse:
    return _page(link, AskForm(), said=request.GET.get("da", ""))


@_with_link
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, link: OwnLink) -> HttpResponse:
    """Asked once more on a page of its own, with what will happen; then done at once."""
    agreed = agreed_now(link.nomination)
    if request.method == "POST":
        form = WithdrawForm(request.POST, agreed=agreed)
        if not agreed:  # sent twice: it is done already
            return redirect(f"/cua-toi/{link.token}/?da=rut")
        if form.is_valid():
            given = form.cleaned_data
            consents.withdraw_consent(link.nomination, purposes=given["purposes"], link=link, note=given["note"], by=User.objects.system())
            return redirect(f"/cua-toi/{link.token}/?da=rut")
    else:
        form = WithdrawForm(agreed=agreed, initial={"purposes": [request.GET.get("bo", "")]})
    return _render("exemplars/own/withdraw.html", {"link": link, "form": form, "nothing": not agreed}, UNFINISHED if form.errors else 200)


@_with_link
@require_http_methods(["POST"])
def ask(request: HttpRequest, link: OwnLink) -> HttpResponse:
    form = AskForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            privacy.ask_about_data(link.nomination, **form.cleaned_data, link=link, by=User.objects.system())
    if form.errors:
        return _page(link, form)
    return redirect(f"/cua-toi/{link.token}/?da=hoi")


def _page(link: OwnLink, form: AskForm, *, said: str = "") -> HttpResponse:
    nomination = link.nomination
    return _render("exemplars/own/page.html", {
        "link": link, "nomination": nomination, "reading": files.read_for(nomination, whole=True), "agreed": queries.overview(nomination),
        "given": agreed_now(nomination), "withdrawn": queries.withdrawn(nomination), "photos": nomination.attachments.filter(removed_at=None).count(),
        "requests": nomination.data_requests.order_by("-created_at", "-pk")[:20], "form": form, "said": said,
        "takedowns": nomination.takedowns.order_by("due_at", "pk"),
    }, UNFINISHED if form.errors else 200)  # fmt: skip


def _render(template: str, context: dict, status: int) -> HttpResponse:
    """Without the request: no context processor runs, so no cookie is set and nothing of a signed-in person shows."""
    return HttpResponse(render_to_string(template, context), status=status)
