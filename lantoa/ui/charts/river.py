"""How many reached each stage of a way."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.ui.charts.base import Chart, frame, join, xy
from lantoa.ui.words import number

WIDTH, HEIGHT, MIDDLE, FULL = 764, 178, 66, 98.8  # FULL: height of the largest stage
# From lacquer to gold; beside each the colour of its number, dark enough to read.
COLOURS = [
    ("#9B1C1F", "#7A1519"),
    ("#AE3B24", "#7A1519"),
    ("#BE5E2A", "#7A1519"),
    ("#C97F31", "#76500B"),
    ("#C99A3B", "#76500B"),
    ("#E0B85A", "#76500B"),
]
PHONE_LINE = (
    '<li><b class="num">{}</b><div>{}<span>{}</span></div>'
    '<svg viewBox="0 0 98 10" width="98" height="10" aria-hidden="true"><rect width="{}" height="10" rx="5" fill="{}"/></svg></li>'
)


@dataclass(frozen=True)
class Stage:
    name: str
    count: int
    note: str = ""


def river(stages: Sequence[Stage], *, what: str) -> Chart:
    """Stages from left to right, as wide as the counts; on phones the same as a list of bars (components.css)."""
    top = max((stage.count for stage in stages), default=0) or 1
    step = WIDTH / max(len(stages), 1) - 1.4
    halves = [stage.count / top * FULL / 2 for stage in stages]
    colours = [COLOURS[round(i * (len(COLOURS) - 1) / max(len(stages) - 1, 1))] for i in range(len(stages))]
    flows = [_flow(4 + i * step, step, halves[i], halves[i + 1], colours[i][0]) for i in range(len(stages) - 1)]
    shapes = [_stage(4 + i * step, stage, halves[i], *colours[i]) for i, stage in enumerate(stages)]
    if stages and stages[-1].count:  # what was spread goes on as rings
        shapes.append(_rings(4 + (len(stages) - 1) * step + 88))
    lines = [(number(s.count), s.name, s.note, xy(max(98 * s.count / top, 3)), ink) for s, (ink, _) in zip(stages, colours, strict=True)]
    phone = format_html('<ul class="river-steps" aria-hidden="true">{}</ul>', format_html_join("", PHONE_LINE, lines))
    drawing = join([frame(WIDTH, HEIGHT, flows + shapes, css="river-flow"), phone])
    summary = f"{what}: " + ", ".join(f"{stage.name.lower()} {number(stage.count)}" for stage in stages) + "."
    return Chart(drawing, summary, ["Chặng", "Số lượng", "Ghi chú"], [[s.name, number(s.count), s.note] for s in stages])


def _flow(x: float, step: float, half: float, next_half: float, ink: str) -> SafeString:
    """The band from one stage to the next."""
    start, end = x + 16, x + step
    turn = (start + end) / 2
    high, low, next_high, next_low = MIDDLE - half, MIDDLE + half, MIDDLE - next_half, MIDDLE + next_half
    path = "M{},{} C{},{} {},{} {},{} V{} C{},{} {},{} {},{} Z".format(
        *map(xy, [start, high, turn, high, turn, next_high, end, next_high, next_low, turn, next_low, turn, low, start, low])
    )
    return format_html('<path d="{}" fill="{}" opacity=".2"/>', path, ink)


def _stage(x: float, stage: Stage, half: float, ink: str, text: str) -> SafeString:
    """A bar as high as the count (a hollow ring for 0), its number, its name and its note."""
    if stage.count:
        mark = format_html(
            '<rect x="{}" y="{}" width="16" height="{}" rx="4" fill="{}"/>', xy(x), xy(MIDDLE - half), xy(max(2 * half, 4)), ink
        )
    else:
        mark = format_html('<circle cx="{}" cy="{}" r="7" fill="#fff" stroke="{}" stroke-width="2"/>', xy(x + 8), MIDDLE, ink)
    return format_html(
        '{}<text class="lead" x="{}" y="75" fill="{}">{}</text>'
        '<text class="name" x="{}" y="148">{}</text><text class="sub" x="{}" y="168">{}</text>',
        mark,
        xy(x + 26),
        text,
        number(stage.count),
        xy(x),
        stage.name,
        xy(x),
        stage.note,
    )


def _rings(x: float) -> SafeString:
    line = '<circle cx="{}" cy="66" r="{}" fill="none" stroke="#C99A3B" stroke-width="{}" opacity="{}"/>'
    return format_html_join("", line, ((xy(x), *ring) for ring in ((9, "2", "1"), (18, "1.6", ".72"), (27, "1.2", ".44"))))
