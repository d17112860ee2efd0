"""Figures of a city's report: added up from accepted unit reports, or counted from records where no unit reports. Never writes."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from lantoa.core import clock
from lantoa.core.text import sort_key
from lantoa.plans import figures
from lantoa.reporting.enums import COUNTED_STATES, AddsUp
from lantoa.reporting.models import Box, CityReport, Cycle, Indicator, UnitReport
from lantoa.reporting.queries import rates, seen
from lantoa.reporting.queries.citywide import rows_of
from lantoa.ui.words import number


@dataclass(frozen=True)
class Told:
    """One figure of the snapshot, as shown: `words` is the number, `reported` how many units it adds up."""

    key: str
    name: str
    unit: str
    value: int | None
    words: str
    reported: int


def cycle_of(report: CityReport) -> Cycle | None:
    """The cycle of the same period that asks most: the city's report adds up what came in it."""
    rows = Cycle.objects.filter(form__authority=report.authority_id, period=report.period).select_related("form")
    return rows.annotate(asked=Count("form__items")).order_by("-asked", "pk").first()


def accepted_in(cycle: Cycle) -> QuerySet[UnitReport]:
    return rates.current(UnitReport.objects.filter(cycle=cycle, state__in=COUNTED_STATES))


def snapshot_of(report: CityReport, cycle: Cycle | None, source_ids: list[int]) -> dict:
    """Everything the report tells in numbers, as plain data: figures by key, rates, clusters, who was late or silent."""
    if cycle is None:
        return {"source": "records", "figures": _from_records(report), "rate": None, "clusters": [], "late": [], "missing": []}
    found = _from_reports(cycle, source_ids)
    current = rates.current(UnitReport.objects.filter(cycle=cycle))
    rate = rates.rate_of(current)
    rows = seen.named(current).filter(Q(submitted_at__isnull=True) | ~rates.ON_TIME).order_by("due_on", "pk")
    late, missing = [], []
    for row in rows.values("unit_name", "submitted_at", "due_on", "state"):
        received = row["state"] in rates.RECEIVED_STATES
        day = row["submitted_at"].date() if received else clock.today()
        (late if received else missing).append([row["unit_name"], max(0, (day - row["due_on"]).days)])
    return {
        "source": "reports", "figures": found, "counted": len(source_ids), "due_on": cycle.due_on.isoformat(),
        "rate": {"expected": rate.expected, "received": rate.received, "on_time": rate.on_time, "accepted": rate.accepted, "missing": rate.missing},
        "clusters": [[name, r.expected, r.received, r.on_time] for name, _, r in rates.rates_by_cluster(current)],
        "late": sorted(late, key=_longest_first), "missing": sorted(missing, key=_longest_first),
    }  # fmt: skip


def _longest_first(pair: list) -> tuple:
    return -pair[1], sort_key(pair[0] or "")


def _from_reports(cycle: Cycle, source_ids: list[int]) -> dict[str, dict]:
    rows = Box.objects.filter(report__in=source_ids, item__indicator__isnull=False, value__isnull=False).order_by()
    totals = rows.values(key=F("item__indicator__key")).annotate(value=Sum("value"), reported=Count("pk"))
    found = {row["key"]: {"value": int(row["value"]), "reported": row["reported"]} for row in totals}
    distinct = {i.key: i.pk for i in Indicator.objects.filter(adds_up=AddsUp.DISTINCT, items__form=cycle.form_id)}
    for key, pk in distinct.items():
        ids = {one for some in rows.filter(item__indicator=pk).values_list("record_ids", flat=True) for one in some}
        found.get(key, {})["value"] = len(ids)
    return found


def _from_records(report: CityReport) -> dict[str, dict]:
    """As `_from_reports`, each with the ids of the records: one query a figure."""
    span, found = (report.counts_from, report.counts_to), {}
    for indicator in Indicator.objects.at(report.counts_to).exclude(figure="").order_by("order"):
        if not figures.is_known(indicator.figure):
            continue
        figure = figures.of(indicator.figure)
        lookups = ["pk", figure.unit, *([figure.amount] if figure.amount else [])]
        rows = list(rows_of(figure, report.authority_id, span).order_by("pk").values_list(*lookups))
        value = sum(getattr(row[2], "days", row[2]) or 0 for row in rows) if figure.amount else len(rows)
        found[indicator.key] = {"value": value, "reported": len({row[1] for row in rows}), "ids": [row[0] for row in rows]}
    return found


def told(report: CityReport) -> dict[str, Told]:
    """The figures of the snapshot by key, quotients computed from their parts, in the order of the indicators. One query."""
    values = {key: entry["value"] for key, entry in report.snapshot.get("figures", {}).items()}
    found = {}
    for one in Indicator.objects.at(report.counts_to).select_related("numerator", "denominator").order_by("order", "key"):
        if one.is_quotient:
            above, below = values.get(one.numerator.key), values.get(one.denominator.key)
            if above is None or not below:
                continue
            share = (Decimal(above) * (100 if one.adds_up == AddsUp.SHARE else 1) / below).quantize(Decimal("0.1"))
            found[one.key] = Told(one.key, one.name, one.unit_of_measure, None, number(share), 0)
        elif one.key in values:
            entry = report.snapshot["figures"][one.key]
            found[one.key] = Told(one.key, one.name, one.unit_of_measure, entry["value"], number(entry["value"]), entry["reported"])
    return found


def changed(report: CityReport) -> list[str]:
    """What would be otherwise if the figures were taken now, as questions; empty while nothing moved."""
    if not report.snapshot:
        return []
    cycle = cycle_of(report) if report.snapshot["source"] == "reports" else None
    now = _from_reports(cycle, list(accepted_in(cycle).values_list("pk", flat=True))) if cycle else _from_records(report)
    names = dict(Indicator.objects.at(report.counts_to).order_by("order").values_list("key", "name"))
    then = report.snapshot["figures"]
    return [
        f"{name.removeprefix('Trong đó: ')}: báo cáo này ghi {number(then.get(key, {}).get('value', 0))}, nay là "
        f"{number(now.get(key, {}).get('value', 0))}. Có lấy số mới không?"
        for key, name in names.items() if then.get(key, {}).get("value", 0) != now.get(key, {}).get("value", 0)
    ]  # fmt: skip


def values_by_unit(report: CityReport) -> tuple[list[Indicator], list[tuple[str, dict[int, int]]]]:
    """The indicators and, unit by unit in the order of names, what each reported; two queries. Empty when no unit reports stand behind."""
    rows = Box.objects.filter(report__city_reports=report, item__indicator__isnull=False).order_by()
    indicators = list(Indicator.objects.filter(items__boxes__report__city_reports=report).distinct().order_by("order", "key"))
    names = dict(seen.named(report.sources.all()).values_list("pk", "unit_name"))
    found: dict[int, dict[int, int]] = {pk: {} for pk in names}
    for report_id, indicator_id, value in rows.values_list("report_id", "item__indicator_id", "value"):
        found[report_id][indicator_id] = value
    return indicators, sorted(((names[pk] or "", values) for pk, values in found.items()), key=lambda pair: sort_key(pair[0]))


def behind(report: CityReport, key: str) -> QuerySet[Box]:
    """The boxes of the unit reports that make up one figure."""
    rows = Box.objects.filter(report__city_reports=report, item__indicator__key=key, value__isnull=False)
    return rows.select_related("report__unit", "item__indicator").order_by("-value", "report__unit__pk")
