"""Who learned from whom: rings round an origin, one for each generation."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.ui.charts.base import GOLD, GOLD_LIGHT, LACQUER, Chart, cut, frame, xy
from lantoa.ui.words import number

CX, CY = 430, 350
RADII = (108, 184, 258, 330)  # one for each generation; deeper ones share the last
SIZES = (13, 10, 8, 6.5)
START = 205  # degrees, where the first branch begins
STAR = "m0-46 11.8 31.4 33.6 1.6-26.2 21.1 9 32.4L0 22.2l-28.2 18.3 9-32.4-26.2-21.1 33.6-1.6z"


@dataclass(frozen=True)
class Node:
    """A place that took the model over. `parent` is the key of the place it learned from; None: from the origin."""

    key: str
    name: str = ""
    parent: str | None = None


@dataclass
class _Place:
    node: Node
    above: "_Place | None" = None
    depth: int = 0
    angle: float = 0
    below: list["_Place"] = field(default_factory=list)

    @property
    def ends(self) -> int:
        return sum(place.ends for place in self.below) or 1

    @property
    def ring(self) -> int:
        return min(self.depth, len(RADII) - 1)

    @property
    def at(self) -> tuple[float, float]:
        turn = math.radians(self.angle)
        return CX + RADII[self.ring] * math.cos(turn), CY + RADII[self.ring] * math.sin(turn)

    def walk(self) -> Iterator["_Place"]:
        yield self
        for place in self.below:
            yield from place.walk()


def spread(nodes: Sequence[Node], *, origin: str, what: str) -> Chart:
    """Rings round the origin; a branch gets as much of the circle as it has ends.

    A parent that is not among `nodes` counts as the origin. Names show for the first two generations and for short lists.
    """
    places = {node.key: _Place(node) for node in nodes}
    for place in places.values():
        if place.node.parent in places:
            place.above = places[place.node.parent]
            place.above.below.append(place)
    roots = [place for place in places.values() if place.above is None]
    _share(roots, 0, START, 360)
    order = [place for root in roots for place in root.walk()]

    rings = [_ring(i, radius) for i, radius in enumerate(RADII)]
    points = [_point(place, named=place.depth < 2 or len(nodes) <= 16) for place in order]
    svg = frame(790, 700, [*rings, *map(_link, order), *points, heart()], left=40)

    by_ring = Counter(place.depth + 1 for place in order)
    detail = ", ".join(f"vòng {ring} có {count}" for ring, count in sorted(by_ring.items()))
    summary = f"{what}: {number(len(nodes))} nơi học theo {origin}" + (f" ({detail})." if detail else ".")
    table = [[p.node.name, p.above.node.name if p.above else origin, str(p.depth + 1)] for p in order if p.node.name]
    return Chart(svg, summary, ["Nơi làm theo", "Học từ", "Vòng"], table)


def _share(places: list[_Place], depth: int, start: float, width: float) -> None:
    """Share `width` degrees from `start` among the places by their number of ends."""
    ends = sum(place.ends for place in places) or 1
    for place in places:
        own = width * place.ends / ends
        place.depth, place.angle = depth, start + own / 2
        _share(place.below, depth + 1, start, own)
        start += own


def _ring(index: int, radius: float) -> SafeString:
    return format_html(
        '<circle class="ring-{}" cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="{}" opacity="{}"/>',
        index + 1,
        CX,
        CY,
        radius,
        GOLD,
        xy(1.5 - index * 0.15),
        f"{0.62 - index * 0.1:.2f}",
    )


def _link(place: _Place) -> SafeString:
    """A bent line from where it was learned; thinner and fainter with each generation."""
    (x, y), (px, py) = place.at, place.above.at if place.above else (CX, CY)
    bend_x, bend_y = (px + x) / 2 - (y - py) * 0.13, (py + y) / 2 + (x - px) * 0.13
    path = "M{},{} Q{},{} {},{}".format(*map(xy, [px, py, bend_x, bend_y, x, y]))
    width, opacity = xy(2.6 - place.ring * 0.45), f"{0.95 - place.ring * 0.16:.2f}"
    return format_html('<path d="{}" fill="none" stroke="{}" stroke-width="{}" opacity="{}"/>', path, GOLD_LIGHT, width, opacity)


def _point(place: _Place, *, named: bool) -> SafeString:
    (x, y), size = place.at, SIZES[place.ring]
    fill = LACQUER if place.ring == len(RADII) - 1 else GOLD  # the outermost are hollow
    point = format_html(
        '<circle cx="{0}" cy="{1}" r="{2}" fill="{3}"/><circle cx="{0}" cy="{1}" r="{4}" fill="{5}" stroke="{6}" stroke-width="2.2"/>',
        xy(x),
        xy(y),
        xy(size + 5),
        LACQUER,
        size,
        fill,
        GOLD_LIGHT,
    )
    if not (named and place.node.name):
        return point
    side = 1 if x >= CX else -1
    text = '{}<text class="place" x="{}" y="{}" text-anchor="{}">{}</text>'
    return format_html(text, point, xy(x + side * (size + 10)), xy(y + 6), "start" if side > 0 else "end", cut(place.node.name, 18))


def heart() -> SafeString:
    """The star in the middle."""
    return format_html(
        '<circle cx="{0}" cy="{1}" r="66" fill="{2}"/><circle cx="{0}" cy="{1}" r="56" fill="#7A1519" stroke="{3}" stroke-width="4"/>'
        '<path transform="translate({0} {4}) scale(.74)" fill="{3}" d="{5}"/>',
        CX,
        CY,
        LACQUER,
        GOLD_LIGHT,
        CY + 3,
        STAR,
    )
