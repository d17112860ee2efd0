"""A nomination's page: what was told, how it was checked, what is missing, and what can be done.

Every act posts to an address of its own. When it cannot be done the same page comes back with what was typed and what to do.
"""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.exemplars.enums import OPEN_STATES, NominationState
from lantoa.exemplars.forms.files import CorrectForm, ReasonForm
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import consents, files, seen
from lantoa.exemplars.services import editing, holds
from lantoa.exemplars.views.common import UNFINISHED, seen_or_404
from lantoa.exemplars.views.nomination_acts import ACTS, offered
from lantoa.ui.feedback import done, refusals_on


@require_safe
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, seen_or_404(request, pk))


@require_POST
def act(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One of the buttons."""
    shown = seen_or_404(request, pk)
    if key not in ACTS:
        raise Http404
    chosen = ACTS[key]
    require(request.user, chosen.permission, shown)
    form = chosen.form(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            chosen.run(shown, form, request.user)
    if form.errors:
        return _page(request, seen_or_404(request, pk), acts={key: form})
    done(request, chosen.said)
    return redirect("exemplars:verify" if key == "nhan" else "exemplars:nomination", pk)


@require_POST
def release(request: HttpRequest, pk: int, hold_pk: int) -> HttpResponse:
    """A hold ends."""
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.hold", shown)
    found = get_object_or_404(shown.holds.select_related("nomination__unit"), pk=hold_pk)
    form = ReasonForm(request.POST, label="Vì sao thôi tạm dừng", auto_id=f"thoi-{hold_pk}-%s")
    if form.is_valid():
        with refusals_on(form):
            holds.release(found, reason=form.cleaned_data["reason"], by=request.user)
    if form.errors:
        return _page(request, seen_or_404(request, pk), releases={hold_pk: form})
    done(request, "Đã thôi tạm dừng.")
    return redirect("exemplars:nomination", pk)


@require_POST
def remove_attachment(request: HttpRequest, pk: int, attachment_pk: int) -> HttpResponse:
    """A file is crossed out."""
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.attach", shown)
    attachment = get_object_or_404(shown.attachments.select_related("nomination__unit"), pk=attachment_pk)
    form = ReasonForm(request.POST, label="Vì sao gỡ", auto_id=f"go-{attachment_pk}-%s")
    if form.is_valid():
        with refusals_on(form):
            editing.remove_attachment(attachment, reason=form.cleaned_data["reason"], by=request.user)
    if form.errors:
        return _page(request, seen_or_404(request, pk), removals={attachment_pk: form})
    done(request, "Đã gỡ tệp. Tên và lý do vẫn được giữ lại.")
    return redirect("exemplars:nomination", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Putting the facts right."""
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.edit_nomination", shown)
    form = CorrectForm(request.POST or None, instance=shown, initial={"seen": files.version_of(shown)})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        with refusals_on(form):
            editing.correct_facts(shown, form.facts(), reason=facts["reason"], seen=facts["seen"], by=request.user)
            done(request, "Đã lưu chỗ sửa. Lời kể ban đầu vẫn được giữ nguyên.")
            return redirect("exemplars:nomination", pk)
    return render(request, "exemplars/correct.html", {"nomination": shown, "form": form}, status=UNFINISHED if form.errors else 200)


def _page(
    request: HttpRequest, shown: Nomination, *, acts: dict[str, forms.Form] | None = None, releases: dict[int, forms.Form] | None = None,
    removals: dict[int, forms.Form] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; a form that came back stands in its place, open, with what was typed."""
    user, whole, version = request.user, seen.sees_whole(request.user, shown), files.version_of(shown)
    rights = {
        name: allowed(user, f"exemplars.{name}", shown)
        for name in ("edit_nomination", "verify", "take_consent", "hold", "attach", "mentor")
    }
    found = offered(shown, user, version, acts or {})
    checklist = files.checklist(shown) if shown.state in OPEN_STATES else []
    attachments = shown.attachments.select_related("file") if whole else shown.attachments.filter(kind="photo", removed_at=None)
    return render(request, "exemplars/nomination.html", {
        "nomination": shown, "reading": files.read_for(shown, whole=whole), "told": files.told_by(shown, whole=whole), "whole": whole,
        "rights": rights, "steps": files.steps(shown), "checklist": checklist, "main": _main_step(shown, rights, checklist),
        "acts": {place: [item for item in found if item.act.place == place] for place in ("step", "more", "mentoring", "files")},
        "earlier": files.earlier_of_subject(shown, seen.visible_to(user)), "cards": files.criterion_cards(shown),
        "sources": shown.sources.select_related("added_by"), "confirmations": shown.confirmations.select_related("added_by"),
        "agreed": consents.overview(shown), "who": [relation.label for relation in consents.who_must_agree(shown)],
        "withdrawn": consents.withdrawn(shown), "mentoring": shown.mentoring.select_related("added_by") if whole else [],
        "holds": [
            (hold, (releases or {}).get(hold.pk) or ReasonForm(label="Vì sao thôi tạm dừng", auto_id=f"thoi-{hold.pk}-%s"),
             hold.pk in (releases or {}))
            for hold in shown.holds.select_related("added_by", "released_by")
        ],
        "attachments": [
            (attachment, (removals or {}).get(attachment.pk) or ReasonForm(label="Vì sao gỡ", auto_id=f"go-{attachment.pk}-%s"),
             attachment.pk in (removals or {}))
            for attachment in files.photo_captions(attachments, whole=whole)
        ],
        "today": clock.today(),
    }, status=UNFINISHED if acts or releases or removals else 200)  # fmt: skip


def _main_step(shown: Nomination, rights: dict[str, bool], checklist: list[files.Condition]) -> tuple[str, str] | None:
    """(words, address) of the one thing to do next, where it is a page and not an act."""
    missing = {condition.key for condition in checklist if not condition.is_met}
    if shown.state != NominationState.SCREENING or not missing:
        return None
    if missing == {"consent"} and rights["take_consent"]:
        return "Xin đồng ý", reverse("exemplars:consent", args=[shown.pk])
    return ("Xác minh tiếp", reverse("exemplars:verify", args=[shown.pk])) if rights["verify"] else None
