"""Days to commemorate: the number is computed, the round year is announced, the rule on ceremonies is said."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lantoa.core.rights import Refused
from lantoa.movements.models import Anniversary
from lantoa.movements.queries.anniversaries import YearsDay, in_year, upcoming, windows
from lantoa.movements.services import anniversaries as services
from tests.factories import AnniversaryFactory

APPEAL = Anniversary(name="ngày Bác Hồ ra lời kêu gọi thi đua ái quốc", month=6, day=11, first_year=1948)


@pytest.mark.parametrize(
    ("year", "number", "is_round"),
    [(2022, 74, False), (2025, 77, False), (2026, 78, False), (2027, 79, False), (2028, 80, True), (1949, 1, False), (1948, None, False)],
)
def test_the_number_is_counted_and_2028_is_round(year, number, is_round):
    (found,) = in_year([APPEAL], year)
    assert (found.number, found.is_round) == (number, is_round)


def test_it_reads_as_people_say_it():
    assert in_year([APPEAL], 2022)[0].title == "Kỷ niệm 74 năm ngày Bác Hồ ra lời kêu gọi thi đua ái quốc"
    assert in_year([APPEAL], 1948)[0].title == "ngày Bác Hồ ra lời kêu gọi thi đua ái quốc"
    assert in_year([APPEAL], 1947) == []


@pytest.mark.parametrize(
    ("great", "number", "is_round"), [(True, 75, True), (True, 80, True), (True, 74, False), (False, 75, False), (False, 80, True)]
)
def test_fives_are_round_for_great_days_only(great, number, is_round):
    assert YearsDay(Anniversary(is_great_day=great), date(2022, 6, 11), number).is_round is is_round


@pytest.mark.parametrize(
    ("great", "number", "words"),
    [
        (False, 74, "không tổ chức lễ kỷ niệm"), (False, 80, "đã công nhận"), (False, 80, "không tặng quà, không chiêu đãi"),
        (True, 75, "NĐ 145/2013/NĐ-CP"), (True, 74, "tuyên truyền"), (False, 74, "NĐ 111/2018/NĐ-CP"),
    ],
)  # fmt: skip
def test_what_may_be_held_is_said_with_its_source(great, number, words):
    assert words in YearsDay(Anniversary(is_great_day=great), date(2022, 6, 11), number).advice


def test_a_day_without_a_number_gives_no_advice():
    assert YearsDay(Anniversary(), date(2022, 6, 1), None).advice == ""


def test_29_february_falls_on_the_28th_in_other_years():
    leap = Anniversary(name="ngày nhuận", month=2, day=29, first_year=2000)
    assert [in_year([leap], year)[0].day for year in (2022, 2024)] == [date(2022, 2, 28), date(2024, 2, 29)]


@pytest.mark.django_db
def test_days_come_in_order_without_those_out_of_use():
    AnniversaryFactory(name="b", month=12, day=22)
    AnniversaryFactory(name="a", month=2, day=3)
    AnniversaryFactory(name="bỏ", month=3, day=3, in_use=False)
    rows = Anniversary.objects.all()
    assert [item.anniversary.name for item in in_year(rows, 2022)] == ["a", "b"]
    assert [(item.anniversary.name, item.day.year) for item in upcoming(rows, date(2022, 6, 10), 3)] == [
        ("b", 2022),
        ("a", 2023),
        ("b", 2023),
    ]
    assert [item.day for item in windows(rows, date(2021, 12, 1), date(2022, 2, 3))] == [date(2021, 12, 22), date(2022, 2, 3)]


# --- Keeping them -------------------------------------------------------------------------------------------------------------


def add(w, **fields):
    return services.add_anniversary(
        **{"name": "ngày thành lập thành phố", "month": 6, "day": 1, "authority": w.city, "by": w.agency, **fields}
    )


def test_a_standing_agency_keeps_its_own_days_an_administrator_those_of_everywhere(w):
    assert add(w, first_year=2019).number(2022) == 3
    for person, authority in ((w.agency, None), (w.agency, w.other_city), (w.officer, w.an), (w.mayor, w.city)):
        with pytest.raises(Refused):
            add(w, authority=authority, by=person)
    assert add(w, authority=None, by=w.admin).authority is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"month": 2, "day": 30}, "day"), ({"month": 13}, "month"), ({"day": 0}, "__all__"), ({"name": ""}, "name"), ({"name": "a" * 201}, "name"),
        ({"first_year": 2023}, "first_year"), ({"first_year": 0}, "first_year"), ({"mark": "checked"}, "source"), ({"mark": "sure"}, "mark"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_words(w, fields, field):
    with pytest.raises(ValidationError) as refused:
        add(w, **fields)
    assert field in refused.value.message_dict or (field == "month" and "__all__" in refused.value.message_dict)


def test_a_day_stands_once_in_a_place_and_once_everywhere(w):
    add(w)
    with pytest.raises(ValidationError, match="đã có"):
        add(w)
    AnniversaryFactory(name="x", month=1, day=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnniversaryFactory(name="x", month=1, day=1)


def test_a_day_is_put_right_and_taken_out_of_use(w):
    row = add(w)
    services.edit_anniversary(row, first_year=2019, mark="checked", source="NQ 673/NQ-UBTVQH14", by=w.agency)
    services.edit_anniversary(row, in_use=False, by=w.agency)
    row.refresh_from_db()
    assert (row.first_year, row.mark, row.in_use) == (2019, "checked", False)
    with pytest.raises(ValidationError, match="phải có nguồn"):
        services.edit_anniversary(row, source=" ", by=w.agency)
    with pytest.raises(Refused):
        services.edit_anniversary(row, in_use=True, by=w.neighbour)
