"""Telling smart loudspeakers what to play: an outbox, the worker, and a small contract (docs/radio.md).

What is sent is always the whole list of the coming days, so that a message lost or out of order does no harm: the newest list counts.
"""

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.radio.enums import HandOver, PushState
from lantoa.radio.models import PushMessage, Station

RETRY_AFTER = (1, 5, 15, 60, 240)  # minutes
_AT_ONCE = 50
_MOST_SAID = 4096  # bytes of an answer that are read


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A loudspeaker answers itself; one that sends us elsewhere is not ours."""

    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(_NoRedirects)


@transaction.atomic
def queue_push(station: Station, *, by: User) -> PushMessage | None:
    """The station's list has changed: have the worker send it. Effects: one line in the outbox, if none waits already; the worker's task."""
    from lantoa.radio.tasks import push_out

    require(by, "radio.run_clock")
    if station.hand_over != HandOver.PUSH or not station.push_url:
        return None
    message = PushMessage.objects.filter(station=station, state=PushState.WAITING, attempts=0).first()
    if message is None:
        message = PushMessage.objects.create(station=station, body={"event": "schedule"})
    transaction.on_commit(push_out.enqueue, robust=True)
    return message


def push_due(*, by: User) -> int:
    """Send what is due, each with the list as it stands now; returns how many were taken. A failure waits longer each time, then gives up."""
    require(by, "radio.run_clock")
    due = PushMessage.objects.filter(state=PushState.WAITING, due_at__lte=clock.now()).order_by("due_at", "pk").values_list("pk", flat=True)
    return sum(_send(pk) for pk in list(due[:_AT_ONCE]))


def _send(pk: int) -> bool:
    with transaction.atomic():  # claim: another worker finds it not due
        message = PushMessage.objects.select_for_update(of=["self"]).select_related("station__unit").get(pk=pk)
        if message.state != PushState.WAITING or message.due_at > clock.now():
            return False
        message.attempts += 1
        wait = RETRY_AFTER[min(message.attempts, len(RETRY_AFTER)) - 1]
        message.due_at = clock.now() + timedelta(minutes=wait)
        message.body = _body_for(message.station)
        message.save(update_fields=["attempts", "due_at", "body"])
    error = _post(message.station, message.body)
    if not error:
        PushMessage.objects.filter(pk=pk).update(state=PushState.SENT, sent_at=clock.now(), error="")
        return True
    given_up = message.attempts > len(RETRY_AFTER)
    PushMessage.objects.filter(pk=pk).update(error=error[:300], state=PushState.FAILED if given_up else PushState.WAITING)
    return False


def _body_for(station: Station) -> dict:
    from lantoa.radio.exports.folder import manifest  # it names addresses, which need the room's views

    return {"event": "schedule", "made_at": clock.now().isoformat(), **manifest(station)}


def _signature(station: Station, body: bytes) -> str:
    return hmac.new(station.key.encode(), body, hashlib.sha256).hexdigest()


def _post(station: Station, body: dict) -> str:
    """Why it failed, in words; empty when the loudspeaker took it."""
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Lantoa-Signature": f"sha256={_signature(station, content)}",
        "User-Agent": "Lantoa-Radio/1",
    }
    request = urllib.request.Request(station.push_url, content, headers, method="POST")  # noqa: S310  (a URLField of http or https)
    try:
        with _opener.open(request, timeout=settings.RADIO_PUSH_TIMEOUT) as answer:
            answer.read(_MOST_SAID)
            return "" if 200 <= answer.status < 300 else f"Loa trả lời mã {answer.status}."
    except urllib.error.HTTPError as error:
        return f"Loa trả lời mã {error.code}."
    except (OSError, ValueError) as error:
        return f"Không nối được tới loa: {error}"
