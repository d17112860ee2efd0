"""Forms of praise and base salaries: what holds, since when, by which text; a new one from a day on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import authorities_of
from lantoa.selection.acts import known_acts
from lantoa.selection.honour_forms import AuthorityForm, AwardFormForm, SalaryForm
from lantoa.selection.queries import awards as queries
from lantoa.selection.queries.awards import kinds_in_words
from lantoa.selection.services import awards as services
from lantoa.selection.views.shared import READ_OR_POST
from lantoa.ui import feedback


@require_safe
def awards(request: HttpRequest) -> HttpResponse:
    require(request.user, "selection.list_rounds")
    authority, day = Unit.objects.filter(pk__in=authorities_of(request.user)).order_by("pk").first(), clock.today()
    forms = list(queries.awards_listed(authority))
    for row in forms:
        row.holds, row.kinds = row.holds_on(day), kinds_in_words(row)
    salaries = list(queries.salaries_listed(authority))
    for row in salaries:
        row.holds = row.holds_on(day)
    return render(request, "selection/honours/awards.html", {
        "now": [row for row in forms if row.holds], "past": [row for row in forms if not row.holds], "salaries": salaries,
        "acts": [(act, act.valid_from <= day < act.valid_to) for act in reversed(known_acts())],
        "may_set": allowed(request.user, "selection.set_awards"),
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def set_form(request: HttpRequest) -> HttpResponse:
    """A form from a day on; `?tu=` names the one it follows."""
    authority, whose = _authority(request)
    names = ("name", "nature", "decider", "individual", "collective", "household", "source")
    follows = queries.awards_listed(authority).filter(pk=request.GET["tu"]).first() if request.GET.get("tu", "").isdigit() else None
    initial = {name: getattr(follows, name) for name in names} if follows else {"nature": "commendation", "decider": "commune"}
    form = AwardFormForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.set_award_form(authority, **form.cleaned_data, key=follows.key if follows else "", by=request.user)
            feedback.done(request, "Đã đặt hình thức. Quyết định ký từ ngày ấy tính theo mức mới; quyết định đã ký giữ nguyên.")
            return redirect("selection:awards")
    return render(request, "selection/honours/set_form.html", {"form": form, "follows": follows, "authority": authority, "whose": whose})


@require_http_methods(READ_OR_POST)
def set_salary(request: HttpRequest) -> HttpResponse:
    authority, whose = _authority(request)
    form = SalaryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"dong": int(form.cleaned_data["dong"])}
        with feedback.refusals_on(form):
            services.set_base_salary(authority, **data, by=request.user)
            feedback.done(request, "Đã đặt mức lương cơ sở.")
            return redirect("selection:awards")
    return render(request, "selection/honours/set_salary.html", {"form": form, "authority": authority, "whose": whose})


def _authority(request: HttpRequest) -> tuple[Unit, AuthorityForm | None]:
    """The authority whose standing agency the person works in; the first, where there are several and none is said (`?unit=`)."""
    require(request.user, "selection.set_awards")
    units = Unit.objects.filter(pk__in=authorities_of(request.user)).order_by("pk")
    whose = AuthorityForm({"unit": request.GET.get("unit") or units[0].pk}, units=units)
    found = whose.cleaned_data["unit"] if whose.is_valid() else units[0]
    return found, whose if len(units) > 1 else None
