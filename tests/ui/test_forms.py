from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django import forms

from lantoa.ui.forms import DayField, NumberField


class Everything(forms.Form):
    title = forms.CharField(label="Tên việc", help_text="Viết như nói.")
    due_on = DayField(label="Hạn")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Tệp"), ("b", "Ảnh")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Đã kiểm tra")
    note = forms.CharField(label="Ghi chú", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class Page(HTMLParser):
    """Collects ids, references to ids and labels of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.refs = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        self.refs |= set((attrs.get("aria-describedby") or "").split())
        self.refs |= {attrs["for"]} if "for" in attrs else set()
        self.refs |= {attrs["href"][1:]} if attrs.get("href", "").startswith("#") else set()


def test_every_reference_finds_its_id_once():
    page = Page(str(Everything({})))
    assert page.refs <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_summary_links_each_fault_and_the_field_repeats_it():
    html = str(Everything({"title": "x", "due_on": "31/2/2022", "kind": "a", "sure": "on"}))
    assert html.count('<li><a href="#id_') == 1
    assert '<a href="#id_due_on">Hạn: Ghi ngày theo dạng ngày/tháng/năm, ví dụ 15/6/2022.</a>' in html
    assert 'aria-describedby="id_due_on_error"' in html
    assert 'id="id_due_on_error"' in html


def test_a_form_without_faults_has_no_summary():
    assert "err-sum" not in str(Everything())


def test_optional_fields_say_so_and_required_ones_do_not():
    html = str(Everything())
    assert html.count("(không bắt buộc)") == 1
    assert "Ghi chú <small>(không bắt buộc)</small>" in html


def test_choices_stand_in_a_fieldset_with_a_legend():
    assert "<legend>Loại</legend>" in str(Everything())


def test_the_empty_field_message_says_what_to_do():
    assert Everything({}).errors["title"] == ["Mục này còn trống, mời điền."]


@pytest.mark.parametrize("typed", ["5/6/2022", "05/06/2022", "05-06-2022", "5.6.2022", "5/6/22", "2022-06-05"])
def test_days_are_read_day_first(typed):
    assert DayField().clean(typed) == date(2022, 6, 5)


def test_a_day_is_shown_as_it_is_typed():
    class OneDay(forms.Form):
        day = DayField()

    assert 'value="05/06/2022"' in str(OneDay(initial={"day": date(2022, 6, 5)}))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.200.000", "1200000"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("12,5", "12.5"),
        ("12", "12"),
        ("-1.000", "-1000"),
        ("1 200 000", "1200000"),
        ("2.5", "2.5"),
    ],
)
def test_numbers_are_read_the_vietnamese_way(typed, number):
    assert NumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["một triệu", "1,2,3", "1.2.3", "NaN", "Infinity"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="Ghi bằng chữ số"):
        NumberField().clean(typed)


def test_a_number_is_shown_as_it_is_typed():
    class Money(forms.Form):
        sum = NumberField()

    assert 'value="1.200.000"' in str(Money(initial={"sum": 1200000}))
