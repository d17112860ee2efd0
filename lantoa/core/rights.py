"""Asking for a right. Refusal looks like absence (404): what one may not see must not be told apart from what is not there."""

from typing import Any

import rules
from django.http import Http404


class Refused(Http404):
    """The person lacks the right; `permission` names it for the log, never for the page."""

    def __init__(self, permission: str):
        super().__init__("Không tìm thấy trang này.")
        self.permission = permission


def allowed(by: Any, permission: str, obj: Any = None) -> bool:
    """Whether `by` has the right now. The system itself (clock, demo maker) may do what its services do."""
    if not rules.perm_exists(permission):
        raise LookupError(f"no such permission: {permission}")
    if getattr(by, "is_system", False):
        return True
    return bool(by and by.is_active and rules.has_perm(permission, by, obj))


def require(by: Any, permission: str, obj: Any = None) -> None:
    """First line of each service. Raises Refused."""
    if not allowed(by, permission, obj):
        raise Refused(permission)
