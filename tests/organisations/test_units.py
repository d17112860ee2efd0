"""What happens to units: each act, and each refusal."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.dated import FOREVER
from lantoa.core.rights import Refused
from lantoa.core.trail import recorded
from lantoa.organisations import moving, queries
from lantoa.organisations.enums import HeadPost, Role, SuccessionKind, UnitKind
from lantoa.organisations.models import Appointment, ClusterSeat, UnitSuccession
from lantoa.organisations.services import clusters, units
from lantoa.organisations.services.reorganisation import NewUnit
from lantoa.organisations.signals import Handover, units_reorganised
from tests.factories import AppointmentFactory, ClusterFactory, UnitFactory, person_with
from tests.organisations.conftest import DAY, names

ON = date(2024, 11, 1)
BEFORE = ON - timedelta(days=1)
LAW = {"on": ON, "legal_document": "Nghị quyết số 1194/NQ-UBTVQH15"}


def path(unit, day):
    return [u.name for u in queries.path_of(unit, day)]


def test_found(world, system):
    unit = units.found_unit(NewUnit("Trường THCS Xuân An", UnitKind.SCHOOL, parent=world.city), on=DAY, by=system)
    assert path(unit, DAY) == ["Tỉnh Đồng Nai", "Thành phố Long Khánh", "Trường THCS Xuân An"]
    assert path(unit, DAY - timedelta(days=1)) == []
    assert unit.slug == "truong-thcs-xuan-an"
    again = units.found_unit(NewUnit("Trường THCS Xuân An", UnitKind.SCHOOL, parent=world.other), on=DAY, by=system)
    assert again.slug == "truong-thcs-xuan-an-2"


def test_rename_keeps_the_place(world, system):
    units.rename_unit(world.an, name="Phường Long Khánh", **LAW, by=system)
    assert (path(world.an, BEFORE)[-1], path(world.an, ON)[-1]) == ("Phường Xuân An", "Phường Long Khánh")
    assert world.an.ancestor_links.count() == 3  # itself, city, province: a name is no new link
    assert list(UnitSuccession.objects.values_list("kind", "predecessor", "successor")) == [
        (SuccessionKind.RENAME, world.an.pk, world.an.pk)
    ]


def test_upgrade(world, system):
    units.upgrade_unit(world.province, kind=UnitKind.CENTRAL_CITY, name="Thành phố Đồng Nai", **LAW, by=system)
    assert world.province.version_on(ON).kind == UnitKind.CENTRAL_CITY
    assert path(world.an, ON) == ["Thành phố Đồng Nai", "Thành phố Long Khánh", "Phường Xuân An"]
    assert path(world.an, BEFORE)[0] == "Tỉnh Đồng Nai"


def test_move_takes_all_below_along(world, system):
    hamlet = UnitFactory(name="Khu phố 1", kind=UnitKind.HAMLET, parent=world.an)
    cluster = ClusterFactory(authority=world.city, units=[world.an, world.vinh])
    units.move_unit(world.an, parent=world.other, **LAW, by=system)
    assert path(hamlet, ON) == ["Tỉnh Đồng Nai", "Huyện Thống Nhất", "Phường Xuân An", "Khu phố 1"]
    assert path(hamlet, BEFORE) == ["Tỉnh Đồng Nai", "Thành phố Long Khánh", "Phường Xuân An", "Khu phố 1"]
    assert names(queries.units_of_cluster(cluster, ON), ON) == {"Phường Bảo Vinh"}
    assert names(queries.units_of_cluster(cluster, BEFORE), BEFORE) == {"Phường Xuân An", "Phường Bảo Vinh"}


def test_merge_into_an_existing_unit(world, system):
    trung = UnitFactory(name="Phường Xuân Trung", parent=world.city)
    hamlet = UnitFactory(name="Khu phố 2", kind=UnitKind.HAMLET, parent=trung)
    cluster = ClusterFactory(authority=world.city, units=[trung, world.vinh])
    clusters.set_head(cluster, trung, year=2024, by=system)
    officer, leader = person_with(Role.UNIT_OFFICER, trung), person_with(Role.UNIT_LEADER, trung)
    AppointmentFactory(user=officer, unit=world.an)  # holds the same role at the heir already
    heir = units.merge_units([trung, world.an], into=world.an, **LAW, by=system)

    assert heir == world.an
    assert path(hamlet, ON) == ["Tỉnh Đồng Nai", "Thành phố Long Khánh", "Phường Xuân An", "Khu phố 2"]
    assert path(hamlet, BEFORE)[2] == "Phường Xuân Trung"
    assert (trung.closed_on, world.an.closed_on) == (ON, FOREVER)
    assert [(a.unit, a.role) for a in queries.appointments_of(leader, ON)] == [(world.an, Role.UNIT_LEADER)]
    assert [(a.unit, a.role) for a in queries.appointments_of(leader, BEFORE)] == [(trung, Role.UNIT_LEADER)]
    assert [a.unit for a in queries.appointments_of(officer, ON)] == [world.an]
    assert names(queries.units_of_cluster(cluster, ON), ON) == {"Phường Xuân An", "Phường Bảo Vinh"}
    heads = cluster.heads.order_by("valid_from").values_list("unit", "valid_from", "valid_to", "post")
    assert list(heads) == [
        (trung.pk, date(2024, 1, 1), ON, HeadPost.HEAD),
        (world.an.pk, ON, date(2025, 1, 1), HeadPost.HEAD),
    ]
    assert queries.heir_of(trung, ON) == world.an
    assert queries.lineage_of(world.an) == {trung.pk, world.an.pk}


def test_merge_into_a_new_unit_that_takes_the_code_over(world, system):
    new = units.merge_units(
        [world.an, world.vinh], into=NewUnit("Phường Long Khánh", UnitKind.WARD, code="26080", parent=world.province), **LAW, by=system
    )
    assert path(new, ON) == ["Tỉnh Đồng Nai", "Phường Long Khánh"]
    assert set(queries.predecessors_of(new)) == {world.an, world.vinh}
    assert new.version_on(ON).code == world.an.version_on(BEFORE).code == "26080"


def test_split_hands_over_to_the_heir(world, system):
    hamlet = UnitFactory(name="Khu phố 1", kind=UnitKind.HAMLET, parent=world.an)
    officer = person_with(Role.UNIT_OFFICER, world.an)
    parts = [NewUnit("Phường An Một", UnitKind.WARD), NewUnit("Phường An Hai", UnitKind.WARD)]
    one, two = units.split_unit(world.an, into=parts, heir=1, **LAW, by=system)
    assert path(one, ON) == ["Tỉnh Đồng Nai", "Thành phố Long Khánh", "Phường An Một"]
    assert path(hamlet, ON)[2] == "Phường An Hai"
    assert [a.unit for a in queries.appointments_of(officer, ON)] == [two]
    assert set(queries.successors_of(world.an)) == {one, two}
    assert queries.heir_of(world.an, ON) == two


def test_split_off_leaves_the_rest_where_it_is(world, system):
    officer = person_with(Role.UNIT_OFFICER, world.an)
    rest, cut = units.split_unit(world.an, into=[world.an, NewUnit("Phường An Hai", UnitKind.WARD)], **LAW, by=system)
    assert rest == world.an
    assert world.an.closed_on == FOREVER
    assert [a.unit for a in queries.appointments_of(officer, ON)] == [world.an]
    assert queries.predecessors_of(cut).get() == world.an


def test_abolish_ends_what_nobody_takes_over(world, system):
    officer = person_with(Role.UNIT_OFFICER, world.office)
    lent = AppointmentFactory(unit=world.office, delegated_by=Appointment.objects.get(user=officer), valid_to=date(2025, 1, 1))
    units.abolish_unit(world.office, **LAW, by=system)
    assert path(world.office, ON) == []
    assert queries.appointments_of(officer, ON) == []
    assert queries.appointments_of(lent.user, ON) == []
    assert queries.heir_of(world.office, ON) is None


def test_abolish_closes_the_clusters_the_unit_had_set_up(world, system):
    cluster = ClusterFactory(authority=world.city, units=[world.an])
    head = person_with(Role.CLUSTER_HEAD, cluster)
    units.abolish_unit(world.city, heir=world.province, **LAW, by=system)
    cluster.refresh_from_db()
    assert cluster.closed_on == ON
    assert not ClusterSeat.objects.at(ON).exists()
    assert queries.appointments_of(head, ON) == []
    assert path(world.an, ON) == ["Tỉnh Đồng Nai", "Phường Xuân An"]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda w, by: units.move_unit(w.city, parent=w.an, **LAW, by=by), "parent_kind"),
        (lambda w, by: units.move_unit(w.an, parent=w.an, **LAW, by=by), "cycle"),
        (lambda w, by: units.move_unit(w.an, parent=w.thien, **LAW, by=by), "parent_kind"),
        (lambda w, by: units.move_unit(w.an, parent=w.city, **LAW, by=by), "nothing"),
        (lambda w, by: units.rename_unit(w.an, name="X", on=date(2019, 6, 1), legal_document="NQ", by=by), "too_early"),
        (lambda w, by: units.rename_unit(w.an, name="X", on=date(2018, 1, 1), legal_document="NQ", by=by), "too_early"),
        (lambda w, by: units.rename_unit(w.an, name="X", on=ON, legal_document="  ", by=by), "legal_document"),
        (lambda w, by: units.abolish_unit(w.city, **LAW, by=by), "children"),
        (lambda w, by: units.abolish_unit(w.an, heir=w.an, **LAW, by=by), "heir"),
        (lambda w, by: units.merge_units([w.an], into=NewUnit("Y", UnitKind.WARD), **LAW, by=by), "too_few"),
        (lambda w, by: units.merge_units([w.an], into=w.an, **LAW, by=by), "too_few"),
        (lambda w, by: units.split_unit(w.an, into=[NewUnit("Y", UnitKind.WARD)], **LAW, by=by), "too_few"),
        (lambda w, by: units.split_unit(w.an, into=[NewUnit("Y", UnitKind.WARD)] * 2, heir=2, **LAW, by=by), "heir"),
        (lambda w, by: units.found_unit(NewUnit("Y", UnitKind.WARD, code="26098", parent=w.city), on=ON, by=by), "code"),
        (lambda w, by: units.found_unit(NewUnit("Y", UnitKind.COMMUNE, parent=w.an), on=ON, by=by), "parent_kind"),
        (lambda w, by: units.found_unit(NewUnit("Y", UnitKind.HAMLET, parent=w.office), on=ON, by=by), "parent_kind"),
        (lambda w, by: units.found_unit(NewUnit("Y", UnitKind.WARD, parent=w.city), on=date(2019, 5, 31), by=by), "parent_closed"),
        (lambda w, by: units.upgrade_unit(w.city, kind=UnitKind.WARD, **LAW, by=by), "parent_kind"),
        (lambda w, by: units.merge_units([w.city, w.other], into=NewUnit("Y", UnitKind.TOWN, parent=w.city), **LAW, by=by), "parent_closed"),
    ],
)  # fmt: skip
def test_refusals(world, system, act, code):
    with pytest.raises(ValidationError) as caught:
        act(world, system)
    assert caught.value.code == code
    assert UnitSuccession.objects.count() == 0


def test_nothing_happens_to_a_closed_unit(world, system):
    units.abolish_unit(world.an, **LAW, by=system)
    later = date(2025, 7, 1)
    for act in (
        lambda: units.rename_unit(world.an, name="X", on=later, legal_document="NQ", by=system),
        lambda: units.abolish_unit(world.an, on=later, legal_document="NQ", by=system),
        lambda: units.move_unit(world.vinh, parent=world.an, on=later, legal_document="NQ", by=system),
        lambda: units.merge_units([world.vinh], into=world.an, on=later, legal_document="NQ", by=system),
    ):
        with pytest.raises(ValidationError):
            act()
    assert path(world.vinh, later) == ["Tỉnh Đồng Nai", "Thành phố Long Khánh", "Phường Bảo Vinh"]


def test_an_office_cannot_come_round_under_itself(world, system):
    """Offices may stand under offices, so nothing but the walk upward finds this circle of three."""
    a, b, c = (UnitFactory(name=n, department=True, parent=world.city) for n in ("Ban A", "Ban B", "Ban C"))
    units.move_unit(a, parent=b, **LAW, by=system)
    units.move_unit(b, parent=c, **LAW, by=system)
    with pytest.raises(ValidationError) as caught:
        units.move_unit(c, parent=a, **LAW, by=system)
    assert caught.value.code == "cycle"
    assert "vừa là cấp trên vừa là cấp dưới" in caught.value.message


def test_two_units_may_change_places_over_time(world, system):
    a, b = (UnitFactory(name=n, department=True, parent=world.city) for n in ("Ban A", "Ban B"))
    units.move_unit(a, parent=b, **LAW, by=system)
    later = {"on": date(2025, 7, 1), "legal_document": "NQ"}
    units.move_unit(a, parent=world.city, **later, by=system)
    units.move_unit(b, parent=a, on=date(2025, 7, 2), legal_document="NQ", by=system)
    assert path(a, ON)[-2:] == ["Ban B", "Ban A"]
    assert path(b, date(2025, 7, 2))[-2:] == ["Ban A", "Ban B"]


def test_what_moves_is_shown_and_then_moved(world, system):
    seen, sent = [], []
    moving.register("Việc thử", lambda unit, day: 3, lambda old, new, day, by: seen.append((old, new, day, queries.path_of(old, day))))
    listen = lambda sender, **news: sent.append((news["kind"], news["handovers"]))  # noqa: E731 (kept alive by this name)
    units_reorganised.connect(listen)
    person_with(Role.UNIT_OFFICER, world.an)
    try:
        shown = dict(moving.what_moves(world.an, ON))
        assert (shown["Phân công người"], shown["Chỗ trong cụm, khối thi đua"], shown["Việc thử"]) == (1, 0, 3)
        units.merge_units([world.an], into=world.vinh, **LAW, by=system)
    finally:
        moving.unregister("Việc thử")
        units_reorganised.disconnect(listen)
    assert seen == [(world.an, world.vinh, ON, [])]
    assert sent == [(SuccessionKind.MERGE, [Handover(world.an, world.vinh, ON)])]


def test_a_failing_move_undoes_everything(world, system):
    def fail(old, new, day, by):
        raise ValidationError("Kế hoạch đang khóa.")

    moving.register("Việc thử", lambda unit, day: 1, fail)
    try:
        with pytest.raises(ValidationError):
            units.merge_units([world.an], into=world.vinh, **LAW, by=system)
    finally:
        moving.unregister("Việc thử")
    world.an.refresh_from_db()
    assert world.an.closed_on == FOREVER
    assert path(world.an, ON)[-1] == "Phường Xuân An"


def test_each_act_leaves_a_line(world, system):
    lines = []
    listen = lambda sender, **line: lines.append((line["action"], line["after"].get("việc"), str(line["obj"]), line["by"]))  # noqa: E731 (kept alive by this name)
    recorded.connect(listen)
    try:
        units.rename_unit(world.an, name="Phường Mới", **LAW, by=system)
    finally:
        recorded.disconnect(listen)
    assert lines == [("reorganise", "đổi tên", "Phường Mới", system)]


def test_correct_a_version(world, system):
    version = world.an.version_on(DAY)
    facts = {"short_name": "", "kind": UnitKind.WARD, "code": "26080", "legal_document": "NQ 673", "source": "", "by": system}
    with pytest.raises(ValidationError) as caught:
        units.correct_version(version, reason=" ", name="Phường Xuân Anh", parent=world.city, **facts)
    assert caught.value.code == "reason"
    units.correct_version(version, reason="Gõ nhầm cấp trên", name="Phường Xuân Anh", parent=world.other, **facts)
    assert path(world.an, DAY) == ["Tỉnh Đồng Nai", "Huyện Thống Nhất", "Phường Xuân Anh"]
    with pytest.raises(ValidationError) as caught:
        units.correct_version(version, reason="Thử", name="Phường Xuân An", parent=world.city, **{**facts, "code": "26098"})
    assert caught.value.code == "code"


def test_rights(world):
    standing = person_with(Role.STANDING_AGENCY, world.office)
    assert units.rename_unit(world.an, name="Phường Mới", **LAW, by=standing) == world.an
    for refused in (
        lambda: units.rename_unit(world.city, name="X", **LAW, by=standing),  # the authority itself
        lambda: units.rename_unit(world.thien, name="X", **LAW, by=standing),  # another district's commune
        lambda: units.move_unit(world.vinh, parent=world.other, **LAW, by=standing),
        lambda: units.merge_units([world.an, world.thien], into=world.vinh, **LAW, by=standing),
        lambda: units.found_unit(NewUnit("X", UnitKind.WARD, parent=world.province), on=ON, by=standing),
        lambda: units.found_unit(NewUnit("X", UnitKind.NATION), on=ON, by=standing),
        lambda: units.abolish_unit(world.an, **LAW, by=person_with(Role.UNIT_LEADER, world.an)),
    ):
        with pytest.raises(Refused):
            refused()
