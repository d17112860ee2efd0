"""The matrix on A3 paper, made by Typst from `data/matrix.typ` with our own typeface, so that it looks the same everywhere."""

import importlib.resources
import json
from pathlib import Path

import typst

from lantoa.core import clock
from lantoa.plans.queries.matrix import CELL_WORDS, NOT_OWED, Cell, Matrix
from lantoa.ui.words import day, number

_SOURCE = Path(__file__).parent.parent / "data" / "matrix.typ"
_FONTS = str(importlib.resources.files("fontpkg_be_vietnam_pro") / "files")


def write_matrix_pdf(matrix: Matrix, span: str) -> bytes:
    """The PDF's bytes. `span` says in words what time it covers. Heads repeat on each page; pages are numbered."""
    data = json.dumps(_data(matrix, span), ensure_ascii=False).encode()
    return typst.compile({"main": _SOURCE.read_bytes(), "data.json": data}, format="pdf", font_paths=[_FONTS], ignore_system_fonts=True)


def _data(matrix: Matrix, span: str) -> dict[str, object]:
    total = matrix.total
    return {
        "title": f"Ma trận thực hiện {matrix.plan.kind} {matrix.plan.number}".strip(),
        "citation": matrix.plan.citation,
        "span": span,
        "day": day(matrix.day),
        "printed": day(clock.today()),
        "summary": f"{number(matrix.units)} đơn vị; đạt {number(total.done)}/{number(total.owed)} lượt việc; trễ {number(total.late)}.",
        "legend": [*({"kind": kind.value, "words": words} for kind, words in CELL_WORDS.items()), {"kind": "absent", "words": NOT_OWED}],
        "columns": [{"code": column.code, "title": _short(column.title)} for column in matrix.columns],
        "sum": {
            "name": f"Cộng {number(matrix.units)} đơn vị",
            "cells": [_percent(cell) for cell in matrix.totals],
            "total": f"{total.done}/{total.owed}",
        },
        "groups": [
            {
                "name": cluster,
                "rows": [
                    {"name": row.name, "cells": [_face(cell) for cell in row.cells], "total": f"{row.total.done}/{row.total.owed}"}
                    for row in rows
                ],
            }
            for cluster, rows in matrix.groups
        ],
    }


def _face(cell: Cell | None) -> dict[str, str]:
    if cell is None:
        return {"kind": "absent", "count": ""}
    return {"kind": cell.kind.value, "count": f"{cell.done}/{cell.owed}" if cell.owed > 1 else ""}


def _percent(cell: Cell) -> str:
    return "–" if cell.percent is None else f"{cell.percent} %"


def _short(title: str, limit: int = 34) -> str:
    """A head that fits a narrow column, cut at a word."""
    return title if len(title) <= limit else title[:limit].rsplit(" ", 1)[0] + "…"
