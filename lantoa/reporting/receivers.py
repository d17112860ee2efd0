"""What this room registers with the rooms below, and what it does when units change; called once, by apps.ready()."""

from datetime import time

from django.http import HttpRequest
from django.urls import reverse

from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.organisations import moving
from lantoa.organisations.signals import units_reorganised
from lantoa.plans import evidence_kinds, tasks
from lantoa.plans.evidence_kinds import EvidenceKind, Shape, Source
from lantoa.reporting import city_registry, daily, search, todo
from lantoa.reporting.notifications import register_kinds
from lantoa.reporting.queries import audience, seen
from lantoa.reporting.services import handover, totals
from lantoa.search import registry
from lantoa.ui import navigation


def register_all() -> None:
    register_kinds()
    registry.register(search.REPORTS)
    city_registry.register_all()
    schedule.register("reporting.morning", "Mở kỳ báo cáo, lấy số liệu mới cho báo cáo chưa nộp", daily.run, at=time(4, 30))
    schedule.register("reporting.totals", "Đối chiếu tổng hợp báo cáo với số đã chấp nhận", daily.check, at=time(2, 30))
    for source, waiting in todo.SOURCES.items():
        tasks.register(source, waiting)
    evidence_kinds.register(
        EvidenceKind("report", "báo cáo", "file", Source.GIVEN, Shape.FILE, "Gửi báo cáo", url=_report_page,
                     help="Báo cáo làm trên hệ thống tự ghi nhận khi nộp. Báo cáo giấy: gửi bản chụp.")
    )  # fmt: skip
    moving.register("Báo cáo chưa nộp", audience.count_held, handover.move_reports)
    units_reorganised.connect(on_reorganised, dispatch_uid="reporting.retotal")
    history.register("reporting.unitreport", lambda user, pk: seen.visible_to(user).filter(pk=pk).exists())
    history.register("reporting.cycle", lambda user, pk: seen.cycles_of(user).filter(pk=pk).exists())
    history.register("reporting.indicator", lambda user, pk: allowed(user, "reporting.manage_indicators"))
    history.register("reporting.form", lambda user, pk: seen.forms_of(user).filter(pk=pk).exists())
    navigation.register(navigation.Entry("Báo cáo", "reporting:reports", "file", 65, group=navigation.Group.RESULTS, allowed=_may_list))


def on_reorganised(sender, units, by, **kwargs) -> None:
    totals.retotal_units(units, by=by)


def _report_page(pk: int) -> str:
    return reverse("reporting:report", args=[pk])


def _may_list(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "reporting.list_reports")
