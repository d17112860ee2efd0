"""What can be found of this room: units under every name they bore, and the people who work in them."""

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.dated import holds_on
from lantoa.organisations.models import Appointment, Unit, UnitVersion
from lantoa.organisations.queries import visible_appointments, visible_units
from lantoa.search.registry import EntryText, SearchSource, Watched


def unit_entry(unit: Unit) -> EntryText | None:
    """Shown under the latest name; found under every name and code it had."""
    versions = list(unit.versions.all())
    if not versions:
        return None
    last = versions[-1]
    known = [word for version in versions for word in (version.name, version.short_name, version.code, version.get_kind_display())]
    until = "" if last.is_open_ended else f", đến {last.valid_to.day}/{last.valid_to.month}/{last.valid_to.year}"
    kind = last.get_kind_display()
    return EntryText(last.name, reverse("organisations:unit", args=[unit.slug]), kind[:1].upper() + kind[1:] + until, " ".join(known))


def person_entry(person: User) -> EntryText | None:
    """Found by name, and by the post and the place held today; the page it leads to is the list of appointments."""
    if person.is_built_in or not person.full_name:
        return None
    held = list(person.held_now)
    posts = ", ".join(f"{a.title or a.get_role_display()}, {a.unit or a.cluster}" for a in held)
    return EntryText(person.full_name, f"{reverse('organisations:appointments')}?q={person.full_name}", posts)


def people_seen(user: User) -> QuerySet[User]:
    """People whose appointments the user may see."""
    return User.objects.filter(pk__in=visible_appointments(user).order_by().values("user"))


def _with_versions(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    return rows.prefetch_related(Prefetch("versions", UnitVersion.objects.order_by("valid_from")))


def _with_posts(rows: QuerySet[User]) -> QuerySet[User]:
    day = clock.today()
    held = Appointment.objects.filter(holds_on(day)).select_related("cluster").prefetch_related(
        Prefetch("unit", Unit.objects.named_at(day))
    )  # fmt: skip
    return rows.prefetch_related(Prefetch("appointments", held.order_by("pk"), to_attr="held_now"))


UNITS = SearchSource(
    "units", "Đơn vị", Unit, visible_units, unit_entry, fields=frozenset({"slug", "closed_on"}), icon="building", order=10,
    also=(Watched(UnitVersion, lambda version: [version.unit_id]),), prepare=_with_versions,
)  # fmt: skip
PEOPLE = SearchSource(
    "people", "Người", User, people_seen, person_entry, fields=frozenset({"full_name", "is_active"}), icon="user", order=20,
    also=(Watched(Appointment, lambda held: [held.user_id]),), prepare=_with_posts,
)  # fmt: skip
