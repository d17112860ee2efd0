"""Answering a movement for a unit; the table of who answered what; its workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed
from lantoa.movements.enums import MovementState, RegistrationState
from lantoa.movements.exports.answers_xlsx import write_answers_xlsx
from lantoa.movements.forms.movements import AnswerForm, AnswersSearchForm
from lantoa.movements.models import Movement
from lantoa.movements.queries import joining, seen
from lantoa.movements.services import registrations as services
from lantoa.movements.views.acting import READ_OR_POST, seen_movement, sorted_names
from lantoa.organisations.models import Unit
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(READ_OR_POST)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's answer. Who speaks for no unit, or comes when it runs no longer, is led to the movement's page."""
    found = seen_movement(request, pk)
    own = seen.units_worked_for(request.user)
    if not own or found.state != MovementState.LAUNCHED or not found.asks_registration:
        return redirect("movements:movement", found.pk)
    units = sorted_names(own)
    chosen = _chosen(request, units)
    given = joining.answers_of(found, own).get(chosen)
    form = AnswerForm(request.POST or None, units=units, initial={
        "unit": chosen, "answer": given.state if given else RegistrationState.REGISTERED,
        "targets": given.targets if given else "", "reason": given.reason if given else "",
    })  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        unit = Unit.objects.get(pk=data["unit"])
        joins = data["answer"] == RegistrationState.REGISTERED
        run = (
            (lambda: services.register_unit(found, unit, targets=data["targets"], by=request.user))
            if joins
            else (lambda: services.mark_not_applicable(found, unit, reason=data["reason"], by=request.user))
        )
        with feedback.refusals_on(form):
            run()
            feedback.done(request, "Đã đăng ký tham gia." if joins else "Đã ghi: không áp dụng với đơn vị.")
            return redirect("movements:movement", found.pk)
    return render(
        request, "movements/register.html", {"movement": found, "form": form, "given": given, "units": units, "one": len(units) == 1}
    )


def _chosen(request: HttpRequest, units: dict[int, str]) -> int:
    asked = request.POST.get("unit") or request.GET.get("don-vi") or ""
    return int(asked) if asked.isdigit() and int(asked) in units else next(iter(units))


def _rows(request: HttpRequest, found: Movement, search: AnswersSearchForm):
    """All units for who runs the movement; for others, those they may see."""
    search.is_valid()
    units = None
    if not allowed(request.user, "movements.launch_movement", found):
        units = seen.units_seen(request.user).values("pk")
    return joining.answering_units(
        found, words=search.cleaned_data.get("q", ""), answer=search.cleaned_data.get("tra_loi", ""), units=units
    )  # fmt: skip


@require_safe
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    found, search = seen_movement(request, pk), AnswersSearchForm(request.GET)
    page = paginate(request, _rows(request, found, search))
    return render(request, "movements/answers.html", {
        "movement": found, "page": page, "search": search, "answers": joining.count_answers(found),
        "query": request.GET.urlencode(),
    })  # fmt: skip


@require_safe
def answers_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    found, search = seen_movement(request, pk), AnswersSearchForm(request.GET)
    content = write_answers_xlsx(found, _rows(request, found, search).iterator(chunk_size=2000), clock.today())
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="dang-ky-{found.slug}.xlsx"'})
