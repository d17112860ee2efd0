"""Charts drawn on the server as SVG. Each comes with a one-line summary and its figures as a table.

The drawing is hidden from screen readers: the summary and the table say the same. Colours and sizes are presentation
attributes, because the content security policy forbids style attributes. At most five series, in the order of SERIES.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.ui.words import number

SON, LA, CHAM, VANG, TIM = SERIES = ("#9B1C1F", "#1F6F4C", "#2F5590", "#946613", "#6B3A75")
GOLD, GOLD_LIGHT, LACQUER, LINE = "#E0B85A", "#F0D48A", "#3A0A0E", "#EAE2D2"
# The river runs from lacquer to gold; dark enough for the number beside each stage.
RIVER = [
    ("#9B1C1F", "#7A1519"),
    ("#AE3B24", "#7A1519"),
    ("#BE5E2A", "#7A1519"),
    ("#C97F31", "#76500B"),
    ("#C99A3B", "#76500B"),
    ("#E0B85A", "#76500B"),
]


@dataclass(frozen=True)
class Chart:
    """`rows` are lines of the table, already in words; the first cell of each names the line."""

    svg: SafeString  # the drawing; bars and the river are lists with small drawings in them
    summary: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def _svg(width: float, height: float, *parts: SafeString, css: str = "") -> SafeString:
    return format_html(
        '<svg class="{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}" aria-hidden="true" focusable="false">{3}</svg>',
        css, _n(width), _n(height), mark_safe("".join(parts)),  # noqa: S308 - every part was made by format_html
    )  # fmt: skip


def _n(value: float) -> str:
    """A coordinate: one digit after the point, none where it is 0."""
    return f"{value:.1f}".removesuffix(".0")


# --- Ring: one share -------------------------------------------------------------------------------------------------
def ring(share: float, what: str, *, on_dark: bool = False) -> Chart:
    """`share` from 0 to 1 (held inside), drawn as a ring with the percentage in its middle; `what` names it."""
    share = min(max(share, 0), 1)
    percent = f"{number(math.floor(share * 100 + 0.5))}%"
    track, ink, text = (GOLD_LIGHT, GOLD, "#fff") if on_dark else (LINE, VANG, "#1F1A17")
    length = 2 * math.pi * 46
    arc = format_html(
        '<circle cx="56" cy="56" r="46" fill="none" stroke="{}" stroke-width="12" stroke-linecap="round" stroke-dasharray="{} {}" transform="rotate(-90 56 56)"/>',
        ink, _n(length * share), _n(length),
    )  # fmt: skip
    svg = _svg(
        112, 112,
        format_html('<circle cx="56" cy="56" r="46" fill="none" stroke="{}" stroke-width="12" stroke-opacity="{}"/>', track, ".22" if on_dark else "1"),
        arc if share else SafeString(""),
        format_html('<text x="56" y="65" text-anchor="middle" fill="{}">{}</text>', text, percent),
    )  # fmt: skip
    return Chart(svg, f"{what}: {percent}.")


# --- Bars: one number a line, the number at the end ------------------------------------------------------------------
@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    note: str = ""


def bars(rows: Sequence[Bar], *, what: str, unit: str = "", colour: str = SON) -> Chart:
    """Lying bars in the order given, the number at the end. A value of 0 keeps a thin line, so that it is seen to be there."""
    top = max((row.value for row in rows), default=0) or 1
    lines = format_html_join(
        "",
        '<li><span>{}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none">{}</svg><b class="num">{}</b></li>',
        (
            (
                row.name,
                format_html('<rect width="{}" height="10" fill="{}"/>', _n(max(100 * row.value / top, 1)), colour)
                if row.value
                else format_html('<path d="M.4 0v10" stroke="{}" stroke-width="1.6" vector-effect="non-scaling-stroke"/>', colour),
                number(row.value),
            )
            for row in rows
        ),
    )
    best = max(rows, key=lambda row: row.value, default=None)
    with_unit = f" {unit}" if unit else ""
    summary = f"{what}: cao nhất là {best.name}, {number(best.value)}{with_unit}." if best and best.value else f"{what}: chưa có số liệu."
    table = [[row.name, number(row.value), row.note] for row in rows]
    return Chart(format_html('<ul class="bars" aria-hidden="true">{}</ul>', lines), summary, ["", unit or "Số lượng", "Ghi chú"], table)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


# --- Dots: units by months -------------------------------------------------------------------------------------------
def dots(rows: Sequence[tuple[str, Sequence[int]]], columns: Sequence[str], *, what: str, colour: str = SON) -> Chart:
    """A dot for each unit and month, its area by the count; hollow where the count is 0."""
    top = max((count for _, counts in rows for count in counts), default=0) or 1
    left, gap, step = 190, 52, 30
    right = left + gap * len(columns)
    parts = [
        format_html('<text class="sub" x="{}" y="16" text-anchor="middle">{}</text>', left + gap * i + gap // 2, name)
        for i, name in enumerate(columns)
    ]
    parts.append(format_html('<text class="sub" x="{}" y="16" text-anchor="end">Tổng</text>', right + 46))
    for line, (name, counts) in enumerate(rows):
        y = 40 + line * step
        parts.append(format_html('<text class="name" x="0" y="{}">{}</text>', y + 5, _cut(name, 23)))
        parts.append(format_html('<path d="M{},{} H{}" stroke="{}"/>', left, y, right, LINE))
        for i, count in enumerate(counts):
            x = left + gap * i + gap // 2
            radius = 11 * math.sqrt(count / top) if count else 4.5
            fill = colour if count else "#fff"
            parts.append(
                format_html(
                    '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1.6"/>', x, y, _n(max(radius, 3)), fill, colour
                )
            )
        parts.append(format_html('<text class="name" x="{}" y="{}" text-anchor="end">{}</text>', right + 46, y + 5, number(sum(counts))))
    total = sum(sum(counts) for _, counts in rows)
    empty = sum(not any(counts) for _, counts in rows)
    summary = f"{what}: {number(total)} trên {len(rows)} đơn vị" + (f", {empty} đơn vị chưa có." if empty else ".")
    table = [[name, *map(number, counts), number(sum(counts))] for name, counts in rows]
    drawing = format_html(
        '<div class="scroll" tabindex="0" role="group" aria-label="{}, kéo ngang để xem hết">{}</div>',
        what,
        _svg(right + 50, 52 + len(rows) * step, *parts),
    )
    return Chart(drawing, summary, ["Đơn vị", *columns, "Tổng"], table)


# --- River: how many reached each stage ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Stage:
    name: str
    count: int
    note: str = ""


def river(stages: Sequence[Stage], *, what: str) -> Chart:
    """Stages from left to right, as wide as the counts; on phones the same as a list of bars (components.css)."""
    top = max((stage.count for stage in stages), default=0) or 1
    unit, middle = 98.8 / top, 66
    step = 764 / max(len(stages), 1) - 1.4
    shapes, flows, steps = [], [], []
    edges = [(middle - stage.count * unit / 2, middle + stage.count * unit / 2) for stage in stages]
    for i, (stage, (high, low)) in enumerate(zip(stages, edges, strict=True)):
        ink, text = RIVER[round(i * (len(RIVER) - 1) / max(len(stages) - 1, 1))]
        x = 4 + i * step
        if i + 1 < len(stages):
            next_high, next_low = edges[i + 1]
            x0, x1 = x + 16, x + step
            half = (x0 + x1) / 2
            points = [x0, high, half, high, half, next_high, x1, next_high, next_low, half, next_low, half, low, x0, low]
            path = "M{},{} C{},{} {},{} {},{} V{} C{},{} {},{} {},{} Z".format(*map(_n, points))
            flows.append(format_html('<path d="{}" fill="{}" opacity=".2"/>', path, ink))
        if stage.count:
            shapes.append(
                format_html('<rect x="{}" y="{}" width="16" height="{}" rx="4" fill="{}"/>', _n(x), _n(high), _n(max(low - high, 4)), ink)
            )
        else:
            shapes.append(format_html('<circle cx="{}" cy="{}" r="7" fill="#fff" stroke="{}" stroke-width="2"/>', _n(x + 8), middle, ink))
        shapes.append(format_html('<text class="lead" x="{}" y="75" fill="{}">{}</text>', _n(x + 26), text, number(stage.count)))
        shapes.append(format_html('<text class="name" x="{}" y="148">{}</text>', _n(x), stage.name))
        shapes.append(format_html('<text class="sub" x="{}" y="168">{}</text>', _n(x), stage.note))
        if i + 1 == len(stages) and stage.count:  # what was spread goes on as rings
            shapes += [format_html('<circle cx="{}" cy="66" r="{}" fill="none" stroke="#C99A3B" stroke-width="{}" opacity="{}"/>',
                                   _n(x + 88), r, w, o) for r, w, o in ((9, "2", "1"), (18, "1.6", ".72"), (27, "1.2", ".44"))]  # fmt: skip
        steps.append((number(stage.count), stage.name, stage.note, _n(max(98 * stage.count / top, 3)), ink))
    phone = format_html_join(
        "",
        '<li><b class="num">{}</b><div>{}<span>{}</span></div>'
        '<svg viewBox="0 0 98 10" width="98" height="10" aria-hidden="true"><rect width="{}" height="10" rx="5" fill="{}"/></svg></li>',
        steps,
    )
    drawing = format_html('{}<ul class="river-steps">{}</ul>', _svg(764, 178, *flows, *shapes, css="river-flow"), phone)
    summary = f"{what}: " + ", ".join(f"{stage.name.lower()} {number(stage.count)}" for stage in stages) + "."
    return Chart(drawing, summary, ["Chặng", "Số lượng", "Ghi chú"], [[s.name, number(s.count), s.note] for s in stages])


# --- Spread: who learned from whom -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Node:
    """A place that took the model over. `parent` is the key of the place it learned from; None: from the origin."""

    key: str
    name: str = ""
    parent: str | None = None


@dataclass
class _Placed:
    node: Node
    depth: int
    angle: float = 0
    children: list["_Placed"] = field(default_factory=list)

    @property
    def leaves(self) -> int:
        return sum(child.leaves for child in self.children) or 1


RADII = (108, 184, 258, 330)  # rings; deeper generations share the last


def spread(nodes: Sequence[Node], *, origin: str, what: str) -> Chart:
    """Rings round the origin, one for each generation; a branch gets as much of the circle as it has ends.

    A parent that is not among `nodes` counts as the origin. Names show for the first two generations and for short lists.
    """
    placed = {node.key: _Placed(node, 0) for node in nodes}
    roots = []
    for item in placed.values():
        parent = placed.get(item.node.parent) if item.node.parent else None
        (parent.children if parent else roots).append(item)
    _place(roots, 0, 205, 360)
    cx, cy = 430, 350
    parts = [format_html('<circle class="ring-{}" cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="{}" opacity="{}"/>',
                         i + 1, cx, cy, r, GOLD, _n(1.5 - i * 0.15), f"{0.62 - i * 0.1:.2f}") for i, r in enumerate(RADII)]  # fmt: skip
    links, points = [], []
    order = [item for root in roots for item in _walk(root)]
    for item in order:
        x, y = _at(item, cx, cy)
        parent = placed.get(item.node.parent) if item.node.parent else None
        px, py = _at(parent, cx, cy) if parent else (cx, cy)
        bend_x, bend_y = (px + x) / 2 - (y - py) * 0.13, (py + y) / 2 + (x - px) * 0.13
        depth = min(item.depth, len(RADII) - 1)
        links.append(format_html('<path d="M{},{} Q{},{} {},{}" fill="none" stroke="{}" stroke-width="{}" opacity="{}"/>',
                                 _n(px), _n(py), _n(bend_x), _n(bend_y), _n(x), _n(y), GOLD_LIGHT, _n(2.6 - depth * 0.45), f"{0.95 - depth * 0.16:.2f}"))  # fmt: skip
        size = (13, 10, 8, 6.5)[depth]
        fill = LACQUER if depth == len(RADII) - 1 else GOLD
        points.append(format_html('<circle cx="{}" cy="{}" r="{}" fill="{}"/><circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="2.2"/>',
                                  _n(x), _n(y), _n(size + 5), LACQUER, _n(x), _n(y), size, fill, GOLD_LIGHT))  # fmt: skip
        if item.node.name and (item.depth < 2 or len(nodes) <= 16):
            right = math.cos(math.radians(item.angle)) >= 0
            points.append(format_html('<text class="place" x="{}" y="{}" text-anchor="{}">{}</text>',
                                      _n(x + (size + 10) * (1 if right else -1)), _n(y + 6), "start" if right else "end", _cut(item.node.name, 18)))  # fmt: skip
    star = "m0-46 11.8 31.4 33.6 1.6-26.2 21.1 9 32.4L0 22.2l-28.2 18.3 9-32.4-26.2-21.1 33.6-1.6z"
    heart = format_html(
        '<circle cx="{}" cy="{}" r="66" fill="{}"/><circle cx="{}" cy="{}" r="56" fill="#7A1519" stroke="{}" stroke-width="4"/>'
        '<path transform="translate({} {}) scale(.74)" fill="{}" d="{}"/>',
        cx, cy, LACQUER, cx, cy, GOLD_LIGHT, cx, cy + 3, GOLD_LIGHT, star,
    )  # fmt: skip
    by_ring = Counter(item.depth + 1 for item in order)
    rings = ", ".join(f"vòng {ring} có {count}" for ring, count in sorted(by_ring.items()))
    summary = f"{what}: {number(len(nodes))} nơi học theo {origin}" + (f" ({rings})." if rings else ".")
    names = {key: item.node.name for key, item in placed.items()}
    table = [[item.node.name, names.get(item.node.parent or "", origin), str(item.depth + 1)] for item in order if item.node.name]
    svg = format_html(
        '<svg viewBox="40 0 790 700" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe("".join([*parts, *links, *points, heart])),  # noqa: S308 - every part was made by format_html
    )
    return Chart(svg, summary, ["Nơi làm theo", "Học từ", "Vòng"], table)


def _walk(item: _Placed):
    yield item
    for child in item.children:
        yield from _walk(child)


def _place(items: list[_Placed], depth: int, start: float, width: float) -> None:
    """Share `width` degrees from `start` among the items by their number of ends."""
    ends = sum(item.leaves for item in items) or 1
    for item in items:
        own = width * item.leaves / ends
        item.depth, item.angle = depth, start + own / 2
        _place(item.children, depth + 1, start, own)
        start += own


def _at(item: _Placed, cx: float, cy: float) -> tuple[float, float]:
    radius = RADII[min(item.depth, len(RADII) - 1)]
    return cx + radius * math.cos(math.radians(item.angle)), cy + radius * math.sin(math.radians(item.angle))


# --- Ruler: the duties of a plan, one cell each (HTML, because the cells are links) ------------------------------------
KINDS = {"done": "Đạt", "doing": "Đang làm", "soon": "Sắp đến hạn", "late": "Chậm", "none": "Chưa bắt đầu", "exempt": "Không phải làm"}


@dataclass(frozen=True)
class Cell:
    """One duty. `kind` is a key of KINDS; `text` stands in the cell ("4/5", "86%"), a check or a dash where it is empty."""

    label: str
    kind: str
    text: str = ""
    url: str = ""

    @property
    def in_words(self) -> str:
        return f"{KINDS[self.kind]} {self.text}".strip()


def legend(cells: Sequence[Cell]) -> list[tuple[str, str, int]]:
    """(kind, words, how many) for the kinds that occur, in the order of KINDS."""
    counts = Counter(cell.kind for cell in cells)
    return [(kind, words, counts[kind]) for kind, words in KINDS.items() if counts[kind]]
