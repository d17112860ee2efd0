"""What can be found of this room: plans, their clauses word by word, and the duties drawn from them."""

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.plans.enums import DutyState
from lantoa.plans.models import Clause, Duty, Plan
from lantoa.plans.queries.plans import visible_to
from lantoa.search.registry import EntryText, SearchSource

_SHOWN = 160  # characters of a clause in the list of results


def plan_entry(plan: Plan) -> EntryText:
    return EntryText(
        plan.citation, reverse("plans:plan", args=[plan.pk]), plan.title, f"{plan.short_name} {plan.year} {plan.signer_name}",
        day=plan.issued_on, unit=str(plan.issuer),
    )  # fmt: skip


def clause_entry(clause: Clause) -> EntryText:
    return EntryText(
        _cut(clause.text), reverse("plans:plan", args=[clause.plan_id]), f"{clause.label}, {clause.plan.citation}", clause.text,
        day=clause.plan.issued_on, unit=str(clause.plan.issuer),
    )  # fmt: skip


def duty_entry(duty: Duty) -> EntryText | None:
    """Only duties that are given out."""
    if duty.state != DutyState.CONFIRMED:
        return None
    return EntryText(
        duty.title, reverse("plans:plan", args=[duty.plan_id]), f"{duty.code}, {duty.plan.citation}", duty.text,
        day=duty.plan.issued_on, unit=str(duty.plan.issuer),
    )  # fmt: skip


def clauses_seen(user: User) -> QuerySet[Clause]:
    return Clause.objects.filter(plan__in=visible_to(user).order_by().values("pk"))


def duties_seen(user: User) -> QuerySet[Duty]:
    return Duty.objects.filter(plan__in=visible_to(user).order_by().values("pk"))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"


PLANS = SearchSource(
    "plans", "Kế hoạch", Plan, visible_to, plan_entry, fields=frozenset({"number", "title", "issued_on", "signer_name", "issuer"}),
    icon="file", order=30, prepare=lambda rows: rows.select_related("issuer"),
)  # fmt: skip
CLAUSES = SearchSource(
    "clauses", "Điểm của kế hoạch", Clause, clauses_seen, clause_entry, fields=frozenset({"text", "ref"}), icon="book", order=40,
    prepare=lambda rows: rows.select_related("plan__issuer"),
)  # fmt: skip
DUTIES = SearchSource(
    "duties", "Nhiệm vụ", Duty, duties_seen, duty_entry, fields=frozenset({"title", "text", "state", "code"}), icon="briefcase", order=50,
    prepare=lambda rows: rows.select_related("plan__issuer"),
)  # fmt: skip
