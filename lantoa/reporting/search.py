"""What can be found of this room: reports of units, by form, period, unit and what they say in words."""

from django.db.models import Prefetch
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.organisations.enums import Role
from lantoa.organisations.models import UnitSuccession
from lantoa.organisations.queries import appointments_of
from lantoa.reporting.models import Box, UnitReport
from lantoa.reporting.queries import seen
from lantoa.search.registry import EntryText, SearchSource, Watched


def report_entry(report: UnitReport) -> EntryText:
    cycle, name = report.cycle, _name_of(report)
    edition = f", bản sửa lần {report.edition - 1}" if report.edition > 1 else ""
    said = " ".join(box.text for box in report.boxes.all())
    return EntryText(
        f"{cycle.form.name} {cycle.period_label}, {name}{edition}", reverse("reporting:report", args=[report.pk]),
        report.get_state_display().capitalize(), said, day=cycle.counts_to, unit=name, scopes=_keys(report),
    )  # fmt: skip


def _name_of(report: UnitReport) -> str:
    """What the unit was called in the period."""
    known = [v for v in report.unit.versions.all() if v.valid_from <= report.cycle.counts_to]
    return max(known, key=lambda v: v.valid_from).name if known else str(report.unit)


def _keys(report: UnitReport) -> frozenset[str]:
    """Who may see it, as `keys_of` says it of a person: the same as queries.seen.visible_to, which a test holds equal."""
    cycle = report.cycle
    keys = {
        f"u{report.unit_id}",
        f"u{report.holder_id}",
        *(f"u{link.successor_id}" for link in report.unit.successions.all() if link.successor_id),
    }
    if report.cluster_id:
        keys.add(f"c{report.cluster_id}")
    links = (link for link in report.unit.ancestor_links.all() if link.valid_from <= cycle.counts_to and link.valid_to > cycle.counts_from)
    return frozenset(keys | {f"t{link.ancestor_id}" for link in links})


def keys_of(user: User) -> frozenset[str]:
    """The keys the person holds: of the own units, of clusters headed, of the authorities looked over."""
    clusters = {f"c{a.cluster_id}" for a in appointments_of(user) if a.role == Role.CLUSTER_HEAD}
    return frozenset({f"u{pk}" for pk in seen.own_units(user)} | clusters | {f"t{pk}" for pk in seen.tops_of(user, seen.SEEING_ALL)})


def _of_successor(link: UnitSuccession) -> list[int]:
    return list(UnitReport.objects.filter(unit=link.predecessor_id).values_list("pk", flat=True))


REPORTS = SearchSource(
    "reports", "Báo cáo", UnitReport, seen.visible_to, report_entry, fields=frozenset({"state", "holder", "unit", "cluster"}), icon="file", order=75,
    also=(Watched(Box, lambda box: [box.report_id] if box.text else []), Watched(UnitSuccession, _of_successor)),
    prepare=lambda rows: rows.select_related("cycle__form", "unit").prefetch_related(
        Prefetch("boxes", Box.objects.exclude(text="").only("report", "text").order_by("pk")),
        "unit__versions", "unit__successions", "unit__ancestor_links",
    ), scopes=keys_of,
)  # fmt: skip
