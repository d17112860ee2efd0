"""What all charts share: their colours, the frame of an SVG, and how a coordinate is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SON, LA, CHAM, VANG, TIM = SERIES = ("#9B1C1F", "#1F6F4C", "#2F5590", "#946613", "#6B3A75")
GOLD, GOLD_LIGHT, LACQUER, LINE, INK = "#E0B85A", "#F0D48A", "#3A0A0E", "#EAE2D2", "#1F1A17"


@dataclass(frozen=True)
class Chart:
    """`rows` are lines of the table, already in words; the first cell of each names the line."""

    svg: SafeString  # the drawing; bars and the river are lists with small drawings in them
    summary: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def frame(width: float, height: float, parts: Iterable[SafeString], *, css: str = "", left: float = 0) -> SafeString:
    """An <svg> of that natural size, hidden from screen readers; `left` is where its first column begins."""
    return format_html(
        '<svg class="{0}" width="{1}" height="{2}" viewBox="{3} 0 {1} {2}" aria-hidden="true" focusable="false">{4}</svg>',
        css,
        xy(width),
        xy(height),
        xy(left),
        join(parts),
    )


def join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def xy(value: float) -> str:
    """A coordinate: one digit after the point, none where it is 0."""
    return f"{value:.1f}".removesuffix(".0")


def cut(text: str, length: int) -> str:
    """At most `length` letters; a cut name ends in an ellipsis. The table has it whole."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
