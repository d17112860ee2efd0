"""Boring factories: each makes one valid row; variants are traits. People are invented."""

from datetime import date

import factory

from lantoa.accounts.models import User
from lantoa.core.dated import FOREVER
from lantoa.organisations import ancestry
from lantoa.organisations.enums import ClusterKind, Role, UnitKind
from lantoa.organisations.models import Appointment, Cluster, ClusterSeat, Unit, UnitVersion

LONG_AGO = date(2019, 6, 1)  # the day Long Khánh became a city; before the plan of every test


# --- accounts -----------------------------------------------------------------------------------------------------------


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        system = factory.Trait(is_system=True, full_name="Hệ thống")

    username = factory.Sequence(lambda n: f"nguoi-{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Thị Thử {n}")


# --- organisations ------------------------------------------------------------------------------------------------------


class UnitFactory(factory.django.DjangoModelFactory):
    """A unit with one version and its ancestry; `name`, `kind`, `code`, `parent`, `legal_document` go to the version."""

    class Meta:
        model = Unit

    class Params:
        school = factory.Trait(kind=UnitKind.SCHOOL)
        department = factory.Trait(kind=UnitKind.DEPARTMENT)
        city = factory.Trait(kind=UnitKind.PROVINCIAL_CITY)

    slug = factory.Sequence(lambda n: f"don-vi-{n}")
    name = factory.Sequence(lambda n: f"Phường Thử {n}")
    kind = UnitKind.WARD
    code = ""
    parent = None
    legal_document = ""
    opened_on = LONG_AGO
    closed_on = FOREVER

    @classmethod
    def _create(cls, model_class, *args, name, kind, code, parent, legal_document, **fields):
        unit = super()._create(model_class, *args, **fields)
        UnitVersion.objects.create(
            unit=unit, name=name, kind=kind, code=code, parent=parent, legal_document=legal_document,
            valid_from=unit.opened_on, valid_to=unit.closed_on,
        )  # fmt: skip
        ancestry.rebuild([unit.pk])
        return unit


class ClusterFactory(factory.django.DjangoModelFactory):
    """A cluster in which the given `units` sit, in that order; its authority is a new city unless said."""

    class Meta:
        model = Cluster
        skip_postgeneration_save = True

    authority = factory.SubFactory(UnitFactory, city=True)
    kind = ClusterKind.CLUSTER
    name = factory.Sequence(lambda n: f"Cụm thi đua số {n}")
    opened_on = LONG_AGO

    @factory.post_generation
    def units(self, create, units, **kwargs):
        for order, unit in enumerate(units or (), start=1):
            ClusterSeat.objects.create(cluster=self, unit=unit, order=order, valid_from=self.opened_on)


class AppointmentFactory(factory.django.DjangoModelFactory):
    """An officer of a ward; `cluster=` with role CLUSTER_HEAD instead of a unit."""

    class Meta:
        model = Appointment

    class Params:
        leader = factory.Trait(role=Role.UNIT_LEADER)
        standing = factory.Trait(role=Role.STANDING_AGENCY)

    user = factory.SubFactory(UserFactory)
    role = Role.UNIT_OFFICER
    cluster = None
    unit = factory.Maybe("cluster", yes_declaration=None, no_declaration=factory.SubFactory(UnitFactory))
    valid_from = LONG_AGO


def person_with(role: Role, place: Unit | Cluster, **fields) -> User:
    """A person who holds the role at the unit (or cluster)."""
    where = {"cluster": place} if isinstance(place, Cluster) else {"unit": place}
    return AppointmentFactory(role=role, **where, **fields).user


