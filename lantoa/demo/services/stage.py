"""The place and its people: Long Khánh as it stood in 2022, an officer and a leader in each unit, and one person in each other role.

Units, their dates and the plan are real; every person is invented.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.demo.names import People
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Cluster, Unit
from lantoa.organisations.services.appointments import appoint
from lantoa.organisations.services.loading import load_units

PASSWORD = "Lan-Toa-10-06-2022"  # noqa: S105  (the play's, printed on its front page)
SEASON = date(2022, 1, 4)  # the first working day of the year
# Who signs in with one click: (user name, role, key of the unit or name of the cluster, title).
CAST = [
    ("baovinh", Role.UNIT_OFFICER, "bao-vinh", "Công chức văn hóa - xã hội"),
    ("baovinh.ld", Role.UNIT_LEADER, "bao-vinh", "Phó Chủ tịch UBND phường"),
    ("noivu", Role.STANDING_AGENCY, "phong-noi-vu", "Chuyên viên Phòng Nội vụ"),
    ("ubnd", Role.CITY_LEADER, "long-khanh", "Phó Chủ tịch UBND thành phố"),
    ("cum1", Role.CLUSTER_HEAD, None, "Trưởng cụm thi đua"),
    ("hoidong", Role.COUNCIL_MEMBER, "long-khanh", "Thành viên Hội đồng Thi đua, Khen thưởng"),
    ("mattran", Role.FRONT_PARTNER, "uy-ban-mat-tran-to-quoc-viet-nam-thanh-pho", "Ủy viên Thường trực"),
    ("daitruyenthanh", Role.MEDIA_EDITOR, "trung-tam-van-hoa-thong-tin-va-the-thao-thanh-pho", "Biên tập viên"),
    ("taichinh", Role.FINANCE, "phong-tai-chinh-ke-hoach", "Kế toán"),
    ("tinh", Role.UPPER_VIEWER, "dong-nai", "Chuyên viên Ban Thi đua - Khen thưởng tỉnh"),
    ("truonghoc", Role.GRASSROOTS, "truong-tieu-hoc-ha-may", "Giáo viên Tổng phụ trách"),
    ("quantri", Role.ADMINISTRATOR, "phong-noi-vu", "Quản trị hệ thống"),
]


@dataclass
class Stage:
    """`officers` and `leaders` by unit id."""

    units: dict[str, Unit] = field(default_factory=dict)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    cast: dict[str, User] = field(default_factory=dict)
    officers: dict[int, User] = field(default_factory=dict)
    leaders: dict[int, User] = field(default_factory=dict)


def set_stage(*, by: User) -> Stage:
    """Load the units and clusters as they stood in 2022 and appoint the people."""
    stage, people, encoded = Stage(), People(), make_password(PASSWORD)
    data = tomllib.loads(files("lantoa.organisations").joinpath("data/long_khanh.toml").read_text(encoding="utf-8"))
    with clock.at(SEASON):
        loaded = load_units(data, until=SEASON, by=by)
        stage.units, stage.clusters = loaded.units, loaded.clusters
        first_cluster = next(iter(stage.clusters.values()))
        for username, role, key, title in CAST:
            user = _person(people, username, encoded)
            stage.cast[username] = user
            place = {"cluster": first_cluster} if role == Role.CLUSTER_HEAD else {"unit": stage.units[key]}
            appoint(user, role=role, title=title, valid_from=SEASON, by=by, **place)
        members = {seat.unit_id for cluster in stage.clusters.values() for seat in cluster.seats.all()}
        taken = {key: (role, username) for username, role, key, _ in CAST}
        for key, unit in stage.units.items():
            if unit.pk not in members and key != "phong-noi-vu":
                continue
            for role, suffix, title, shelf in (
                (Role.UNIT_OFFICER, "", "Công chức phụ trách thi đua", stage.officers),
                (Role.UNIT_LEADER, ".ld", "Lãnh đạo đơn vị", stage.leaders),
            ):
                username = f"{fold(key).replace(' ', '')[:40]}{suffix}"
                if (user := stage.cast.get(username)) is None or taken.get(key, (None,))[0] is None:
                    user = _person(people, username, encoded)
                    appoint(user, role=role, unit=unit, title=title, valid_from=SEASON, by=by)
                shelf[unit.pk] = user
    return stage


def _person(people: People, username: str, encoded: str) -> User:
    person = people.next()
    # Everybody was here the day before; an account nobody uses for 45 days would be locked by the clock.
    yesterday = timezone.make_aware(datetime(2022, 6, 9, 16))
    return User.objects.create(
        username=username, full_name=person.full_name, honorific=person.honorific, password=encoded, last_login=yesterday
    )
