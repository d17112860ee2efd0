"""What the page of one report shows: its sections and boxes, what is computed from them, questions, sentences offered. Never writes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import CharField, FilteredRelation, Q, QuerySet
from django.db.models import Value as Constant

from lantoa.accounts.models import User
from lantoa.core.text import sort_key
from lantoa.organisations.models import UnitVersion
from lantoa.plans import figures
from lantoa.reporting.enums import AddsUp, ReportState, Source
from lantoa.reporting.models import Answer, Box, Check, Indicator, Item, UnitReport, Value
from lantoa.reporting.queries import boxes as queries
from lantoa.reporting.queries import seen
from lantoa.reporting.questions import Question, ask

_LOOKED_BACK = 8  # periods


@dataclass
class Row:
    """One line of the page: a box to fill, or a quotient computed from two of them. `typed`: what a person sent and that was refused."""

    item: Item
    box: Box | None = None
    quotient: Decimal | None = None
    questions: list[Question] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.item)

    @property
    def is_part(self) -> bool:
        """ "Trong đó: …": shown under the figure it is part of."""
        return self.name.startswith("Trong đó: ")

    @property
    def short_name(self) -> str:
        name = self.name.removeprefix("Trong đó: ")
        return name[0].upper() + name[1:] if self.is_part else name

    @property
    def stamp(self) -> str:
        return queries.stamp_of(self.box)

    @property
    def opens_records(self) -> bool:
        return self.item.is_figure and self.box is not None and self.box.counted is not None

    @property
    def record_count(self) -> int:
        return len(self.box.record_ids)

    @property
    def is_corrected(self) -> bool:
        return self.box.source == Source.CORRECTED

    @property
    def asks_reason(self) -> bool:
        """A figure of the records that the unit reports otherwise, or was refused for want of a reason."""
        return self.opens_records and (self.is_corrected or bool(self.errors))

    @property
    def asks_nil_reason(self) -> bool:
        return self.item.asks_nil_reason and self.box.value == 0

    @property
    def wants(self) -> str:
        """What holds the report back here, in words; the same that queries.boxes.what_is_missing refuses the handing in for."""
        if self.box.disputed_at:
            return "đang báo sai"
        if self.item.required and not queries.is_filled(self.box):
            return "chưa ghi"
        return "số 0, ghi vì sao" if self.asks_nil_reason and not self.box.nil_reason else ""


@dataclass
class Part:
    title: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class Sheet:
    """The whole page. `questions` are those that stand beside no box."""

    report: UnitReport
    parts: list[Part]
    rows: dict[int, Row]  # by box
    questions: list[Question]

    @property
    def wanting(self) -> list[Row]:
        return [row for row in self.rows.values() if row.wants]

    @property
    def corrected(self) -> list[Row]:
        """Figures the unit reports otherwise than the records."""
        return [row for row in self.rows.values() if row.is_corrected]

    @property
    def unanswered(self) -> list[Question]:
        asked = [*self.questions, *(question for row in self.rows.values() for question in row.questions)]
        return [question for question in asked if not question.answer]

    @property
    def share(self) -> int:
        return round(100 * self.report.filled_count / self.report.box_count) if self.report.box_count else 0

    @property
    def asked(self) -> int:
        return len(self.questions) + sum(len(row.questions) for row in self.rows.values())


def find(user: User, pk: int) -> QuerySet[UnitReport]:
    rows = seen.with_decider(user, seen.named(seen.visible_to(user)).filter(pk=pk))
    return rows.select_related(
        "cycle__form__authority",
        "unit",
        "holder",
        "cluster",
        "handed_by",
        "signed_by",
        "reviewed_by",
        "accepted_by",
        "returned_by",
        "amends",
        "amended_by",
    )


def sheet_of(report: UnitReport, *, writing: bool) -> Sheet:
    """Everything on the page; `writing` adds the sentences offered. Four queries for every report."""
    items = _items_of(report)
    boxes = [item.box for item in items if item.box]
    values = {box.item.indicator.key: box.value for box in boxes if box.item.is_figure}
    parts: list[Part] = []
    rows: dict[int, Row] = {}
    section = None
    for item in items:
        if item.section_id != section:
            section = item.section_id
            parts.append(Part(item.section.title))
        box = item.box
        row = Row(item, box, offered=box.offered if writing and box else [])
        if box is None and item.indicator:
            row.quotient = quotient(item.indicator, values)
        elif box is not None:
            box.report, rows[box.pk] = report, row
        parts[-1].rows.append(row)
    found = _questions(report, boxes)
    for question in found:
        if question.box_id:
            rows[question.box_id].questions.append(question)
    return Sheet(report, parts, rows, [q for q in found if q.box_id is None])


def _items_of(report: UnitReport) -> list[Item]:
    """The items of its form in order, each with `box`, its own; None for a quotient, which nobody fills. One query."""
    rows = Item.objects.filter(form=report.cycle.form_id).annotate(box=FilteredRelation("boxes", condition=Q(boxes__report=report)))
    rows = rows.select_related("section", "indicator__numerator", "indicator__denominator", "box")
    items = list(rows.order_by("section__order", "order", "pk"))
    for item in items:
        item.box = getattr(item, "box", None)  # no attribute where there is no row
        if item.box:
            item.box.item = item
    return items


def quotient(indicator: Indicator, values: dict[str, int | None]) -> Decimal | None:
    """The share or average of two figures; None while one is missing, or the lower one is 0."""
    above, below = values.get(indicator.numerator.key), values.get(indicator.denominator.key)
    if above is None or not below:
        return None
    return (Decimal(above) * (100 if indicator.adds_up == AddsUp.SHARE else 1) / below).quantize(Decimal("0.1"))


def questions_of(report: UnitReport) -> list[Question]:
    return _questions(report, queries.boxes_of(report))


def _questions(report: UnitReport, boxes: Sequence[Box]) -> list[Question]:
    checks = Check.objects.filter(form=report.cycle.form_id).order_by("order", "pk")
    answers = dict(Answer.objects.filter(report=report).order_by("pk").values_list("key", "text"))
    past, peers = _compared(report, boxes)
    return ask(boxes, checks, past=past, peers=peers, answers=answers)


def _compared(report: UnitReport, boxes: Sequence[Box]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """By indicator, what the unit reported in the latest few periods of the same kind, and what its like report now. One query."""
    indicators = [box.item.indicator_id for box in boxes if box.item.is_figure]
    before = Value.objects.filter(
        unit=report.unit_id, indicator__in=indicators, period__lt=report.cycle.period, period__contains=f"-{report.cycle.period[5]}"
    ).values_list("indicator_id", "value", "period")
    like = Box.objects.filter(
        report__cycle=report.cycle_id, report__cluster=report.cluster_id, report__is_current=True, value__isnull=False, item__indicator__in=indicators,
    ).exclude(report=report).values_list("item__indicator_id", "value", Constant("", output_field=CharField()))  # fmt: skip
    past: dict[int, list[int]] = defaultdict(list)
    peers: dict[int, list[int]] = defaultdict(list)
    rows = before.order_by().union(like.order_by(), all=True) if report.cluster_id else before.order_by()
    for indicator_id, value, period in sorted(rows, key=lambda row: row[2], reverse=True):
        if not period:
            peers[indicator_id].append(value)
        elif len(past[indicator_id]) < _LOOKED_BACK:
            past[indicator_id].append(value)
    return past, peers


@dataclass(frozen=True)
class Line:
    """One record behind a figure. `is_gone`: it is no longer counted, though it was when the report was signed."""

    title: str
    url: str
    is_gone: bool = False


@dataclass(frozen=True)
class Division:
    """How the figure divides along one dimension."""

    title: str
    shares: list[tuple[str, int]]


DIMENSIONS = {
    "kind": "Theo loại", "type": "Theo đối tượng", "field": "Theo lĩnh vực", "gender": "Theo giới tính", "door": "Theo nguồn",
    "topic": "Theo nội dung", "channel": "Theo kênh",
}  # fmt: skip


def records_behind(box: Box, ids: Sequence[int], gone: Collection[int] = ()) -> list[Line]:
    """The records of these ids, as titles with links, one line an id so that the list is as long as the figure: one query."""
    if not box.item.indicator.from_records:
        return []
    figure = figures.of(box.item.indicator.figure)
    found = {row.pk: row for row in figures.records(figure, ids)}
    lines = []
    for pk in ids:
        if pk in found:
            lines.append(Line(figure.title(found[pk]), figure.url(found[pk]) if figure.url else "", pk in gone))
        else:
            lines.append(Line("Bản ghi không còn trong hệ thống", "", True))
    return lines


def divisions_of(box: Box) -> list[Division]:
    """The parts of the figure, the largest first, along the dimensions its indicator asks for."""
    indicator = box.item.indicator
    labels = figures.of(indicator.figure).labels if indicator.from_records else {}
    found = []
    for dimension in indicator.breakdowns:
        if parts := box.parts.get(dimension):
            words = labels.get(dimension, {})
            shares = sorted(((words.get(key) or key or "chưa ghi", n) for key, n in parts.items()), key=lambda s: (-s[1], sort_key(s[0])))
            found.append(Division(DIMENSIONS.get(dimension, dimension), shares))
    return found


def name_of(report: UnitReport) -> str:
    """What the unit was called on the last day of the cycle it lived."""
    if name := getattr(report, "unit_name", None):
        return name
    rows = UnitVersion.objects.filter(unit=report.unit_id, valid_from__lte=report.cycle.counts_to).order_by("-valid_from")
    return rows.values_list("name", flat=True).first() or str(report.unit)


_TAGS = {
    ReportState.OPEN: ("none", "Chưa làm"),
    ReportState.IN_WORK: ("doing", "Đang làm"),
    ReportState.WITH_LEADER: ("doing", "Chờ lãnh đạo ký"),
    ReportState.SIGNED: ("doing", "Đã ký"),
    ReportState.SUBMITTED: ("doing", "Đã nộp, chờ soát"),
    ReportState.RETURNED: ("soon", "Trả lại để sửa"),
    ReportState.REVIEWED: ("doing", "Đã soát"),
    ReportState.ACCEPTED: ("done", "Đã chấp nhận"),
    ReportState.LOCKED: ("done", "Đã khóa"),
    ReportState.SUPERSEDED: ("none", "Đã thay bằng bản sửa"),
}


def state_tag(report: UnitReport) -> tuple[str, str]:
    return _TAGS[ReportState(report.state)]
