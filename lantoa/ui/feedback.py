"""Telling a person what just happened, with a way back where there is one, and what was refused, where it can be mended.

A view that sends a form asks its service inside `refusals_on(form)`; what comes after the block is reached only when something was refused:

    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_paper(paper, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã sửa.")
            return redirect("outgoing:paper", paper.pk)
    return render(request, "outgoing/edit.html", {"paper": paper, "form": form})
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

_UNDO = "undo="


def done(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Show `text` on the next page. `undo_url` (path only) gets a POST when the person presses "Hoàn tác".

    The undo view must itself refuse when the moment has passed: the button is an offer, not a promise.
    """
    messages.success(request, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def undo_url(message) -> str:
    """The address a message brought along, or an empty string."""
    tags = message.extra_tags or ""
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""


def refuse(form: BaseForm, error: ValidationError) -> None:
    """Put what a service refused on the form: beside its field where the form has that field, over the form otherwise."""
    for name, errors in getattr(error, "error_dict", {None: error}).items():
        form.add_error(name if name in form.fields else None, errors)


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """What a service refuses inside the block stands on the form (`refuse`)."""
    try:
        yield
    except ValidationError as error:
        refuse(form, error)


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """What a service refuses inside the block is told on the next page: for a button that has no form."""
    try:
        yield
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
