"""One number a line, the number at the end of its bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.ui.charts.base import SON, Chart, xy
from lantoa.ui.words import number

LINE = '<li><span>{}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none">{}</svg><b class="num">{}</b></li>'


@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    note: str = ""


def bars(rows: Sequence[Bar], *, what: str, unit: str = "", colour: str = SON) -> Chart:
    """Lying bars in the order given, the number at the end. A value of 0 keeps a thin line, so that it is seen to be there."""
    top = max((row.value for row in rows), default=0) or 1
    lines = format_html_join("", LINE, ((row.name, _bar(row.value / top, colour), number(row.value)) for row in rows))
    best = max(rows, key=lambda row: row.value, default=None)
    if best and best.value:
        summary = f"{what}: cao nhất là {best.name}, {number(best.value)}{f' {unit}' if unit else ''}."
    else:
        summary = f"{what}: chưa có số liệu."
    table = [[row.name, number(row.value), row.note] for row in rows]
    return Chart(format_html('<ul class="bars" aria-hidden="true">{}</ul>', lines), summary, ["", unit or "Số lượng", "Ghi chú"], table)


def _bar(share: float, colour: str) -> SafeString:
    if not share:
        return format_html('<path d="M.4 0v10" stroke="{}" stroke-width="1.6" vector-effect="non-scaling-stroke"/>', colour)
    return format_html('<rect width="{}" height="10" fill="{}"/>', xy(max(100 * share, 1)), colour)
