"""Units by months."""

import math
from collections.abc import Sequence

from django.utils.html import format_html

from lantoa.ui.charts.base import LINE, SON, Chart, cut, frame, xy
from lantoa.ui.words import number

LEFT, GAP, STEP = 190, 52, 30  # where the dots begin, from dot to dot, from line to line
SCROLL = '<div class="scroll" tabindex="0" role="group" aria-label="{}, kéo ngang để xem hết">{}</div>'


def dots(rows: Sequence[tuple[str, Sequence[int]]], columns: Sequence[str], *, what: str, colour: str = SON) -> Chart:
    """A dot for each unit and month, its area by the count; hollow where the count is 0."""
    top = max((count for _, counts in rows for count in counts), default=0) or 1
    right = LEFT + GAP * len(columns)
    heads = [(LEFT + GAP * i + GAP // 2, "middle", name) for i, name in enumerate(columns)] + [(right + 46, "end", "Tổng")]
    parts = [format_html('<text class="sub" x="{}" y="16" text-anchor="{}">{}</text>', *head) for head in heads]
    for line, (name, counts) in enumerate(rows):
        y = 40 + line * STEP
        parts.append(format_html('<text class="name" x="0" y="{}">{}</text>', y + 5, cut(name, 23)))
        parts.append(format_html('<path d="M{},{} H{}" stroke="{}"/>', LEFT, y, right, LINE))
        for i, count in enumerate(counts):
            radius = max(11 * math.sqrt(count / top), 3) if count else 4.5
            parts.append(
                format_html(
                    '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1.6"/>',
                    LEFT + GAP * i + GAP // 2,
                    y,
                    xy(radius),
                    colour if count else "#fff",
                    colour,
                )
            )
        parts.append(format_html('<text class="name" x="{}" y="{}" text-anchor="end">{}</text>', right + 46, y + 5, number(sum(counts))))
    total = sum(sum(counts) for _, counts in rows)
    empty = sum(not any(counts) for _, counts in rows)
    summary = f"{what}: {number(total)} trên {len(rows)} đơn vị" + (f", {empty} đơn vị chưa có." if empty else ".")
    table = [[name, *map(number, counts), number(sum(counts))] for name, counts in rows]
    drawing = frame(right + 50, 36 + len(rows) * STEP, parts)
    return Chart(format_html(SCROLL, what, drawing), summary, ["Đơn vị", *columns, "Tổng"], table)
