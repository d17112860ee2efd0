"""Clusters and blocks: set up, seats given and taken, the yearly head and deputy, closed."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from lantoa.core import rights, trail
from lantoa.core.periods import Period, PeriodKind
from lantoa.organisations.enums import ClusterKind, HeadPost
from lantoa.organisations.models import Cluster, ClusterHead, ClusterSeat, Unit, UnitAncestry
from lantoa.organisations.services.appointments import end_in_consequence
from lantoa.ui.words import day as written_day


@transaction.atomic
def create_cluster(
    authority: Unit, *, kind: ClusterKind, name: str, opened_on: date, order: int = 0, is_proposal: bool = False, by: Any
) -> Cluster:
    """Set up a cluster or block of the authority."""
    rights.require(by, "organisations.manage_clusters", authority)
    if not authority.is_open_on(opened_on):
        raise ValidationError(f"{authority} không hoạt động vào ngày {written_day(opened_on)}.", code="authority_closed")
    cluster = Cluster(authority=authority, kind=kind, name=name, opened_on=opened_on, order=order, is_proposal=is_proposal)
    cluster.full_clean()
    cluster.save()
    trail.record("create", cluster, by=by, after={"name": cluster.name, "opened_on": opened_on.isoformat()})
    return cluster


@transaction.atomic
def seat_unit(cluster: Cluster, unit: Unit, *, on: date, order: int | None = None, by: Any) -> ClusterSeat:
    """Give the unit a seat from `on`. A unit under the cluster's authority sits in one of its clusters or blocks at a time."""
    rights.require(by, "organisations.manage_clusters", cluster.authority)
    _lock(cluster)
    if not cluster.is_open_on(on):
        raise ValidationError(f"{cluster} không hoạt động vào ngày {written_day(on)}.", code="cluster_closed")
    if not UnitAncestry.objects.at(on).filter(ancestor=cluster.authority, descendant=unit, depth__gt=0).exists():
        raise ValidationError(f"{unit} không trực thuộc {cluster.authority} vào ngày {written_day(on)}.", code="not_below")
    taken = ClusterSeat.objects.filter(unit=unit, cluster__authority=cluster.authority, valid_to__gt=on).select_related("cluster").first()
    if taken is not None:
        raise ValidationError(f"{unit} đang ở {taken.cluster}. Hãy đưa ra khỏi đó trước.", code="seated")
    if order is None:
        order = ClusterSeat.objects.filter(cluster=cluster).count() + 1
    seat = ClusterSeat(cluster=cluster, unit=unit, order=order, valid_from=on, valid_to=min(cluster.closed_on, unit.closed_on))
    seat.full_clean()
    seat.save()
    trail.record("seat", cluster, by=by, after={"unit": str(unit), "on": on.isoformat()})
    return seat


@transaction.atomic
def unseat_unit(cluster: Cluster, unit: Unit, *, on: date, reason: str = "", by: Any) -> None:
    """The unit leaves the cluster from `on`, and no longer heads it."""
    rights.require(by, "organisations.manage_clusters", cluster.authority)
    _lock(cluster)
    seat = ClusterSeat.objects.filter(cluster=cluster, unit=unit, valid_to__gt=on).first()
    if seat is None:
        raise ValidationError(f"{unit} không ở {cluster}.", code="not_seated")
    if seat.valid_from >= on:
        raise ValidationError(f"{unit} mới vào từ {written_day(seat.valid_from)}; ngày ra phải sau ngày đó.", code="too_early")
    _end_rows(ClusterSeat.objects.filter(pk=seat.pk), on)
    _end_rows(ClusterHead.objects.filter(cluster=cluster, unit=unit), on)
    trail.record("unseat", cluster, by=by, reason=reason, after={"unit": str(unit), "on": on.isoformat()})


@transaction.atomic
def set_head(cluster: Cluster, unit: Unit, *, year: int, post: HeadPost = HeadPost.HEAD, by: Any) -> ClusterHead:
    """The unit heads the cluster (or is its deputy) in the year; whoever was written down for that year before is replaced.

    Head and deputy are two units; either must sit in the cluster on a day of the year.
    """
    rights.require(by, "organisations.manage_clusters", cluster.authority)
    _lock(cluster)
    period = Period(year, PeriodKind.YEAR)
    start, end = max(period.start, cluster.opened_on), min(period.next.start, cluster.closed_on)
    seat = ClusterSeat.objects.filter(cluster=cluster, unit=unit, valid_from__lt=end, valid_to__gt=start).first()
    if start >= end or seat is None:
        raise ValidationError(f"{unit} không ở {cluster} trong năm {year}.", code="not_seated")
    in_year = ClusterHead.objects.filter(cluster=cluster, valid_from__lt=period.next.start, valid_to__gt=period.start)
    if in_year.filter(unit=unit).exclude(post=post).exists():
        raise ValidationError("Trưởng và phó phải là hai đơn vị khác nhau.", code="both")
    before = {str(head.unit): head.get_post_display() for head in in_year.filter(post=post).select_related("unit")}
    in_year.filter(post=post).delete()  # the log keeps who it was
    head = ClusterHead(cluster=cluster, unit=unit, post=post, valid_from=max(start, seat.valid_from), valid_to=min(end, seat.valid_to))
    head.full_clean()
    head.save()
    trail.record("set_head", cluster, by=by, before=before, after={str(unit): head.get_post_display(), "year": year})
    return head


@transaction.atomic
def close_cluster(cluster: Cluster, *, on: date, reason: str = "", by: Any) -> Cluster:
    """The cluster ends; its seats, its heads and the appointments to it end with it."""
    rights.require(by, "organisations.manage_clusters", cluster.authority)
    _lock(cluster)
    cluster.refresh_from_db(fields=["closed_on"])
    if not cluster.opened_on < on < cluster.closed_on:
        raise ValidationError("Ngày thôi hoạt động phải sau ngày lập, và cụm, khối chưa thôi hoạt động trước đó.", code="span")
    end_cluster(cluster, on=on, reason=reason, by=by)
    return cluster


@transaction.atomic
def end_cluster(cluster: Cluster, *, on: date, reason: str = "", by: Any) -> None:
    """Close the cluster because its authority ends too; the right was asked for there. Effects as of `close_cluster`."""
    cluster.closed_on = max(on, cluster.opened_on + timedelta(days=1))
    cluster.save(update_fields=["closed_on"])
    _end_rows(ClusterSeat.objects.filter(cluster=cluster), on)
    _end_rows(ClusterHead.objects.filter(cluster=cluster), on)
    end_in_consequence(cluster.appointments.all(), on=on, by=by)
    trail.record("close", cluster, by=by, reason=reason, after={"on": on.isoformat()})


@transaction.atomic
def end_seats(unit: Unit, *, on: date, clusters: QuerySet[Cluster] | None = None, by: Any) -> list[ClusterSeat]:
    """End the unit's seats (all, or those in `clusters`) because the unit ends or moves; the right was asked for there.

    Returns the seats as they were, the headships of the unit in those clusters having ended too.
    """
    seats = ClusterSeat.objects.filter(unit=unit, valid_to__gt=on).select_related("cluster").order_by("pk")
    if clusters is not None:
        seats = seats.filter(cluster__in=clusters)
    ended = list(seats)
    for seat in ended:
        _end_rows(ClusterSeat.objects.filter(pk=seat.pk), on)
        _end_rows(ClusterHead.objects.filter(cluster=seat.cluster, unit=unit), on)
        trail.record("unseat", seat.cluster, by=by, after={"unit": str(unit), "on": on.isoformat()})
    return ended


def _lock(cluster: Cluster) -> None:
    """Seats of one authority change one at a time: the authority's clusters are locked together, in order."""
    list(Cluster.objects.select_for_update(no_key=True).filter(authority=cluster.authority_id).order_by("pk").values_list("pk"))


def _end_rows(rows: QuerySet, on: date) -> None:
    """End dated rows on the day; those that had not begun by then never will."""
    rows.filter(valid_from__gte=on).delete()
    rows.filter(valid_to__gt=on).update(valid_to=on)
