"""Loading accepted values of earlier years: rows of dataElement, period, orgUnit, value, as DHIS2 exchanges them.

Fast: the rows are checked in memory against the indicators and units, copied in one stream (PostgreSQL: COPY; SQLite: one statement
run over all rows), and the totals of each period touched are made anew once.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import connection, transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.periods import Period
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.reporting.enums import QUOTIENTS
from lantoa.reporting.exports.dhis2 import COLUMNS, period_in
from lantoa.reporting.models import Indicator, Value
from lantoa.reporting.services.totals import remake_totals

_TOLD = 50  # errors named one by one
_MOST = 10**15
_STAGE = "reporting_value_stage"
_PIECE = 5_000  # rows handed over at a time


@dataclass
class Loaded:
    """`wrong`: (line of the file, what is wrong), the first fifty; `wrong_count`: of all. Nothing is stored when a row is wrong."""

    rows: int = 0
    wrong_count: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)
    periods: set[str] = field(default_factory=set)
    is_stored: bool = False

    def note(self, line: int, what: str) -> None:
        self.wrong_count += 1
        if len(self.wrong) < _TOLD:
            self.wrong.append((line, what))


@transaction.atomic
def load_values(lines: Iterable[str], *, apply: bool, totals: bool = True, by: User) -> Loaded:
    """Read the CSV; with `apply`, and when every row is right, store it. A value that is there is replaced.

    Effects, in order: the values; the totals of the periods touched (not with `totals=False`: the caller makes them); one trail line.
    """
    require(by, "reporting.load_values")
    result = Loaded()
    rows = _checked(csv.reader(lines), result)
    if not apply:
        for _ in rows:
            result.rows += 1
        return result
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _copy(rows, result)
        else:
            _insert(rows, result)
        if result.wrong_count:
            transaction.set_rollback(True)
            return result
    if totals:
        for period in sorted(result.periods):
            remake_totals(period, by=by)
    result.is_stored = True
    trail.record("load_values", None, by=by, after={"values": result.rows, "periods": sorted(result.periods)})
    return result


def _checked(rows: Iterator[list[str]], result: Loaded) -> Iterator[tuple[int, int, str, int]]:
    """(unit, indicator, period, value) of each row that is right; the others are noted. What they are checked against is read at once:
    nothing else can be asked of the database while it takes a copy in."""
    indicators: dict[str, list[Indicator]] = {}
    for indicator in Indicator.objects.exclude(adds_up__in=QUOTIENTS).order_by("key", "-valid_from"):
        indicators.setdefault(indicator.key, []).append(indicator)
    known = Unit.objects.order_by().values_list("slug", "pk", "opened_on", "closed_on")
    return _read(rows, result, indicators, {slug: (pk, opened, closed) for slug, pk, opened, closed in known})


def _read(rows, result: Loaded, indicators: dict[str, list[Indicator]], units: dict[str, tuple]) -> Iterator[tuple[int, int, str, int]]:
    periods: dict[str, tuple[str, date, date] | None] = {}
    meant: dict[tuple[str, str], int | None] = {}
    head = next(rows, [])
    if [name.strip("\ufeff ") for name in head[:4]] != list(COLUMNS):
        result.note(1, f"Dòng đầu phải là {','.join(COLUMNS)}.")
        return
    for line, row in enumerate(rows, 2):
        try:
            element, written, slug, number = row[:4]
        except ValueError:
            if row:
                result.note(line, "Thiếu cột: cần đủ bốn cột.")
            continue
        if written not in periods:
            periods[written] = _period(written)
            if found := periods[written]:
                result.periods.add(found[0])
        period = periods[written]
        if period is None:
            result.note(line, f"“{written}” không phải một kỳ, ví dụ đúng: 202205, 2022Q1, 2022S1, 2022.")
            continue
        if (element, written) not in meant:
            meant[element, written] = next((i.pk for i in indicators.get(element, ()) if i.valid_from <= period[2]), None)
        unit = units.get(slug)
        if meant[element, written] is None:
            result.note(line, f"Không có chỉ tiêu “{element}” trong kỳ {period[0]}.")
        elif unit is None:
            result.note(line, f"Không có đơn vị “{slug}”.")
        elif not (unit[1] <= period[2] and unit[2] > period[1]):
            result.note(line, f"Đơn vị “{slug}” không tồn tại trong kỳ {period[0]}.")
        elif not number.isdecimal() or (value := int(number)) > _MOST:
            result.note(line, f"“{number}” không phải số nguyên không âm.")
        else:
            yield unit[0], meant[element, written], period[0], value


def _period(written: str) -> tuple[str, date, date] | None:
    try:
        period = Period.parse(period_in(written))
    except ValueError:
        return None
    return period.code, period.start, period.end


_NAMES = "unit_id, indicator_id, period, value"
_REPLACE = "ON CONFLICT (unit_id, indicator_id, period) DO UPDATE SET value = excluded.value"


def _copy(rows: Iterator[tuple], result: Loaded) -> None:
    """Through a table of the session, so that rows already there are replaced; the last of several for one place counts."""
    table = Value._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # years of a country take minutes
        cursor.execute(
            f"CREATE TEMPORARY TABLE {_STAGE} (line bigint, unit_id bigint, indicator_id smallint, period varchar(8), value bigint) ON COMMIT DROP"
        )
        with cursor.cursor.copy(f"COPY {_STAGE} FROM STDIN") as copy:
            while some := list(islice(rows, _PIECE)):
                copy.write(
                    "".join(
                        [
                            f"{n}\t{unit}\t{indicator}\t{period}\t{value}\n"
                            for n, (unit, indicator, period, value) in enumerate(some, result.rows)
                        ]
                    )
                )
                result.rows += len(some)
        if not result.wrong_count:
            cursor.execute(
                f"INSERT INTO {table} ({_NAMES}) SELECT DISTINCT ON (unit_id, indicator_id, period) {_NAMES} FROM {_STAGE} "  # noqa: S608 (our own names)
                f"ORDER BY unit_id, indicator_id, period, line DESC {_REPLACE}"
            )
        cursor.execute(f"DROP TABLE {_STAGE}")


def _insert(rows: Iterator[tuple], result: Loaded) -> None:
    def counted() -> Iterator[tuple]:
        for row in rows:
            result.rows += 1
            yield row

    with connection.cursor() as cursor:
        cursor.cursor.connection.executemany(  # Django's own would first make a list of them
            f"INSERT INTO {Value._meta.db_table} ({_NAMES}) VALUES (?, ?, ?, ?) {_REPLACE}",  # noqa: S608 (our own names)
            counted(),
        )
