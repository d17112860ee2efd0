"""Who looks after whose account. Roles are appointments and live above this room, which says it in its `apps.ready()`:

access.register(lambda by, user: has_role(by, Role.ADMINISTRATOR))   # user is None: may they make accounts at all
"""

from collections.abc import Callable
from typing import Any

_managers: list[Callable[[Any, Any], bool]] = []


def register(may_manage: Callable[[Any, Any], bool]) -> None:
    """Let through by any of the registered: then `by` makes, resets and locks the account `user`."""
    if may_manage not in _managers:
        _managers.append(may_manage)


def may_manage(by: Any, user: Any) -> bool:
    return any(ask(by, user) for ask in _managers)
