"""A unit's report as a workbook to fill in away from the system, and back: a row a box, messages by row and column."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from lantoa.organisations.spreadsheets import Column, Fault, read_book, write_book
from lantoa.reporting.models import Box
from lantoa.reporting.services.writing import Entry
from lantoa.ui.forms import NumberField
from lantoa.ui.words import number

COLUMNS = (
    Column("key", "Mã ô", required=True, width=14),
    Column("part", "Phần", width=26),
    Column("name", "Nội dung", width=52),
    Column("unit", "Đơn vị tính", width=14),
    Column("counted", "Số từ bản ghi", width=14),
    Column("value", "Số báo cáo", width=16),
    Column("reason", "Lý do khác bản ghi, hoặc vì sao không có", width=44),
    Column("text", "Lời văn", width=80),
)
_NUMBER = NumberField(required=False)
_LONGEST = 5_000


def write_sheet(boxes: Sequence[Box], title: str) -> bytes:
    """The workbook of a report as it stands."""
    return write_book(COLUMNS, (_row(box) for box in boxes), title)


def _row(box: Box) -> dict[str, str]:
    shared = {"key": str(box.item_id), "part": box.item.section.title, "name": str(box.item)}
    if not box.item.is_figure:
        return shared | {"text": box.text}
    return shared | {
        "unit": box.item.indicator.unit_of_measure,
        "counted": "" if box.counted is None else number(box.counted),
        "value": "" if box.value is None else number(box.value),
        "reason": box.correction_reason or box.nil_reason,
    }


def read_sheet(data: bytes, boxes: Sequence[Box]) -> tuple[dict[int, Entry], list[Fault], dict[int, int]]:
    """What a filled workbook says: entries by box, what is wrong with it, and by box the row it stands in.

    A box without a row stays as it is; an empty cell empties a figure that is typed, and leaves one that is counted to the records.
    """
    by_item: Mapping[str, Box] = {str(box.item_id): box for box in boxes}
    rows, faults = read_book(data, COLUMNS)
    entries: dict[int, Entry] = {}
    lines: dict[int, int] = {}
    for row in rows:
        box = by_item.get(row.values["key"])
        if box is None:
            faults.append(
                Fault(row.number, "Mã ô", f"“{row.values['key']}” không phải ô của báo cáo này. Dùng đúng tệp tải về từ báo cáo.")
            )
            continue
        if box.pk in lines:
            faults.append(Fault(row.number, "Mã ô", f"Ô này đã có ở dòng {lines[box.pk]}."))
            continue
        lines[box.pk] = row.number
        if not box.item.is_figure:
            entries[box.pk] = Entry(text=row.values["text"][:_LONGEST])
        elif (value := _whole(row.values["value"])) is False:
            faults.append(
                Fault(row.number, "Số báo cáo", f"“{row.values['value']}” không phải số nguyên không âm. Ghi bằng chữ số, ví dụ 12.")
            )
        else:
            reason = row.values["reason"]
            entries[box.pk] = Entry(value=value, clear=value is None, correction_reason=reason, nil_reason=reason)
    return entries, faults, lines


def _whole(text: str) -> int | bool | None:
    """The number, None for an empty cell, False for what is none."""
    try:
        found = _NUMBER.clean(text)
    except ValidationError:
        return False
    if found is None:
        return None
    return int(found) if found == int(found) and found >= 0 else False
