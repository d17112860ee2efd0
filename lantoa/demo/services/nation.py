"""A programme the size of the nation, for measuring: 34 provinces, up to 3,321 communes, plan 449's duties for each."""

from datetime import date
from importlib.resources import files

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.documents import reading
from lantoa.organisations.enums import ClusterKind, Role, UnitKind
from lantoa.organisations.models import Cluster, ClusterSeat, Unit
from lantoa.organisations.services.appointments import appoint
from lantoa.organisations.services.nation import load_nation
from lantoa.organisations.services.units import NewUnit, found_unit
from lantoa.plans.models import Plan
from lantoa.plans.services import duties, lifecycle

DAY = date(2025, 9, 1)


def load_nation_for_measuring(*, communes: int, by: User) -> Plan:
    """The tree, one cluster a province in which its communes sit, an office that runs the plan, and the plan signed but not yet set going."""
    with clock.at(DAY):
        nation = load_nation(communes=communes, by=by)
        office = found_unit(NewUnit(name="Ban Thi đua - Khen thưởng", kind=UnitKind.DEPARTMENT, parent=nation), on=DAY, by=by)
        provinces = Unit.objects.named_at(DAY).filter(version__parent=nation).exclude(pk=office.pk).order_by("pk")
        for order, province in enumerate(provinces):
            cluster = Cluster.objects.create(
                authority=nation, kind=ClusterKind.CLUSTER, name=f"Cụm {province.name}"[:150], order=order, opened_on=DAY, is_proposal=True
            )
            below = Unit.objects.below(province, DAY, include_self=False).order_by("pk").values_list("pk", flat=True)
            ClusterSeat.objects.bulk_create(ClusterSeat(cluster=cluster, unit_id=pk, valid_from=DAY, order=n) for n, pk in enumerate(below))
        agent = _person("noivu", Role.STANDING_AGENCY, office, by)
        leader = _person("lanhdao", Role.CITY_LEADER, nation, by)
        _person("tinh", Role.UPPER_VIEWER, provinces[0], by)
        _person("xa", Role.UNIT_OFFICER, Unit.objects.below(provinces[0], DAY, include_self=False).order_by("pk")[0], by)
        content = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes()
        plan = lifecycle.create_plan(reading.read(content, name="449-KH-UBND.md"), issuer=nation, standing_agency=office, by=agent)
        lifecycle.edit_head(plan, issued_on=DAY, valid_from=DAY, valid_to=date(2025, 12, 31), year=2025, by=agent)
        duties.confirm_all_duties(plan, by=agent)
        lifecycle.submit_plan(plan, by=agent)
        return lifecycle.sign_plan(
            plan,
            number="449/KH-UBND",
            issued_on=DAY,
            signer_authority="",
            signer_position="LÃNH ĐẠO",
            signer_name="Người Hư Cấu",
            by=leader,
        )


def _person(username: str, role: Role, unit: Unit, by: User) -> User:
    user = User.objects.create_user(username, f"Người {username}")
    appoint(user, role=role, unit=unit, valid_from=DAY, by=by)
    return user
