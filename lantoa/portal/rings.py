"""The picture of the front page: what was told this year, by place and month. The town is the star, a ring is a month, a branch a unit,
a dot the exemplars of that unit first told in that month. Drawn from published data alone; who took whose idea up is not shown, for
nothing here knows it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.exemplars.queries.published import PublishedDeed
from lantoa.organisations.queries.published import PublishedUnit
from lantoa.ui.charts.base import GOLD, GOLD_LIGHT, LACQUER, cut, frame, xy
from lantoa.ui.charts.spread import CX, CY, heart

INNER, OUTER = 112, 318
FEWEST_RINGS = 4
MOST_BRANCHES = 22
FOOT, GAP = 90, 16  # degrees: where the names of the months stand, and how far branches keep from them
_PLAIN = ("Phường ", "Xã ", "Thị trấn ")


@dataclass(frozen=True)
class Line:
    """A unit in the list beside the drawing; `counts` by month, as many as there are rings."""

    unit: PublishedUnit
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class YearPicture:
    svg: SafeString
    summary: str
    months: tuple[int, ...]
    lines: tuple[Line, ...]


def picture_of(year: int, month: int, deeds: Sequence[PublishedDeed], units: Mapping[int, PublishedUnit]) -> YearPicture | None:
    """The year up to `month`; None while nothing was told in it. `units` in the order they are to stand."""
    tally: dict[int, Counter] = defaultdict(Counter)
    for deed in deeds:
        if deed.unit_id in units:
            tally[deed.unit_id][deed.month] += 1
    if not tally:
        return None
    first = min(told for counts in tally.values() for told in counts)
    months = tuple(range(max(1, min(first, month - FEWEST_RINGS + 1)), max(month, FEWEST_RINGS) + 1))
    lines = tuple(Line(unit, tuple(tally[pk][m] for m in months)) for pk, unit in units.items() if pk in tally)
    total = sum(line.total for line in lines)
    summary = f"Năm {year} đến nay: {total} gương đã kể, ở {len(lines)} đơn vị. Mỗi vòng là một tháng, mỗi nhánh một đơn vị."
    return YearPicture(_draw(lines, months, month), summary, months, lines)


def _draw(lines: Sequence[Line], months: Sequence[int], now: int) -> SafeString:
    shown = sorted(lines, key=lambda line: -line.total)[:MOST_BRANCHES]
    branches = [line for line in lines if line in shown]
    radii = [INNER + (OUTER - INNER) * place / (len(months) - 1) for place in range(len(months))]
    parts = [_ring(place, radius, months[place] <= now) for place, radius in enumerate(radii)]
    links, dots = [], []
    step = (360 - 2 * GAP) / len(branches)
    for place, line in enumerate(branches):
        angle = FOOT + GAP + step * (place + 0.5)
        before = (CX, CY)
        told = [at for at, count in enumerate(line.counts) if count]
        for at in told:
            here = _at(radii[at], angle)
            links.append(_link(before, here))
            dots.append(_dot(here, line.counts[at]))
            before = here
        dots.append(_name(before, line.counts[told[-1]], line.unit.name))
    names = [_month(months[place], radius) for place, radius in enumerate(radii) if any(line.counts[place] for line in lines)]
    return frame(860, 700, [*parts, *links, *dots, *names, heart()], left=0, css="year-rings")


def _at(radius: float, angle: float) -> tuple[float, float]:
    turn = math.radians(angle)
    return CX + radius * math.cos(turn), CY + radius * math.sin(turn)


def _ring(place: int, radius: float, passed: bool) -> SafeString:
    return format_html(
        '<circle class="ring-{}" cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="1.2" opacity="{}"{}/>',
        min(place + 1, 4), CX, CY, xy(radius), GOLD, f"{max(0.5 - place * 0.035, 0.16):.2f}",
        "" if passed else format_html(' stroke-dasharray="{}"', "2 9"),
    )  # fmt: skip


def _link(start: tuple[float, float], end: tuple[float, float]) -> SafeString:
    (px, py), (x, y) = start, end
    bend_x, bend_y = (px + x) / 2 - (y - py) * 0.12, (py + y) / 2 + (x - px) * 0.12
    path = "M{},{} Q{},{} {},{}".format(*map(xy, [px, py, bend_x, bend_y, x, y]))
    return format_html('<path d="{}" fill="none" stroke="{}" stroke-width="1.8" opacity=".7"/>', path, GOLD_LIGHT)


def _size(count: int) -> float:
    return min(7 + 4.5 * math.sqrt(count - 1), 20)


def _dot(at: tuple[float, float], count: int) -> SafeString:
    x, y = xy(at[0]), xy(at[1])
    dot = format_html(
        '<circle cx="{0}" cy="{1}" r="{2}" fill="{3}"/><circle cx="{0}" cy="{1}" r="{4}" fill="{5}" stroke="{6}" stroke-width="2"/>',
        x, y, xy(_size(count) + 4), LACQUER, xy(_size(count)), GOLD, GOLD_LIGHT,
    )  # fmt: skip
    if count == 1:
        return dot
    return format_html('{}<text class="count" x="{}" y="{}" text-anchor="middle">{}</text>', dot, x, xy(at[1] + 5), count)


def _name(at: tuple[float, float], count: int, name: str) -> SafeString:
    for word in _PLAIN:
        name = name.removeprefix(word)
    side = 1 if at[0] >= CX else -1
    return format_html(
        '<text class="place" x="{}" y="{}" text-anchor="{}">{}</text>',
        xy(at[0] + side * (_size(count) + 9)), xy(at[1] + 6), "start" if side > 0 else "end", cut(name, 15),
    )  # fmt: skip


def _month(number: int, radius: float) -> SafeString:
    text = '<text class="month" x="{}" y="{}" text-anchor="middle">Tháng {}</text>'
    return format_html(text, CX, xy(CY + radius + 5), number)
