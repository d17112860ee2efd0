"""Accepted values as DHIS2 exchanges them: dataElement, period, orgUnit, value (docs.dhis2.org, "Data values").

dataElement is the key of the indicator, orgUnit the unit's short address, which never changes: it takes both as codes
(dataElementIdScheme=CODE, orgUnitIdScheme=CODE). Periods are written its way (202205, 2022Q1, 2022S1, 2022); it has no nine months, so
those keep our code (2022-N9), which it names among the rows it leaves. In CSV it goes by the place of a column and passes over the
heading, so the two empty columns before the value have to be there (category and attribute option combination: its default).
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

from django.db.models import F, Q

from lantoa.core.periods import Period, PeriodKind
from lantoa.organisations.models import Unit, UnitAncestry
from lantoa.reporting.models import Value

COLUMNS = ("dataElement", "period", "orgUnit", "value")  # what is read in: reporting.services.loading
WRITTEN = ("dataelement", "period", "orgunit", "categoryoptioncombo", "attributeoptioncombo", "value")
_THEIRS = re.compile(r"(\d{4})(?:(0[1-9]|1[0-2])|Q([1-4])|S([12]))?")
_ROWS = 2_000
Row = tuple[str, str, str, int]


def period_out(code: str) -> str:
    """2022-M05 → 202205, 2022-Q1 → 2022Q1, 2022-H1 → 2022S1, 2022-Y → 2022."""
    year, rest = code.split("-")
    match rest[0]:
        case "M":
            return year + rest[1:]
        case "Q":
            return year + rest
        case "H":
            return f"{year}S{rest[1:]}"
        case "Y":
            return year
    return code


def period_in(text: str) -> str:
    """Our code of a period written their way or ours. ValueError when it is none."""
    if match := _THEIRS.fullmatch(text):
        year, month, quarter, half = match.groups()
        kind = PeriodKind.MONTH if month else PeriodKind.QUARTER if quarter else PeriodKind.HALF if half else PeriodKind.YEAR
        return Period(int(year), kind, int(month or quarter or half or 1)).code
    return Period.parse(text).code


def values_under(node: Unit, year: int) -> Iterator[Row]:
    """The accepted values of a year at or under the node, by the tree as it was in each period, ordered; read in pieces."""
    codes = Value.objects.filter(period__startswith=f"{year}-").order_by("period").values_list("period", flat=True).distinct()
    for code in list(codes):
        period = Period.parse(code)
        links = UnitAncestry.objects.filter(
            Q(valid_to__gt=period.end) | Q(valid_to=F("descendant__closed_on"), valid_to__gt=period.start),
            ancestor=node, valid_from__lte=period.end,
        )  # fmt: skip
        rows = Value.objects.filter(period=code, unit__in=links.values("descendant")).order_by("unit_id", "indicator_id")
        written = period_out(code)
        for key, slug, value in rows.values_list("indicator__key", "unit__slug", "value").iterator(chunk_size=_ROWS):
            yield key, written, slug, value


def write_csv(rows: Iterable[Row]) -> Iterator[str]:
    yield ",".join(WRITTEN) + "\r\n"
    out = io.StringIO()
    writer = csv.writer(out)
    for number, (element, period, unit, value) in enumerate(rows, 1):
        writer.writerow((element, period, unit, "", "", value))
        if number % _ROWS == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def write_json(rows: Iterable[Row]) -> Iterator[str]:
    yield '{"dataValues": ['
    for number, (element, period, unit, value) in enumerate(rows):
        line = json.dumps({"dataElement": element, "period": period, "orgUnit": unit, "value": str(value)})
        yield f",\n{line}" if number else f"\n{line}"
    yield "\n]}\n"


FORMS = {"csv": ("text/csv; charset=utf-8", write_csv), "json": ("application/json", write_json)}
