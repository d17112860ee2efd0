"""Submit keys: the same form sent twice, or fifty times at once, has one effect."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lantoa.core import clock
from lantoa.core.models import SubmitKey

FIELD = "submit_key"


def new_key() -> str:
    return str(uuid.uuid4())


def run_once(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Run the posted `view` in one transaction together with its key; a key used before leads to where the first one led.

    Effects, in order: the key is inserted (the database refuses a second one, waiting for the first to finish); the view runs;
    the place it redirects to is kept with the key. A form shown again with errors gives its key back, so it can be sent again.
    """
    try:
        key = uuid.UUID(request.POST[FIELD])
    except ValueError:
        key = uuid.uuid4()
    try:
        with transaction.atomic():
            claim = SubmitKey.objects.create(key=key, user_id=request.user.pk)
            response = view()
            if response.status_code in (301, 302, 303):
                claim.location = response["Location"][:500]
                claim.save(update_fields=["location"])
            else:
                claim.delete()
            return response
    except IntegrityError:
        first = SubmitKey.objects.filter(key=key, user_id=request.user.pk).first()
        if first is None:
            raise  # some other constraint: not ours to explain
        messages.info(request, "Việc này đã được ghi nhận từ lần bấm trước, không ghi thêm lần nữa.")
        return HttpResponseRedirect(first.location or request.path)


def sweep_keys() -> int:
    """Forget keys older than a day; returns how many."""
    return SubmitKey.objects.filter(created_at__lt=clock.now() - timedelta(days=1)).delete()[0]
