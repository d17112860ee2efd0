"""A ballot not sent yet: kept in the person's own session, sealed, so that a phone that sleeps or a page that reloads loses nothing,
and the session table says nothing."""

from typing import Any

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest

from lantoa.selection import box
from lantoa.selection.models import Round


def read(request: HttpRequest, found: Round) -> dict[int, Any]:
    """Candidate id → what was said so far; empty when there is none or it can no longer be read."""
    sealed = request.session.get(_slot(found))
    if not sealed:
        return {}
    try:
        return {int(pk): value for pk, value in box.unseal(bytes.fromhex(sealed), _purpose(request, found)).items()}
    except (InvalidTag, ValueError):
        return {}


def keep(request: HttpRequest, found: Round, votes: dict[int, Any]) -> None:
    request.session[_slot(found)] = box.seal({str(pk): value for pk, value in votes.items()}, _purpose(request, found)).hex()


def forget(request: HttpRequest, found: Round) -> None:
    request.session.pop(_slot(found), None)


def _slot(found: Round) -> str:
    return f"ballot-{found.pk}-{found.ballot_number}"


def _purpose(request: HttpRequest, found: Round) -> str:
    return f"draft of {request.user.pk} in round {found.pk} ballot {found.ballot_number}"
