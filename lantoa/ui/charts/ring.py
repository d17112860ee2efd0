"""One share of a whole."""

import math

from django.utils.html import format_html

from lantoa.ui.charts.base import GOLD, GOLD_LIGHT, INK, LINE, VANG, Chart, frame, xy
from lantoa.ui.words import number

RADIUS = 46
CIRCLE = '<circle cx="56" cy="56" r="46" fill="none" stroke="{}" stroke-width="12" '


def ring(share: float, what: str, *, on_dark: bool = False) -> Chart:
    """`share` from 0 to 1 (held inside), drawn as a ring with the percentage in its middle; `what` names it."""
    share = min(max(share, 0), 1)
    percent = f"{number(math.floor(share * 100 + 0.5))}%"
    track, ink, text = (GOLD_LIGHT, GOLD, "#fff") if on_dark else (LINE, VANG, INK)
    length = 2 * math.pi * RADIUS
    parts = [format_html(CIRCLE + 'stroke-opacity="{}"/>', track, ".22" if on_dark else "1")]
    if share:
        dash = f"{xy(length * share)} {xy(length)}"
        parts.append(format_html(CIRCLE + 'stroke-linecap="round" stroke-dasharray="{}" transform="rotate(-90 56 56)"/>', ink, dash))
    parts.append(format_html('<text x="56" y="65" text-anchor="middle" fill="{}">{}</text>', text, percent))
    return Chart(frame(112, 112, parts), f"{what}: {percent}.")
