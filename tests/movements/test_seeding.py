"""Movements set up from a plan, and the days of the calendar."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from django.core.exceptions import ValidationError

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.documents import reading
from lantoa.movements.models import Anniversary, Movement
from lantoa.movements.queries import seeding
from lantoa.movements.services.seeding import seed_anniversaries, seed_movements
from lantoa.notifications.models import Notice
from lantoa.plans.models import Plan
from tests.factories import ClauseFactory, UnitFactory

FIVE = [
    ("Toàn dân đoàn kết xây dựng đời sống văn hóa", "central", "", None, None),
    ("Toàn thành phố chung sức xây dựng nông thôn mới", "city", "", None, None),
    ("Doanh nghiệp Long Khánh hội nhập và phát triển", "city", "", None, None),
    (
        "Cả nước chung tay vì người nghèo - không để ai bị bỏ lại phía sau", "city",
        "Cả nước chung tay vì người nghèo - không để ai bị bỏ lại phía sau", None, None,
    ),
    ("Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở", "central", "", date(2019, 1, 1), date(2025, 12, 31)),
]  # fmt: skip


@pytest.fixture
def plan449(w):
    """The clauses of the real plan 449 stand in the city's plan."""
    content = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes()
    w.plan.clauses.exclude(duties__isnull=False).delete()
    for order, clause in enumerate(reading.read(content, name="449-KH-UBND.md").clauses):
        ClauseFactory(plan=w.plan, ref=f"x{clause.id}", text=clause.text, order=order)
    return w.plan


def test_the_five_of_plan_449_with_their_names_span_and_parent(w, plan449):
    made = seed_movements(plan449, by=w.agency)
    assert [(m.name, m.level, m.parent.name if m.parent else "", m.starts_on, m.ends_on) for m in made] == FIVE
    assert {m.state for m in made} == {"launched"}
    parent = made[3].parent
    assert (parent.level, parent.launched_by, parent.asks_registration, parent.authority) == (
        "central",
        "Thủ tướng Chính phủ",
        False,
        w.city,
    )
    assert {m.clause.ref for m in made} == {"xII.1-3"}
    assert {m.authority for m in made} == {w.city}
    assert all("chưa đối chiếu" in m.source for m in [*made, parent])


def test_running_twice_adds_nothing(w, plan449):
    seed_movements(plan449, by=w.agency)
    before, told = Movement.objects.count(), Notice.objects.count()
    assert seed_movements(plan449, by=w.agency) == []
    assert (Movement.objects.count(), Notice.objects.count()) == (before, told)
    assert all(proposal.existing for proposal in seeding.propose_from_plan(plan449))


def test_only_those_chosen_and_as_drafts_when_asked(w, plan449):
    keys = [proposal.key for proposal in seeding.propose_from_plan(plan449)][:2]
    made = seed_movements(plan449, keys=[*keys, "khong co"], launch=False, by=w.agency)
    assert [(m.name, m.state) for m in made] == [(name, "draft") for name, *_ in FIVE[:2]]


def test_a_name_unknown_to_the_data_is_set_up_from_the_sentence_alone(w):
    ClauseFactory(plan=w.plan, ref="II.9-1", text="cuộc vận động “Mỗi nhà một cây xanh”", order=90)
    made = seed_movements(w.plan, by=w.agency)[-1]
    assert (made.name, made.kind, made.level, made.icon, made.source) == (
        "Mỗi nhà một cây xanh", "mass_campaign", "city", "star", f"II.9 ý 1, {w.plan.citation}.",
    )  # fmt: skip


def test_a_span_that_ended_before_the_plan_is_not_launched(w):
    ClauseFactory(plan=w.plan, ref="II.9-1", text="phong trào “Việc cũ” giai đoạn 2010 - 2015", order=90)
    assert seed_movements(w.plan, by=w.agency)[-1].state == "draft"


def test_only_who_runs_the_authority_and_only_from_a_running_plan(w):
    for person in (w.officer, w.neighbour, w.admin):
        with pytest.raises(Refused):
            seed_movements(w.plan, by=person)
    Plan.objects.filter(pk=w.plan.pk).update(state="closed")
    w.plan.refresh_from_db()
    with pytest.raises(ValidationError, match="đang thực hiện"):
        seed_movements(w.plan, by=w.agency)


# --- The calendar -------------------------------------------------------------------------------------------------------------


def test_the_calendar_has_every_day_of_the_list_once_with_mark_and_source():
    rows = tomllib.loads(files("lantoa.movements").joinpath("data/anniversaries.toml").read_text(encoding="utf-8"))["day"]
    days = [(row["month"], row["day"]) for row in rows]
    assert len(rows) == 27
    assert [day for day in set(days) if days.count(day) > 1] == [(4, 30)]
    assert all(row["source"] for row in rows)
    # What is not marked as checked says so; what is checked names a document.
    assert {row["mark"] for row in rows} == {"checked", "general"}
    assert [row["name"] for row in rows if row["mark"] == "general" and "iến thức chung" not in row["source"]] == []
    assert sorted((row["day"], row["month"]) for row in rows if row["mark"] == "checked") == [(3, 2), (11, 6), (30, 4)]
    assert sorted((row["day"], row["month"]) for row in rows if row.get("is_great_day")) == [
        (2, 9),
        (3, 2),
        (7, 5),
        (19, 5),
        (19, 8),
        (30, 4),
    ]


def test_days_are_loaded_once_and_those_of_a_place_only_where_it_exists(w):
    system = User.objects.system()
    assert seed_anniversaries(by=system) == 25  # not Long Khánh's (no such unit here), not Đồng Nai's of 2026
    assert seed_anniversaries(by=system) == 0
    town = UnitFactory(slug="thi-xa-long-khanh", city=True)
    province = UnitFactory(slug="tinh-dong-nai", kind="province")
    assert seed_anniversaries(by=system) == 1
    assert Anniversary.objects.get(first_year=1975, day=21).authority == town
    with clock.at(date(2026, 5, 1)):
        assert seed_anniversaries(by=system) == 1
    assert Anniversary.objects.get(first_year=2026).authority == province
    with pytest.raises(Refused):
        seed_anniversaries(by=w.agency)
