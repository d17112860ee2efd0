"""Who may reach which units, who sits in which cluster, who works where, and who came after whom. Never writes.

`day` is always "as at that day"; not said, it is today.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.dated import holds_on
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.text import fold, nfc
from lantoa.organisations.enums import LOCALITIES, REACH, HeadPost, Reach, Role, UnitKind
from lantoa.organisations.managers import UnitQuerySet
from lantoa.organisations.models import Appointment, Cluster, ClusterHead, ClusterSeat, Unit, UnitAncestry, UnitSuccession, UnitVersion

# --- What a person holds, and how far it reaches ------------------------------------------------------------------------


def appointments_of(user: User, day: date | None = None) -> list[Appointment]:
    """What the person holds on the day, delegated ones included; each carries `authority_id`, the parent of its unit that day, and
    `cluster_authority_id`, the authority of its cluster.

    One query, kept on the user object per day: rights are asked many times while a page is made. A service that changes
    somebody's appointments calls `forget_appointments`.
    """
    day = day or clock.today()
    kept = user.__dict__.setdefault("_appointments", {})
    if day not in kept:
        kept[day] = list(
            Appointment.objects.filter(user=user)
            .at(day)
            .annotate(authority_id=_parent_on(day, "unit"), cluster_authority_id=F("cluster__authority"))
            .order_by("role", "pk")
            if user.pk and user.is_active
            else []
        )
    return kept[day]


def forget_appointments(user: User) -> None:
    """Drop what `appointments_of` kept on this user object."""
    user.__dict__.pop("_appointments", None)


def has_role(user: User, *roles: Role, day: date | None = None) -> bool:
    """Whether the person holds one of the roles, anywhere."""
    return any(a.role in roles for a in appointments_of(user, day))


def units_reached(user: User, roles: Iterable[Role] | None = None, day: date | None = None) -> UnitQuerySet:
    """Units the person's appointments (of these roles; of any, when not said) reach on the day, by enums.REACH.

    One query besides `appointments_of`, whatever the size of the tree.
    """
    day = day or clock.today()
    wanted = None if roles is None else set(roles)
    own, trees, clusters = set(), set(), set()
    for held in appointments_of(user, day):
        if wanted is not None and held.role not in wanted:
            continue
        match REACH[Role(held.role)]:
            case Reach.SYSTEM:
                return Unit.objects.open_on(day)
            case Reach.OWN:
                own.add(held.unit_id)
            case Reach.CLUSTER:
                clusters.add(held.cluster_id)
            case Reach.AUTHORITY:
                # An office without anything above it is the authority itself.
                trees.add(held.authority_id or held.unit_id)
            case Reach.SUBTREE:
                trees.add(held.unit_id)
    found = Q()
    if own:
        found |= Q(pk__in=own)
    if trees:
        found |= Q(pk__in=UnitAncestry.objects.at(day).filter(ancestor__in=trees).values("descendant"))
    if clusters:
        found |= Q(pk__in=ClusterSeat.objects.at(day).filter(cluster__in=clusters).values("unit"))
    return Unit.objects.open_on(day).filter(found) if found else Unit.objects.none()


def reaches(user: User, unit: Unit, roles: Iterable[Role] | None = None, day: date | None = None) -> bool:
    """Whether `unit` is among `units_reached`; no query of its own when an appointment is at the unit itself."""
    day = day or clock.today()
    wanted = set(Role) if roles is None else set(roles)
    held = [a for a in appointments_of(user, day) if a.role in wanted]
    if not held:
        return False
    if any(a.unit_id == unit.pk and REACH[Role(a.role)] in (Reach.OWN, Reach.SUBTREE) for a in held) and unit.is_open_on(day):
        return True
    return units_reached(user, wanted, day).filter(pk=unit.pk).exists()


def visible_units(user: User, day: date | None = None) -> UnitQuerySet:
    """Units whose facts the person may see: all that ever stood under the authority they work for, what became of those, and what
    stands above it.

    One query besides `appointments_of`. The authority is the parent of the unit of an appointment (or that unit, when the
    appointment reaches all below it), or the one that set up the cluster. History is included: a merged ward stays visible.
    """
    day = day or clock.today()
    tops: set[int] = set()
    for held in appointments_of(user, day):
        reach = REACH[Role(held.role)]
        if reach is Reach.SYSTEM:
            return Unit.objects.all()
        if held.unit_id:
            tops.add(held.unit_id if reach is Reach.SUBTREE else held.authority_id or held.unit_id)
        if held.cluster_id:
            tops.add(held.cluster_authority_id)
    if not tops:
        return Unit.objects.none()
    below = UnitAncestry.objects.filter(ancestor__in=tops).values("descendant")
    above = UnitAncestry.objects.at(day).filter(descendant__in=tops).values("ancestor")
    after = UnitSuccession.objects.filter(predecessor__in=below, successor__isnull=False).values("successor")
    return Unit.objects.filter(Q(pk__in=below) | Q(pk__in=above) | Q(pk__in=after))


def visible_clusters(user: User, day: date | None = None) -> QuerySet[Cluster]:
    """Clusters of the authorities the person may see."""
    return Cluster.objects.filter(authority__in=visible_units(user, day))


def visible_appointments(user: User, day: date | None = None) -> QuerySet[Appointment]:
    """Appointments at units and clusters the person may see, and the own."""
    units, clusters = visible_units(user, day), visible_clusters(user, day)
    return Appointment.objects.filter(Q(user=user) | Q(unit__in=units) | Q(cluster__in=clusters))


def authorities_of(user: User, day: date | None = None) -> set[int]:
    """Ids of the authorities whose standing agency the person works in."""
    return {a.authority_id or a.unit_id for a in appointments_of(user, day) if a.role == Role.STANDING_AGENCY}


def is_authority_of(user: User, authority: Unit) -> bool:
    """Whether the person works in the standing agency of this very authority."""
    return authority.pk in authorities_of(user)


def stands_above(user: User, unit: Unit) -> bool:
    """Whether the person's standing agency serves an authority strictly above the unit: today, or, for a unit already closed or
    not yet open, on the day of its life nearest to today."""
    if not (authorities := authorities_of(user)):
        return False
    day = min(max(clock.today(), unit.opened_on), unit.closed_on - timedelta(days=1))
    return UnitAncestry.objects.at(day).filter(descendant=unit, ancestor__in=authorities, depth__gt=0).exists()


def _parent_on(day: date, field: str) -> Subquery:
    link = UnitAncestry.objects.at(day).filter(descendant=OuterRef(f"{field}_id"), depth=1)
    return Subquery(link.values("ancestor")[:1])


# --- Sets of units ------------------------------------------------------------------------------------------------------


def localities_of(authority: Unit, day: date | None = None) -> UnitQuerySet:
    """Wards, communes and special zones under the authority, however far below."""
    return units_of_kind(authority, *LOCALITIES, day=day)


def units_of_kind(authority: Unit, *kinds: UnitKind, day: date | None = None) -> UnitQuerySet:
    """Units of one or several kinds under the authority, however far below; the authority itself is not among them."""
    day = day or clock.today()
    return Unit.objects.open_on(day).below(authority, day, include_self=False).of_kind(*kinds, day=day)


def members_of(authority: Unit, day: date | None = None) -> UnitQuerySet:
    """Units that hold a seat in a cluster or block set up by the authority."""
    day = day or clock.today()
    seats = ClusterSeat.objects.at(day).filter(holds_open(day, "cluster__"), cluster__authority=authority)
    return Unit.objects.open_on(day).filter(pk__in=seats.values("unit"))


def units_of_cluster(cluster: Cluster, day: date | None = None) -> UnitQuerySet:
    day = day or clock.today()
    return Unit.objects.open_on(day).filter(pk__in=ClusterSeat.objects.at(day).filter(cluster=cluster).values("unit"))


def clusters_of(unit: Unit, day: date | None = None) -> QuerySet[Cluster]:
    """Clusters and blocks in which the unit has a seat that day."""
    day = day or clock.today()
    return Cluster.objects.filter(holds_open(day), pk__in=ClusterSeat.objects.at(day).filter(unit=unit).values("cluster"))


def holds_open(day: date, prefix: str = "") -> Q:
    """Condition "opened and not yet closed on `day`", for units and clusters."""
    return Q(**{f"{prefix}opened_on__lte": day, f"{prefix}closed_on__gt": day})


# --- People -------------------------------------------------------------------------------------------------------------


def people_in(units: Iterable[Unit] | QuerySet, roles: Iterable[Role], day: date | None = None) -> QuerySet[User]:
    """People in use who hold one of the roles at one of the units that day, each once, by given name."""
    day = day or clock.today()
    held = Appointment.objects.at(day).filter(unit__in=units, role__in=list(roles))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name_key", "pk")


def appointments_at(unit: Unit, day: date) -> QuerySet[Appointment]:
    """Who holds what at the unit that day, by role, then given name."""
    return (
        Appointment.objects.at(day).filter(unit=unit).select_related("user", "delegated_by__user").order_by("role", "user__name_key", "pk")
    )


def cluster_heads_of(unit: Unit, day: date | None = None) -> QuerySet[User]:
    """People appointed head of a cluster or block in which the unit has a seat that day."""
    day = day or clock.today()
    seats = ClusterSeat.objects.at(day).filter(unit=unit)
    held = Appointment.objects.at(day).filter(role=Role.CLUSTER_HEAD, cluster__in=seats.values("cluster"))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name_key", "pk")


# --- Who came after whom ------------------------------------------------------------------------------------------------


def successors_of(unit: Unit) -> UnitQuerySet:
    """Units that took over from this one directly."""
    return Unit.objects.filter(predecessions__predecessor=unit).exclude(pk=unit.pk).distinct().order_by("pk")


def predecessors_of(unit: Unit) -> UnitQuerySet:
    """Units this one took over from directly."""
    return Unit.objects.filter(successions__successor=unit).exclude(pk=unit.pk).distinct().order_by("pk")


def versions_of(unit: Unit) -> QuerySet[UnitVersion]:
    """The unit's versions, the latest first, each with `parent_name` as at its first day."""
    above = UnitVersion.objects.filter(unit=OuterRef("parent"), valid_from__lte=OuterRef("valid_from"), valid_to__gt=OuterRef("valid_from"))
    return unit.versions.select_related("parent").annotate(parent_name=Subquery(above.values("name")[:1])).order_by("-valid_from")


def successions_around(unit: Unit) -> QuerySet[UnitSuccession]:
    """What the unit came from and what it became, in order of time; `predecessor_name` is its last name, `successor_name` its first."""
    last = UnitVersion.objects.filter(unit=OuterRef("predecessor"), valid_from__lt=OuterRef("takes_effect_on")).order_by("-valid_from")
    first = UnitVersion.objects.filter(
        unit=OuterRef("successor"), valid_from__lte=OuterRef("takes_effect_on"), valid_to__gt=OuterRef("takes_effect_on")
    )
    around = UnitSuccession.objects.filter(Q(predecessor=unit) | Q(successor=unit)).exclude(predecessor=F("successor"))
    return around.select_related("predecessor", "successor").annotate(
        predecessor_name=Subquery(last.values("name")[:1]), successor_name=Subquery(first.values("name")[:1])
    ).order_by("takes_effect_on", "pk")  # fmt: skip


def heir_of(unit: Unit, day: date | None = None) -> Unit | None:
    """The unit that holds this one's open work on the day: itself while it exists, else the heir of its heir, else None."""
    day = day or clock.today()
    seen: set[int] = set()
    heir: Unit | None = unit
    while heir is not None and not heir.is_open_on(day) and heir.pk not in seen:
        seen.add(heir.pk)
        handed = (
            UnitSuccession.objects.filter(predecessor=heir, is_heir=True, successor__isnull=False, takes_effect_on__lte=day)
            .select_related("successor").order_by("-takes_effect_on", "-pk").first()
        )  # fmt: skip
        heir = handed.successor if handed else None
    return heir if heir is not None and heir.is_open_on(day) else None


def lineage_of(unit: Unit) -> set[int]:
    """Ids of the unit and of all it descends from, through every merger and split: whose records make up its history."""
    return lineages_of({unit.pk})


def lineages_of(unit_ids: Iterable[int]) -> set[int]:
    """As `lineage_of`, of several units together: one query a generation."""
    found = grown = set(unit_ids)
    while grown:
        before = UnitSuccession.objects.filter(successor__in=grown).values_list("predecessor_id", flat=True)
        grown = set(before) - found
        found = found | grown
    return found


# --- The tree as at a day -----------------------------------------------------------------------------------------------


def path_of(unit: Unit, day: date | None = None) -> list[Unit]:
    """From the top of the tree down to the unit itself, named as at the day; empty when the unit did not exist then."""
    day = day or clock.today()
    return list(
        Unit.objects.filter(
            holds_on(day, "descendant_links__"), descendant_links__descendant=unit,
        ).named_at(day).order_by("-descendant_links__depth")
    )  # fmt: skip


def listed_units(
    units: UnitQuerySet, day: date, *, text: str = "", kind: str = "", cluster: int | None = None, parent: int | None = None
) -> UnitQuerySet:
    """The units open on the day, named as at it with `parent_name` and `parent_slug`, filtered, the widest territory first."""
    found = units.open_on(day).named_at(day)
    for word in fold(text).split():
        found = found.filter(version__folded__contains=word)
    if kind:
        found = found.filter(version__kind=kind)
    if cluster:
        found = found.filter(pk__in=ClusterSeat.objects.at(day).filter(cluster=cluster).values("unit"))
    if parent:
        found = found.filter(version__parent=parent)
    above = UnitVersion.objects.at(day).filter(unit=OuterRef("parent_id"))
    order = Case(*(When(version__kind=k, then=i) for i, k in enumerate(UnitKind.values)), default=99, output_field=IntegerField())
    return found.annotate(
        parent_name=Subquery(above.values("name")[:1]), parent_slug=Subquery(above.values("unit__slug")[:1]), kind_order=order
    ).order_by("kind_order", "name_key", "pk")


def listed_clusters(clusters: QuerySet[Cluster], day: date, *, text: str = "") -> QuerySet[Cluster]:
    """Clusters open on the day with `seat_count` and the names of head and authority; `text` is looked for in the name."""
    seats = ClusterSeat.objects.at(day).filter(cluster=OuterRef("pk")).order_by().values("cluster").annotate(n=Count("pk")).values("n")
    head = ClusterHead.objects.at(day).filter(cluster=OuterRef("pk"), post=HeadPost.HEAD).values("unit")[:1]
    found = clusters.filter(holds_open(day)).annotate(seat_count=Coalesce(Subquery(seats), 0), head_id=Subquery(head))
    name_of_head = UnitVersion.objects.at(day).filter(unit=OuterRef("head_id")).values("name")[:1]
    name_of_authority = UnitVersion.objects.at(day).filter(unit=OuterRef("authority_id")).values("name")[:1]
    if text:
        found = found.filter(name__icontains=nfc(text))
    return found.annotate(head_name=Subquery(name_of_head), authority_name=Subquery(name_of_authority)).order_by("authority", "order", "pk")


def seated_units(cluster: Cluster, day: date) -> UnitQuerySet:
    """The units of the cluster that day, named, in the order of their seats, each with `post` when it is head or deputy."""
    seat = ClusterSeat.objects.at(day).filter(cluster=cluster, unit=OuterRef("pk")).values("order")[:1]
    post = ClusterHead.objects.at(day).filter(cluster=cluster, unit=OuterRef("pk")).values("post")[:1]
    units = units_of_cluster(cluster, day).named_at(day)
    return units.annotate(seat_order=Subquery(seat), post=Subquery(post)).order_by("seat_order", "pk")


def heads_by_year(cluster: Cluster) -> QuerySet[ClusterHead]:
    """Heads and deputies, the latest year first."""
    name = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_from__lte=OuterRef("valid_from"), valid_to__gt=OuterRef("valid_from"))
    return cluster.heads.annotate(unit_name=Subquery(name.values("name")[:1])).order_by("-valid_from", "post")


def listed_appointments(appointments: QuerySet[Appointment], day: date, *, text: str = "", role: str = "") -> QuerySet[Appointment]:
    """Appointments that hold on the day, with person and `place_name`, by given name; `text` is looked for in name, title and place."""
    place = UnitVersion.objects.at(day).filter(unit=OuterRef("unit")).values("name")[:1]
    found = appointments.filter(holds_on(day)).select_related("user", "delegated_by__user")
    found = found.annotate(place_name=Coalesce(Subquery(place), F("cluster__name")))
    if role:
        found = found.filter(role=role)
    if text:
        text = nfc(text)
        found = found.filter(Q(user__full_name__icontains=text) | Q(title__icontains=text) | Q(place_name__icontains=text))
    return found.order_by("user__name_key", "pk")


def managed_appointments(user: User, day: date) -> QuerySet[Appointment]:
    """Appointments that hold on the day at units and clusters an administrator or a standing agency manages, delegated ones left out."""
    units = units_reached(user, [Role.ADMINISTRATOR, Role.STANDING_AGENCY], day)
    held = Appointment.objects.at(day).filter(Q(unit__in=units) | Q(cluster__authority__in=units), delegated_by=None)
    return held.select_related("user", "unit", "cluster").order_by("user__name_key", "pk")


# --- What a unit leaves open (lantoa.organisations.moving) --------------------------------------------------------------


def children_after(unit: Unit, day: date) -> list[Unit]:
    """Units that stand directly under `unit` on the day or are to stand there later."""
    versions = UnitVersion.objects.filter(parent=unit, valid_to__gt=day).order_by("name_key").select_related("unit")
    return list({version.unit_id: version.unit for version in versions}.values())


def count_appointments(unit: Unit, day: date) -> int:
    return Appointment.objects.filter(unit=unit, valid_to__gt=day).count()


def count_seats(unit: Unit, day: date) -> int:
    return ClusterSeat.objects.filter(unit=unit, valid_to__gt=day).count()


def count_own_clusters(unit: Unit, day: date) -> int:
    return Cluster.objects.filter(authority=unit, closed_on__gt=day).count()


# --- Rotation of cluster heads ------------------------------------------------------------------------------------------


def proposed_head(cluster: Cluster, year: int) -> Unit | None:
    """Who heads the cluster next, by rotation: the unit seated after last year's head, round to the first; None in an empty cluster."""
    day = max(Period(year, PeriodKind.YEAR).start, cluster.opened_on)
    seated = list(ClusterSeat.objects.at(day).filter(cluster=cluster).order_by("order", "pk").values_list("unit_id", flat=True))
    if not seated:
        return None
    last = ClusterHead.objects.filter(cluster=cluster, post=HeadPost.HEAD, valid_from__lt=day).order_by("-valid_from").first()
    at = seated.index(last.unit_id) + 1 if last and last.unit_id in seated else 0
    return Unit.objects.named_at(day).get(pk=seated[at % len(seated)])


# --- Who reads the log (lantoa.audit.access) ----------------------------------------------------------------------------

# product.md §2, row "Audit log": council members, those who only look on from above and the grassroots do not read it.
_LOG_READERS = set(Role) - {Role.COUNCIL_MEMBER, Role.UPPER_VIEWER, Role.GRASSROOTS}


def log_of(user: User) -> Q | None:
    """The lines of the log about the units the person's roles reach; all for an administrator, None for who reads none."""
    if has_role(user, Role.ADMINISTRATOR):
        return Q()
    if not has_role(user, *_LOG_READERS):
        return None
    return Q(unit_id__in=units_reached(user, _LOG_READERS).values("pk"))


def reads_log_of_unit(user: User, pk: str) -> bool:
    """Whether the person reads the whole history of the unit itself; of a closed unit, who reads that of its heir."""
    if has_role(user, Role.ADMINISTRATOR):
        return True
    unit = Unit.objects.filter(pk=pk).first()
    holder = heir_of(unit) if unit else None
    return holder is not None and reaches(user, holder, _LOG_READERS)


def roles_in_words(user: User) -> str:
    """What the person is today, for a line of the log: "Công chức đơn vị, Trưởng cụm, khối thi đua". Empty for who holds nothing."""
    return ", ".join(dict.fromkeys(held.get_role_display() for held in appointments_of(user)))
