"""What the dashboard and the city's report register with the rooms below; called once, by receivers.register_all."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.files import access
from lantoa.notifications.kinds import NotificationKind, register
from lantoa.outgoing import sources
from lantoa.plans import tasks
from lantoa.plans.tasks import TaskRow
from lantoa.reporting import city_rules  # noqa: F401  (importing registers the permissions)
from lantoa.reporting.city_enums import EDITABLE, CityState
from lantoa.reporting.models import CityReport
from lantoa.reporting.queries import city_seen, seen
from lantoa.ui import navigation

_KINDS = [
    ("city_drafted", "Báo cáo thành phố đã soạn xong", "file"), ("city_to_approve", "Báo cáo thành phố chờ duyệt", "pen"),
    ("city_returned", "Báo cáo thành phố bị trả lại", "alert"), ("city_approved", "Báo cáo thành phố đã duyệt", "check"),
]  # fmt: skip
_NEXT = {
    CityState.DRAFT: ("Máy đã soạn xong, chờ đọc lại và trình lãnh đạo.", "Xem, trình"), CityState.RETURNED: ("Lãnh đạo trả lại để sửa.", "Sửa báo cáo"),
    CityState.APPROVED: ("Đã duyệt, chờ ghi số, ngày, người ký.", "Ghi đã ban hành"), CityState.WITH_LEADER: ("Cơ quan Thường trực đã trình.", "Xem, duyệt"),
}  # fmt: skip


def register_all() -> None:
    for word, label, icon in _KINDS:
        register(NotificationKind(f"reporting.{word}", label, f"reporting/notifications/{word}", icon=icon))
    schedule.register_tick("reporting.city", _each_minute)
    tasks.register(city_reports_in_hand, waiting)
    history.register("reporting.cityreport", lambda user, pk: city_seen.visible_to(user).filter(pk=pk).exists())
    sources.register("reporting.cityreport", lambda pk: reverse("reporting:city_report", args=[pk]))
    access.register("reporting.city_paper", lambda user, file: city_seen.visible_to(user).filter(paper=file).exists())
    entry = navigation.Entry("Điều hành", "reporting:dashboard", "chart", 60, group=navigation.Group.RESULTS, allowed=_may_lead)
    navigation.register(entry)
    navigation.register(
        navigation.Entry("Báo cáo thành phố", "reporting:city_reports", "book", 66, group=navigation.Group.RESULTS, allowed=_may_list)
    )


def _each_minute() -> None:
    from lantoa.reporting.services.city.drafting import draft_due  # services tell people by kinds registered here

    draft_due(by=User.objects.system())


def waiting(user: User, day: date) -> QuerySet[CityReport] | None:
    """What the standing agency has to write or issue, the leaders to approve."""
    agency, leads = seen.tops_of(user, seen.DECIDING), seen.tops_of(user, city_seen.APPROVING)
    if not agency and not leads:
        return None
    mine = CityReport.objects.filter(authority__in=agency, state__in=[*EDITABLE, CityState.APPROVED])
    return (mine | CityReport.objects.filter(authority__in=leads, state=CityState.WITH_LEADER)).order_by("counts_to", "pk")


def city_reports_in_hand(user: User, day: date, limit: int) -> Iterable[TaskRow]:
    if (rows := waiting(user, day)) is None:
        return
    for report in rows[:limit]:
        sentence, verb = _NEXT[CityState(report.state)]
        url = reverse("reporting:city_report", args=[report.pk])
        yield TaskRow(f"{report} của thành phố", sentence, verb, url, icon="file", clauses=("III.2 ý 4",), minutes=20)


def _may_lead(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "reporting.view_dashboard")


def _may_list(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "reporting.list_city_reports")
