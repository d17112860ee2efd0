"""Whom a person may watch over: which plans, which units of a plan, which inspections and letters. Never writes.

Two ways lead to a unit's row. A person whose role reaches the plan's issuer (its standing agency, its leaders, the level
above) sees every unit the plan binds, also those outside the territory's tree, such as the police. Anybody else sees the
units the role reaches: a cluster head the cluster, an officer the own unit. The roles are those of product.md §2.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.organisations.enums import REACH, Reach, Role
from lantoa.organisations.managers import UnitQuerySet
from lantoa.organisations.models import Appointment, ClusterSeat, Unit, UnitVersion
from lantoa.organisations.queries import appointments_of, reaches, units_reached
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Assignment, Delivery, Inspection, Plan, UrgingLetter

WIDE = frozenset(role for role in Role if REACH[role] in (Reach.AUTHORITY, Reach.SUBTREE, Reach.SYSTEM))
_AT_WORK = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER})

# Who may look, by page (product.md §2: "Duty proof", "Acknowledge plan", "Reminder, inspection").
MATRIX_ROLES = _AT_WORK | {
    Role.CLUSTER_HEAD, Role.STANDING_AGENCY, Role.CITY_LEADER, Role.UPPER_VIEWER, Role.ADMINISTRATOR,
    Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.GRASSROOTS,
}  # fmt: skip
RECEIPT_ROLES = _AT_WORK | {
    Role.CLUSTER_HEAD, Role.STANDING_AGENCY, Role.CITY_LEADER, Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.FINANCE,
}  # fmt: skip
REMINDER_ROLES = _AT_WORK | {Role.CLUSTER_HEAD, Role.STANDING_AGENCY, Role.CITY_LEADER}
INSPECTION_ROLES = REMINDER_ROLES
LETTER_ROLES = frozenset({Role.STANDING_AGENCY, Role.CITY_LEADER})

# Plans that have, or had, assignments.
RUN = (PlanState.ACTIVE, PlanState.CLOSED, PlanState.SUPERSEDED)


# --- One plan -----------------------------------------------------------------------------------------------------------


def sees_all_of(user: User, plan: Plan, roles: Collection[Role]) -> bool:
    """Whether one of the roles reaches the plan's issuer, and with it every unit the plan binds."""
    return reaches(user, plan.issuer, set(roles) & WIDE)


def units_overseen(user: User, plan: Plan, roles: Collection[Role]) -> UnitQuerySet:
    """Units whose doings under the plan the person may see; those that have closed since stay for who sees all."""
    return Unit.objects.all() if sees_all_of(user, plan, roles) else units_reached(user, roles)


def runs_plan(user: User, plan: Plan) -> bool:
    """Whether the person works at the standing agency that runs this very plan: the one that urges and inspects."""
    return any(a.role == Role.STANDING_AGENCY and a.unit_id == plan.standing_agency_id for a in appointments_of(user))


def inspects(user: User, inspection: Inspection) -> bool:
    """Whether the person carries out the visit: the plan's standing agency, or the head of the unit's cluster.

    `inspection` may be one not saved yet: it is asked about before a visit is planned, too.
    """
    return runs_plan(user, inspection.plan) or reaches(user, inspection.unit, {Role.CLUSTER_HEAD})


# --- Lists: the same rules as conditions ------------------------------------------------------------------------------------


def plans_watched(user: User, roles: Collection[Role] = MATRIX_ROLES) -> QuerySet[Plan]:
    """Running and finished plans of which the person sees at least one row."""
    rows = Assignment.objects.filter(plan=OuterRef("pk"), unit__in=units_reached(user, roles))
    return Plan.objects.filter(state__in=RUN).filter(Q(issuer__in=units_reached(user, set(roles) & WIDE)) | Exists(rows))


def plans_delivered(user: User) -> QuerySet[Plan]:
    """Plans of whose receipts the person sees at least one."""
    rows = Delivery.objects.filter(plan=OuterRef("pk"), unit__in=units_reached(user, RECEIPT_ROLES))
    return Plan.objects.filter(state__in=RUN).filter(Q(issuer__in=units_reached(user, RECEIPT_ROLES & WIDE)) | Exists(rows))


def plans_run(user: User) -> QuerySet[Plan]:
    """Active plans the person's standing agency runs, the newest first."""
    agencies = [a.unit_id for a in appointments_of(user) if a.role == Role.STANDING_AGENCY]
    return Plan.objects.filter(state=PlanState.ACTIVE, standing_agency__in=agencies)


def letters_visible_to(user: User) -> QuerySet[UrgingLetter]:
    """Letters of the plans whose issuer the person's role reaches. A draft is no business of the unit it is about."""
    return UrgingLetter.objects.filter(plan__issuer__in=units_reached(user, LETTER_ROLES))


def inspections_visible_to(user: User) -> QuerySet[Inspection]:
    return Inspection.objects.filter(
        Q(plan__issuer__in=units_reached(user, INSPECTION_ROLES & WIDE)) | Q(unit__in=units_reached(user, INSPECTION_ROLES))
    )


def units_to_inspect(user: User, plan: Plan) -> UnitQuerySet:
    """Units the plan binds that the person may visit: any for the standing agency, the cluster's for its head."""
    reached = Unit.objects.all() if runs_plan(user, plan) else units_reached(user, {Role.CLUSTER_HEAD})
    return reached.filter(Exists(Assignment.objects.filter(plan=plan, unit=OuterRef("pk"))))


# --- Names and places as at a day ---------------------------------------------------------------------------------------


def names_of(unit_ids: Collection[int], day: date | None = None) -> dict[int, str]:
    """What the units were called on the day; one that was not open then keeps its last name. One query."""
    day = day or clock.today()
    names: dict[int, str] = {}
    fixed: set[int] = set()
    versions = UnitVersion.objects.filter(unit__in=unit_ids).order_by("valid_from")
    for unit_id, name, start, end in versions.values_list("unit_id", "name", "valid_from", "valid_to"):
        if unit_id not in fixed:
            names[unit_id] = name
        if start <= day < end:
            fixed.add(unit_id)
    return names


def seats_of(plan: Plan, day: date) -> dict[int, tuple[int, str, int, int]]:
    """{unit id: (cluster id, cluster's name, cluster's order, place within)} in the clusters and blocks of the plan's issuer."""
    seats = ClusterSeat.objects.at(day).filter(cluster__authority=plan.issuer_id).order_by("cluster__order", "pk")
    rows = seats.values_list("unit_id", "cluster_id", "cluster__name", "cluster__order", "order")
    return {unit_id: (cluster_id, name, order, place) for unit_id, cluster_id, name, order, place in rows}


# --- People to be told ----------------------------------------------------------------------------------------------------


def people_by_unit(unit_ids: Collection[int], roles: Iterable[Role], day: date) -> dict[int, list[User]]:
    """Who holds one of the roles at each of the units: one query for any number of units."""
    held = (
        Appointment.objects.at(day)
        .filter(unit__in=unit_ids, role__in=list(roles), user__is_active=True)
        .select_related("user")
        .order_by("unit", "user__name_key", "pk")
    )
    found: dict[int, list[User]] = defaultdict(list)
    for appointment in held:
        if appointment.user not in found[appointment.unit_id]:
            found[appointment.unit_id].append(appointment.user)
    return found


def heads_by_unit(unit_ids: Collection[int], day: date) -> dict[int, list[User]]:
    """Who heads the clusters and blocks in which each of the units sits: two queries for any number of units."""
    clusters: dict[int, list[int]] = defaultdict(list)
    for cluster_id, unit_id in ClusterSeat.objects.at(day).filter(unit__in=unit_ids).order_by("pk").values_list("cluster_id", "unit_id"):
        clusters[cluster_id].append(unit_id)
    heads = (
        Appointment.objects.at(day)
        .filter(role=Role.CLUSTER_HEAD, cluster__in=list(clusters), user__is_active=True)
        .select_related("user")
        .order_by("cluster", "user__name_key", "pk")
    )
    found: dict[int, list[User]] = defaultdict(list)
    for appointment in heads:
        for unit_id in clusters[appointment.cluster_id]:
            if appointment.user not in found[unit_id]:
                found[unit_id].append(appointment.user)
    return found
