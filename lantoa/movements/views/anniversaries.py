"""The calendar of days to commemorate in a year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.movements.forms.anniversaries import AnniversaryForm, YearForm
from lantoa.movements.queries import seen
from lantoa.movements.queries.anniversaries import FIRST_YEAR, LAST_YEAR, YearsDay, in_year
from lantoa.movements.services import anniversaries as services
from lantoa.movements.views.acting import READ_OR_POST, sorted_names
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import has_role
from lantoa.plans.queries.oversight import names_of
from lantoa.ui import feedback


@require_safe
def anniversaries(request: HttpRequest) -> HttpResponse:
    require(request.user, "movements.browse")
    form = YearForm(request.GET)
    year, today = form.year, clock.today()
    days = in_year(seen.anniversaries_visible_to(request.user), year)
    names = names_of({item.anniversary.authority_id for item in days if item.anniversary.authority_id})
    edits = _kept_by(request)
    months: dict[int, list[dict]] = {}
    for item in days:
        authority = item.anniversary.authority_id
        months.setdefault(item.day.month, []).append(
            {
                "item": item,
                "place": names.get(authority, ""),
                "left": item.days_left(today),
                "may_edit": edits is None or authority in edits,
            }
        )
    return render(request, "movements/anniversaries.html", {
        "form": form, "year": year, "months": months, "count": len(days), "next": _next(days, today),
        "round": [item for item in days if item.is_round], "unchecked": sum(item.needs_checking for item in days),
        "before": year - 1 if year > FIRST_YEAR else None, "after": year + 1 if year < LAST_YEAR else None,
        "may_add": allowed(request.user, "movements.edit_anniversary"),
    })  # fmt: skip


def _kept_by(request: HttpRequest) -> set[int] | None:
    """Authorities whose days the person keeps; None: all."""
    return None if has_role(request.user, Role.ADMINISTRATOR) else seen.authorities_served(request.user)


def _next(days: list[YearsDay], today) -> YearsDay | None:
    return next((item for item in days if item.day >= today), None)


@require_http_methods(READ_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "movements.edit_anniversary")
    places = sorted_names(seen.authorities_served(request.user))
    form = AnniversaryForm(request.POST or None, places=places, everywhere=has_role(request.user, Role.ADMINISTRATOR))
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        place = fields.pop("place")
        with feedback.refusals_on(form):
            services.add_anniversary(authority=place, by=request.user, **fields)
            feedback.done(request, "Đã thêm ngày kỷ niệm.")
            return redirect("movements:anniversaries")
    return render(request, "movements/anniversary_form.html", {"form": form})


@require_http_methods(READ_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(seen.anniversaries_visible_to(request.user), pk=pk)
    require(request.user, "movements.edit_anniversary", found)
    form = AnniversaryForm(request.POST or None, instance=found, places={}, everywhere=False)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_anniversary(found, by=request.user, **form.cleaned_data)
            feedback.done(request, "Đã lưu.")
            return redirect("movements:anniversaries")
    return render(request, "movements/anniversary_form.html", {"form": form, "anniversary": found})
