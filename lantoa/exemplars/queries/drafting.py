"""An officer's unsent forms, and the units somebody may put forward for. Never writes."""

from datetime import date

from django.db.models import Q

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.enums import Door
from lantoa.exemplars.models import Draft
from lantoa.exemplars.queries.seen import HANDLING, own_units
from lantoa.organisations.enums import LOCALITIES, TERRITORIES, Role
from lantoa.organisations.models import UnitVersion
from lantoa.organisations.queries import has_role, visible_units

_ANYWHERE = frozenset(
    {Role.STANDING_AGENCY, Role.COUNCIL_MEMBER, Role.CITY_LEADER, Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.CLUSTER_HEAD}
)  # rules.nominates_for
_ABOVE = TERRITORIES - LOCALITIES
MOST = 400


def drafts_of(user: User, limit: int = 50) -> list[Draft]:
    """Forms begun and not sent, the latest first, each with `title` and `unit`."""
    found = list(
        Draft.objects.filter(user=user, sent_as=None)
        .exclude(door=Door.CITIZEN)
        .select_related("unit")
        .order_by("-touched_at", "pk")[:limit]
    )
    for draft in found:
        draft.title = str(draft.answers.get("name") or "").strip()[:120] or "Chưa ghi tên"
    return found


def units_to_nominate_for(user: User, day: date | None = None) -> list[tuple[int, str]]:
    """(id, name) of the units of today, the own first, then by name."""
    day = day or clock.today()
    own = own_units(user, *HANDLING, day=day)
    wanted = Q(unit__in=own)
    if has_role(user, *_ANYWHERE, day=day):
        wanted |= Q(unit__in=visible_units(user, day).values("pk")) & ~Q(kind__in=_ABOVE)
    rows = UnitVersion.objects.at(day).filter(wanted).order_by("name_key", "pk").values_list("unit", "name")[:MOST]
    return sorted(rows, key=lambda row: row[0] not in own)
