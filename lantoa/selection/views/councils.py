"""Councils and the rules of rounds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import authorities_of, people_in, units_reached
from lantoa.selection.enums import Level
from lantoa.selection.forms import FoundCouncilForm, SchemeForm, SeatForm
from lantoa.selection.models import CouncilMember, Scheme
from lantoa.selection.queries import rounds as queries
from lantoa.selection.queries import seen
from lantoa.selection.services import councils as services
from lantoa.selection.views.shared import READ_OR_POST
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    require(request.user, "selection.list_rounds")
    page = paginate(request, seen.councils_of(request.user).order_by("level", "name", "pk"))
    names = queries.names_of_units(row.unit_id for row in page)
    for row in page:
        row.unit_name = names.get(row.unit_id, "")
    return render(request, "selection/councils.html", {"page": page, "may_found": allowed(request.user, "selection.found_council")})


@require_http_methods(READ_OR_POST)
def found(request: HttpRequest) -> HttpResponse:
    require(request.user, "selection.found_council")
    own = seen.own_units(request.user, frozenset({Role.UNIT_LEADER})) | authorities_of(request.user)
    units = Unit.objects.filter(pk__in=own) | units_reached(request.user, [Role.STANDING_AGENCY])
    standing = seen.councils_of(request.user).filter(parent__isnull=True, closed_on__isnull=True, unit__in=units.values("pk"))
    form = FoundCouncilForm(request.POST or None, units=units.order_by("pk"), councils=standing)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            made = services.found_council(**form.cleaned_data, by=request.user)
            feedback.done(request, "Đã lập hội đồng. Mời thành viên dưới đây.")
            return redirect("selection:council", made.pk)
    return render(request, "selection/found_council.html", {"form": form})


@require_safe
def council(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(seen.councils_of(request.user), pk=pk)
    return render(request, "selection/council.html", {
        "council": row, "members": CouncilMember.objects.at(clock.today()).filter(council=row).select_related("user"),
        "may_keep": allowed(request.user, "selection.keep_council", row), "form": SeatForm(people=_people(row)),
    })  # fmt: skip


@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(seen.councils_of(request.user), pk=pk)
    require(request.user, "selection.keep_council", row)
    form = SeatForm(request.POST, people=_people(row))
    if form.is_valid():
        with feedback.refusals_told(request):
            services.seat_member(row, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã mời vào hội đồng.")
    return redirect("selection:council", pk)


@require_POST
def unseat(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    row = get_object_or_404(seen.councils_of(request.user), pk=pk)
    require(request.user, "selection.keep_council", row)
    services.unseat_member(get_object_or_404(row.members.all(), pk=member_pk), by=request.user)
    feedback.done(request, "Đã cho thôi.")
    return redirect("selection:council", pk)


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    require(request.user, "selection.set_scheme")
    rows = Scheme.objects.at(clock.today()).filter(authority__in=authorities_of(request.user))
    return render(request, "selection/schemes.html", {"schemes": rows})


@require_http_methods(READ_OR_POST)
def set_scheme(request: HttpRequest) -> HttpResponse:
    require(request.user, "selection.set_scheme")
    authority = Unit.objects.filter(pk__in=authorities_of(request.user)).order_by("pk").first()
    before = Scheme.objects.at(clock.today()).filter(
        authority=authority, pk=request.GET.get("tu") if request.GET.get("tu", "").isdigit() else None
    )
    form = SchemeForm(request.POST or None, instance=None, initial=_as_initial(before.first()))
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.set_scheme(authority, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã đặt quy chế. Đợt đang mở vẫn theo quy chế lúc mở.")
            return redirect("selection:schemes")
    return render(request, "selection/set_scheme.html", {"form": form})


def _as_initial(scheme: Scheme | None) -> dict:
    if scheme is None:
        return {"valid_from": clock.today()}
    return {"valid_from": clock.today(), **{name: getattr(scheme, name) for name in SchemeForm._meta.fields}}


def _people(row):
    """Whom the council may take in: people of the unit; for the city's level of all units under it."""
    units = [row.unit_id] if row.level == Level.UNIT else Unit.objects.below(row.unit, clock.today())
    return people_in(units, [role for role in Role if role != Role.ADMINISTRATOR])
