"""Totals of a territory by period, and of what stands right under it, by the tree as it was in each period. Never writes.

Everything is read from the kept totals: the width of the tree below costs nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.organisations.models import Cluster, Unit, UnitAncestry, UnitVersion
from lantoa.organisations.queries import path_of
from lantoa.reporting.enums import COUNTED_STATES, AddsUp
from lantoa.reporting.models import Box, ClusterTotal, Indicator, UnitTotal, Value
from lantoa.reporting.queries import seen
from lantoa.reporting.queries.audience import TERRITORY_KINDS


class Cell(NamedTuple):  # made by the hundred for a page: three times as quick as a frozen dataclass
    """`value` over `reported` units, of which `nils` said 0. For a quotient, `value` is worked out and has one digit."""

    value: int | Decimal
    reported: int = 1
    nils: int = 0

    @property
    def is_nil(self) -> bool:
        """Everybody who reported said 0: not the same as nobody reporting."""
        return self.reported == self.nils


Cells = dict[str, Cell]  # by period


@dataclass
class Line:
    """One row of a table of totals. `cells` in the order of the periods, None where nothing was reported; `together`: all of them."""

    name: str
    cells: list[Cell | None]
    together: Cell | None = None
    indicator: Indicator | None = None
    unit: Unit | None = None
    cluster: Cluster | None = None
    is_territory: bool = False
    box_id: int | None = None  # the figure in the unit's report, where the person may open it
    report_id: int | None = None

    @property
    def is_part(self) -> bool:
        return self.name.startswith("Trong đó: ")


def periods_of_year(year: int, kind: PeriodKind) -> list[Period]:
    """The periods of the kind in the year, in order."""
    return list(Period.between(date(year, 1, 1), date(year, 12, 31), kind))


def last_begun(periods: Sequence[Period]) -> Period:
    """The last of them that has begun: whose tree and names are shown."""
    begun = [p for p in periods if p.start <= clock.today()]
    return (begun or periods)[-1]


def kinds_by_year(node: Unit) -> dict[int, list[PeriodKind]]:
    """Years of which the node has totals, the latest first, and the kinds of period totalled in each, the shortest first."""
    found: dict[int, set[str]] = defaultdict(set)
    for code in UnitTotal.objects.filter(node=node).order_by().values_list("period", flat=True).distinct():
        found[int(code[:4])].add(code[5])
    return {year: [kind for kind in PeriodKind if kind.value in found[year]] for year in sorted(found, reverse=True)}


def default_node(user: User) -> Unit | None:
    """Where the person's view of totals begins: the authority looked over, else the own unit."""
    tops = seen.tops_of(user, seen.SEEING_TOTALS)
    ids = sorted(tops) or sorted(seen.own_units(user))
    return Unit.objects.filter(pk=ids[0]).first() if ids else None


def cells_of(node: Unit, periods: Sequence[Period]) -> dict[int, Cells]:
    """The node's totals by indicator and period: one query over the kept rows, however much stands below."""
    found: dict[int, Cells] = defaultdict(dict)
    codes = [p.code for p in periods]
    if not codes:
        return found
    with connection.cursor() as cursor:  # the ORM takes as long to write this statement as the database to answer it
        cursor.execute(
            f"SELECT indicator_id, period, total, reported, nils FROM {UnitTotal._meta.db_table} "  # noqa: S608 (our own names)
            f"WHERE node_id = %s AND period IN ({', '.join(['%s'] * len(codes))}) AND reported <> 0",
            [node.pk, *codes],
        )
        for indicator_id, period, total, reported, nils in cursor.fetchall():
            found[indicator_id][period] = Cell(total, reported, nils)
    return found


def lines_of(node: Unit, periods: Sequence[Period]) -> list[Line]:
    """Every indicator of which the node has something, as a row over the periods. Two queries, one more for what is counted once."""
    return lines_from(cells_of(node, periods), periods, node)


def lines_from(found: Mapping[int, Cells], periods: Sequence[Period], node: Unit | None = None) -> list[Line]:
    """Rows in the order of the indicators, with the quotients among them. `node`: where what is counted once is counted."""
    last = periods[-1].end if periods else date.max
    codes = [p.code for p in periods]
    indicators = Indicator.objects.filter(valid_from__lte=last).order_by("order", "key", "valid_from")
    indicators = indicators.only("key", "name", "unit_of_measure", "adds_up", "numerator_id", "denominator_id")
    lines = []
    for indicator in indicators:
        if indicator.is_quotient:
            above, below = found.get(indicator.numerator_id, {}), found.get(indicator.denominator_id, {})
            cells = {code: cell for code in below if code in above and (cell := divide(indicator, [above[code]], [below[code]]))}
            together = divide(indicator, above.values(), below.values())
        elif indicator.pk in found:
            cells = found[indicator.pk]
            if indicator.adds_up == AddsUp.DISTINCT and node is not None:
                cells = _counted_once(node, indicator, cells)
            together = add_up(indicator, [cells[code] for code in codes if code in cells])
        else:
            continue
        if cells:
            lines.append(Line(indicator.name, [cells.get(code) for code in codes], together, indicator=indicator))
    return lines


def add_up(indicator: Indicator, cells: Sequence[Cell]) -> Cell | None:
    """Several periods as one, in the way the indicator adds up; None where that has no meaning."""
    if not cells or indicator.adds_up == AddsUp.DISTINCT:
        return None
    if indicator.adds_up == AddsUp.LAST:
        return cells[-1]
    return Cell(sum(c.value for c in cells), max(c.reported for c in cells), min(c.nils for c in cells))


def divide(indicator: Indicator, above: Iterable[Cell], below: Iterable[Cell]) -> Cell | None:
    """The quotient of two sums; None over 0."""
    over = sum(cell.value for cell in below)
    if not over:
        return None
    times = 100 if indicator.adds_up == AddsUp.SHARE else 1
    return Cell((Decimal(sum(cell.value for cell in above)) * times / over).quantize(Decimal("0.1")), 1, 0)


def _counted_once(node: Unit, indicator: Indicator, cells: Cells) -> Cells:
    """The same record named by several units counts once: the records behind the accepted figures, each once."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = Box.objects.filter(
        item__indicator=indicator, report__is_current=True, report__state__in=COUNTED_STATES, report__cycle__period__in=cells,
        report__unit__in=UnitAncestry.objects.filter(ancestor=node).values("descendant"),
    )  # fmt: skip
    for period, ids in rows.order_by("pk").values_list("report__cycle__period", "record_ids"):
        found[period].update(ids)
    return {code: Cell(len(found[code]) if code in found else cell.value, cell.reported, cell.nils) for code, cell in cells.items()}


# --- One indicator, one step down -----------------------------------------------------------------------------------------


def children_of(node: Unit, period: Period) -> QuerySet[Unit]:
    """Units right under the node on the last day of the period, or on their own last day when that came first; named as then."""
    links = UnitAncestry.objects.filter(
        Q(valid_to__gt=period.end) | Q(valid_to=F("descendant__closed_on"), valid_to__gt=period.start),
        ancestor=node, depth=1, valid_from__lte=period.end,
    )  # fmt: skip
    return Unit.objects.filter(pk__in=links.values("descendant"))


def below(node: Unit, indicator: Indicator, periods: Sequence[Period], user: User) -> list[Line]:
    """What stands right under the node, as rows of one indicator. Territories give their totals, other units their own values, and the
    way into their reports where the person may go it. The same number of queries for any number of rows."""
    if not periods:
        return []
    latest = last_begun(periods)
    units = {u.pk: u for u in children_of(node, latest)}
    names = _named(units, latest)
    wanted = [indicator.numerator, indicator.denominator] if indicator.is_quotient else [indicator]
    found: dict[int, dict[int, Cells]] = {i.pk: defaultdict(dict) for i in wanted}
    codes = [p.code for p in periods]
    territories = [pk for pk, (_, _, kind) in names.items() if kind in TERRITORY_KINDS]
    totals = UnitTotal.objects.filter(node__in=territories, indicator__in=found, period__in=codes)
    for pk, indicator_id, period, *cell in totals.values_list("node_id", "indicator_id", "period", "total", "reported", "nils"):
        if cell[1]:
            found[indicator_id][pk][period] = Cell(*cell)
    values = Value.objects.filter(
        unit__in=[pk for pk in names if pk not in set(territories)] + [node.pk], indicator__in=found, period__in=codes
    )
    for pk, indicator_id, period, value in values.values_list("unit_id", "indicator_id", "period", "value"):
        found[indicator_id][pk][period] = Cell(value, 1, int(value == 0))
    names[node.pk] = ("", f"{_name_on(node, latest)} (riêng cơ quan)", "")
    units[node.pk] = node
    boxes = _boxes(units, indicator, codes, user)
    lines = []
    for pk, (_, name, kind) in sorted(names.items(), key=lambda row: row[1][0]):
        cells, together = _of_unit(indicator, found, pk, periods)
        if pk == node.pk and not cells:
            continue
        box_id, report_id = boxes.get(pk, (None, None))
        lines.append(
            Line(
                name,
                [cells.get(c) for c in codes],
                together,
                unit=units[pk],
                is_territory=kind in TERRITORY_KINDS,
                box_id=box_id,
                report_id=report_id,
            )
        )
    return lines


def _of_unit(
    indicator: Indicator, found: Mapping[int, Mapping[int, Cells]], pk: int, periods: Sequence[Period]
) -> tuple[Cells, Cell | None]:
    if indicator.is_quotient:
        above, under = found[indicator.numerator_id].get(pk, {}), found[indicator.denominator_id].get(pk, {})
        cells = {code: cell for code in under if code in above and (cell := divide(indicator, [above[code]], [under[code]]))}
        return cells, divide(indicator, above.values(), under.values())
    cells = found[indicator.pk].get(pk, {})
    return cells, add_up(indicator, [cells[p.code] for p in periods if p.code in cells])


def _named(units: Collection[int], period: Period) -> dict[int, tuple[str, str, str]]:
    """(order, name, kind) of each unit on the last day of the period it lived, with what stands higher first."""
    rows = UnitVersion.objects.filter(unit__in=units, valid_from__lte=period.end).order_by("unit_id", "valid_from")
    return {pk: (key, name, kind) for pk, key, name, kind in rows.values_list("unit_id", "name_key", "name", "kind")}


def _name_on(unit: Unit, period: Period) -> str:
    version = unit.versions.filter(valid_from__lte=period.end).order_by("-valid_from").first()
    return version.name if version else str(unit)


def _boxes(units: Collection[int], indicator: Indicator, codes: Sequence[str], user: User) -> dict[int, tuple[int, int]]:
    """By unit, the box of the indicator in its latest report of these periods, where the person may see the report."""
    if indicator.is_quotient:
        return {}
    reports = seen.visible_to(user).filter(unit__in=units, cycle__period__in=codes, is_current=True)
    rows = Box.objects.filter(report__in=reports.values("pk"), item__indicator=indicator).order_by("report__cycle__counts_to", "pk")
    return {unit_id: (pk, report_id) for unit_id, pk, report_id in rows.values_list("report__unit_id", "pk", "report_id")}


def by_cluster(node: Unit, indicator: Indicator, periods: Sequence[Period], user: User) -> list[Line]:
    """The clusters and blocks the node set up, as rows of one indicator. Two queries."""
    clusters = list(seen.clusters_of(user).filter(authority=node).order_by("order", "pk"))
    wanted = [indicator.numerator_id, indicator.denominator_id] if indicator.is_quotient else [indicator.pk]
    found: dict[int, dict[int, Cells]] = {pk: defaultdict(dict) for pk in wanted}
    rows = ClusterTotal.objects.filter(cluster__in=clusters, indicator__in=wanted, period__in=[p.code for p in periods])
    for pk, indicator_id, period, *cell in rows.values_list("cluster_id", "indicator_id", "period", "total", "reported", "nils"):
        if cell[1]:
            found[indicator_id][pk][period] = Cell(*cell)
    lines = []
    for cluster in clusters:
        cells, together = _of_unit(indicator, found, cluster.pk, periods)
        if cells:
            lines.append(Line(cluster.name, [cells.get(p.code) for p in periods], together, cluster=cluster))
    return lines


def path_to(node: Unit, period: Period, user: User) -> list[Unit]:
    """From the highest node the person may see down to this one, by the tree of the period."""
    day = min(period.end, node.closed_on - timedelta(days=1))
    above = path_of(node, day) or [node]
    may = set(seen.nodes_of(user).filter(pk__in=[u.pk for u in above]).values_list("pk", flat=True))
    return [unit for unit in above if unit.pk in may]
