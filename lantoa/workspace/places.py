"""Where a person works: each appointment is a place; one of them is the present one, kept in the session.

The choice decides what the home page looks at. It never adds or takes a right: rights come from all appointments together.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from lantoa.core import clock
from lantoa.core.dated import holds_on
from lantoa.organisations.enums import LOCALITIES, REACH, Reach, Role, UnitKind
from lantoa.organisations.models import Appointment, Cluster, ClusterSeat, Unit
from lantoa.organisations.queries import appointments_of

SESSION_KEY = "place"
# Who does the unit's own work comes before who looks on, when nothing was chosen.
_FIRST = [Role.STANDING_AGENCY, Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.CITY_LEADER, Role.CLUSTER_HEAD]


@dataclass(frozen=True)
class Place:
    """`unit` is named as at today; a head's place is a `cluster` and has none. `note` stands under the name."""

    key: str
    role: Role
    title: str  # the person's post there, in words
    unit: Unit | None
    cluster: Cluster | None
    note: str

    @property
    def name(self) -> str:
        return str(self.unit or self.cluster)

    @property
    def looks_over_others(self) -> bool:
        """Whether the home page is about units below rather than about the own one."""
        return REACH[self.role] is not Reach.OWN

    @property
    def noun(self) -> str:
        """ "phường", "xã", or "đơn vị": how the page speaks of it."""
        kind = getattr(self.unit, "kind", None)
        return UnitKind(kind).label if kind in LOCALITIES else "đơn vị"


def places_of(request: HttpRequest) -> list[Place]:
    """The person's places, the likeliest first; three queries at most, kept on the request."""
    if not hasattr(request, "_places"):
        request._places = _read(appointments_of(request.user))
    return request._places


def present_place(request: HttpRequest) -> Place | None:
    """The place chosen in this session while it still holds, else the likeliest; None for who holds no appointment."""
    places = places_of(request)
    chosen = request.session.get(SESSION_KEY)
    return next((place for place in places if place.key == chosen), places[0] if places else None)


def _read(held: list[Appointment]) -> list[Place]:
    day = clock.today()
    unit_ids, cluster_ids = {a.unit_id for a in held if a.unit_id}, {a.cluster_id for a in held if a.cluster_id}
    units = Unit.objects.named_at(day).in_bulk(unit_ids) if unit_ids else {}
    clusters = Cluster.objects.in_bulk(cluster_ids) if cluster_ids else {}
    seats = ClusterSeat.objects.filter(holds_on(day), unit__in=unit_ids).order_by("cluster__order", "pk").select_related("cluster")
    notes: dict[int, str] = {}
    for seat in seats if unit_ids else ():
        notes.setdefault(seat.unit_id, seat.cluster.name)
    held = sorted(held, key=lambda a: (_FIRST.index(a.role) if a.role in _FIRST else len(_FIRST), a.pk))
    return [
        Place(
            key=f"{a.role}-{a.unit_id or ''}-{a.cluster_id or ''}", role=Role(a.role), title=a.title or Role(a.role).label,
            unit=units.get(a.unit_id), cluster=clusters.get(a.cluster_id), note=notes.get(a.unit_id, ""),
        )
        for a in held
    ]  # fmt: skip
