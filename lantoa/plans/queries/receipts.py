"""Who has acknowledged the plan, and how fast (C-2, N-1 … N-11). Never writes."""

from dataclasses import dataclass
from statistics import median

from django.db.models import F, QuerySet

from lantoa.accounts.models import User
from lantoa.plans.models import Delivery, Plan, Recipient
from lantoa.plans.queries.oversight import RECEIPT_ROLES, sees_all_of, units_overseen


@dataclass(frozen=True)
class Group:
    """One line of "Nơi nhận" as the plan prints it. `sent` 0: nobody in the system, told outside it."""

    line: str
    sent: int
    acknowledged: int

    @property
    def percent(self) -> int | None:
        return self.acknowledged * 100 // self.sent if self.sent else None


@dataclass(frozen=True)
class Receipts:
    sent: int
    acknowledged: int
    median_hours: float | None  # None until somebody has acknowledged
    groups: list[Group]

    @property
    def waiting(self) -> int:
        return self.sent - self.acknowledged


def deliveries_seen(plan: Plan, user: User) -> QuerySet[Delivery]:
    """The deliveries the person may see: those not yet acknowledged first, the longest waiting on top."""
    found = Delivery.objects.filter(plan=plan)
    if not sees_all_of(user, plan, RECEIPT_ROLES):
        found = found.filter(unit__in=units_overseen(user, plan, RECEIPT_ROLES))
    return found.select_related("acknowledged_by").order_by(F("acknowledged_at").desc(nulls_first=True), "sent_at", "pk")


def read_receipts(plan: Plan, seen: QuerySet[Delivery]) -> Receipts:
    """Figures over what is seen: three queries, whatever the number of units."""
    rows = {unit_id: (sent, done) for unit_id, sent, done in seen.order_by().values_list("unit_id", "sent_at", "acknowledged_at")}
    hours = [(done - sent).total_seconds() / 3600 for sent, done in rows.values() if done]
    of_group: dict[int, list[int]] = {}
    links = Recipient.units.through.objects.filter(recipient__plan=plan).order_by("pk").values_list("recipient_id", "unit_id")
    for recipient_id, unit_id in links:
        if unit_id in rows:
            of_group.setdefault(recipient_id, []).append(unit_id)
    groups = [
        Group(line, len(of_group.get(pk, [])), sum(bool(rows[unit_id][1]) for unit_id in of_group.get(pk, [])))
        for pk, line in Recipient.objects.filter(plan=plan).order_by("order", "pk").values_list("pk", "line")
    ]
    return Receipts(len(rows), len(hours), median(hours) if hours else None, groups)
