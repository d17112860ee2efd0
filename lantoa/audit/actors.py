"""In what role a person acted. Roles are appointments and live above this room, which fills this in its `apps.ready()`."""

from collections.abc import Callable
from typing import Any

_describers: list[Callable[[Any], str]] = []


def register(describe: Callable[[Any], str]) -> None:
    """`describe(user)` gives the roles of today in words: "Lãnh đạo đơn vị (Phường Bảo Vinh)"."""
    _describers.append(describe)


def role_of(user: Any) -> str:
    if user.is_system:
        return "Hệ thống"
    return ", ".join(words for describe in _describers if (words := describe(user)))
