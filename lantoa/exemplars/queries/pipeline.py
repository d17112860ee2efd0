"""Dòng chảy: how many nominations of a period have come how far, where they wait, whom they are about, where there is nothing.

Two grouped counts over one covering index give all of it; each figure leads to the list narrowed to the same rows. Never writes.
"""

import statistics
from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, Count, QuerySet, Value, When
from django.db.models.fields import CharField
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.exemplars.enums import Field, Gender, NominationKind, NominationState, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import lists
from lantoa.exemplars.queries.lists import AGEING, GROUPS, aged
from lantoa.exemplars.queries.seen import own_units, visible_to
from lantoa.organisations.enums import LOCALITIES, TERRITORIES, Role, UnitKind
from lantoa.organisations.queries import units_reached
from lantoa.plans.queries.oversight import names_of
from lantoa.ui.charts.base import Chart
from lantoa.ui.charts.river import Stage, river
from lantoa.ui.words import number

S = NominationState
LATEST = 2000  # so many of the latest are asked how long each step took
MOST_UNITS = 300  # shown by name
# name, state or group of states of the list, the dates between which it is reached
STAGES = [
    ("Phát hiện", "con-lai", None), ("Xác minh", "da-xac-minh", ("received_at", "verified_at")), ("Được chọn", "duoc-chon", ("verified_at", "selected_at")),
    ("Biểu dương", "da-bieu-duong", ("selected_at", "honoured_at")), ("Đăng, phát", "da-dang", ("honoured_at", "published_at")),
    ("Nhân rộng", S.REPLICATING.value, None),
]  # fmt: skip
# Kinds of units plan 449 asks: localities, offices, organisations, schools; not the authorities above them, nor hamlets.
_REPORTING = [kind for kind in UnitKind if kind in LOCALITIES or (kind not in TERRITORIES and kind != UnitKind.HAMLET)]


@dataclass(frozen=True)
class Figure:
    """A number, how it is called, and the list it counts. `share`: of what stands over it, in per cent; None: nothing to divide by."""

    label: str
    count: int
    url: str
    share: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Waiting:
    """A step with what stands in it: in time, slow, too long."""

    label: str
    total: Figure
    slow: Figure
    late: Figure
    limits: str


@dataclass(frozen=True)
class Pipeline:
    period: str
    chart: Chart
    stages: list[Figure]
    waiting: list[Waiting]
    people: list[Figure]
    kinds: list[str]
    grid: list[tuple[str, list[Figure]]]  # a line for each field
    units: list[Figure]  # nil ones included
    silent: int  # units with nothing
    timed: int  # how many the medians rest on


def pipeline(user: User, *, unit: int | None, period: str, day: date | None = None) -> Pipeline:
    """What the person may see, received in the period. Seven queries besides the rights, whatever the number of rows."""
    day = day or clock.today()
    asked = {"ky": period, **({"don_vi": unit} if unit else {})}
    rows = (
        lists.narrowed(visible_to(user, day, ids=lists.Known()), lists.Wanted(unit=unit, period=period)).exclude(state=S.MERGED).order_by()
    )
    cells = list(rows.annotate(age=_age()).values_list("state", "age", "kind", "field").annotate(n=Count("pk")))
    by_state, by_age, by_field = Counter(), Counter(), Counter()
    for state, age, kind, field, n in cells:
        by_state[state] += n
        by_age[state, age] += n
        by_field[field, kind] += n
    medians, timed = _medians(rows)
    stages = _stages(by_state, medians, asked)
    chart = river(
        [Stage(f.label, f.count, f"{f.share}% bước trước" if f.share is not None else "") for f in stages], what="Hồ sơ giới thiệu"
    )
    counted = list(rows.values_list("unit_id", "type", "gender", "is_direct_worker", "is_minority").annotate(n=Count("pk")))
    units = _units(user, counted, unit, asked, day)
    return Pipeline(
        period=_label(period), chart=chart, stages=stages, waiting=_waiting(by_state, by_age, asked), people=_people(counted, asked),
        kinds=[kind.label for kind in NominationKind], grid=_grid(by_field, asked), units=units, silent=sum(f.count == 0 for f in units), timed=timed,
    )  # fmt: skip


def _label(code: str) -> str:
    try:
        return Period.parse(code).label
    except ValueError:
        return ""


def _to(asked: dict, **more: object) -> str:
    return f"{reverse('exemplars:list')}?{urlencode({**asked, **more})}"


def _age() -> Case:
    return Case(
        When(aged(late=True), then=Value("late")), When(aged(late=False), then=Value("soon")), default=Value(""), output_field=CharField()
    )


def _stages(by_state: Counter, medians: dict[str, float], asked: dict) -> list[Figure]:
    found, before = [], 0
    for label, group, _ in STAGES:
        count = sum(by_state[state] for state in GROUPS.get(group, ("", (group,)))[1])
        share = round(100 * count / before) if before else None
        notes = [f"{share}% bước trước"] if share is not None else []
        notes += [f"giữa: {number(medians[label], 1).removesuffix(',0')} ngày"] if label in medians else []
        found.append(Figure(label, count, _to(asked, tinh_trang=group), share, ", ".join(notes)))
        before = count
    return found


def _medians(rows: QuerySet[Nomination]) -> tuple[dict[str, float], int]:
    """Middle number of days from one step to the next, among the latest; and how many were asked."""
    dates = ("received_at", "verified_at", "selected_at", "honoured_at", "published_at")
    latest = list(rows.filter(verified_at__isnull=False).order_by("-received_at", "-pk").values(*dates)[:LATEST])
    found = {}
    for label, _, pair in STAGES:
        if pair:
            days = [(row[pair[1]] - row[pair[0]]).total_seconds() / 86400 for row in latest if row[pair[0]] and row[pair[1]]]
            if days:
                found[label] = round(max(statistics.median(days), 0), 1)
    return found, len(latest)


def _waiting(by_state: Counter, by_age: Counter, asked: dict) -> list[Waiting]:
    found = []
    for state, (soon, late) in AGEING.items():
        found.append(Waiting(
            S(state).label, Figure("tất cả", by_state[state], _to(asked, tinh_trang=state)),
            Figure("chậm", by_age[state, "soon"] + by_age[state, "late"], _to(asked, tinh_trang=state, cho="cham", sap="lau")),
            Figure("quá lâu", by_age[state, "late"], _to(asked, tinh_trang=state, cho="lau", sap="lau")),
            f"chậm từ {soon} ngày, quá lâu từ {late} ngày",
        ))  # fmt: skip
    return found


def _people(counted: list[tuple], asked: dict) -> list[Figure]:
    """Among individuals not put aside: direct workers, women, minorities; and how many have it written down at all.

    No share is told where fewer than half of them have it: three of three is not "100 %" of forty-three.
    """
    total, has, known = 0, Counter(), Counter()
    for _, kind, gender, worker, minority, n in counted:
        if kind != SubjectType.INDIVIDUAL:
            continue
        total += n
        for key, value, yes in (("nu", gender or None, Gender.FEMALE), ("truc-tiep", worker, True), ("thieu-so", minority, True)):
            known[key] += n if value is not None else 0
            has[key] += n if value == yes and value is not None else 0
    names = {"truc-tiep": "trực tiếp lao động, sản xuất, công tác", "nu": "nữ", "thieu-so": "người dân tộc thiểu số"}
    return [
        Figure(
            label, has[key], _to(asked, nguoi=key, doi_tuong="individual", tinh_trang="con-lai"),
            round(100 * has[key] / known[key]) if known[key] and 2 * known[key] >= total else None,
            f"{number(total - known[key])} hồ sơ cá nhân chưa ghi" if known[key] < total else "",
        )
        for key, label in names.items()
    ]  # fmt: skip


def _grid(by_field: Counter, asked: dict) -> list[tuple[str, list[Figure]]]:
    lines = [(field.value, field.label) for field in Field]
    if any(by_field["", kind] for kind in NominationKind):
        lines.append(("", "chưa ghi lĩnh vực"))
    return [
        (label, [
            Figure(kind.label, by_field[value, kind], _to(asked, linh_vuc=value or "-", loai=kind.value, tinh_trang="con-lai")) for kind in NominationKind
        ])
        for value, label in lines
    ]  # fmt: skip


def _units(user: User, counted: list[tuple], unit: int | None, asked: dict, day: date) -> list[Figure]:
    """Each unit the person works for or governs, with how many it has; those without any too, shown as nil, the fewest first."""
    counts: Counter[int] = Counter()
    for pk, *_, n in counted:
        counts[pk] += n
    expected = set(own_units(user, day=day))
    governed = units_reached(user, [Role.STANDING_AGENCY, Role.CITY_LEADER, Role.COUNCIL_MEMBER], day)
    expected |= set(
        governed.filter(versions__kind__in=_REPORTING, versions__valid_from__lte=day, versions__valid_to__gt=day).values_list(
            "pk", flat=True
        )[:1000]
    )
    shown = {unit} if unit else expected | set(counts)
    if len(shown) > MOST_UNITS:
        shown = set(sorted(shown, key=lambda pk: (counts.get(pk, 0), pk))[:MOST_UNITS])
    names = names_of(shown)
    found = [Figure(names.get(pk, ""), counts.get(pk, 0), _to({**asked, "don_vi": pk}, tinh_trang="con-lai")) for pk in shown]
    return sorted(found, key=lambda figure: (figure.count, figure.label))
