"""Who holds what, where and until when; appointing, ending, delegating."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock, rights
from lantoa.organisations import forms, queries
from lantoa.organisations.models import Appointment
from lantoa.organisations.services import appointments
from lantoa.organisations.views.shared import asked_day
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


def appointment_list(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "organisations.browse")
    day = asked_day(request)
    search = forms.AppointmentFilterForm(request.GET or None)
    wanted = search.cleaned_data if search.is_valid() else {}
    rows = queries.listed_appointments(
        queries.visible_appointments(request.user), day, text=wanted.get("q", ""), role=wanted.get("vai_tro", "")
    )
    page = paginate(request, rows)
    for row in page.object_list:
        row.may_delegate = rights.allowed(request.user, "organisations.delegate", row)
    return render(
        request,
        "organisations/appointments.html",
        {
            "page": page,
            "search": search,
            "day": day,
            "can_appoint": rights.allowed(request.user, "organisations.invite"),
            "can_keep_accounts": rights.allowed(request.user, "accounts.manage"),
        },
    )


def appoint_person(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "organisations.invite")
    form = forms.AppointForm(
        request.POST or None,
        user=request.user,
        initial={"valid_from": clock.today(), "unit": request.GET.get("don_vi", ""), "person": request.GET.get("nguoi", "")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with feedback.refusals_on(form):
            made = appointments.appoint(
                data["person"], role=data["role"], unit=data["unit"], cluster=data["cluster"], title=data["title"], note=data["note"],
                valid_from=data["valid_from"], valid_to=form.valid_to, by=request.user,
            )  # fmt: skip
            feedback.done(request, f"Đã phân công {made.user}: {made.get_role_display()}, {made.place}.")
            if not made.user.has_usable_password() and rights.allowed(request.user, "accounts.manage", made.user):
                return redirect("organisations:account", made.user_id)  # nobody can sign in yet: the way to a password comes next
            return redirect("organisations:appointments")
    return render(request, "organisations/appointment_form.html", {"form": form, "label": "Phân công người"})


def end(request: HttpRequest, pk: int) -> HttpResponse:
    appointment = _appointment(request, pk)
    rights.require(request.user, "organisations.end_appointment", appointment)
    form = forms.DayForm(request.POST or None, user=request.user, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            appointments.end_appointment(appointment, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã kết thúc phân công.")
            return redirect("organisations:appointments")
    context = {"form": form, "appointment": appointment, "label": "Kết thúc phân công"}
    return render(request, "organisations/appointment_form.html", context)


def delegate_post(request: HttpRequest, pk: int) -> HttpResponse:
    appointment = _appointment(request, pk)
    rights.require(request.user, "organisations.delegate", appointment)
    form = forms.DelegateForm(request.POST or None, user=request.user, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with feedback.refusals_on(form):
            appointments.delegate(
                appointment, to=data["person"], valid_from=data["valid_from"], valid_to=form.valid_to, note=data["note"], by=request.user
            )
            feedback.done(request, f"Đã ủy quyền cho {data['person']}.")
            return redirect("organisations:appointments")
    return render(request, "organisations/appointment_form.html", {"form": form, "appointment": appointment, "label": "Ủy quyền"})


def _appointment(request: HttpRequest, pk: int) -> Appointment:
    return get_object_or_404(queries.visible_appointments(request.user).select_related("user", "unit", "cluster__authority"), pk=pk)
