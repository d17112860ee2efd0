"""A city with two clusters under a running plan, a neighbour city with its own, and a person in each role: the ground of the
tests about watching, urging and inspecting. The day is 10/6/2022."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from lantoa.organisations.enums import Role, UnitKind
from lantoa.plans.enums import Frequency, TargetKind
from tests.factories import (
    AssignmentFactory,
    ClauseFactory,
    ClusterFactory,
    DeliveryFactory,
    DutyFactory,
    PlanFactory,
    UnitFactory,
    person_with,
)

DAY = date(2022, 6, 10)


def make_world() -> SimpleNamespace:
    """Units: wards an, vinh, thien in cluster `east`; the police, of the province, in block `law`; `far` in the other city.

    May of the monthly duty: an handed in late, vinh is late, thien is done, the police were on time, far is late.
    The yearly duty, due on 31/12: nobody has begun, the police are exempt.
    """
    province = UnitFactory(name="Tỉnh Đồng Nai", kind=UnitKind.PROVINCE)
    city = UnitFactory(name="Thành phố Long Khánh", city=True, parent=province)
    other_city = UnitFactory(name="Thành phố Biên Hòa", city=True, parent=province)
    w = SimpleNamespace(
        province=province, city=city, other_city=other_city,
        office=UnitFactory(name="Phòng Nội vụ", department=True, parent=city),
        other_office=UnitFactory(name="Phòng Nội vụ Biên Hòa", department=True, parent=other_city),
        an=UnitFactory(name="Phường Xuân An", parent=city),
        vinh=UnitFactory(name="Phường Bảo Vinh", parent=city),
        thien=UnitFactory(name="Xã Xuân Thiện", parent=city),
        police=UnitFactory(name="Công an thành phố", kind=UnitKind.VERTICAL_AGENCY, parent=province),
        far=UnitFactory(name="Phường Tam Hiệp", parent=other_city),
    )  # fmt: skip
    w.east = ClusterFactory(authority=city, name="Cụm thi đua số 1", units=[w.vinh, w.an, w.thien], order=1)
    w.law = ClusterFactory(authority=city, name="Khối nội chính", units=[w.police], order=2)
    w.plan = PlanFactory(issuer=city, standing_agency=w.office)
    w.other_plan = PlanFactory(issuer=other_city, standing_agency=w.other_office)
    w.clause = ClauseFactory(plan=w.plan, ref="II.1-4")
    w.second_clause = ClauseFactory(plan=w.plan, ref="II.2-4")
    w.monthly = DutyFactory(plan=w.plan, code="U05", title="Nhiều hình thức", clauses=[w.clause], order=1)
    w.yearly = DutyFactory(
        plan=w.plan, code="U10", title="Văn nghệ", frequency=Frequency.YEARLY, clauses=[w.clause, w.second_clause], order=2
    )
    w.other_duty = DutyFactory(plan=w.other_plan, code="U05", target=TargetKind.LOCALITIES)
    handed_late = {"submitted_at": datetime(2022, 6, 6, 3, tzinfo=UTC)}
    w.an_may = AssignmentFactory(duty=w.monthly, unit=w.an, submitted=True, **handed_late)
    w.vinh_may = AssignmentFactory(duty=w.monthly, unit=w.vinh, started=True)
    w.thien_may = AssignmentFactory(duty=w.monthly, unit=w.thien, accepted=True)
    w.police_may = AssignmentFactory(duty=w.monthly, unit=w.police, approved=True)
    w.far_may = AssignmentFactory(duty=w.other_duty, unit=w.far)
    year = {"period": "2022-Y", "period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31), "due_on": date(2022, 12, 31)}
    for unit in (w.an, w.vinh, w.thien):
        AssignmentFactory(duty=w.yearly, unit=unit, **year)
    AssignmentFactory(duty=w.yearly, unit=w.police, waived=True, **year)
    w.deliveries = [DeliveryFactory(plan=w.plan, unit=unit) for unit in (w.an, w.vinh, w.thien, w.police)]
    w.person = {
        Role.UNIT_OFFICER: person_with(Role.UNIT_OFFICER, w.an),
        Role.UNIT_LEADER: person_with(Role.UNIT_LEADER, w.an),
        Role.CLUSTER_HEAD: person_with(Role.CLUSTER_HEAD, w.east),
        Role.STANDING_AGENCY: person_with(Role.STANDING_AGENCY, w.office),
        Role.COUNCIL_MEMBER: person_with(Role.COUNCIL_MEMBER, city),
        Role.CITY_LEADER: person_with(Role.CITY_LEADER, city),
        Role.MEDIA_EDITOR: person_with(Role.MEDIA_EDITOR, w.an),
        Role.FRONT_PARTNER: person_with(Role.FRONT_PARTNER, w.an),
        Role.FINANCE: person_with(Role.FINANCE, w.an),
        Role.ADMINISTRATOR: person_with(Role.ADMINISTRATOR, city),
        Role.UPPER_VIEWER: person_with(Role.UPPER_VIEWER, province),
        Role.GRASSROOTS: person_with(Role.GRASSROOTS, w.an),
    }
    w.neighbour = person_with(Role.STANDING_AGENCY, w.other_office)  # the same role, another city
    w.vinh_leader = person_with(Role.UNIT_LEADER, w.vinh)
    w.vinh_officer = person_with(Role.UNIT_OFFICER, w.vinh)
    return w
