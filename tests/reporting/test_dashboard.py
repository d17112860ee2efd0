"""The leader's dashboard: sentences by rule whose figures open as many records as they say, at a constant number of queries."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from lantoa.core import clock
from lantoa.reporting.queries import dashboard as queries
from tests.factories import AssignmentFactory, DutyFactory, NominationFactory, PlanFactory, StoryFactory, UnitFactory
from tests.reporting.conftest import opened

DAY = date(2022, 3, 31)
MARCH = datetime(2022, 3, 15, 3, tzinfo=UTC)
FEBRUARY = datetime(2022, 2, 20, 3, tzinfo=UTC)


@pytest.fixture
def busy(town):
    plan = PlanFactory(issuer=town.city, standing_agency=town.office)
    duty = DutyFactory(plan=plan)
    AssignmentFactory(duty=duty, unit=town.ward, due_on=date(2022, 3, 20))
    for moment in (MARCH, MARCH, FEBRUARY):
        NominationFactory(unit=town.ward, received_at=moment)
    NominationFactory(unit=UnitFactory(city=True, name="Thành phố khác"), received_at=MARCH)
    return town


def page(client, user, url: str, **asked):
    client.force_login(user)
    return client.get(url, asked)


def said(town, key: str = "30-ngay") -> list[str]:
    found = queries.dashboard_of(town.city.pk, queries.window_of(key, DAY), DAY)
    return [sentence.text for sentence in found.said]


def test_five_sentences_tell_what_is_counted(busy):
    told = said(busy)
    assert len(told) == 5
    assert told[0] == "Trong 30 ngày qua, 0 việc làm đúng hạn trên 1 việc đến hạn (0%)."
    assert "1 đơn vị còn 1 việc quá hạn chưa nộp; lâu nhất là Phường Bảo Vinh, trễ 11 ngày." in told[1]
    assert told[2] == "0 gương được biểu dương, 2 gương, mô hình được giới thiệu; 30 ngày trước đó: biểu dương 0, giới thiệu 1."
    assert told[3] == "Trong 30 ngày qua chưa đăng tin, bài nào."
    assert told[4] == "Chưa có kỳ báo cáo nào được mở."


def test_says_so_when_there_is_nothing(town):
    told = said(town)
    assert told[0] == "Trong 30 ngày qua không có việc nào của kế hoạch đến hạn."
    assert told[1] == "Không đơn vị nào còn việc quá hạn."


def test_reports_of_the_latest_cycle(busy):
    opened(busy)
    assert said(busy)[4] == "Báo cáo kết quả quý I/2022: 0 trên 2 đơn vị đã nộp, 0 đúng hạn; hạn nộp ngày 5/4/2022."


def test_every_figure_opens_as_many_records_as_it_says(client, busy):
    found = queries.dashboard_of(busy.city.pk, queries.window_of("quy", DAY), DAY)
    pieces = [piece for sentence in found.said for piece in sentence.pieces if "/so/" in piece.url]
    assert len(pieces) >= 4
    for piece in pieces:
        answer = page(client, busy.mayor, piece.url)
        if not piece.text.endswith("đơn vị"):
            assert answer.context["page"].paginator.count == int(re.match(r"\d+", piece.text)[0]), piece
    for trend in found.trends:
        assert page(client, busy.mayor, trend.url).context["page"].paginator.count == trend.value


def test_a_period_is_compared_with_as_many_days_of_the_one_before():
    window = queries.window_of("quy", date(2022, 5, 10))
    assert window.span == (date(2022, 4, 1), date(2022, 5, 10))
    assert window.before == (date(2022, 1, 1), date(2022, 2, 9))


def test_same_number_of_queries_for_one_unit_and_for_many(client, busy, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("reporting:dashboard")
    page(client, busy.mayor, url)
    with CaptureQueriesContext(connection) as few:
        page(client, busy.mayor, url)
    for number in range(12):
        unit = UnitFactory(parent=busy.city, name=f"Phường {number}")
        NominationFactory(unit=unit, received_at=MARCH)
        StoryFactory(unit=unit)
        AssignmentFactory(unit=unit, due_on=date(2022, 3, 10))
    with CaptureQueriesContext(connection) as many:
        page(client, busy.mayor, url)
    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["mayor", "agent"])
def test_leaders_and_agency_open_it(client, town, who):
    answer = page(client, getattr(town, who), reverse("reporting:dashboard"))
    assert answer.status_code == 200
    assert "Năm điều cần biết" in answer.content.decode()
    assert reverse("reporting:dashboard") in page(client, getattr(town, who), "/lam-viec/").content.decode()


@pytest.mark.parametrize("who", ["officer", "leader", "head", "above"])
def test_others_do_not(client, town, who):
    for url in (
        reverse("reporting:dashboard"),
        reverse("reporting:slides"),
        reverse("reporting:city_figure", args=[town.city.pk, "newsroom.stories"]),
    ):
        assert page(client, getattr(town, who), url).status_code == 404
    assert reverse("reporting:dashboard") not in page(client, getattr(town, who), "/lam-viec/").content.decode()


def test_another_citys_figures_stay_closed(client, town):
    other = UnitFactory(city=True, name="Thành phố khác")
    assert page(client, town.mayor, reverse("reporting:city_figure", args=[other.pk, "newsroom.stories"])).status_code == 404
    assert page(client, town.mayor, reverse("reporting:city_figure", args=[town.city.pk, "khong.co"])).status_code == 404


def test_slides_are_one_fact_each_with_plain_links(client, busy):
    url = reverse("reporting:slides")
    count = page(client, busy.mayor, url).context["count"]
    assert count == 9
    for at in range(1, count + 1):
        answer = page(client, busy.mayor, url, trang=at)
        html = answer.content.decode()
        assert html.count("<section class=") == 1
        assert ('rel="next"' in html) == (at < count)
        assert ('rel="prev"' in html) == (at > 1)
    assert page(client, busy.mayor, url, trang="999").context["at"] == count
    assert page(client, busy.mayor, url, trang="abc").context["at"] == 1
    assert clock.today() == DAY
