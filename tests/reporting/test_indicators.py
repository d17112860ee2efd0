"""Indicators and forms kept by the standing agency: added, counted another way from a day on, ended; a form's next version takes them up."""

import html
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.reporting.enums import AddsUp
from lantoa.reporting.models import Form, Indicator, Value
from lantoa.reporting.services import forms as form_services
from lantoa.reporting.services.indicators import Definition, add_indicator, change_indicator, end_indicator
from tests.reporting.conftest import DAY, accepted, opened

pytestmark = pytest.mark.django_db
CLUBS = Definition("Câu lạc bộ gia đình tiêu biểu", "câu lạc bộ", AddsUp.LAST)
APRIL = date(2022, 4, 1)


def said_of(indicator: Indicator) -> Definition:
    return Definition(**{name: getattr(indicator, name) for name in Definition.__dataclass_fields__})


def newest(key: str) -> Indicator:
    return Indicator.objects.filter(key=key).order_by("-valid_from").first()


def test_added_with_a_key_of_its_name_and_logged(town):
    made = add_indicator(CLUBS, since=DAY, by=town.agent)
    twin = add_indicator(CLUBS, since=DAY, by=town.agent)
    assert (made.key, twin.key, made.adds_up) == ("cau_lac_bo_gia_dinh_tieu_bieu", "cau_lac_bo_gia_dinh_tieu_bieu_2", AddsUp.LAST)
    entry = Entry.objects.get(action="add_indicator", object_id=str(made.pk))
    assert entry.after_values["unit_of_measure"] == "câu lạc bộ"


def test_a_changed_definition_is_a_new_row_and_old_numbers_stay_under_the_old(town):
    accepted(town, opened(town), participants=40)
    old = newest("participants")
    new = change_indicator(old, replace(said_of(old), name="Lượt người dự, không tính người tổ chức"), since=APRIL, by=town.agent)
    old.refresh_from_db()
    assert (old.valid_to, new.key, new.valid_from) == (APRIL, "participants", APRIL)
    assert Value.objects.get(unit=town.ward, indicator__key="participants").indicator == old


def test_one_nobody_used_is_put_right_in_its_place(town):
    made = add_indicator(CLUBS, since=DAY, by=town.agent)
    again = change_indicator(made, replace(CLUBS, unit_of_measure="nhóm"), since=DAY, by=town.agent)
    assert (again.pk, Indicator.objects.filter(key=made.key).count()) == (made.pk, 1)


def test_shares_follow_what_they_are_made_of(town):
    old = newest("honoured_women")
    new = change_indicator(old, replace(said_of(old), definition="Cả người nhận thay tập thể"), since=APRIL, by=town.agent)
    shares = Indicator.objects.filter(numerator=new)
    assert [share.valid_from for share in shares] == [APRIL]
    assert not Indicator.objects.at(APRIL).filter(numerator=old).exists()


def test_the_next_version_of_a_form_asks_in_the_new_way(town):
    old, form = newest("participants"), Form.objects.get(pk=town.forms["quy"].pk)
    new = change_indicator(old, replace(said_of(old), name="Lượt người dự cả năm"), since=APRIL, by=town.agent)
    assert form.items.filter(indicator=old).exists()
    with clock.at(APRIL):
        draft = form_services.new_version(form, by=town.agent)
        assert list(draft.items.filter(indicator__key="participants").values_list("indicator", flat=True)) == [new.pk]
        form_services.put_in_use(draft, by=town.agent)
    form.refresh_from_db()
    assert (form.state, draft.version) == ("retired", 2)


def test_what_a_form_in_use_asks_for_is_not_ended(town):
    with pytest.raises(ValidationError, match="Mẫu đang dùng còn hỏi số này"):
        end_indicator(newest("participants"), on=APRIL, by=town.agent)


def test_what_a_share_is_made_of_is_not_ended(town):
    number = add_indicator(CLUBS, since=DAY, by=town.agent)
    add_indicator(Definition("Tỷ lệ", "%", AddsUp.SHARE, numerator=number, denominator=newest("participants")), since=DAY, by=town.agent)
    with pytest.raises(ValidationError, match="được tính từ số này"):
        end_indicator(number, on=APRIL, by=town.agent)


def test_ended_once_and_kept(town):
    made = add_indicator(CLUBS, since=DAY, by=town.agent)
    end_indicator(made, on=APRIL, by=town.agent)
    assert not Indicator.objects.at(APRIL).filter(pk=made.pk).exists()
    with pytest.raises(ValidationError, match="đã thôi dùng"):
        end_indicator(made, on=date(2022, 5, 1), by=town.agent)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (replace(CLUBS, breakdowns=["gender"]), "không chia được"),
        (replace(CLUBS, adds_up=AddsUp.SHARE), "tử số và mẫu số"),
        (replace(CLUBS, name=""), "name"),
        (replace(CLUBS, adds_up="thế nào cũng được"), "adds_up"),
    ],
)
def test_half_a_definition_is_refused(town, said, word):
    before = Indicator.objects.count()
    with pytest.raises(ValidationError) as refused:
        add_indicator(said, since=DAY, by=town.agent)
    assert word in str(refused.value.message_dict)
    assert Indicator.objects.count() == before


def test_not_counted_anew_in_the_past(town):
    old = newest("participants")
    with pytest.raises(ValidationError, match="từ hôm nay"):
        change_indicator(old, said_of(old), since=date(2022, 3, 1), by=town.agent)


@pytest.mark.parametrize("who", ["officer", "leader", "head", "mayor", "above"])
def test_only_standing_agencies_keep_indicators(client, town, who):
    person, old = getattr(town, who), newest("participants")
    with pytest.raises(Refused):
        add_indicator(CLUBS, since=DAY, by=person)
    with pytest.raises(Refused):
        change_indicator(old, said_of(old), since=APRIL, by=person)
    with pytest.raises(Refused):
        end_indicator(old, on=APRIL, by=person)
    client.force_login(person)
    for path in ("them/", f"{old.pk}/", f"{old.pk}/sua/", f"{old.pk}/thoi-dung/"):
        assert client.get(f"/lam-viec/bao-cao/mau/chi-tieu/{path}").status_code == 404


def test_kept_on_its_pages(client, town):
    client.force_login(town.agent)
    sent = {"name": "Câu lạc bộ", "unit_of_measure": "câu lạc bộ", "adds_up": "sum", "figure": "", "since": "31/3/2022"}
    answer = client.post("/lam-viec/bao-cao/mau/chi-tieu/them/", sent, follow=True)
    made = Indicator.objects.get(key="cau_lac_bo")
    assert answer.redirect_chain[-1][0].endswith(f"/chi-tieu/{made.pk}/")
    client.post(f"/lam-viec/bao-cao/mau/chi-tieu/{made.pk}/sua/", sent | {"name": "Câu lạc bộ, đội nhóm", "since": "1/4/2022"})
    assert newest("cau_lac_bo").name == "Câu lạc bộ, đội nhóm"
    answer = client.post(f"/lam-viec/bao-cao/mau/chi-tieu/{newest('participants').pk}/thoi-dung/", {"on": "1/4/2022"})
    assert "Mẫu đang dùng còn hỏi số này" in html.unescape(answer.content.decode())
    answer = client.post("/lam-viec/bao-cao/mau/chi-tieu/them/", sent | {"since": "hôm nay", "breakdowns": ["gender"]})
    assert "Ghi ngày theo dạng" in html.unescape(answer.content.decode())


@pytest.mark.parametrize("path", ["them/", "{i}/", "{i}/sua/", "{i}/thoi-dung/"])
def test_its_pages_take_few_queries(client, town, path):
    client.force_login(town.agent)
    client.get("/lam-viec/bao-cao/mau/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/lam-viec/bao-cao/mau/chi-tieu/{path.format(i=newest('participants').pk)}").status_code == 200
    assert len(queries) <= 15
