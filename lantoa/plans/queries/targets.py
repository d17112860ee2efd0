"""Whom the targets of a plan's duties name on a day. Never writes."""

from collections.abc import Iterable
from datetime import date

from lantoa.organisations import queries as organisations
from lantoa.organisations.models import Unit
from lantoa.plans.enums import TargetKind
from lantoa.plans.models import DutyTarget, Plan


class Targets:
    """Each distinct set is asked for once, however many duties name it."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self._known: dict[tuple, frozenset[int]] = {}
        self._authorities: dict[date, Unit] = {}

    def of(self, targets: Iterable[DutyTarget], day: date) -> set[int]:
        """Ids of the units; a unit closed since gives its heir."""
        return {unit_id for target in targets for unit_id in self._one(target, day)}

    def _one(self, target: DutyTarget, day: date) -> frozenset[int]:
        key = (target.kind, target.unit_id, target.cluster_id, target.unit_kind, day)
        if key not in self._known:
            self._known[key] = frozenset(self._ask(target, day))
        return self._known[key]

    def _ask(self, target: DutyTarget, day: date) -> Iterable[int]:
        match target.kind:
            case TargetKind.UNIT:
                return _present(target.unit, day)
            case TargetKind.STANDING_AGENCY:
                return _present(self.plan.standing_agency, day)
            case TargetKind.CLUSTER:
                found = organisations.units_of_cluster(target.cluster, day)
            case TargetKind.KIND:
                found = organisations.units_of_kind(self._authority(day), target.unit_kind, day=day)
            case TargetKind.LOCALITIES:
                found = organisations.localities_of(self._authority(day), day)
            case _:
                found = organisations.members_of(self._authority(day), day)
        return found.order_by().values_list("pk", flat=True)

    def _authority(self, day: date) -> Unit:
        """The issuer, or whoever took over from it."""
        if day not in self._authorities:
            self._authorities[day] = organisations.heir_of(self.plan.issuer, day) or self.plan.issuer
        return self._authorities[day]


def _present(unit: Unit, day: date) -> list[int]:
    heir = organisations.heir_of(unit, day)
    return [heir.pk] if heir else []
