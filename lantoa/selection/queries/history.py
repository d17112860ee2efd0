"""The whole history of a unit: what it and all it grew out of proposed, chose and honoured, year by year. Never writes."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from lantoa.accounts.models import User
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.seen import visible_to as visible_nominations
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.organisations.queries import lineage_of
from lantoa.selection.enums import ISSUED_STATES, RoundState
from lantoa.selection.models import Honour, Round


@dataclass(frozen=True)
class Year:
    """One year of one unit of the lineage, under its name of that year."""

    year: int
    unit_id: int
    name: str
    rounds: int
    nil: int
    chosen: int
    honoured: int
    revoked: int


def years_of(unit: Unit) -> list[Year]:
    """Each year and unit with anything in it, the newest first. Four queries however long the history."""
    units = lineage_of(unit)
    cells: dict[tuple[int, int], dict[str, int]] = {}
    rounds = Round.objects.filter(unit__in=units, state__in=[RoundState.ANNOUNCED, RoundState.NIL]).order_by()
    counted = rounds.values("unit_id", year=ExtractYear("list_closes_on")).annotate(
        rounds=Count("pk"), nil=Count("pk", filter=Q(state=RoundState.NIL)), chosen=Sum("chosen_count"),
    )  # fmt: skip
    for row in counted:
        cell = cells.setdefault((row["year"], row["unit_id"]), {})
        cell |= {"rounds": row["rounds"], "nil": row["nil"], "chosen": row["chosen"] or 0}
    conferred = Honour.objects.filter(nomination__unit__in=units, decision__state__in=ISSUED_STATES).order_by()
    honoured = conferred.values("nomination__unit_id", "decision__issued_year").annotate(
        all=Count("pk"), revoked=Count("pk", filter=Q(revoked_at__isnull=False))
    )
    for row in honoured:
        cell = cells.setdefault((row["decision__issued_year"], row["nomination__unit_id"]), {})
        cell |= {"honoured": row["all"] - row["revoked"], "revoked": row["revoked"]}
    names = list(UnitVersion.objects.filter(unit__in=units).order_by("valid_from").values_list("unit_id", "valid_from", "valid_to", "name"))

    def name_in(unit_id: int, year: int) -> str:
        held = [name for pk, since, until, name in names if pk == unit_id and since.year <= year and until.year >= year]
        return (held or [name for pk, _, _, name in names if pk == unit_id])[-1]

    return [
        Year(year, pk, name_in(pk, year), *(cell.get(part, 0) for part in ("rounds", "nil", "chosen", "honoured", "revoked")))
        for (year, pk), cell in sorted(cells.items(), key=lambda item: (-item[0][0], item[0][1]))
    ]


def honours_in_lineage(unit: Unit) -> QuerySet[Honour]:
    """Every honour of people of the lineage, revoked ones too, the newest first."""
    rows = Honour.objects.filter(nomination__unit__in=lineage_of(unit), decision__state__in=ISSUED_STATES)
    return rows.select_related("decision__unit", "nomination").order_by("-decision__issued_on", "-pk")


def nominations_of_subjects(user: User, subjects: set[int]) -> QuerySet[Nomination]:
    """Those of them the person may see, the newest first."""
    return visible_nominations(user).filter(subject__in=subjects).order_by("-received_at", "-pk")
