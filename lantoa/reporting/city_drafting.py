"""The words a city's report begins with: each section from figures of the snapshot, the records, lesson cards and what units wrote.

Nothing is invented: a sentence is a figure, a title of the plan, a name with its days, or what a unit wrote, with the unit named.
A line is a paragraph; a line that begins with "- " is an item behind a dash.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from lantoa.exemplars.enums import HONOURED_STATES
from lantoa.exemplars.models import Nomination
from lantoa.movements.models import Lesson
from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState
from lantoa.plans.figures import within
from lantoa.plans.models import Assignment, Plan
from lantoa.plans.queries.matrix import late_on
from lantoa.plans.queries.oversight import RUN, names_of
from lantoa.reporting.city_enums import Part
from lantoa.reporting.enums import Source
from lantoa.reporting.models import Box, CityReport
from lantoa.reporting.queries.citywide import of_city
from lantoa.ui.words import day, number

DUTIES, NAMES, LESSONS, EXCERPTS, NEXT = 15, 6, 5, 4, 10
_LONGEST = 260


@dataclass(frozen=True)
class Ground:
    """What all sections draw on."""

    report: CityReport
    name: str
    values: Mapping[str, int]
    plan: Plan | None
    sources: Sequence[int]  # unit reports

    @property
    def span(self) -> tuple:
        return self.report.counts_from, self.report.counts_to

    def n(self, key: str) -> int:
        return self.values.get(key) or 0

    def here(self, unit: str = "unit_id") -> Q:
        return of_city(self.report.authority_id, self.span, unit)


def ground_of(report: CityReport, sources: Sequence[int]) -> Ground:
    values = {key: entry["value"] for key, entry in report.snapshot["figures"].items()}
    plan = Plan.objects.filter(issuer=report.authority_id, state__in=RUN, issued_on__lte=report.counts_to).defer("document", "text")
    return Ground(report, names_of([report.authority_id])[report.authority_id], values, plan.order_by("-issued_on", "-pk").first(), sources)


def draft(part: Part, ground: Ground) -> str:
    """The text of one section; at most three queries."""
    return "\n".join(filter(None, _DRAFTS[part](ground)))


def _general(g: Ground) -> list[str]:
    rate, period = g.report.snapshot["rate"], g.report.period_label
    under = f"Thực hiện {g.plan.citation} của {g.name}" if g.plan else "Thực hiện công tác thi đua, khen thưởng"
    if rate is None:
        return [
            f"{under}, Cơ quan Thường trực tổng hợp kết quả {period} từ bản ghi trên hệ thống, tính đến ngày {day(g.report.counts_to)}."
        ]
    return [
        f"{under}, đến nay có {number(rate['received'])}/{number(rate['expected'])} cơ quan, đơn vị, địa phương gửi báo cáo {period}, "
        f"trong đó {number(rate['on_time'])} đơn vị gửi đúng hạn; {number(g.report.snapshot['counted'])} báo cáo đã được soát, chấp nhận "
        f"và đưa vào số liệu dưới đây.",
        f"Số liệu tính từ ngày {day(g.report.counts_from)} đến ngày {day(g.report.counts_to)}.",
    ]  # fmt: skip


def _results(g: Ground) -> list[str]:
    due = Assignment.objects.filter(g.here(), due_on__range=g.span).exclude(state=AssignmentState.WAIVED).order_by("duty__order", "duty_id")
    in_time = Q(state__in=HANDED_IN_STATES, submitted_at__date__lte=F("due_on"))
    rows = list(due.values_list("duty__title").annotate(due=Count("pk"), done=Count("pk", filter=in_time))[:DUTIES])
    said = []
    if g.n("duties_due"):
        share = round(100 * g.n("duties_on_time") / g.n("duties_due"))
        said.append(
            f"Trong kỳ có {number(g.n('duties_due'))} lượt việc đến hạn, {number(g.n('duties_on_time'))} lượt làm đúng hạn ({share}%)."
        )
    if rows:
        said.append("Kết quả theo từng nhiệm vụ (số lượt làm đúng hạn trên số lượt đến hạn):")
    said += [f"- {title.rstrip('.')}: {number(done)}/{number(count)}." for title, count, done in rows]
    if g.n("registrations") or g.n("reviews"):
        said.append(
            f"Các đơn vị đăng ký {number(g.n('registrations'))} lượt tham gia phong trào, cuộc vận động; tổ chức "
            f"{number(g.n('reviews'))} cuộc sơ kết, tổng kết."
        )
    return said or ["Trong kỳ không có việc nào của kế hoạch đến hạn."]


def honoured_in(report: CityReport):
    """The exemplars honoured in the period, not held back, in order of their day."""
    rows = Nomination.objects.filter(
        within("honoured_at", report.counts_from, report.counts_to), of_city(report.authority_id, (report.counts_from, report.counts_to)),
        state__in=HONOURED_STATES, held_since__isnull=True,
    )  # fmt: skip
    return rows.order_by("honoured_at", "pk")


def _exemplars(g: Ground) -> list[str]:
    said = [
        f"Phát hiện: giới thiệu {number(g.n('proposed'))} gương, mô hình, trong đó {number(g.n('models'))} mô hình, nhân tố mới; "
        f"xác minh {number(g.n('verified'))} hồ sơ.",
        f"Bình chọn, biểu dương: {number(g.n('rounds'))} đợt bình chọn đã công bố, chọn {number(g.n('selected'))} gương; biểu dương "
        f"{number(g.n('honoured'))} gương, trong đó {number(g.n('honoured_people'))} cá nhân ({number(g.n('honoured_women'))} nữ, "
        f"{number(g.n('honoured_workers'))} người trực tiếp lao động).",
    ]  # fmt: skip
    if g.n("money"):
        said.append(f"Tiền thưởng theo quyết định: {number(g.n('money'))} đồng.")
    spread = [(g.n("exchanges"), "cuộc tọa đàm, giao lưu"), (g.n("adoptions"), "nơi học và làm theo mô hình của nơi khác"),
              (g.n("reuses"), "lượt bài học được nơi khác làm theo")]  # fmt: skip
    told = [f"{number(count)} {what}" for count, what in spread if count]
    said.append(f"Nhân rộng: {', '.join(told)}." if told else "Nhân rộng: trong kỳ chưa ghi nhận nơi nào học và làm theo.")
    rows = list(honoured_in(g.report)[:NAMES])
    names = names_of({row.unit_id for row in rows})
    if rows:
        said.append("Một số gương tiêu biểu (danh sách đầy đủ kèm theo):")
    return said + [f"- {row.name} ({names.get(row.unit_id, '')}): {_short(row.title or row.deed)}" for row in rows]


def _press(g: Ground) -> list[str]:
    if not g.n("stories") and not g.n("publications"):
        return ["Trong kỳ chưa ghi nhận tin, bài nào."]
    return [
        f"Các đơn vị đăng {number(g.n('stories'))} tin, bài, trong đó {number(g.n('guides'))} tin, bài về tư tưởng thi đua, chính sách, pháp luật "
        f"và {number(g.n('movement_stories'))} tin, bài gắn với phong trào, cuộc vận động.",
        f"Tổng lượt đăng, phát trên mọi kênh: {number(g.n('publications'))}, trong đó đài truyền thanh {number(g.n('on_air'))} lượt, "
        f"mạng xã hội {number(g.n('social'))} lượt. Số chuyên trang, chuyên mục đang mở: {number(g.n('columns'))}.",
    ]  # fmt: skip


def _difficulties(g: Ground) -> list[str]:
    late = Assignment.objects.filter(late_on(g.report.counts_to), g.here(), due_on__gte=g.report.counts_from).order_by()
    rows = list(late.values_list("duty__title").annotate(n=Count("unit_id", distinct=True)).order_by("-n", "duty__title")[:LESSONS])
    said = ["Khó khăn, hạn chế:"]
    said += [f"- {title.rstrip('.')}: còn {number(count)} đơn vị chưa nộp khi đã quá hạn." for title, count in rows]
    said += [f"- {text} ({unit})" for unit, text in _written(g, "difficulties")]
    if len(said) == 1:
        said = ["Khó khăn, hạn chế: trong kỳ không còn việc quá hạn chưa nộp và không đơn vị nào nêu khó khăn."]
    cards = Lesson.objects.filter(within("created_at", *g.span), g.here(), withdrawn_at__isnull=True).order_by("-reuse_count", "pk")[
        :LESSONS
    ]
    names = names_of({card.unit_id for card in cards})
    lessons = [f"- {_short(f'{card.title}: {card.advice}')} ({names.get(card.unit_id, '')})" for card in cards]
    lessons = lessons or [f"- {text} ({unit})" for unit, text in _written(g, "lessons")]
    return said + (["Bài học kinh nghiệm:", *lessons] if lessons else ["Bài học kinh nghiệm: trong kỳ chưa ghi bài học nào."])


def _written(g: Ground, kind: str) -> list[tuple[str, str]]:
    """What units themselves wrote into that part of their reports: not what the machine drafted for them."""
    rows = Box.objects.filter(report__in=g.sources, item__draft=kind).exclude(text="").exclude(source=Source.DRAFTED)
    rows = list(rows.select_related("report").order_by("report__unit__pk")[:EXCERPTS])
    names = names_of({row.report.unit_id for row in rows})
    return [(names.get(row.report.unit_id, ""), _short(row.text)) for row in rows]


def _tasks(g: Ground) -> list[str]:
    later = g.report.span.next
    due = Assignment.objects.filter(g.here(), due_on__range=(later.start, later.end)).exclude(state=AssignmentState.WAIVED).order_by()
    rows = due.values_list("duty__order", "duty__title").annotate(n=Count("unit_id", distinct=True)).order_by("duty__order", "duty__title")
    said = [f"- {title.rstrip('.')} ({number(count)} đơn vị)." for _, title, count in rows[:NEXT]]
    if not said and g.plan:
        said = [f"- {title.rstrip('.')}." for title in g.plan.duties.order_by("order", "pk").values_list("title", flat=True)[:NEXT]]
    return [f"Trong {later.label}, các đơn vị tiếp tục thực hiện các nhiệm vụ của kế hoạch:", *said] if said else [
        f"Chưa có nhiệm vụ nào của kế hoạch đến hạn trong {later.label}."
    ]  # fmt: skip


def _timeliness(g: Ground) -> list[str]:
    shot = g.report.snapshot
    if shot["rate"] is None:
        return ["Kỳ này không mở báo cáo riêng của đơn vị; số liệu lấy từ bản ghi trên hệ thống."]
    rate = shot["rate"]
    share = round(100 * rate["on_time"] / rate["expected"]) if rate["expected"] else 0
    said = [
        f"{number(rate['expected'])} đơn vị phải báo cáo; {number(rate['received'])} đơn vị đã gửi, {number(rate['on_time'])} đơn vị gửi đúng hạn ({share}%)."
    ]
    if shot["late"]:
        said.append(f"Gửi muộn: {', '.join(f'{name} ({days} ngày)' for name, days in shot['late'])}.")
    missing = [name for name, days in shot["missing"] if days]
    if missing:
        said.append(f"Quá hạn chưa gửi: {', '.join(missing)}.")
    waiting = [name for name, days in shot["missing"] if not days]
    if waiting:
        said.append(f"Chưa gửi, còn trong hạn: {number(len(waiting))} đơn vị.")
    return said


def _short(text: str) -> str:
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return line if line and line[-1] in ".!?…" else f"{line}."


_DRAFTS: dict[Part, Callable[[Ground], list[str]]] = {
    Part.GENERAL: _general, Part.RESULTS: _results, Part.EXEMPLARS: _exemplars, Part.PRESS: _press, Part.DIFFICULTIES: _difficulties,
    Part.TASKS: _tasks, Part.TIMELINESS: _timeliness,
}  # fmt: skip
