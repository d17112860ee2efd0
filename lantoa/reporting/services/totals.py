"""Accepted values and their totals, kept in step in one transaction; checked against a recomputation, and repaired.

A value counts for every territory its unit stood under, itself included where it is one, and for every cluster it sat in, on the
last day of the period on which the unit existed (`_day`). The figures are whole numbers, so the sums are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.periods import Period
from lantoa.core.rights import require
from lantoa.organisations import ancestry
from lantoa.organisations.models import ClusterSeat, Unit, UnitAncestry, UnitVersion
from lantoa.reporting.models import ClusterTotal, UnitTotal, Value
from lantoa.reporting.queries import audience

_KEPT = ((UnitTotal, "node_id"), (ClusterTotal, "cluster_id"))


@dataclass(frozen=True)
class Difference:
    """How many totals of a period are not what a recomputation gives."""

    period: str
    nodes: int
    clusters: int


def put_values(unit: Unit, period: str, values: Mapping[int, int | None], *, by: User) -> int:
    """Let the unit's values of the period be these (indicator id → value; None: none); returns how many changed.

    The room's own services call it, holding the report; two reports at once wait for each other at the rows they share, which are
    always taken in the same order. Effects: values; totals of nodes and clusters.
    """
    require(by, "reporting.keep_totals")
    old = dict(
        Value.objects.select_for_update()
        .filter(unit=unit, period=period, indicator__in=list(values))
        .order_by("indicator_id")  # by "indicator", its row would be joined and locked too, and all the country's reports with it
        .values_list("indicator_id", "value")
    )
    changed = {pk: value for pk, value in sorted(values.items()) if old.get(pk) != value}
    if not changed:
        return 0
    gone = [pk for pk, value in changed.items() if value is None]
    if gone:
        Value.objects.filter(unit=unit, period=period, indicator__in=gone).delete()
    _put(unit, period, {pk: value for pk, value in changed.items() if value is not None})
    steps = [(pk, *_step(old.get(pk), value)) for pk, value in changed.items()]
    for model, place in _KEPT:
        _add(model._meta.db_table, place, unit, period, steps)
    return len(changed)


def _add(table: str, place: str, unit: Unit, period: str, steps: Sequence[tuple[int, int, int, int]]) -> None:
    """Add the steps (indicator, total, reported, nils) to the totals of every place the unit counts for: one statement, in
    which the database finds the places itself."""
    joins, column, kinds = _way_to(place)
    marks = ", ".join(["(%s, %s, %s, %s)"] * len(steps))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH day AS (SELECT unit.id, {_day()} AS day FROM {Unit._meta.db_table} unit WHERE unit.id = %s), "  # noqa: S608 (our own names)
            f"place AS (SELECT DISTINCT {column} AS place FROM day {joins}), "
            f"step (indicator_id, total, reported, nils) AS (VALUES {marks}) "
            f"INSERT INTO {table} ({place}, indicator_id, period, total, reported, nils) "
            f"SELECT place.place, step.indicator_id, %s, step.total, step.reported, step.nils FROM place CROSS JOIN step "
            f"WHERE true ORDER BY place.place, step.indicator_id "  # the order every report takes the rows in; SQLite needs the WHERE
            f"ON CONFLICT ({place}, indicator_id, period) DO UPDATE SET total = {table}.total + excluded.total, "
            f"reported = {table}.reported + excluded.reported, nils = {table}.nils + excluded.nils",
            [Period.parse(period).end, unit.pk, *kinds, *(number for step in steps for number in step), period],
        )


def _step(old: int | None, new: int | None) -> tuple[int, int, int]:
    return (new or 0) - (old or 0), (new is not None) - (old is not None), (new == 0) - (old == 0)


def _put(unit: Unit, period: str, values: Mapping[int, int]) -> None:
    if not values:
        return
    marks = ", ".join(["(%s, %s, %s, %s)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Value._meta.db_table} (unit_id, indicator_id, period, value) VALUES {marks} "  # noqa: S608 (our own names)
            "ON CONFLICT (unit_id, indicator_id, period) DO UPDATE SET value = excluded.value",
            [part for pk, value in values.items() for part in (unit.pk, pk, period, value)],
        )


# --- Checking and repairing ---------------------------------------------------------------------------------------------


def _day() -> str:
    """SQL of the counting day: the period's last day (a parameter), or the unit's own last one."""
    if connection.vendor == "postgresql":
        return "LEAST(%s::date, unit.closed_on - 1)"
    return "MIN(%s, DATE(unit.closed_on, '-1 day'))"


def _recount(place: str) -> str:
    """SELECT of a period's totals as they should be: place, indicator, period, total, reported, nils. Parameters: `_arguments`."""
    joins, column, _ = _way_to(place)
    value = Value._meta.db_table
    return (
        f"WITH day AS (SELECT unit.id, {_day()} AS day FROM {Unit._meta.db_table} unit "  # noqa: S608 (our own names)
        f"WHERE EXISTS (SELECT 1 FROM {value} WHERE {value}.unit_id = unit.id AND period = %s)), "
        f"place AS (SELECT DISTINCT {column} AS place, day.id AS unit_id FROM day {joins}) "
        f"SELECT place.place, value.indicator_id, value.period, SUM(value.value), COUNT(*), SUM(CASE WHEN value.value = 0 THEN 1 ELSE 0 END) "
        f"FROM place JOIN {value} value ON value.unit_id = place.unit_id AND value.period = %s "
        f"GROUP BY place.place, value.indicator_id, value.period"
    )


def _way_to(place: str) -> tuple[str, str, list[str]]:
    """From `day` (a unit's id, and the day that counts) to where the unit counts: the joins, the column of the place, their parameters."""
    if place == "cluster_id":
        return f"JOIN {ClusterSeat._meta.db_table} seat ON seat.unit_id = day.id AND {_holds('seat')}", "seat.cluster_id", []
    joins = (
        f"JOIN {UnitAncestry._meta.db_table} link ON link.descendant_id = day.id AND {_holds('link')} "
        f"JOIN {UnitVersion._meta.db_table} version ON version.unit_id = link.ancestor_id AND {_holds('version')} "
        f"AND version.kind IN ({', '.join(['%s'] * len(audience.TERRITORY_KINDS))})"
    )
    return joins, "link.ancestor_id", list(audience.TERRITORY_KINDS)


def _holds(name: str) -> str:
    return f"{name}.valid_from <= day.day AND {name}.valid_to > day.day"


def _arguments(place: str, period: str) -> list:
    _, _, kinds = _way_to(place)
    return [Period.parse(period).end, period, *kinds, period]


@transaction.atomic
def check_totals(*, repair: bool = False, periods: Iterable[str] | None = None, by: User) -> list[Difference]:
    """Compare every total with what the values give; returns the periods that differ, and with `repair` puts those right.

    Effects with `repair`, period by period: the totals are made anew; one trail line.
    """
    require(by, "reporting.check_totals")
    _take_time()
    found = []
    for period in sorted(periods if periods is not None else audience.periods_with_values()):
        nodes, clusters = (_count_differences(model._meta.db_table, place, period) for model, place in _KEPT)
        if not nodes and not clusters:
            continue
        found.append(Difference(period, nodes, clusters))
        if repair:
            remake_totals(period, by=by)
            trail.record("repair_totals", None, by=by, after={"period": period, "nodes": nodes, "clusters": clusters})
    return found


def _take_time() -> None:
    """Let the rest of the transaction run longer than a page may: a recount of a country takes minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


def _count_differences(table: str, place: str, period: str) -> int:
    """Rows kept and not recounted so, and the other way round; a total nothing was reported to is as good as none."""
    kept = f"SELECT {place}, indicator_id, period, total, reported, nils FROM {table} WHERE period = %s AND reported <> 0"  # noqa: S608 (our own names)
    recount = f"SELECT * FROM ({_recount(place)}) recounted"  # noqa: S608 (our own names)
    arguments = _arguments(place, period)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT COUNT(*) FROM ({kept} EXCEPT {recount}) a), (SELECT COUNT(*) FROM ({recount} EXCEPT {kept}) b)",  # noqa: S608 (our own names)
            [period, *arguments, *arguments, period],
        )
        return max(cursor.fetchone())


@transaction.atomic
def remake_totals(period: str, *, by: User) -> None:
    """Make all totals of one period anew from the values. Effects: the totals."""
    require(by, "reporting.keep_totals")
    _take_time()
    for model, place in _KEPT:
        model.objects.filter(period=period).delete()
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({place}, indicator_id, period, total, reported, nils) {_recount(place)}",
                _arguments(place, period),
            )


@transaction.atomic
def retotal_units(units: Iterable[Unit], *, by: User) -> None:
    """A reorganisation entered after the day it took effect changes the tree of periods already reported: their totals are made anew."""
    require(by, "reporting.keep_totals")
    changed = [unit.pk for unit in units]
    since = UnitVersion.objects.filter(unit__in=changed).order_by("-valid_from").values_list("valid_from", flat=True).first()
    if since is None:
        return
    periods = Value.objects.filter(unit__in=ancestry.affected_by(changed)).order_by().values_list("period", flat=True).distinct()
    for period in sorted(periods):
        if Period.parse(period).end >= since:
            remake_totals(period, by=by)
