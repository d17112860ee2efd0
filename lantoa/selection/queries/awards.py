"""Forms of praise and base salaries as they hold on a day, for a unit. Never writes."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.exemplars.enums import SubjectType
from lantoa.exemplars.models import Subject
from lantoa.organisations.enums import TERRITORIES, UnitKind
from lantoa.organisations.models import Unit, UnitAncestry
from lantoa.selection.enums import Decider
from lantoa.selection.models import AwardForm, BaseSalary, Decision, Honour
from lantoa.selection.money import Award, paid, reward

_PROVINCES = {UnitKind.PROVINCE, UnitKind.CENTRAL_CITY, UnitKind.NATION}
LOWER_PAID_NOTE = "Cùng kỳ đã nhận mức cao hơn hoặc bằng (Nghị định 152/2025, Điều 49)"


def form_on(key: str, day: date, unit: Unit | None = None) -> AwardForm | None:
    """The form of that key: of the nearest authority above the unit that has one of its own, else the general one."""
    return _nearest(AwardForm.objects.at(day).filter(key=key), unit, day).get(key)


def salary_on(day: date, unit: Unit | None = None) -> BaseSalary | None:
    return _nearest(BaseSalary.objects.at(day), unit, day).get("")


def forms_on(day: date, unit: Unit) -> list[AwardForm]:
    """Each form the unit's head may confer once, as it holds for the unit, by name. Three queries."""
    version = unit.version_on(day)
    found = _nearest(AwardForm.objects.at(day), unit, day).values()
    return sorted((form for form in found if may_decide(form, version.kind if version else "")), key=lambda form: form.name)


def may_decide(form: AwardForm, kind: str) -> bool:
    """Whether the head of a unit of this kind may confer it (law-and-formats §2.3); a lower one only asks for it."""
    if form.decider == Decider.ANY:
        return True
    if form.decider == Decider.COMMUNE:
        return kind != UnitKind.HAMLET
    return kind == UnitKind.NATION if form.decider == Decider.STATE else kind in _PROVINCES


def is_territory(unit: Unit, day: date) -> bool:
    version = unit.version_on(day)
    return version is not None and version.kind in TERRITORIES


def awards_listed(authority: Unit | None) -> QuerySet[AwardForm]:
    """All rows that can hold for the authority, with those that no longer do: the newest of each form first."""
    return AwardForm.objects.filter(Q(authority__isnull=True) | Q(authority=authority)).order_by("name", "-valid_from", "pk")


def salaries_listed(authority: Unit | None) -> QuerySet[BaseSalary]:
    return BaseSalary.objects.filter(Q(authority__isnull=True) | Q(authority=authority)).order_by("-valid_from", "pk")


def rewards_of(decision: Decision, lines: Sequence[Honour], day: date) -> list[tuple[int, str]]:
    """Đồng of each line if it is signed on `day`, with why where it is not the plain product. The same subject twice: by `money.paid`.

    Lines come with their nomination and subject.
    """
    form, salary = form_on(decision.form, day, decision.unit), salary_on(day, decision.unit)
    awards, of_subject = [], {}
    for place, line in enumerate(lines):
        coefficient = form.coefficient(line.nomination.type) if form else None
        amount = reward(coefficient, salary.dong) if coefficient and salary else 0
        period = decision.round.period if decision.round else str((line.nomination.happened_on or day).year)
        awards.append(Award(form.nature if form else "", period, line.nomination_id, amount))
        of_subject.setdefault(line.subject.merged_into_id or line.subject_id, []).append(place)
    found = [(award.amount, "") for award in awards]
    for places in of_subject.values():
        if len(places) > 1:
            for place, stands in zip(places, paid([awards[place] for place in places]), strict=True):
                if not stands and awards[place].amount:
                    found[place] = (0, LOWER_PAID_NOTE)
    return found


def same_as(subjects: set[int]) -> dict[int, int]:
    """Each subject of these, and each found to be the same as one of them, to the one they are kept under."""
    roots, grown = {}, set(subjects)
    while grown:  # up to the one each is kept under
        rows = dict(Subject.objects.filter(pk__in=grown).values_list("pk", "merged_into"))
        roots |= rows
        grown = {above for above in rows.values() if above} - roots.keys()
    grown = set(roots)
    while grown:  # and down again to all kept under those
        rows = dict(Subject.objects.filter(merged_into__in=grown).exclude(pk__in=roots).values_list("pk", "merged_into"))
        roots |= rows
        grown = set(rows)

    def root(pk: int) -> int:
        while roots.get(pk):
            pk = roots[pk]
        return pk

    return {pk: root(pk) for pk in roots}


def kinds_in_words(form: AwardForm) -> str:
    return ", ".join(label for kind, label in SubjectType.choices if form.is_for(kind))


def _nearest(rows: QuerySet, unit: Unit | None, day: date) -> dict:
    """By key (salaries have none), the row nearest above the unit."""
    depth = {None: 999}  # what came with the system stands farthest
    if unit is not None:
        depth |= dict(UnitAncestry.objects.at(day).filter(descendant=unit).values_list("ancestor", "depth")) | {unit.pk: 0}
    found: dict = {}
    for row in rows.filter(Q(authority__isnull=True) | Q(authority__in=[pk for pk in depth if pk])).order_by("valid_from", "pk"):
        key = getattr(row, "key", "")
        if key not in found or depth[row.authority_id] <= depth[found[key].authority_id]:
            found[key] = row
    return found
