"""Tables that assign work: a column of tasks, a column of those who do them, perhaps one of deadlines."""

from __future__ import annotations

import re

from lantoa.core.text import nfc
from lantoa.documents.official import Assignment, Task
from lantoa.documents.reading.agencies import split_units
from lantoa.documents.reading.dates import due_cell
from lantoa.documents.reading.layout import Table

_TASK = re.compile(r"nhiệm vụ|nội dung|công việc|hoạt động|đầu việc|giải pháp|tên đề án|chuyên đề", re.I)
_OWNER = re.compile(r"chủ trì|thực hiện|phụ trách|phân công|chịu trách nhiệm|đơn vị|cơ quan|người|cá nhân|bộ phận", re.I)
_STRONG_OWNER = re.compile(
    r"(?:cơ quan|đơn vị|người|cá nhân|bộ phận|tổ chức|cán bộ)[^,;]{0,25}(?:chủ trì|thực hiện|phụ trách|đảm nhiệm)"
    r"|chủ trì|phụ trách|người thực hiện|phân công|trách nhiệm",
    re.I,
)
_HELPER = re.compile(r"phối hợp|tham gia", re.I)
_DUE = re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|hạn", re.I)
_CLOCK = re.compile(r"\b\d{1,2}\s*(?:h|giờ|:)\s*\d{0,2}")


def table_assignments(table: Table, place: str) -> list[Assignment]:
    """One assignment a row. A timetable by the hour assigns nothing; a row without an owner repeats none."""
    columns = _columns(table)
    if not columns:
        return []
    header, task, owner, due = columns
    rows = [i for i in range(header + 1, len(table.rows)) if table.cell_text(i, task)]
    if due is not None and sum(bool(_CLOCK.search(table.cell_text(i, due))) for i in rows) > len(rows) / 3:
        return []
    found: list[Assignment] = []
    for number, row in enumerate(rows, 1):
        bodies = _bodies(table, row, owner)
        text = table.cell_text(row, task)
        if not bodies or text == table.cell_text(row, owner):
            continue
        words, day = due_cell(table.cell_text(row, due)) if due is not None else (None, None)
        unit = "; ".join(bodies)
        found.append(
            Assignment(
                f"{place}{'.' if place else ''}{number}",
                unit,
                [Task(nfc(text), words, day)],
                bodies if len(bodies) > 1 else split_units(unit),
            )
        )
    return found


def _columns(table: Table) -> tuple[int, int, int, int | None] | None:
    """(header row, task column, owner column, deadline column) when the first rows have such headings."""
    for row in range(min(3, len(table.rows))):
        titles = [table.cell_text(row, column) for column in range(len(table.rows[row]))]
        if len(titles) < 2 or any(len(title) > 80 for title in titles):
            continue
        owner = next(
            (
                i
                for i, title in enumerate(titles)
                if _STRONG_OWNER.search(title)
                and not _DUE.search(title)
                and not _only_helps(title)
                and not title.lower().startswith(("nhiệm vụ", "nội dung"))
            ),
            None,
        )
        task = next((i for i, title in enumerate(titles) if i != owner and _TASK.search(title)), None)
        if owner is None or task is None:
            continue
        due = next((i for i, title in enumerate(titles) if i not in (owner, task) and _DUE.search(title)), None)
        return row, task, owner, due
    return None


def _only_helps(title: str) -> bool:
    return bool(_HELPER.search(title)) and not re.search(r"chủ trì|thực hiện|phụ trách", title, re.I)


def _bodies(table: Table, row: int, column: int) -> list[str]:
    """Bodies of the cell, one a line or parted by ';'."""
    if column >= len(table.rows[row]):
        return []
    lines = [nfc(line).lstrip("-–+• ").strip(" ;,.") for p in table.rows[row][column] for line in p.text.split("\n")]
    bodies: list[str] = []
    for line in (line for line in lines if line):
        if bodies and (line[:1].islower() or bodies[-1].endswith(("và", ","))) and not re.match(r"(?:các|phòng|ban)\b", line):
            bodies[-1] += " " + line
        else:
            bodies += [part.strip() for part in line.split(";") if part.strip()]
    return bodies
