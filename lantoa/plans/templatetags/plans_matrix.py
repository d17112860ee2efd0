"""Cells of the matrix as HTML, put together here rather than in the template language: 2,100 of them in about 5 ms."""

from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lantoa.plans.queries.matrix import CELL_WORDS, NOT_OWED, Cell, CellKind, Column, Row

register = template.Library()

CSS = {
    CellKind.LATE: "cell-late",
    CellKind.NONE: "cell-none",
    CellKind.DOING: "cell-doing",
    CellKind.WAITING: "cell-waiting",
    CellKind.DONE: "cell-done",
    CellKind.EXEMPT: "cell-waived",
}


@lru_cache(maxsize=4096)
def face(cell: Cell) -> tuple[str, str]:
    """(class, inner HTML) of a cell: the count where there are several, and the state in words for who cannot see the sign.

    Only numbers and our own words enter, so nothing needs escaping.
    """
    words = CELL_WORDS[cell.kind]
    if cell.owed < 2:
        return CSS[cell.kind], f'<span class="sr">{words}</span>'
    late = f", trễ {cell.late}" if cell.late else ""
    return CSS[cell.kind], f'{cell.done}/{cell.owed}<span class="sr"> đạt{late} ({words})</span>'


@register.simple_tag
def matrix_cells(row: Row, columns: list[Column], link: str) -> SafeString:
    """The row's <td>s. `link`: address of the list of proofs, to which the unit and the duties are added; empty: no links."""
    base = escape(f"{link}&don-vi={row.unit_id}")
    parts = []
    for column, cell in zip(columns, row.cells, strict=True):
        code = escape(column.code)
        if cell is None:
            parts.append(f'<td data-c="{code}"><span class="cell cell-exempt">–<span class="sr">{NOT_OWED}</span></span></td>')
            continue
        css, inner = face(cell)
        if not link:
            parts.append(f'<td data-c="{code}"><span class="cell {css}">{inner}</span></td>')
            continue
        duties = "".join(f"&amp;nhiem-vu={pk}" for pk in column.duty_ids)
        parts.append(f'<td data-c="{code}"><a class="cell {css}" href="{base}{duties}">{inner}</a></td>')
    return mark_safe("".join(parts))  # noqa: S308 (escaped above: codes; the rest are our own words and numbers)


@register.filter
def phan_tram(cell: Cell | None) -> str:
    """{{ cell|phan_tram }} → 63 %; a dash when nothing was owed."""
    return "–" if cell is None or cell.percent is None else f"{cell.percent} %"
