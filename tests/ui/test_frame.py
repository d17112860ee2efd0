"""The frame of workspace pages, with what rooms above have filled in and without it."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.template.loader import render_to_string
from django.test import RequestFactory

from lantoa.ui import feedback, navigation
from lantoa.ui.shell import Choice, Shell


class Person:
    is_authenticated = True

    def get_full_name(self):
        return "Lê Thị Hạnh"


@pytest.fixture
def request_(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    request = RequestFactory().get("/lam-viec/viec/?q=a&b=1")
    request.user = Person()
    request._messages = CookieStorage(request)
    return request


def frame(request):
    return render_to_string("ui/workspace.html", {}, request)


def test_without_a_shell_the_frame_says_what_it_can(request_):
    html = frame(request_)
    assert "Lê Thị Hạnh" in html
    assert 'role="search"' not in html
    assert 'class="dock"' not in html
    assert 'class="bell"' not in html


def test_one_unit_needs_no_switcher(request_):
    request_.shell = Shell(person="Lê Thị Hạnh", unit="Phường Bảo Vinh", units=[Choice("Phường Bảo Vinh", "1")], switch_url="/doi/")
    html = frame(request_)
    assert "Phường Bảo Vinh" in html
    assert 'action="/doi/"' not in html


def test_two_units_can_be_switched_and_lead_back_here(request_):
    units = [Choice("Phường Bảo Vinh", "1", current=True), Choice("Cụm 1", "2")]
    request_.shell = Shell(person="Lê Thị Hạnh", unit="Phường Bảo Vinh", units=units, switch_url="/doi/")
    html = frame(request_)
    assert 'method="post" action="/doi/"' in html
    assert 'name="next" value="/lam-viec/viec/?q=a&amp;b=1"' in html
    assert 'name="unit" value="1" aria-current="true"' in html


def test_news_are_counted_in_words(request_):
    request_.shell = Shell(person="Lê Thị Hạnh", news_url="/tin/", unread=4)
    assert "4 thông báo mới" in frame(request_)


def test_an_undo_is_a_form_that_can_be_sent_once(request_):
    feedback.done(request_, "Đã nộp <b>2</b> minh chứng.", undo_url="/lam-viec/rut/")
    html = frame(request_)
    assert "Đã nộp &lt;b&gt;2&lt;/b&gt; minh chứng." in html
    form = html[html.index('action="/lam-viec/rut/"') :].split("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    assert "submit_key" in form


def test_a_message_without_undo_has_no_form(request_):
    feedback.done(request_, "Đã lưu.")
    html = frame(request_)
    assert "Đã lưu." in html
    assert "Hoàn tác" not in html
