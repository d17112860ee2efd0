"""The boxes of one report: held for writing, counted, laid out by sections. Never writes."""

import hashlib
import json
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from lantoa.reporting.enums import WRITABLE_STATES, CycleState
from lantoa.reporting.models import Box, UnitReport


def locked(report: UnitReport) -> UnitReport:
    """The row as it is now, held to the end of the transaction: where every service about a report begins."""
    rows = UnitReport.objects.select_for_update(of=["self"]).select_related("cycle__form__authority", "unit", "holder")
    return rows.get(pk=report.pk)


def check_writable(report: UnitReport) -> None:
    """ValidationError, in words, when the unit may not write in it now."""
    if report.cycle.state != CycleState.OPEN:
        raise ValidationError("Kỳ báo cáo này đã khóa. Cần sửa thì nhờ Cơ quan Thường trực mở lại kỳ.", code="locked")
    if report.state not in WRITABLE_STATES:
        raise ValidationError(
            f"Báo cáo đang ở bước “{report.get_state_display()}” nên không sửa được nữa. Nếu lãnh đạo chưa ký, bấm “Lấy lại để sửa” trước.",
            code="closed",
        )


def boxes_of(report: UnitReport) -> list[Box]:
    """In the order of the form, each with its item, section and indicator: one query."""
    rows = Box.objects.filter(report=report).select_related("item__section", "item__indicator")
    return list(rows.order_by("item__section__order", "item__order", "pk"))


def is_filled(box: Box) -> bool:
    return box.value is not None if box.item.is_figure else bool(box.text)


def count_boxes(report: UnitReport, boxes: Iterable[Box]) -> None:
    """Set the counts the report keeps; the caller saves them."""
    boxes = list(boxes)
    asked = [box for box in boxes if box.item.required]
    report.box_count = len(asked)
    report.filled_count = sum(map(is_filled, asked))
    report.dispute_count = sum(box.disputed_at is not None for box in boxes)


def stamp_of(box: Box) -> str:
    """Changes whenever somebody writes in the box."""
    return box.changed_at.isoformat() if box.changed_at else "-"


def fingerprint(boxes: Iterable[Box]) -> str:
    """SHA-256 over every value, word and record of the report: the same again exactly when nothing moved."""
    said = [
        [box.item_id, box.value, box.counted, box.source, box.text, box.nil_reason, box.correction_reason, box.record_ids, box.parts]
        for box in sorted(boxes, key=lambda box: box.item_id)
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
