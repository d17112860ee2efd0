"""What the unit writes into its report: figures typed or corrected, words, reasons, disputes, answers to questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import allowed, require
from lantoa.core.text import nfc, nfc_lines
from lantoa.core.workflow import move
from lantoa.reporting.enums import ReportState, Source
from lantoa.reporting.models import Answer, Box, UnitReport
from lantoa.reporting.numbers import check_range
from lantoa.reporting.queries import boxes as queries


@dataclass(frozen=True)
class Entry:
    """What was written in one box. A field that is None was not on the page and stays as it is.

    `clear`: the figure was emptied on purpose. `seen`: queries.boxes.stamp_of the box as the page showed it; empty: not checked.
    """

    value: int | None = None
    clear: bool = False
    text: str | None = None
    nil_reason: str | None = None
    correction_reason: str | None = None
    seen: str = ""


@transaction.atomic
def write_boxes(
    report: UnitReport, entries: Mapping[int, Entry], *, source: Source = Source.TYPED, dry_run: bool = False, by: User
) -> tuple[UnitReport, dict[int, list[str]]]:
    """Write into boxes (by id) of a report that is with its unit, as its officer or, for a paper report, as the standing agency.

    A box that cannot be written is left and told why; the others are written, so that nothing typed is lost. Returns the report and,
    by box, what is wrong; with `dry_run` only that. Effects: the boxes; the counts of the report; its state, at the first word; one trail line.
    """
    require(by, "reporting.write_report" if _is_own(report, by) else "reporting.key_in", report)
    report = queries.locked(report)
    queries.check_writable(report)
    boxes = {box.pk: box for box in queries.boxes_of(report)}
    wrong: dict[int, list[str]] = {}
    changed: dict[str, object] = {}
    now = clock.now()
    for pk, entry in entries.items():
        if (box := boxes.get(pk)) is None:
            continue
        before = _facts(box)
        try:
            _write(box, entry, source)
        except ValidationError as error:
            wrong[pk] = error.messages
            _restore(box, before)
            continue
        if _facts(box) != before and not dry_run:
            box.changed_at, box.changed_by = now, by
            box.save()
            changed[str(box)[:80]] = box.value if box.item.is_figure else box.text[:200]
    if changed:
        queries.count_boxes(report, boxes.values())
        report.save(update_fields=["box_count", "filled_count", "dispute_count"])
        if report.state == ReportState.OPEN:
            move(report, ReportState.IN_WORK, by=by)
        trail.record("write_report", report, by=by, after=changed)
    return report, wrong


def _is_own(report: UnitReport, by: User) -> bool:
    return allowed(by, "reporting.write_report", report)


_FIELDS = ("value", "source", "text", "nil_reason", "correction_reason", "dispute", "disputed_at", "disputed_by_id")


def _facts(box: Box) -> tuple:
    return tuple(getattr(box, name) for name in _FIELDS)


def _restore(box: Box, facts: tuple) -> None:
    for name, value in zip(_FIELDS, facts, strict=True):
        setattr(box, name, value)


def _write(box: Box, entry: Entry, source: Source) -> None:
    if box.item.is_figure:
        _write_figure(box, entry, source)
    elif entry.text is not None and nfc_lines(entry.text) != box.text:
        _check_stamp(box, entry)
        box.text, box.source = nfc_lines(entry.text), source if entry.text.strip() else Source.EMPTY


def _check_stamp(box: Box, entry: Entry) -> None:
    if entry.seen and entry.seen != queries.stamp_of(box):
        now = box.value if box.item.is_figure else box.text[:80]
        raise ValidationError(f"{box.changed_by or 'Người khác'} vừa ghi “{now}” vào ô này. Tải lại trang, xem rồi ghi lại nếu cần.")


def _write_figure(box: Box, entry: Entry, source: Source) -> None:
    value = None if entry.clear else box.value if entry.value is None else entry.value
    if value is not None:
        check_range(value)
    if value != box.value:
        _check_stamp(box, entry)
    if entry.nil_reason is not None:
        box.nil_reason = nfc(entry.nil_reason)[:300]
    if value != 0:
        box.nil_reason = ""
    if not box.item.indicator.from_records:
        box.value, box.source = value, Source.EMPTY if value is None else (source if value != box.value or not box.source else box.source)
        return
    if value is None or value == box.counted:
        box.value, box.source, box.correction_reason = box.counted, Source.RECORDS, ""
        _settle(box)
        return
    reason = box.correction_reason if entry.correction_reason is None else nfc(entry.correction_reason)[:300]
    reason = reason or box.dispute
    if not reason:
        raise ValidationError(f"Bản ghi cho số {box.counted}. Ghi vì sao báo cáo số {value}, để cấp trên hiểu.")
    box.value, box.source, box.correction_reason = value, Source.CORRECTED, reason
    _settle(box)


def _settle(box: Box) -> None:
    box.dispute, box.disputed_at, box.disputed_by = "", None, None


@transaction.atomic
def dispute(box: Box, *, what: str, by: User) -> Box:
    """Say that the number of the records is wrong, without knowing the right one yet; the report cannot be handed in meanwhile.

    Effects: what is wrong, when and who; the counts of the report; the trail.
    """
    require(by, "reporting.write_report", box.report)
    report = queries.locked(box.report)
    queries.check_writable(report)
    box = report.boxes.select_for_update(of=["self"]).select_related("item__indicator").get(pk=box.pk)
    if not what.strip():
        raise ValidationError({"what": "Ghi số này sai ở đâu: thiếu bài nào, thừa hồ sơ nào."})
    box.dispute, box.disputed_at, box.disputed_by = what[:300], clock.now(), by
    box.save(update_fields=["dispute", "disputed_at", "disputed_by"])
    _recount(report)
    trail.record("dispute", report, by=by, reason=what, before={str(box)[:80]: box.value})
    return box


@transaction.atomic
def withdraw_dispute(box: Box, *, by: User) -> Box:
    """The number was right after all. Effects: the dispute is gone; the counts of the report; the trail."""
    require(by, "reporting.write_report", box.report)
    report = queries.locked(box.report)
    queries.check_writable(report)
    box = report.boxes.select_for_update(of=["self"]).select_related("item__indicator").get(pk=box.pk)
    what = box.dispute
    _settle(box)
    box.save(update_fields=["dispute", "disputed_at", "disputed_by"])
    _recount(report)
    trail.record("withdraw_dispute", report, by=by, reason=what, after={str(box)[:80]: box.value})
    return box


def _recount(report: UnitReport) -> None:
    queries.count_boxes(report, queries.boxes_of(report))
    report.save(update_fields=["box_count", "filled_count", "dispute_count"])


@transaction.atomic
def answer(report: UnitReport, key: str, *, text: str, by: User) -> Answer:
    """Answer a question the system asks; a later answer takes the place of the first. Effects: the answer; the trail."""
    require(by, "reporting.write_report", report)
    report = queries.locked(report)
    queries.check_writable(report)
    if not text.strip():
        raise ValidationError({"text": "Ghi một câu trả lời."})
    given, _ = Answer.objects.update_or_create(report=report, key=key[:80], defaults={"text": text, "by": by})
    trail.record("answer", report, by=by, reason=text[:300], after={"question": key})
    return given
