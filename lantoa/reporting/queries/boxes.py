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


_SAID = ("item_id", "value", "counted", "source", "text", "nil_reason", "correction_reason", "record_ids", "parts")


def fingerprint(report: UnitReport) -> str:
    """SHA-256 over every value, word and record of the report: the same again exactly when nothing moved. One query."""
    said = list(Box.objects.filter(report=report).order_by("item_id").values_list(*_SAID))
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def values_of(report: UnitReport) -> dict[int, int | None]:
    """Its figures, by indicator. One query."""
    rows = Box.objects.filter(report=report, item__indicator__isnull=False).order_by("pk")
    return dict(rows.values_list("item__indicator_id", "value"))


def what_is_missing(report: UnitReport) -> ValidationError | None:
    """Why it cannot be handed in, in words: disputed figures, empty boxes, zeros without the reason asked for. None when it is whole."""
    if report.dispute_count:
        names = ", ".join(str(box) for box in boxes_of(report) if box.disputed_at)
        return ValidationError(f"Còn số đang báo sai: {names}. Sửa số kèm lý do, hoặc rút lại lời báo sai, rồi gửi.", code="disputed")
    if report.filled_count < report.box_count:
        empty = [str(box) for box in boxes_of(report) if box.item.required and not is_filled(box)]
        return ValidationError(f"Còn {len(empty)} ô chưa điền: {', '.join(empty)}. Không phát sinh thì ghi 0.", code="empty")
    unsaid = Box.objects.filter(report=report, item__asks_nil_reason=True, value=0, nil_reason="").select_related("item__indicator")
    if names := ", ".join(str(box) for box in unsaid.order_by("pk")):
        return ValidationError(f"Ghi vì sao kỳ này không có: {names}.", code="nil")
    return None
