"""The home page, the month, and the choice of place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed
from lantoa.plans.queries.assignments import my_tasks
from lantoa.ui import feedback
from lantoa.workspace import home as panels
from lantoa.workspace.month import Month, days_of
from lantoa.workspace.places import SESSION_KEY, places_of, present_place


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """ "Việc của tôi": what to do, and how the unit (or the whole programme) stands."""
    day, place = clock.today(), present_place(request)
    groups = my_tasks(request.user, day)
    context = {
        "today": day, "place": place, "count": panels.count_today(groups), "groups": panels.shown_groups(groups),
        "next": panels.next_deadline(groups, day), "unit_panel": None, "over_panel": None, "may_lead": allowed(request.user, "reporting.view_dashboard"),
    }  # fmt: skip
    if place and place.looks_over_others:
        context["over_panel"] = panels.over_panel(request.user, day)
    elif place and place.unit:
        context["unit_panel"] = panels.unit_panel(place.unit, day)
    return render(request, "workspace/home.html", context)


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """All that is due in one month, day by day."""
    shown = Month.read(request.GET.get("thang", ""))
    return render(request, "workspace/month.html", {"month": shown, "days": days_of(request.user, shown), "today": clock.today()})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Choose the place to work for; the choice lasts as long as the session."""
    chosen = next((place for place in places_of(request) if place.key == request.POST.get("unit")), None)
    if chosen is None:
        raise Http404("Không tìm thấy nơi làm việc này.")
    request.session[SESSION_KEY] = chosen.key
    feedback.done(request, f"Đang làm việc cho {chosen.name}.")
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "workspace:home")
