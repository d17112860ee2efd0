"""What a leader wants to know in a minute: five sentences by rule, each figure opening its records, four charts. Never writes.

No cause is told, only what is counted; "so với" compares a span with the one of the same length before it. Nine queries besides the
rights and the tasks, whatever the number of units.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q, QuerySet
from django.urls import reverse

from lantoa.core.periods import Period, PeriodKind
from lantoa.organisations.models import ClusterSeat
from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState, PlanState
from lantoa.plans.models import Assignment
from lantoa.plans.queries.matrix import late_on
from lantoa.plans.queries.oversight import names_of
from lantoa.reporting.models import Cycle, UnitReport
from lantoa.reporting.queries import rates
from lantoa.reporting.queries.citywide import Span, count_all, of_city
from lantoa.ui.charts import Bar, Chart, Stage, bars, columns, river
from lantoa.ui.words import day as day_words
from lantoa.ui.words import number

MONTHS = 6
LATE_SHOWN, CLUSTERS_SHOWN = 6, 8
WINDOWS = {"30-ngay": "30 ngày qua", "quy": "Từ đầu quý", "nua-nam": "Từ đầu nửa năm", "nam": "Từ đầu năm"}
_KINDS = {"quy": PeriodKind.QUARTER, "nua-nam": PeriodKind.HALF, "nam": PeriodKind.YEAR}


# --- The span looked at ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Window:
    """`span` and the one of as many days before it that it is compared with; `label` and `before_label` as said in a sentence."""

    key: str
    label: str
    span: Span
    before: Span
    before_label: str


def window_of(key: str, day: date) -> Window:
    """The last thirty days, or a period up to today beside as many first days of the period before it; an unknown key: thirty days."""
    if key not in _KINDS:
        start = day - timedelta(days=29)
        return Window("30-ngay", "30 ngày qua", (start, day), (start - timedelta(days=30), start - timedelta(days=1)), "30 ngày trước đó")
    period = Period.containing(day, _KINDS[key])
    earlier = Period.containing(period.start - timedelta(days=1), period.kind)
    until = min(earlier.end, earlier.start + (day - period.start))
    return Window(
        key,
        f"{period.label}, tính đến ngày {day_words(day)}",
        (period.start, day),
        (earlier.start, until),
        f"cùng số ngày của {earlier.label}",
    )


# --- Sentences ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """Some words of a sentence; with a `url` it is a figure that opens its records."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Said:
    """One sentence. `tone` (done, soon, late, none) is its mark; `about` names it on a slide."""

    about: str
    tone: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def fact(self) -> str:
        """The first figure, for a slide."""
        return next((piece.text for piece in self.pieces if piece.url), "")


@dataclass(frozen=True)
class Trend:
    """One figure beside what it was before."""

    label: str
    value: int
    before: int
    url: str

    @property
    def direction(self) -> str:
        return "up" if self.value > self.before else "down" if self.value < self.before else "same"

    @property
    def words(self) -> str:
        step = self.value - self.before
        return f"tăng {number(step)}" if step > 0 else f"giảm {number(-step)}" if step < 0 else "như trước"


@dataclass(frozen=True)
class Shown:
    title: str
    chart: Chart
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Dashboard:
    window: Window
    said: list[Said]
    trends: list[Trend]
    charts: list[Shown] = field(default_factory=list)


_FIGURES = {
    "due": "plans.duties_due", "on_time": "plans.duties_on_time", "proposed": "exemplars.proposed", "verified": "exemplars.verified",
    "selected": "exemplars.selected", "honoured": "exemplars.honoured", "people": "exemplars.honoured_people", "women": "exemplars.honoured_women",
    "workers": "exemplars.honoured_workers", "told": "exemplars.published", "stories": "newsroom.stories",
    "publications": "newsroom.publications", "on_air": "newsroom.on_air", "lessons": "movements.lessons",
}  # fmt: skip
_TRENDS = [("Gương được giới thiệu", "proposed"), ("Gương được biểu dương", "honoured"), ("Tin, bài đã đăng", "stories"),
           ("Lượt phát trên đài", "on_air"), ("Việc làm đúng hạn", "on_time"), ("Bài học ghi lại", "lessons")]  # fmt: skip


class _Counts:
    """The figures of both spans and of the months, from one query, and the address of each."""

    def __init__(self, authority: int, window: Window, day: date) -> None:
        self.authority, self.window = authority, window
        self.months = _last_months(day)
        asked = {
            (name, which): (key, span)
            for name, key in _FIGURES.items()
            for which, span in (("now", window.span), ("before", window.before))
        }
        asked |= {
            (name, month.code): (_FIGURES[name], (month.start, min(month.end, day)))
            for name in ("stories", "honoured")
            for month in self.months
        }
        self._found = count_all(authority, asked)

    def now(self, name: str) -> int:
        return self._found[name, "now"]

    def before(self, name: str) -> int:
        return self._found[name, "before"]

    def in_month(self, name: str, month: Period) -> int:
        return self._found[name, month.code]

    def url(self, name: str) -> str:
        return figure_url(_FIGURES[name], self.authority, self.window.span)

    def piece(self, name: str, unit: str = "") -> Piece:
        return Piece(f"{number(self.now(name))} {unit}".strip(), self.url(name))


def figure_url(key: str, authority: int, span: Span) -> str:
    """Where the records behind a figure of the whole city are listed."""
    start, end = span
    return f"{reverse('reporting:city_figure', args=[authority, key])}?{urlencode({'tu': start.isoformat(), 'den': end.isoformat()})}"


def _last_months(day: date) -> list[Period]:
    months = [Period.containing(day, PeriodKind.MONTH)]
    while len(months) < MONTHS:
        months.insert(0, Period.containing(months[0].start - timedelta(days=1), PeriodKind.MONTH))
    return months


def dashboard_of(authority: int, window: Window, day: date, *, with_charts: bool = True) -> Dashboard:
    """Everything on the page but the tasks, which are the reader's own."""
    counts = _Counts(authority, window, day)
    overdue = _overdue(authority, day)
    late = list(overdue.values("unit_id").annotate(n=Count("pk"), oldest=Min("due_on")).order_by("oldest", "-n", "unit_id")[:LATE_SHOWN])
    names = names_of([row["unit_id"] for row in late])
    totals = overdue.aggregate(units=Count("unit_id", distinct=True), duties=Count("pk"))
    cycle, rate = _latest_cycle(authority, day)
    said = [
        _say_duties(counts), _say_late(authority, totals, late, names, day), _say_exemplars(counts), _say_stories(counts), _say_reports(cycle, rate),
    ]  # fmt: skip
    trends = [Trend(label, counts.now(name), counts.before(name), counts.url(name)) for label, name in _TRENDS]
    charts = _charts(authority, counts, late, names, day) if with_charts else []
    return Dashboard(window, said, trends, charts)


def _say_duties(counts: _Counts) -> Said:
    due, done = counts.now("due"), counts.now("on_time")
    if not due:
        return Said("Việc của kế hoạch", "none", (Piece(f"Trong {counts.window.label} không có việc nào của kế hoạch đến hạn."),))
    share = round(100 * done / due)
    pieces = [
        Piece(f"Trong {counts.window.label}, "),
        counts.piece("on_time", "việc"),
        Piece(" làm đúng hạn trên "),
        counts.piece("due", "việc đến hạn"),
        Piece(f" ({share}%)"),
    ]
    if counts.before("due"):
        step = share - round(100 * counts.before("on_time") / counts.before("due"))
        word = f"cao hơn {step} điểm phần trăm so với" if step > 0 else f"thấp hơn {-step} điểm phần trăm so với" if step < 0 else "bằng"
        pieces.append(Piece(f", {word} {counts.window.before_label}"))
    return Said("Việc của kế hoạch", "done" if share >= 80 else "soon" if share >= 50 else "late", (*pieces, Piece(".")))


def _overdue(authority: int, day: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(late_on(day), of_city(authority, (day, day)), plan__state=PlanState.ACTIVE).order_by()


def _say_late(authority: int, totals: dict[str, int], late: Sequence[dict], names: dict[int, str], day: date) -> Said:
    if not late:
        return Said("Việc quá hạn", "done", (Piece("Không đơn vị nào còn việc quá hạn."),))
    worst, url = late[0], figure_url("plans.duties_overdue", authority, (day, day))
    units, duties = Piece(f"{number(totals['units'])} đơn vị", url), Piece(f"{number(totals['duties'])} việc", url)
    longest = f" quá hạn chưa nộp; lâu nhất là {names.get(worst['unit_id'], '')}, trễ {(day - worst['oldest']).days} ngày."
    return Said("Đơn vị còn việc quá hạn", "late", (units, Piece(" còn "), duties, Piece(longest)))


def _say_exemplars(counts: _Counts) -> Said:
    proposed, honoured = counts.now("proposed"), counts.now("honoured")
    if not proposed and not honoured:
        return Said(
            "Gương, mô hình", "soon", (Piece(f"Trong {counts.window.label} chưa có gương, mô hình nào được giới thiệu hay biểu dương."),)
        )
    pieces = [counts.piece("honoured", "gương"), Piece(" được biểu dương")]
    if counts.now("people"):
        pieces += [
            Piece(" (cá nhân có "),
            counts.piece("women", "nữ"),
            Piece(" và "),
            counts.piece("workers", "người trực tiếp lao động"),
            Piece(")"),
        ]
    pieces += [
        Piece(", "),
        counts.piece("proposed", "gương, mô hình"),
        Piece(" được giới thiệu"),
        Piece(f"; {counts.window.before_label}: "),
    ]
    pieces.append(Piece(f"biểu dương {number(counts.before('honoured'))}, giới thiệu {number(counts.before('proposed'))}."))
    return Said("Gương được biểu dương", "done" if honoured else "soon", tuple(pieces))


def _say_stories(counts: _Counts) -> Said:
    if not counts.now("stories") and not counts.now("publications"):
        return Said("Tin, bài", "soon", (Piece(f"Trong {counts.window.label} chưa đăng tin, bài nào."),))
    return Said("Tin, bài đã đăng", "done", (
        counts.piece("stories", "tin, bài"), Piece(" được đăng, đưa "), counts.piece("publications", "lượt"), Piece(" lên các kênh, trong đó "),
        counts.piece("on_air", "lượt"), Piece(f" trên đài truyền thanh; {counts.window.before_label}: {number(counts.before('stories'))} tin, bài."),
    ))  # fmt: skip


def _latest_cycle(authority: int, day: date) -> tuple[Cycle | None, rates.Rate]:
    """The cycle whose turn it is: the one due last, or next when none is due yet."""
    rows = Cycle.objects.filter(form__authority=authority).select_related("form")
    cycle = rows.filter(opens_on__lte=day).exclude(form__period_kind=PeriodKind.MONTH).order_by("-opens_on", "-pk").first()
    cycle = cycle or rows.filter(opens_on__lte=day).order_by("-opens_on", "-pk").first()
    if cycle is None:
        return None, rates.Rate()
    return cycle, rates.rate_of(rates.current(UnitReport.objects.filter(cycle=cycle)))


def _say_reports(cycle: Cycle | None, rate: rates.Rate) -> Said:
    if cycle is None:
        return Said("Báo cáo", "none", (Piece("Chưa có kỳ báo cáo nào được mở."),))
    url = reverse("reporting:cycle", args=[cycle.pk])
    pieces = [
        Piece(f"{cycle.form.name} {cycle.period_label}: "),
        Piece(f"{number(rate.received)} trên {number(rate.expected)} đơn vị", url),
        Piece(" đã nộp, "),
    ]
    pieces += [Piece(f"{number(rate.on_time)} đúng hạn", url), Piece("; ")]
    if rate.missing:
        pieces += [Piece(f"{number(rate.missing)} đơn vị", f"{url}?buoc=missing"), Piece(" quá hạn chưa nộp.")]
    elif rate.waiting:
        pieces += [Piece(f"hạn nộp ngày {day_words(cycle.due_on)}.")]
    else:
        pieces += [Piece("không đơn vị nào còn thiếu.")]
    return Said(f"Đơn vị đã nộp báo cáo {cycle.period_label}", "late" if rate.missing else "done", tuple(pieces))


# --- Charts ---------------------------------------------------------------------------------------------------------------


def _charts(authority: int, counts: _Counts, late: Sequence[dict], names: dict[int, str], day: date) -> list[Shown]:
    steps = [
        ("Giới thiệu", "proposed"),
        ("Xác minh", "verified"),
        ("Được chọn", "selected"),
        ("Biểu dương", "honoured"),
        ("Đăng, phát", "told"),
    ]
    labels = [f"T{month.index}" for month in counts.months]
    monthly = [
        ("Tin, bài đã đăng", [counts.in_month("stories", m) for m in counts.months]),
        ("Gương được biểu dương", [counts.in_month("honoured", m) for m in counts.months]),
    ]
    by_cluster = _by_cluster(authority, counts.window.span)
    longest = [Bar(names.get(row["unit_id"], ""), (day - row["oldest"]).days, f"{row['n']} việc") for row in late]
    return [
        Shown(f"Gương đi tới đâu trong {counts.window.label}", river([Stage(name, counts.now(key)) for name, key in steps], what="Gương, mô hình"),
              reverse("exemplars:flow"), "Mở dòng chảy"),
        Shown("Sáu tháng gần đây", columns(labels, monthly, what="Theo tháng")),
        Shown("Tỷ lệ việc đúng hạn, cụm và khối thấp nhất", _told_from_below(bars(by_cluster, what="Việc đúng hạn", unit="%"), by_cluster)),
        Shown("Đơn vị trễ lâu nhất", bars(longest, what="Số ngày trễ", unit="ngày")),
    ]  # fmt: skip


def _told_from_below(chart: Chart, rows: Sequence[Bar]) -> Chart:
    """Its line tells the smallest share, which is what the chart is for."""
    return replace(chart, summary=f"Việc đúng hạn: thấp nhất là {rows[0].name}, {number(rows[0].value)}%.") if rows else chart


def _by_cluster(authority: int, span: Span) -> list[Bar]:
    """The clusters and blocks with the smallest share in time; one query."""
    start, end = span
    seats = ClusterSeat.objects.at(end).filter(cluster__authority=authority)
    here = Q(unit__assignments__due_on__range=(start, end)) & ~Q(unit__assignments__state=AssignmentState.WAIVED)
    handed = Q(unit__assignments__state__in=HANDED_IN_STATES, unit__assignments__submitted_at__date__lte=F("unit__assignments__due_on"))
    rows = (
        seats.order_by().values("cluster__name", "cluster_id")
        .annotate(due=Count("unit__assignments", filter=here), done=Count("unit__assignments", filter=here & handed)).filter(due__gt=0)
    )  # fmt: skip
    found = sorted(rows, key=lambda row: (row["done"] / row["due"], row["cluster_id"]))[:CLUSTERS_SHOWN]
    return [Bar(row["cluster__name"], round(100 * row["done"] / row["due"]), f"{row['done']} trên {row['due']} việc") for row in found]
