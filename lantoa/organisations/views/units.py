"""Units: the list as at a day, one unit with its history, a new one, a correction."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock, rights
from lantoa.organisations import queries
from lantoa.organisations.forms import CorrectForm, FoundForm, UnitFilterForm
from lantoa.organisations.services import units
from lantoa.organisations.views.shared import asked_day
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


def unit_list(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "organisations.browse")
    day = asked_day(request)
    clusters = queries.visible_clusters(request.user).filter(queries.holds_open(day)).order_by("order", "pk")
    search = UnitFilterForm(request.GET or None, clusters=clusters)
    wanted = search.cleaned_data if search.is_valid() else {}
    rows = queries.listed_units(
        queries.visible_units(request.user), day,
        text=wanted.get("q", ""), kind=wanted.get("loai", ""), cluster=wanted["cum"].pk if wanted.get("cum") else None,
    )  # fmt: skip
    context = {
        "page": paginate(request, rows), "search": search, "day": day,
        "can_add": rights.allowed(request.user, "organisations.import_units"),
    }  # fmt: skip
    return render(request, "organisations/units.html", context)


def unit_page(request: HttpRequest, slug: str) -> HttpResponse:
    unit = get_object_or_404(queries.visible_units(request.user), slug=slug)
    day = asked_day(request)
    version = unit.version_on(day)
    visible = queries.visible_units(request.user)
    context = {
        "unit": unit, "day": day, "version": version, "path": queries.path_of(unit, day)[:-1],
        "latest": unit.versions.order_by("-valid_from").first(),
        "versions": queries.versions_of(unit),
        "successions": queries.successions_around(unit),
        "heir": queries.heir_of(unit, day) if not unit.is_open_on(day) else None,
        "clusters": queries.clusters_of(unit, day),
        "appointments": queries.appointments_at(unit, day),
        "children": paginate(request, queries.listed_units(visible, day, parent=unit.pk)),
        "can_manage": rights.allowed(request.user, "organisations.manage_unit", unit),
        "can_reorganise": rights.allowed(request.user, "organisations.reorganise", unit),
    }  # fmt: skip
    return render(request, "organisations/unit.html", context)


def unit_add(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "organisations.import_units")
    form = FoundForm(request.POST or None, user=request.user, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with feedback.refusals_on(form):
            unit = units.found_unit(
                form.new_unit(), on=data["on"], legal_document=data["legal_document"], source=data["source"], by=request.user
            )
            feedback.done(request, f"Đã thêm {unit}.")
            return redirect("organisations:unit", unit.slug)
    return render(request, "organisations/unit_add.html", {"form": form})


def version_correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    unit = get_object_or_404(queries.visible_units(request.user), slug=slug)
    rights.require(request.user, "organisations.manage_unit", unit)
    version = get_object_or_404(unit.versions.select_related("parent"), pk=pk)
    now = {field: getattr(version, field) for field in ("name", "short_name", "kind", "code", "legal_document", "source")}
    form = CorrectForm(request.POST or None, user=request.user, initial={**now, "parent": version.parent or ""})
    form.fields["parent"].day = version.valid_from
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            units.correct_version(version, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã sửa.")
            return redirect("organisations:unit", unit.slug)
    return render(request, "organisations/version_correct.html", {"form": form, "unit": unit, "version": version})
