"""What this room itself hands over when a unit ends; registered with `moving` in apps.py. The right was asked for by the act."""

from datetime import date
from typing import Any

from lantoa.core import trail
from lantoa.organisations.models import Appointment, Cluster, ClusterHead, ClusterSeat, Unit, UnitAncestry
from lantoa.organisations.services.appointments import end_in_consequence
from lantoa.organisations.services.clusters import end_cluster, end_seats


def move_appointments(from_unit: Unit, to_unit: Unit | None, day: date, *, by: Any) -> None:
    """People keep their roles, at the heir, from the day on; who held the same role at two predecessors holds it once.

    Delegations lapse: power lent at a unit that is gone is lent anew, by whoever holds it there.
    """
    held = list(Appointment.objects.filter(unit=from_unit, valid_to__gt=day, delegated_by=None).order_by("pk"))
    end_in_consequence(Appointment.objects.filter(unit=from_unit), on=day, by=by)
    if to_unit is None:
        return
    for old in held:
        start = max(day, old.valid_from)
        if not start < to_unit.closed_on:
            continue
        end = min(old.valid_to, to_unit.closed_on)
        same = Appointment.objects.filter(user=old.user_id, role=old.role, unit=to_unit, valid_from__lt=end, valid_to__gt=start)
        if same.exists():
            continue
        new = Appointment.objects.create(
            user_id=old.user_id, role=old.role, unit=to_unit, title=old.title, note=old.note, valid_from=start, valid_to=end
        )
        trail.record("appoint", new, by=by, after={"from_unit": str(from_unit), "on": start.isoformat()})


def move_seats(from_unit: Unit, to_unit: Unit | None, day: date, *, by: Any) -> None:
    """The heir takes the seat, and the headship, if it stands under the cluster's authority and sits in no other cluster of it."""
    heads = list(ClusterHead.objects.filter(unit=from_unit, valid_to__gt=day).order_by("pk"))
    for seat in end_seats(from_unit, on=day, by=by):
        if to_unit is None:
            continue
        authority = seat.cluster.authority_id
        covered = UnitAncestry.objects.at(day).filter(ancestor=authority, descendant=to_unit, depth__gt=0).exists()
        elsewhere = ClusterSeat.objects.filter(unit=to_unit, cluster__authority=authority, valid_to__gt=day).exists()
        if covered and not elsewhere:
            ClusterSeat.objects.create(
                cluster=seat.cluster, unit=to_unit, order=seat.order, valid_from=max(day, seat.valid_from), valid_to=seat.valid_to
            )
            trail.record("seat", seat.cluster, by=by, after={"unit": str(to_unit), "on": day.isoformat()})
    for head in heads:
        _move_head(head, to_unit, day)


def _move_head(head: ClusterHead, to_unit: Unit | None, day: date) -> None:
    start = max(day, head.valid_from)
    seated = ClusterSeat.objects.at(start).filter(cluster=head.cluster_id, unit=to_unit).exists() if to_unit else False
    in_term = ClusterHead.objects.filter(cluster=head.cluster_id, valid_from__lt=head.valid_to, valid_to__gt=start)
    if seated and not in_term.filter(unit=to_unit).exists() and not in_term.filter(post=head.post).exists():
        ClusterHead.objects.create(cluster_id=head.cluster_id, unit=to_unit, post=head.post, valid_from=start, valid_to=head.valid_to)


def close_own_clusters(from_unit: Unit, to_unit: Unit | None, day: date, *, by: Any) -> None:
    """Clusters the unit had set up close with it: the heir sets up its own."""
    for cluster in Cluster.objects.filter(authority=from_unit, closed_on__gt=day).order_by("pk"):
        end_cluster(cluster, on=day, by=by)
