"""Whose city reports a person may see: the standing agency and the leaders those of their authority, in every step; who looks on from
above and cluster heads below what was issued. Never writes."""

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.organisations.enums import Role
from lantoa.organisations.models import UnitAncestry
from lantoa.organisations.queries import appointments_of
from lantoa.reporting.city_enums import OUT
from lantoa.reporting.models import CityReport
from lantoa.reporting.queries import seen

APPROVING = frozenset({Role.CITY_LEADER})


def visible_to(user: User) -> QuerySet[CityReport]:
    found = Q()
    if tops := seen.tops_of(user, seen.SEEING_ALL):
        found |= Q(authority__in=tops)
    if above := seen.tops_of(user, frozenset({Role.UPPER_VIEWER})):
        found |= Q(state__in=OUT, authority__in=UnitAncestry.objects.filter(ancestor__in=above).values("descendant"))
    if heads := {a.cluster_authority_id for a in appointments_of(user) if a.role == Role.CLUSTER_HEAD and a.cluster_id}:
        found |= Q(state__in=OUT, authority__in=heads)
    return CityReport.objects.filter(found) if found else CityReport.objects.none()


def is_concerned(user: User) -> bool:
    return any(a.role in (*seen.SEEING_TOTALS, Role.CLUSTER_HEAD) for a in appointments_of(user))
