"""Who may open a stored file: whoever may see a record that holds it. Rooms with such records say so here.

access.register("plans.evidence", lambda user, file: Evidence.objects.…exists())
"""

from collections.abc import Callable
from typing import Any

from lantoa.files.models import StoredFile

_checks: dict[str, Callable[[Any, StoredFile], bool]] = {}


def register(key: str, check: Callable[[Any, StoredFile], bool]) -> None:
    """Add a way to a file; the same key again takes the place of the first."""
    _checks[key] = check


def may_open(user: Any, file: StoredFile) -> bool:
    """Its own uploader, or anybody one of the registered checks lets through."""
    return file.uploaded_by_id == user.pk or any(check(user, file) for check in _checks.values())
