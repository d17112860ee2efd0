"""What the dashboard and the city's report register with the rooms below; called once, by receivers.register_all."""

from django.http import HttpRequest

from lantoa.core.rights import allowed
from lantoa.reporting import city_rules  # noqa: F401  (importing registers the permissions)
from lantoa.ui import navigation


def register_all() -> None:
    navigation.register(
        navigation.Entry("Điều hành", "reporting:dashboard", "chart", 60, group=navigation.Group.RESULTS, allowed=_may_lead)
    )


def _may_lead(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "reporting.view_dashboard")
