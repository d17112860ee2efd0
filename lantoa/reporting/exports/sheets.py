"""A unit's report as a workbook to fill in away from the system, and back: a row a box, messages by row and column."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from lantoa.organisations.spreadsheets import Column, Fault, read_book, write_book
from lantoa.reporting import numbers
from lantoa.reporting.models import Box, UnitReport
from lantoa.reporting.services.writing import Entry
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
    Column("owner", "Đơn vị", width=30),
    Column("period", "Kỳ", width=16),
)
_LONGEST = 5_000


def write_sheet(report: UnitReport, boxes: Sequence[Box], owner: str) -> bytes:
    """The workbook of a report as it stands. `owner`: the unit's name in the period."""
    told = {"owner": owner, "period": report.cycle.period_label}
    return write_book(COLUMNS, (told | _row(report, box) for box in boxes), report.cycle.period_label.replace("/", "."))


def _key(report: UnitReport, box: Box) -> str:
    """Of a box in its report: the sheet of another unit or period has other keys in every row."""
    return f"{report.pk}-{box.item_id}"


def _row(report: UnitReport, box: Box) -> dict[str, str]:
    shared = {"key": _key(report, box), "part": box.item.section.title, "name": str(box.item)}
    if not box.item.is_figure:
        return shared | {"text": box.text}
    return shared | {
        "unit": box.item.indicator.unit_of_measure,
        "counted": "" if box.counted is None else number(box.counted),
        "value": "" if box.value is None else number(box.value),
        "reason": box.correction_reason or box.nil_reason,
    }


def read_sheet(data: bytes, report: UnitReport, boxes: Sequence[Box]) -> tuple[dict[int, Entry], list[Fault], dict[int, int]]:
    """What a filled workbook says: entries by box, what is wrong with it, and by box the row it stands in.

    The sheet of another report is refused as a whole, said by whose it is. A box without a row stays as it is; an empty cell empties a
    figure that is typed, and leaves one that is counted to the records.
    """
    by_key: Mapping[str, Box] = {_key(report, box): box for box in boxes}
    rows, faults = read_book(data, COLUMNS)
    if foreign := next((row for row in rows if _is_foreign(row.values["key"], report)), None):
        whose = f"{foreign.values['owner'][:120] or 'đơn vị khác'}, {foreign.values['period'][:40] or 'kỳ khác'}"
        return {}, [Fault(0, "", f"Tệp này là của báo cáo khác ({whose}). Tải biểu của đúng báo cáo này rồi điền lại; chưa ghi gì.")], {}
    entries: dict[int, Entry] = {}
    lines: dict[int, int] = {}
    for row in rows:
        box = by_key.get(row.values["key"])
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
        else:
            try:
                value, reason = numbers.whole(row.values["value"]), row.values["reason"]
            except ValidationError as error:
                faults.append(Fault(row.number, "Số báo cáo", f"“{row.values['value'][:40]}”: {' '.join(error.messages)}"))
                continue
            entries[box.pk] = Entry(value=value, clear=value is None, correction_reason=reason, nil_reason=reason)
    return entries, faults, lines


def _is_foreign(key: str, report: UnitReport) -> bool:
    """Whether the key is one of ours, but of another report."""
    owner, dash, item = key.partition("-")
    return bool(dash) and owner.isdecimal() and item.isdecimal() and owner != str(report.pk)
