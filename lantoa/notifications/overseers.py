"""Whose messages a person may see besides the own: asked of a room above, which knows units (this room does not).

overseers.register(people_overseen)        # User -> QuerySet[User]; once, in `apps.ready()`
"""

from collections.abc import Callable

from django.db.models import QuerySet

from lantoa.accounts.models import User

_rules: list[Callable[[User], QuerySet[User]]] = []


def register(people_overseen: Callable[[User], QuerySet[User]]) -> None:
    """Add a rule; the people of all rules are joined."""
    if people_overseen not in _rules:
        _rules.append(people_overseen)


def overseen_by(user: User) -> list[QuerySet[User]]:
    """The sets of people whose outbox the user may see."""
    return [rule(user) for rule in _rules]
