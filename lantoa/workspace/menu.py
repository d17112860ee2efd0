"""The entries of the menu for rooms that do not bring their own, each shown to whom its page is for."""

from collections.abc import Callable

from django.http import HttpRequest

from lantoa.core.rights import allowed
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import has_role
from lantoa.plans.queries.assignments import badge_count
from lantoa.ui.navigation import Entry, Group, register


def _holds(roles) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.is_authenticated and has_role(request.user, *roles)


def _tasks(request: HttpRequest) -> int:
    """Duties that wait for the person; counted once a request."""
    if not hasattr(request, "_task_count"):
        request._task_count = badge_count(request.user)
    return request._task_count


def _may(permission: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.is_authenticated and allowed(request.user, permission)


def fill() -> None:
    own_work = {
        Role.UNIT_OFFICER,
        Role.UNIT_LEADER,
        Role.STANDING_AGENCY,
        Role.CLUSTER_HEAD,
        Role.FRONT_PARTNER,
        Role.MEDIA_EDITOR,
        Role.GRASSROOTS,
    }
    for entry in (
        Entry("Việc của tôi", "workspace:home", icon="list", order=0, dock="Việc"),
        Entry("Kế hoạch", "plans:plans", icon="calendar", order=10, allowed=_may("organisations.browse")),
        Entry("Việc được giao", "plans:assignments", icon="briefcase", order=20, badge=_tasks, allowed=_holds(own_work), dock="Được giao"),
        Entry(
            "Thông báo đã gửi", "notifications:outbox", icon="send", order=85, group=Group.RESULTS,
            allowed=_holds({Role.STANDING_AGENCY, Role.ADMINISTRATOR}),
        ),
        Entry("Tình trạng hệ thống", "workspace:health", icon="heart", order=95, group=Group.SETUP, allowed=_may("workspace.view_health")),
        Entry("Trợ giúp", "workspace:help", icon="help", order=99, group=Group.SETUP),
    ):  # fmt: skip
        register(entry)
