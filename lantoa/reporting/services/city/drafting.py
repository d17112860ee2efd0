"""Drafting a city's report: asked for by a person or by the clock, done by the worker, nothing of it seen before it is whole."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.notifications.services.telling import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import people_in
from lantoa.reporting import city_drafting
from lantoa.reporting.city_enums import EDITABLE, CityState, Part
from lantoa.reporting.enums import COUNTED_STATES
from lantoa.reporting.models import CityReport, CitySection, Cycle, UnitReport
from lantoa.reporting.queries import city_figures

STUCK = timedelta(minutes=2)  # a draft without a sign of life for so long was killed in the middle
KINDS = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)


@transaction.atomic
def begin_report(authority: Unit, *, agency: Unit, period: Period, by: User) -> CityReport:
    """Have the report of a period drafted; the one there already is given back. ValidationError for a period that has not begun.

    Effects: the report with its seven empty sections; the trail; the worker's task after the commit.
    """
    require(by, "reporting.write_city_report", authority)
    Unit.objects.select_for_update().get(pk=authority.pk)
    if found := CityReport.objects.filter(authority=authority, period=period.code).order_by("-edition").first():
        return found
    if period.kind not in KINDS or period.start > clock.today():
        raise ValidationError("Chọn một quý, nửa năm hoặc năm đã bắt đầu.", code="period")
    start, end = _counted(authority, period)
    report = CityReport.objects.create(
        authority=authority, agency=agency, period=period.code, counts_from=start, counts_to=end, state_since=clock.now(),
        drafting_at=clock.now(),
    )  # fmt: skip
    CitySection.objects.bulk_create(CitySection(report=report, part=part, order=at) for at, part in enumerate(Part))
    trail.record("begin_report", report, by=by, after={"period": period.code})
    _enqueue(report)
    return report


def _counted(authority: Unit, period: Period) -> tuple:
    """As the unit reports of the period count; otherwise its days up to today."""
    cycle = Cycle.objects.filter(form__authority=authority, period=period.code).order_by("pk").first()
    return (cycle.counts_from, cycle.counts_to) if cycle else (period.start, min(period.end, clock.today()))


def _enqueue(report: CityReport) -> None:
    from lantoa.reporting.tasks import draft_city_report

    transaction.on_commit(lambda: draft_city_report.enqueue(report.pk), robust=True)


@transaction.atomic
def draft_again(report: CityReport, *, by: User) -> CityReport:
    """Take the figures anew. Sections nobody wrote in follow; the others stay, with the new draft beside them.

    Effects: the state; the trail; the worker's task after the commit.
    """
    require(by, "reporting.write_city_report", report.authority)
    report = locked(report)
    if report.state not in EDITABLE:
        raise ValidationError("Báo cáo đã trình hoặc đã ban hành nên không lấy số mới được.", code="state")
    report.drafting_at, report.drafted_parts = clock.now(), 0
    move(report, CityState.DRAFTING, by=by, also=("drafting_at", "drafted_parts"))
    _enqueue(report)
    return report


def locked(report: CityReport) -> CityReport:
    """The row as it is now, held to the end of the transaction."""
    return CityReport.objects.select_for_update(of=["self"]).select_related("authority", "agency").get(pk=report.pk)


def make_draft(report: CityReport, *, by: User) -> CityReport:
    """The worker's part. All is worked out first, its progress told; then everything is written at once. Killed in the middle nothing
    is half there, and run again it starts anew; run twice it writes once.

    Effects: the sign of life, section by section; then together the snapshot, its sources, the sections, the state; a notice.
    """
    require(by, "reporting.run_clock")
    if report.state != CityState.DRAFTING:
        return report
    report.counts_from, report.counts_to = _counted(report.authority, report.span)
    cycle = city_figures.cycle_of(report)
    sources = list(city_figures.accepted_in(cycle).order_by("pk").values_list("pk", flat=True)) if cycle else []
    report.snapshot = city_figures.snapshot_of(report, cycle, sources)
    ground, texts = city_drafting.ground_of(report, sources), {}
    for done, part in enumerate(Part, start=1):
        texts[part] = city_drafting.draft(part, ground)
        CityReport.objects.filter(pk=report.pk).update(drafted_parts=done, drafting_at=clock.now())
    return _write(report, sources, texts, by)


@transaction.atomic
def _write(report: CityReport, sources: list[int], texts: dict[Part, str], by: User) -> CityReport:
    shot, counted = report.snapshot, (report.counts_from, report.counts_to)
    report = locked(report)
    if report.state != CityState.DRAFTING:  # another worker was quicker
        return report
    report.sources.set(sources)
    for section in report.sections.select_for_update(of=["self"]).order_by("order"):
        if not section.is_rewritten:
            section.text = texts[Part(section.part)]
        section.drafted = texts[Part(section.part)]
        section.save(update_fields=["text", "drafted"])
    report.snapshot, report.drafted_at, report.drafted_parts = shot, clock.now(), len(texts)
    report.counts_from, report.counts_to = counted
    move(report, CityState.DRAFT, by=by, also=("snapshot", "drafted_at", "drafted_parts", "counts_from", "counts_to"))
    tell(report, "city_drafted", [report.agency], [Role.STANDING_AGENCY], by=by)
    return report


def tell(report: CityReport, word: str, units: list[Unit], roles: list[Role], *, by: User, **more: str) -> None:
    notify(
        f"reporting.{word}", to=people_in(units, roles).exclude(pk=by.pk), url=reverse("reporting:city_report", args=[report.pk]),
        context={"period": report.period_label, "person": str(by), **more}, about=report, by=by,
    )  # fmt: skip


def draft_due(*, by: User) -> int:
    """Each minute: begin the report of a cycle whose last unit report was accepted, and drafts that were killed in the middle again.

    Returns how many were set going. Safe to run at any time and twice at once.
    """
    require(by, "reporting.run_clock")
    begun = 0
    for report in CityReport.objects.filter(state=CityState.DRAFTING, drafting_at__lt=clock.now() - STUCK).order_by("pk"):
        CityReport.objects.filter(pk=report.pk).update(drafting_at=clock.now())
        _enqueue(report)
        begun += 1
    for cycle in _whole_and_untold():
        try:
            begin_report(cycle.form.authority, agency=cycle.form.agency, period=cycle.span, by=by)
            begun += 1
        except IntegrityError:
            continue  # somebody pressed in this very moment
    return begun


def _whole_and_untold() -> list[Cycle]:
    """Cycles of a quarter or longer, over, every report of which was accepted, and of whose period no city report was begun."""
    reports = UnitReport.objects.filter(cycle=OuterRef("pk"), is_current=True)
    told = CityReport.objects.filter(authority=OuterRef("form__authority"), period=OuterRef("period"))
    rows = Cycle.objects.exclude(form__period_kind=PeriodKind.MONTH).filter(Exists(reports), ~Exists(told), counts_to__lt=clock.today())
    rows = rows.exclude(Exists(reports.exclude(state__in=COUNTED_STATES)))
    return list(rows.select_related("form__authority", "form__agency").order_by("pk"))
