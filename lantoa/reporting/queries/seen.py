"""Who may see, write, sign and decide on which reports (product.md §2, rows "Unit report", "City report"). Never writes.

    UO GR ME FP   write the own unit's             UL   signs the own unit's
    SA            all under its authority: reviews, accepts, returns, keys in; writes its own office's
    CL            sees all under its authority     CH   sees the cluster or block
    UP            sees totals of what is below, not the single report

A unit also sees what the units it grew out of reported. What stood under an authority in the period stays visible to it, wherever
the unit went later.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value

from lantoa.accounts.models import User
from lantoa.organisations.enums import REACH, Reach, Role
from lantoa.organisations.models import Cluster, ClusterSeat, Unit, UnitAncestry, UnitVersion
from lantoa.organisations.queries import appointments_of
from lantoa.plans.queries.assigned import DOING, units_led, units_worked_for
from lantoa.reporting.models import Cycle, Form, UnitReport

DECIDING = frozenset({Role.STANDING_AGENCY})
SEEING_ALL = frozenset({Role.STANDING_AGENCY, Role.CITY_LEADER})
SEEING_TOTALS = SEEING_ALL | {Role.UPPER_VIEWER}
CONCERNED = DOING | SEEING_TOTALS | {Role.UNIT_LEADER, Role.CLUSTER_HEAD}


def tops_of(user: User, roles: frozenset[Role]) -> set[int]:
    """Ids of the authorities, or heads of subtrees, below which appointments of these roles reach everything."""
    tops = set()
    for held in appointments_of(user):
        if held.role in roles and held.unit_id:
            match REACH[Role(held.role)]:
                case Reach.AUTHORITY:
                    tops.add(held.authority_id or held.unit_id)
                case Reach.SUBTREE:
                    tops.add(held.unit_id)
    return tops


def follows_others(user: User) -> bool:
    """Whether the person looks over units besides their own: rates of a cycle say something only then."""
    return bool(tops_of(user, SEEING_TOTALS)) or any(a.role == Role.CLUSTER_HEAD for a in appointments_of(user))


def own_units(user: User) -> set[int]:
    return units_worked_for(user) | units_led(user)


def stood_under(tops: set[int]) -> Exists:
    """Condition on a report: its unit stood under one of the units in some part of the period."""
    links = UnitAncestry.objects.filter(
        ancestor__in=tops, descendant=OuterRef("unit"), valid_from__lte=OuterRef("cycle__counts_to"), valid_to__gt=OuterRef("cycle__counts_from")
    )  # fmt: skip
    return Exists(links)


def visible_to(user: User) -> QuerySet[UnitReport]:
    """Reports the person may see, all editions; no query besides `appointments_of`."""
    held = appointments_of(user)
    found = Q()
    if own := own_units(user):
        found |= Q(unit__in=own) | Q(holder__in=own) | Q(unit__in=Unit.objects.filter(successions__successor__in=own).values("pk"))
    if clusters := {a.cluster_id for a in held if a.role == Role.CLUSTER_HEAD}:
        found |= Q(cluster__in=clusters)
    if tops := tops_of(user, SEEING_ALL):
        found |= Q(stood_under(tops))
    return UnitReport.objects.filter(found) if found else UnitReport.objects.none()


def sees(user: User, report: UnitReport) -> bool:
    """`visible_to` for one; no query when it is the own unit's."""
    if {report.unit_id, report.holder_id} & own_units(user):
        return True
    return visible_to(user).filter(pk=report.pk).exists()


def decided_by(user: User) -> QuerySet[UnitReport]:
    """Reports the person's standing agency reviews, accepts and returns."""
    tops = tops_of(user, DECIDING)
    return UnitReport.objects.filter(stood_under(tops)) if tops else UnitReport.objects.none()


def decides(user: User, report: UnitReport) -> bool:
    """`decided_by` for one. Several steps of a page ask it of the same report: the answer is kept with that row in memory."""
    if not tops_of(user, DECIDING):
        return False
    known = report.__dict__.setdefault("_deciders", {})
    if user.pk not in known:
        known[user.pk] = decided_by(user).filter(pk=report.pk).exists()
    return known[user.pk]


def with_decider(user: User, rows: QuerySet[UnitReport]) -> QuerySet[UnitReport]:
    """The reports with `is_decided`, whether the person decides on them, asked in the same query."""
    tops = tops_of(user, DECIDING)
    return rows.annotate(is_decided=stood_under(tops) if tops else Value(False))


def know_decider(user: User, report: UnitReport) -> UnitReport:
    """Keep what `with_decider` said, so that `decides` need not ask again."""
    report._deciders = {user.pk: report.is_decided}
    return report


def forms_of(user: User) -> QuerySet[Form]:
    """Forms of the authorities above or at the person's units, and of those below an authority the person sees all of."""
    held = appointments_of(user)
    if not any(a.role in CONCERNED for a in held):
        return Form.objects.none()
    tops = tops_of(user, SEEING_TOTALS)
    here = {a.unit_id for a in held if a.unit_id} | {a.authority_id for a in held if a.authority_id} | tops
    here |= {a.cluster_authority_id for a in held if a.cluster_id}
    above = UnitAncestry.objects.filter(descendant__in=here).values("ancestor")
    found = Q(authority__in=above)
    if tops:
        found |= Q(authority__in=UnitAncestry.objects.filter(ancestor__in=tops).values("descendant"))
    return Form.objects.filter(found)


def cycles_of(user: User) -> QuerySet[Cycle]:
    return Cycle.objects.filter(form__in=forms_of(user).values("pk"))


def manages(user: User, authority: Unit) -> bool:
    """Whether the person works in the standing agency of this authority or of one above it."""
    tops = tops_of(user, DECIDING)
    return bool(tops) and (authority.pk in tops or UnitAncestry.objects.filter(descendant=authority, ancestor__in=tops).exists())


def nodes_of(user: User) -> QuerySet[Unit]:
    """Units whose totals the person may see, of any time: everything at or below where they look over all, and the own units."""
    found = Q(pk__in=own_units(user))
    if tops := tops_of(user, SEEING_TOTALS):
        found |= Q(pk__in=UnitAncestry.objects.filter(ancestor__in=tops).values("descendant"))
    return Unit.objects.filter(found)


def clusters_of(user: User) -> QuerySet[Cluster]:
    """Clusters whose totals the person may see: those led, those of the authorities looked over, those of the own units."""
    found = Q(pk__in={a.cluster_id for a in appointments_of(user) if a.cluster_id})
    if tops := tops_of(user, SEEING_TOTALS):
        found |= Q(authority__in=UnitAncestry.objects.filter(ancestor__in=tops).values("descendant"))
    if own := own_units(user):
        found |= Q(pk__in=ClusterSeat.objects.filter(unit__in=own).values("cluster"))
    return Cluster.objects.filter(found)


def named(reports: QuerySet[UnitReport]) -> QuerySet[UnitReport]:
    """Adds `unit_name`, `unit_name_key` and `unit_kind`: what the unit was called on the last day of the cycle it lived."""
    versions = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_from__lte=OuterRef("cycle__counts_to")).order_by("-valid_from")
    return reports.annotate(
        unit_name=Subquery(versions.values("name")[:1]), unit_name_key=Subquery(versions.values("name_key")[:1]),
        unit_kind=Subquery(versions.values("kind")[:1]),
    )  # fmt: skip
