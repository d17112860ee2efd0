"""Who would be told of a plan and who would get what, before it is set going. Never writes."""

from dataclasses import dataclass, field
from datetime import date

from lantoa.core import clock
from lantoa.organisations.models import Unit
from lantoa.plans.enums import DutyState, Frequency
from lantoa.plans.models import Duty, Plan, Recipient
from lantoa.plans.queries.targets import Targets


@dataclass(frozen=True)
class Share:
    """One duty and how many units will get it."""

    duty: Duty
    units: int


@dataclass
class Preview:
    """`holders` owe at least one duty; `told` adds the recipients who only take note."""

    shares: list[Share] = field(default_factory=list)
    holders: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)

    @property
    def reaching_nobody(self) -> list[Duty]:
        return [share.duty for share in self.shares if not share.units]


def preview(plan: Plan, day: date | None = None) -> Preview:
    """As things stand on the day (today): a handful of queries, whatever the number of units."""
    day, found, targets = day or clock.today(), Preview(), Targets(plan)
    duties = plan.duties.filter(state=DutyState.CONFIRMED).prefetch_related("targets__unit", "targets__cluster", "recurrences")
    for duty in duties.order_by("order", "pk"):
        units = targets.of(duty.targets.all(), day)
        found.shares.append(Share(duty, len(units)))
        found.holders |= units
    links = Recipient.units.through.objects.filter(recipient__plan=plan).order_by().values("unit_id")
    recipients = Unit.objects.open_on(day).filter(pk__in=links).order_by().values_list("pk", flat=True)
    found.told = (found.holders | set(recipients)) - {plan.issuer_id}
    return found


def when_words(duty: Duty) -> str:
    """How often and by when, as the page says it: "hằng tháng, hằng quý", "một lần, hạn 11/6/2022"."""
    words = []
    for rule in duty.recurrences.all():
        if rule.due_on:
            limit = f", hạn {rule.due_on.day}/{rule.due_on.month}/{rule.due_on.year}"
        elif rule.frequency == Frequency.ONCE:
            limit = f", {rule.due_days} ngày sau khi ban hành"
        elif rule.due_days < 0:
            limit = f", trước cuối kỳ {-rule.due_days} ngày"
        else:
            limit = f", sau kỳ {rule.due_days} ngày" if rule.due_days else ", cuối kỳ"
        words.append(f"{rule.get_frequency_display()}{limit}")
    return "; ".join(words)


def who_words(duty: Duty, names: dict[int, str]) -> str:
    """Who owes it; `names` of the units its targets name."""
    words = []
    for target in duty.targets.all():
        if target.unit_id:
            words.append(names.get(target.unit_id, str(target.unit)))
        elif target.cluster_id:
            words.append(target.cluster.name)
        elif target.unit_kind:
            words.append(f"mọi {target.get_unit_kind_display()}")
        else:
            words.append(target.get_kind_display())
    return "; ".join(words)
