"""Figures of this room, each beside the bare SQL of the same answer in the same run (lantoa bench reporting_…)."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.accounts.models import User
from lantoa.core.periods import PeriodKind
from lantoa.organisations.models import Unit, UnitAncestry, UnitVersion
from lantoa.reporting.exports.dhis2 import COLUMNS, period_out
from lantoa.reporting.models import ClusterTotal, Indicator, UnitTotal, Value
from lantoa.reporting.queries import tree
from lantoa.reporting.queries.audience import TERRITORY_KINDS
from lantoa.reporting.services import loading, totals

Figures = dict[str, Any]
YEAR = 2026


def timed(run: Callable[[], object], times: int = 15) -> float:
    """Median milliseconds, after one run to warm up."""
    run()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(taken), 2)


def timed_in_database(run: Callable[[], object], times: int = 15) -> float:
    """Median milliseconds spent in its queries, from sending to having the rows."""
    taken, spent = [], 0.0

    def watch(execute, sql, parameters, many, context):
        nonlocal spent
        started = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            spent += (time.perf_counter() - started) * 1000

    for _ in range(times):
        spent = 0.0
        with connection.execute_wrapper(watch):
            run()
        taken.append(spent)
    return round(statistics.median(taken), 2)


def _rows(sql: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def indicators(count: int) -> list[Indicator]:
    """So many figures that add up, those of the proposed set first."""
    there = list(Indicator.objects.filter(adds_up="sum").order_by("order")[:count])
    made = [
        Indicator.objects.create(key=f"do-{n}", name=f"Chỉ tiêu đo {n}", unit_of_measure="lượt", order=900 + n, valid_from=date(2020, 1, 1))
        for n in range(count - len(there))
    ]
    Indicator.objects.update(valid_from=date(2020, 1, 1))
    return there + made


def fill_year(units: list[int], wanted: list[Indicator]) -> Figures:
    """A value for each unit, indicator and month of the year, by one statement a month, and their totals. PostgreSQL: constraints of the
    rows are checked by nobody meanwhile (the ids come from the tables themselves)."""
    months, table = tree.periods_of_year(YEAR, PeriodKind.MONTH), Value._meta.db_table
    figures: Figures = {"values": len(units) * len(wanted) * len(months)}
    started = time.perf_counter()
    postgres = connection.vendor == "postgresql"
    mixed = "(unit.id * 7 + indicator.id * 13 + %s * 5) %% 10"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET statement_timeout = 0")
        for month in months:
            cursor.execute(
                f"INSERT INTO {table} (unit_id, indicator_id, period, value) SELECT unit.id, indicator.id, %s, {mixed} "  # noqa: S608 (our own names)
                f"FROM {Unit._meta.db_table} unit CROSS JOIN {Indicator._meta.db_table} indicator "
                f"WHERE unit.id BETWEEN %s AND %s AND indicator.id IN ({', '.join(['%s'] * len(wanted))})",
                [month.code, month.index, min(units), max(units), *(i.pk for i in wanted)],
            )
        if postgres:
            cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(f"VACUUM ANALYZE {table}" if postgres else "ANALYZE")  # what a database does by itself within minutes of a load
        for model in (Unit, UnitAncestry, UnitVersion):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
    figures["fill_seconds"] = round(time.perf_counter() - started, 1)
    started = time.perf_counter()
    for month in months:
        totals.remake_totals(month.code, by=User.objects.system())
    figures["totals_seconds"] = round(time.perf_counter() - started, 1)
    with connection.cursor() as cursor:
        for model in (UnitTotal, ClusterTotal):
            cursor.execute(f"{'VACUUM ' if postgres else ''}ANALYZE {model._meta.db_table}")
    if postgres:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
    figures["total_rows"] = UnitTotal.objects.count()
    return figures


def measure_answers(nation: Unit, province: Unit, indicator: Indicator, viewer: User) -> Figures:
    """A province's and the nation's answers, ours beside the bare SQL over the same totals; the pages of both."""
    months = tree.periods_of_year(YEAR, PeriodKind.MONTH)
    codes = [m.code for m in months]
    marks = ", ".join(["%s"] * len(codes))
    kept = UnitTotal._meta.db_table

    def bare_province() -> list:
        sql = f"SELECT indicator_id, period, total, reported, nils FROM {kept} WHERE node_id = %s AND period IN ({marks})"  # noqa: S608 (our own names)
        return _rows(sql, [province.pk, *codes])

    def bare_nation() -> list:
        sql = (
            f"SELECT t.node_id, v.name, t.period, t.total, t.reported, t.nils FROM {UnitAncestry._meta.db_table} a "  # noqa: S608 (our own names)
            f"JOIN {kept} t ON t.node_id = a.descendant_id AND t.indicator_id = %s AND t.period IN ({marks}) "
            f"JOIN {UnitVersion._meta.db_table} v ON v.unit_id = a.descendant_id AND v.valid_from <= %s AND v.valid_to > %s "
            f"WHERE a.ancestor_id = %s AND a.depth = 1 AND a.valid_from <= %s AND a.valid_to > %s ORDER BY v.name_key, t.period"
        )
        last = months[-1].end
        return _rows(sql, [indicator.pk, *codes, last, last, nation.pk, last, last])

    figures: Figures = {}
    for name, ours, bare in (
        ("province", lambda: tree.cells_of(province, months), bare_province),
        ("province_table", lambda: tree.lines_of(province, months), bare_province),
        ("nation", lambda: tree.below(nation, indicator, months, viewer), bare_nation),
    ):
        mine, sql, theirs = timed(ours), timed_in_database(ours), timed(bare)
        figures[name] = {
            "answer_ms": mine, "its_sql_ms": sql, "bare_sql_ms": theirs, "sql_ratio": round(sql / theirs, 2),
            "answer_ratio": round(mine / theirs, 2), "rows": len(bare()),
        }  # fmt: skip
    client = Client()
    client.force_login(viewer, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = {
        "province_page": f"{province.slug}/?nam={YEAR}&loai=M",
        "nation_page": f"{nation.slug}/?nam={YEAR}&loai=M&chi-tieu={indicator.key}",
    }
    for name, path in pages.items():
        address = f"/lam-viec/bao-cao/tong-hop/{path}"
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            count = len(queries)
        figures[name] = {"ms": timed(lambda address=address: client.get(address), 9), "queries": count, "status": answer.status_code}
    return figures


def measure_accepting(units: list[Unit], wanted: list[Indicator], period: str = "2027-M01") -> Figures:
    """What the values and totals of one accepted report cost, beside the same rows written by two bare statements."""
    system = User.objects.system()
    taken, bare = [], []
    for number, unit in enumerate(units):
        values = {indicator.pk: (indicator.pk + number) % 7 for indicator in wanted}
        nodes = _territories(unit)
        started = time.perf_counter()
        with transaction.atomic():
            totals.put_values(unit, period, values, by=system)
        taken.append((time.perf_counter() - started) * 1000)
        started = time.perf_counter()
        with transaction.atomic():
            _bare_accept(unit, "2027-M02", values, nodes)
        bare.append((time.perf_counter() - started) * 1000)
    mine, theirs = statistics.median(taken), statistics.median(bare)
    return {"reports": len(units), "median_ms": round(mine, 2), "bare_sql_ms": round(theirs, 2), "ratio": round(mine / theirs, 2)}


def _territories(unit: Unit) -> list[int]:
    """Where an office of the measured nation, whose tree never changes, counts."""
    kinds = UnitVersion.objects.filter(kind__in=TERRITORY_KINDS).values("unit")
    return sorted(UnitAncestry.objects.filter(descendant=unit, ancestor__in=kinds).values_list("ancestor_id", flat=True))


def _bare_accept(unit: Unit, period: str, values: dict[int, int], nodes: list[int]) -> None:
    one = [x for pk, value in values.items() for x in (unit.pk, pk, period, value)]
    many = [x for node in nodes for pk, value in values.items() for x in (node, pk, period, value, 1, int(value == 0))]
    kept = UnitTotal._meta.db_table
    with connection.cursor() as cursor:
        marks = ", ".join(["(%s, %s, %s, %s)"] * len(values))
        cursor.execute(f"INSERT INTO {Value._meta.db_table} (unit_id, indicator_id, period, value) VALUES {marks}", one)  # noqa: S608 (our own names)
        marks = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * (len(values) * len(nodes)))
        cursor.execute(
            f"INSERT INTO {kept} (node_id, indicator_id, period, total, reported, nils) VALUES {marks} "  # noqa: S608 (our own names)
            f"ON CONFLICT (node_id, indicator_id, period) DO UPDATE SET total = {kept}.total + excluded.total, "
            f"reported = {kept}.reported + excluded.reported, nils = {kept}.nils + excluded.nils",
            many,
        )


def measure_loading(units: list[Unit], wanted: list[Indicator], most: int) -> Figures:
    """A history of other years read, checked and stored by `load_values`; the totals made once after."""

    def lines() -> Iterator[str]:
        yield ",".join(COLUMNS)
        written = 0
        for year in (2028, 2029):
            for month in tree.periods_of_year(year, PeriodKind.MONTH):
                for unit in units:
                    for indicator in wanted:
                        if written == most:
                            return
                        written += 1
                        yield f"{indicator.key},{period_out(month.code)},{unit.slug},{(unit.pk + indicator.pk) % 9}"

    system = User.objects.system()
    started = time.perf_counter()
    loaded = loading.load_values(lines(), apply=True, totals=False, by=system)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    for period in sorted(loaded.periods):
        totals.remake_totals(period, by=system)
    return {
        "values": loaded.rows, "stored": loaded.is_stored, "seconds": round(seconds, 1), "values_a_second": round(loaded.rows / seconds),
        "periods": len(loaded.periods), "totals_seconds": round(time.perf_counter() - started, 1),
    }  # fmt: skip


def measure_check(periods: list[str]) -> Figures:
    started = time.perf_counter()
    found = totals.check_totals(periods=periods, by=User.objects.system())
    return {
        "periods": len(periods),
        "differences": sum(one.nodes + one.clusters for one in found),
        "seconds": round(time.perf_counter() - started, 1),
    }
