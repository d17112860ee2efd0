"""/gop-y/: a reader writes to a unit, gets a code, reads the answer by it. No account, no cookie, no script.

A forged letter is a letter anybody could send: so Django's own token, which would need a cookie, is left out here (docs/security.md). A rate
and a field that only machines fill in stand against floods.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.accounts.limits import limit
from lantoa.accounts.models import User
from lantoa.feedback import subjects
from lantoa.feedback.enums import LetterKind
from lantoa.feedback.forms import LetterForm
from lantoa.feedback.queries import published
from lantoa.feedback.services.letters import send_letter
from lantoa.feedback.services.visits import count_visit
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import published as organisations
from lantoa.ui import navigation

MOST_LISTED = 200
LONGEST_PATH = 200
UNFINISHED = 422


def _page(template: str, context: dict, status: int = 200) -> HttpResponse:
    """Without the request: no context processor runs, so no cookie is set and nothing of a signed-in person shows. Kept by nobody."""
    frame = {"public_menu": navigation.public_menu("/gop-y/"), "public_foot": navigation.public_foot(), "demo_mode": settings.DEMO}
    response = HttpResponse(render_to_string(template, {**frame, **context}), status=status)
    response["Cache-Control"], response["X-Robots-Tag"], response["Referrer-Policy"] = "no-store, private", "noindex", "no-referrer"
    return response


@csrf_exempt
@limit("feedback.send", "20/h", methods=("POST",))
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str = "", word: str = "", key: str = "") -> HttpResponse:
    """The letter: to a unit that is chosen, to the unit of the address, or about a subject (a model to be followed)."""
    unit, subject, kind, units = None, None, None, None
    if word:
        if (found := subjects.find(word, key)) is None:
            raise Http404
        kind, subject = found
        unit = organisations.published_units([subject.unit]).get(subject.unit)
    elif slug:
        unit = organisations.published_unit(slug)
    else:
        units = [(row.pk, row.name) for row in organisations.published_localities()[: MOST_LISTED + 1]]
    if unit is None and units is None:
        raise Http404
    if unit is not None and (heir := organisations.published_heir(unit)):
        unit = heir
    if units and len(units) > MOST_LISTED:
        units = units[:MOST_LISTED]
    form = LetterForm(request.POST if request.method == "POST" else None, units=units, kind=kind)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        to = Unit.objects.get(pk=unit.pk if unit else data["unit"])
        letter = send_letter(
            to, form_key=data["form_key"], kind=kind or data["kind"], text=data["text"], name=data["name"], phone=data["phone"],
            may_publish=data.get("may_publish", False), about=subject.title if subject else "", about_url=subject.url if subject else "",
            by=User.objects.citizens(),
        )  # fmt: skip
        return redirect("feedback_done", letter.follow_code)
    return _page("feedback/write.html", {
        "form": form, "unit": unit, "subject": subject, "is_follow": kind == LetterKind.FOLLOW, "days": settings.FEEDBACK_ANSWER_DAYS,
        "answers": list(published.published_answers(unit.pk if unit else None)[:5]),
    }, UNFINISHED if form.errors else 200)  # fmt: skip


@csrf_exempt
@require_POST
def visit(request: HttpRequest) -> HttpResponse:
    """The page says by itself that it was opened (ui.js), so that a page answered by any cache counts and a machine's does not. Only the
    path of a page of the portal is kept, as a number of the day: no address, no cookie, no time.
    """
    path = request.read(300).decode("utf-8", "replace")  # a form cannot be read twice; this is none of ours
    try:
        known = len(path) <= LONGEST_PATH and resolve(path).namespace == "portal"
    except Resolver404:
        known = False
    if known:
        count_visit(path, by=User.objects.citizens())
    return HttpResponse(status=204)


@limit("feedback.follow", "30/m")
@require_safe
def done(request: HttpRequest, code: str) -> HttpResponse:
    letter = published.published_to(code)
    if letter is None:
        raise Http404
    return _page("feedback/done.html", {"letter": letter, "days": settings.FEEDBACK_ANSWER_DAYS})


@limit("feedback.follow", "30/m")
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Forged, misspelt and unknown codes get one calm answer, after the same work."""
    asked = request.GET.get("ma", "")[:40].strip()
    letter = published.published_to(asked) if asked else None
    return _page("feedback/follow.html", {"asked": asked, "letter": letter})
