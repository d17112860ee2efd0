"""A number for each of a few periods, one column each, up to two series side by side."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.ui.charts.base import CHAM, LINE, SON, Chart, frame, xy
from lantoa.ui.words import number

STEP, FULL, TOP = 68, 132, 26  # width of a period, height of the largest column, space over it
COLOURS = (SON, CHAM)


def columns(periods: Sequence[str], series: Sequence[tuple[str, Sequence[int]]], *, what: str) -> Chart:
    """Standing columns, the number over each, the period under them; a 0 keeps a thin line. `series`: (name, a number for each period)."""
    top = max((value for _, values in series for value in values), default=0) or 1
    wide = 52 / max(len(series), 1)
    base = TOP + FULL
    parts = [format_html('<path d="M0,{} H{}" stroke="{}" stroke-width="1.5"/>', xy(base), STEP * len(periods), LINE)]
    for at, name in enumerate(periods):
        left = at * STEP + (STEP - wide * len(series)) / 2
        for place, (_, values) in enumerate(series):
            parts.append(_column(left + place * wide, wide - 4, values[at] / top * FULL, base, COLOURS[place], number(values[at])))
        parts.append(
            format_html('<text class="sub" x="{}" y="{}" text-anchor="middle">{}</text>', xy(at * STEP + STEP / 2), base + 20, name)
        )
    for place, (name, _) in enumerate(series):
        y = base + 36 + 22 * place
        parts.append(format_html('<rect x="4" y="{}" width="13" height="13" rx="3" fill="{}"/>', y, COLOURS[place]))
        parts.append(format_html('<text class="name" x="24" y="{}">{}</text>', y + 12, name))
    summary = (
        f"{what}: " + "; ".join(_told(name, periods, values) for name, values in series) + "." if periods else f"{what}: chưa có số liệu."
    )
    rows = [[period, *(number(values[at]) for _, values in series)] for at, period in enumerate(periods)]
    return Chart(
        frame(STEP * len(periods), base + 36 + 22 * len(series), parts, css="columns"), summary, ["Kỳ", *(name for name, _ in series)], rows
    )


def _told(name: str, periods: Sequence[str], values: Sequence[int]) -> str:
    if len(values) < 2:
        return f"{name.lower()} {number(values[-1])}"
    return f"{name.lower()} {periods[-1]} {number(values[-1])}, {periods[-2]} {number(values[-2])}"


def _column(x: float, width: float, height: float, base: float, ink: str, words: str) -> SafeString:
    height = max(height, 1.6)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}"/><text class="name" x="{}" y="{}" text-anchor="middle">{}</text>',
        xy(x), xy(base - height), xy(width), xy(height), ink, xy(x + width / 2), xy(base - height - 7), words,
    )  # fmt: skip
