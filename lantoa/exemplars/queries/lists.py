"""The list of nominations: what a person sees, narrowed and ordered by what stands in the address. Never writes."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db.models import BooleanField, Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.core.text import fold
from lantoa.exemplars.enums import (
    CLOSED_STATES,
    HONOURED_STATES,
    OPEN_STATES,
    VERIFIED_STATES,
    Gender,
    NominationState,
    SubjectType,
)  # fmt: skip
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.seen import handled_units, own_units
from lantoa.movements.enums import MovementState
from lantoa.movements.queries.seen import visible_to as seen_movements
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.organisations.queries import appointments_of, units_reached
from lantoa.plans.queries.oversight import names_of

S = NominationState
MOST_COUNTED = 10_000
MOST_KNOWN = 2000  # units
MOST_UNITS = 200  # to choose from in one drop-down
# Several states by one word, each with the words of the drop-down.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dang-lam": ("đang xử lý", OPEN_STATES),
    "da-xac-minh": ("đã xác minh trở đi", VERIFIED_STATES),
    "duoc-chon": ("được chọn trở đi", (S.SELECTED, *HONOURED_STATES)),
    "da-bieu-duong": ("đã biểu dương trở đi", HONOURED_STATES),
    "da-dang": ("đã đăng, phát trở đi", (S.PUBLISHED, S.REPLICATING)),
    "da-dung": ("đã dừng", CLOSED_STATES),
    "con-lai": ("tất cả, trừ hồ sơ đã gộp", tuple(state for state in S if state != S.MERGED)),
}
AGEING = {state: (row["soon"], row["late"]) for state, row in tomllib.loads(
    (Path(__file__).parents[1] / "data" / "ageing.toml").read_text(encoding="utf-8"))["days"].items()}  # fmt: skip
AGES = {"cham": "chậm", "lau": "quá lâu"}
PEOPLE = {
    "nu": Q(gender=Gender.FEMALE), "truc-tiep": Q(is_direct_worker=True), "thieu-so": Q(is_minority=True), "ca-nhan": Q(type=SubjectType.INDIVIDUAL),
}  # fmt: skip
ORDERS = {"": ("-received_at", "-pk"), "lau": ("state_since", "pk"), "ten": ("name_key", "pk")}
_SHOWN = ("code", "unit_id", "name", "type", "kind", "field", "state", "state_since", "received_at", "held_since", "title", "deed", "door")
_CODE = re.compile(r"(?:lt[\s-]*)?(\d{1,12})")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; empty means all."""

    words: str = ""
    state: str = ""  # a state, or a key of GROUPS
    kind: str = ""
    type: str = ""
    field: str = ""  # a field, or "-" for none given
    unit: int | None = None
    movement: int | None = None
    period: str = ""  # code of a period, by the day of receipt
    held: bool = False
    people: str = ""
    age: str = ""
    door: str = ""


def narrowed(rows: QuerySet[Nomination], wanted: Wanted) -> QuerySet[Nomination]:
    """The rows that are asked for; nonsense is as if it were not asked."""
    if wanted.words:
        rows = _with_words(rows, wanted.words)
    if wanted.state in GROUPS:
        rows = rows.filter(state__in=GROUPS[wanted.state][1])
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.field:
        rows = rows.filter(field="" if wanted.field == "-" else wanted.field)
    for name in ("kind", "type", "unit", "movement", "door"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if span := span_of(wanted.period):
        rows = rows.filter(received_at__gte=span[0], received_at__lt=span[1])
    if wanted.held:
        rows = rows.filter(held_since__isnull=False)
    if wanted.people in PEOPLE:
        rows = rows.filter(PEOPLE[wanted.people])
    if wanted.age in AGES:
        rows = rows.filter(aged(late=wanted.age == "lau"))
    return rows


class Known:
    """Looks a set of units up once and puts it into the question as numbers: a database that sees the numbers reads the one index that
    answers all; one that sees a question within the question goes unit by unit through the rows. For one page; large sets stay questions.
    """

    def __init__(self):
        self.found: dict[str, list[int]] = {}

    def __call__(self, units: QuerySet[Unit]) -> Collection[int] | QuerySet:
        asked = str(units.values("pk").query)
        if asked not in self.found:
            self.found[asked] = list(units.values_list("pk", flat=True)[: MOST_KNOWN + 1])
        return self.found[asked] if len(self.found[asked]) <= MOST_KNOWN else units.values("pk")


def rows_of(page: QuerySet, order: str, user: User, known: Known) -> list[Nomination]:
    """The nominations whose keys `page` asks for (an index alone finds them), in the order, each with `unit_name` and `is_whole`: whether
    the person sees phone, address and full text.
    One query."""
    whole = Case(When(handled_units(user, ids=known), then=Value(True)), default=Value(False), output_field=BooleanField())
    named = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_from__lte=clock.today()).order_by("-valid_from").values("name")[:1]
    return list(ordered(Nomination.objects.filter(pk__in=page).only(*_SHOWN), order).annotate(is_whole=whole, unit_name=Subquery(named)))


def ordered(rows: QuerySet[Nomination], order: str) -> QuerySet[Nomination]:
    return rows.order_by(*ORDERS.get(order, ORDERS[""]))


def aged(*, late: bool, now: datetime | None = None) -> Q:
    """Condition: in its step for longer than the proposal says; `late`: much longer."""
    now = now or clock.now()
    found = Q(pk__in=[])
    for state, days in AGEING.items():
        found |= Q(state=state, state_since__lt=now - timedelta(days=days[late]))
    return found


def age_kind(nomination: Nomination, now: datetime) -> str:
    """late, soon, or nothing when it is in time or in a step without a measure."""
    days = (now - nomination.state_since).days
    soon, late = AGEING.get(nomination.state, (None, None))
    return "" if soon is None or days < soon else "late" if days >= late else "soon"


def span_of(code: str) -> tuple[datetime, datetime] | None:
    """First moment of the period and first moment after it; None for what is no period."""
    try:
        period = Period.parse(code)
    except ValueError:
        return None
    return _moment(period.start), _moment(period.end + timedelta(days=1))


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _with_words(rows: QuerySet[Nomination], words: str) -> QuerySet[Nomination]:
    """By code, or by words of the name, marks and case aside."""
    if found := _CODE.fullmatch(words.strip().lower()):
        return rows.filter(code=f"LT-{int(found[1]):04}")
    for word in fold(words).split()[:8]:
        rows = rows.filter(folded__contains=word)
    return rows


# --- What a drop-down offers ---------------------------------------------------------------------------------------------------


def offered_units(user: User, day: date | None = None) -> list[tuple[int, str]]:
    """Units whose nominations the person may meet, by name; none when there are too many for a drop-down. One query besides the rights."""
    day = day or clock.today()
    wanted = Q(unit__in=own_units(user, day=day))
    if appointments_of(user, day):
        wanted |= Q(unit__in=units_reached(user, day=day).values("pk"))
    rows = UnitVersion.objects.at(day).filter(wanted).order_by("name_key", "pk").values_list("unit", "name")[: MOST_UNITS + 1]
    found = list(rows)
    return found if len(found) <= MOST_UNITS else []


def offered_movements(user: User, *, running: bool = False, limit: int = 60) -> list[tuple[int, str]]:
    """Movements the person may see that were launched (`running`: and not closed), by name."""
    states = [MovementState.LAUNCHED] if running else [MovementState.LAUNCHED, MovementState.CLOSED]
    rows = seen_movements(user).filter(state__in=states).order_by("folded", "pk")
    return [(row.pk, row.title) for row in rows[:limit]]


def whole_units(user: User) -> set[int]:
    """Ids of the units whose nominations the person sees whole, among those that have some. One query besides the rights."""
    return set(Nomination.objects.filter(handled_units(user)).order_by().values_list("unit_id", flat=True).distinct())


def name_of(unit: int) -> str:
    """What the unit is called today; of a closed one, what it was called last."""
    return names_of([unit]).get(unit, "")
