"""The list of bulletins, one bulletin, its steps, what is carried to the station."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.radio.enums import EDITABLE_STATES, ON_AIR_STATES, VOICING_STATES, MixState, PartKind, Priority
from lantoa.radio.exports import package
from lantoa.radio.forms import BulletinForm, BulletinSearchForm, VoiceForm
from lantoa.radio.naming import stem_of
from lantoa.radio.permits import why_not_on_air
from lantoa.radio.queries import bulletins as queries
from lantoa.radio.queries import seen
from lantoa.radio.services import composing
from lantoa.radio.speaking import syllables
from lantoa.radio.views.common import READ_OR_POST, bulletin_of
from lantoa.radio.views.steps import BY_WORD, steps_of
from lantoa.radio.voice import voices
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    require(request.user, "radio.list")
    search = BulletinSearchForm(request.GET)
    search.is_valid()
    rows = queries.listed(seen.visible_to(request.user)).order_by("-day", "-pk")
    if state := search.cleaned_data.get("buoc"):
        rows = rows.filter(state=state)
    if words := search.cleaned_data.get("q", ""):
        rows = rows.filter(code__iexact=words) if fold(words).startswith("bt ") else rows.filter(title__icontains=words)
    page = paginate(request, rows)
    queries.name_units(page.object_list)
    return render(request, "radio/bulletins.html", {
        "search": search, "page": page, "may_start": allowed(request.user, "radio.start_bulletin"), "tab": "bulletins",
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def start(request: HttpRequest) -> HttpResponse:
    require(request.user, "radio.start_bulletin")
    units = queries.units_made_for(request.user).named_at(clock.today()).order_by("pk")
    initial = {"day": clock.today(), "unit": queries.first_unit(request.user, units)}
    form = BulletinForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            made = composing.start_bulletin(**form.cleaned_data, by=request.user)
            return redirect("radio:choose_stories", made.pk)
    return render(request, "radio/start.html", {"form": form})


@require_http_methods(READ_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = bulletin_of(request, pk)
    require(request.user, "radio.make_bulletin", found)
    initial = {"title": found.title, "day": found.day, "priority": found.priority}
    form = BulletinForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            composing.edit_bulletin(found, **form.cleaned_data, by=request.user)
            return redirect("radio:bulletin", pk)
    return render(request, "radio/edit.html", {"form": form, "bulletin": found})


@require_safe
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    found, user = bulletin_of(request, pk), request.user
    queries.name_units([found])
    parts = list(queries.standing(found).select_related("take__by"))
    gone = list(found.parts.filter(withdrawn_at__isnull=False, removed_at__isnull=True).order_by("withdrawn_at"))
    may_make = allowed(user, "radio.make_bulletin", found)
    at_work = queries.mix_at_work(found) if found.state in VOICING_STATES else None
    approves = found.state == "voiced" and allowed(user, "radio.approve_bulletin", found)
    silent = [part for part in parts if part.take_id is None]
    return render(request, "radio/bulletin.html", {
        "bulletin": found, "parts": parts, "gone": gone, "steps": steps_of(user, found), "may_make": may_make,
        "may_edit": may_make and found.state in EDITABLE_STATES, "may_voice": may_make and found.state in VOICING_STATES,
        "is_fixed": (PartKind.OPENING, PartKind.CLOSING), "seconds": sum(part.script.seconds for part in parts if part.script),
        "is_long": sum(syllables(part.script.text) for part in parts if part.script) > queries.MOST_WORDS, "most_words": queries.MOST_WORDS,
        "at_work": at_work, "working": at_work is not None and at_work.state in (MixState.WAITING, MixState.RUNNING), "silent": silent,
        "voice_form": VoiceForm(voices=voices(), auto_id="ghep_%s") if silent else None,
        "listening": queries.listening_of(found.mix, user), "missing": why_not_on_air(found, user) if approves else [],
        "airings": queries.airings_of(found, user) if found.state in ON_AIR_STATES or found.approved_at else [],
        "may_schedule": found.state in ON_AIR_STATES and queries.stations_scheduled(user).exists(),
        "is_emergency": found.priority == Priority.EMERGENCY, "is_on_air": found.state in ON_AIR_STATES,
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def bulletin_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    found, step = bulletin_of(request, pk), BY_WORD.get(act)
    if step is None:
        raise Http404
    require(request.user, f"radio.{step.permission}", found)
    form = step.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            step.run(found, form, request.user)
            feedback.done(request, step.done)
            return redirect("radio:bulletin", pk)
    return render(request, "radio/act.html", {"bulletin": found, "step": step, "form": form})


@require_safe
def package_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of it in one ZIP, for a stick: once it is approved for air."""
    found = bulletin_of(request, pk)
    if found.state not in ON_AIR_STATES or queries.untellable_parts().filter(bulletin=found).exists():
        raise Http404
    response = HttpResponse(package.package(found), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{stem_of(found)}.zip"'
    return response


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The read-aloud sheet."""
    found = bulletin_of(request, pk)
    try:
        content = package.sheet_pdf(found)
    except ValueError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{stem_of(found)}.pdf"'
    return response
