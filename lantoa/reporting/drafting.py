"""Words a report begins with, put together from figures and records, and three sentences offered beside each text part.

Nothing is invented: each sentence is a figure, or what somebody of the unit wrote in a lesson card, a review or a file.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from lantoa.core.periods import Period
from lantoa.exemplars.enums import HONOURED_STATES
from lantoa.exemplars.models import Nomination
from lantoa.movements.enums import ReviewState
from lantoa.movements.models import Lesson, Review
from lantoa.organisations.models import Unit
from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState
from lantoa.plans.figures import within
from lantoa.plans.models import Assignment
from lantoa.reporting.models import Cycle, Item
from lantoa.ui.words import number

Values = Mapping[str, int | None]
OFFERED = 3
_LONGEST = 300
# (indicator, words before the number, words after it), in the order a report tells them
_TOLD = (
    ("stories", "đăng", "tin, bài"), ("publications", "đưa", "lượt lên các kênh"), ("on_air", "phát", "lượt trên đài truyền thanh"),
    ("proposed", "giới thiệu", "gương, mô hình"), ("verified", "xác minh", "hồ sơ"), ("selected", "bình chọn", "gương"),
    ("honoured", "biểu dương", "gương"), ("reviews", "tổ chức", "cuộc sơ kết, tổng kết phong trào"),
    ("exchanges", "tổ chức", "cuộc tọa đàm, giao lưu"),
)  # fmt: skip


def draft_all(cycle: Cycle, units: Mapping[int, Unit], values: Mapping[int, Values], items: Iterable[Item]) -> dict[int, dict[int, str]]:
    """Per item and unit, the text its part begins with; one query for each kind of draft."""
    made = {"results": _results, "lessons": _lessons, "difficulties": _difficulties}
    return {item.pk: made[item.draft](cycle, units, values) if item.draft in made else {} for item in items}


def _results(cycle: Cycle, units: Mapping[int, Unit], values: Mapping[int, Values]) -> dict[int, str]:
    return {pk: results_in_words(cycle.span, str(units[pk]), values[pk]) for pk in units}


def results_in_words(period: Period, name: str, values: Values) -> str:
    """ "Trong quý I/2022, Phường Bảo Vinh đăng 5 tin, bài; biểu dương 2 gương." """
    told = [f"{verb} {number(values[key])} {what}" for key, verb, what in _TOLD if values.get(key)]
    if not told:
        return f"Trong {period.label}, {name} chưa có tin, bài, gương hay mô hình nào được ghi nhận trên hệ thống."
    sentence = f"Trong {period.label}, {name} đã {'; '.join(told)}."
    if values.get("honoured_women") and values.get("honoured_people"):
        sentence += f" Trong {number(values['honoured_people'])} cá nhân được biểu dương có {number(values['honoured_women'])} nữ."
    if values.get("duties_due"):
        sentence += f" Đơn vị làm đúng hạn {number(values.get('duties_on_time') or 0)}/{number(values['duties_due'])} việc của kế hoạch."
    return sentence


def _lessons(cycle: Cycle, units: Mapping[int, Unit], values: Mapping[int, Values]) -> dict[int, str]:
    rows = Lesson.objects.filter(within("created_at", cycle.counts_from, cycle.counts_to), unit__in=units, withdrawn_at__isnull=True)
    told: dict[int, list[str]] = defaultdict(list)
    for lesson in rows.order_by("-reuse_count", "pk"):
        if len(told[lesson.unit_id]) < OFFERED:
            told[lesson.unit_id].append(_sentence(f"{lesson.title}: {lesson.advice}"))
    nothing = "Trong kỳ đơn vị chưa ghi bài học kinh nghiệm nào trên hệ thống."
    return {pk: " ".join(told[pk]) or nothing for pk in units}


def _difficulties(cycle: Cycle, units: Mapping[int, Unit], values: Mapping[int, Values]) -> dict[int, str]:
    rows = Assignment.objects.filter(unit__in=units, due_on__range=(cycle.counts_from, cycle.counts_to), went_late_on__isnull=False)
    rows = rows.exclude(state__in=[*HANDED_IN_STATES, AssignmentState.WAIVED]).order_by("due_on", "duty__order", "pk")
    late: dict[int, list[str]] = defaultdict(list)
    for unit_id, title in rows.values_list("unit_id", "duty__title"):
        if title not in late[unit_id]:
            late[unit_id].append(title)
    return {pk: _late_in_words(late[pk]) for pk in units}


def _late_in_words(titles: list[str]) -> str:
    if not titles:
        return "Trong kỳ không còn việc nào của kế hoạch quá hạn mà chưa nộp."
    shown = ", ".join(f"“{title}”" for title in titles[:4])
    more = f" và {len(titles) - 4} việc khác" if len(titles) > 4 else ""
    return f"Còn {len(titles)} việc của kế hoạch đến hạn trong kỳ mà chưa nộp: {shown}{more}."


def offer_all(cycle: Cycle, units: Iterable[int], items: Iterable[Item]) -> dict[int, dict[int, list[str]]]:
    """By item and unit, up to three sentences the unit itself wrote elsewhere, ready to be put into that part. Three queries at most."""
    wanted = {item.pk: item.draft for item in items if item.draft}
    if not wanted:
        return {}
    units = list(units)
    year = date(cycle.counts_to.year, 1, 1)
    reviews = Review.objects.filter(
        unit__in=units, state=ReviewState.FINISHED, held_on__range=(year.replace(year=year.year - 1), cycle.counts_to)
    )
    cards = Lesson.objects.filter(within("created_at", year, cycle.counts_to), unit__in=units, withdrawn_at__isnull=True)
    deeds = Nomination.objects.filter(
        within("honoured_at", cycle.counts_from, cycle.counts_to), unit__in=units, state__in=HONOURED_STATES, held_since__isnull=True
    )
    reviews = _latest(reviews.order_by("-held_on", "-pk"))
    cards, deeds = _latest(cards.order_by("-created_at", "-pk")), _latest(deeds.order_by("-honoured_at", "-pk"))
    offered: dict[int, dict[int, list[str]]] = {pk: {} for pk in wanted}
    for unit in units:
        said = {
            "results": [f"Gương tiêu biểu: {n.name}: {n.title or n.deed}" for n in deeds[unit]]
            + [review.results for review in reviews[unit]],
            "lessons": [f"{card.title}: {card.advice}" for card in cards[unit]] + [review.effects for review in reviews[unit]],
            "difficulties": [review.limits for review in reviews[unit]] + [card.failed for card in cards[unit]],
            "proposals": [review.next_steps for review in reviews[unit]] + [card.advice for card in cards[unit]],
        }
        for pk, word in wanted.items():
            offered[pk][unit] = list(dict.fromkeys(filter(None, map(_sentence, said.get(word, ())))))[:OFFERED]
    return offered


def _latest(rows) -> dict[int, list]:
    """The first few of these ordered records of each unit."""
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        if len(found[row.unit_id]) < OFFERED:
            found[row.unit_id].append(row)
    return found


def _sentence(text: str) -> str:
    """The text as one line that ends like a sentence, cut at a word."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return line if not line or line[-1] in ".!?…" else f"{line}."
