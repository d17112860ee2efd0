from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory

from lantoa.core import clock
from lantoa.ui import feedback


def render(source, **context):
    return Template(source).render(Context(context))


def test_an_icon_is_hidden_from_screen_readers():
    assert render('{% icon "check" %}') == '<svg class="ic" aria-hidden="true"><use href="/static/ui/icons.svg#check"/></svg>'


def test_an_unknown_icon_fails():
    with pytest.raises(TemplateSyntaxError, match="khong-co"):
        render('{% icon "khong-co" %}')


@pytest.mark.parametrize("kind", ["late", "soon", "doing", "done", "none", "gold"])
def test_a_status_has_an_icon_and_words(kind):
    html = render("{% tag kind text %}", kind=kind, text="Đạt <1>")
    assert f"tag-{kind}" in html
    assert "<use href=" in html
    assert html.endswith("</svg>Đạt &lt;1&gt;</span>")


def test_an_unknown_status_fails():
    with pytest.raises(TemplateSyntaxError, match="xanh"):
        render('{% tag "xanh" "Đạt" %}')


@pytest.mark.parametrize(
    ("day", "kind", "text"),
    [
        (date(2022, 6, 8), "late", "Quá hạn 2 ngày"),
        (date(2022, 6, 10), "soon", "Hạn hôm nay"),
        (date(2022, 6, 25), "doing", "Còn 15 ngày · 25/6"),
    ],
)
def test_a_deadline_wears_its_tag(day, kind, text):
    with clock.at(date(2022, 6, 10)):
        html = render("{% due day %}", day=day)
    assert f"tag-{kind}" in html
    assert html.endswith(f"</svg>{text}</span>")


def test_filters_say_nothing_about_nothing():
    assert render("[{{ x|ngay }}{{ x|ngay_chu }}{{ x|luc }}{{ x|con_lai }}{{ x|so }}]", x=None) == "[]"


def pager(address, count):
    request = RequestFactory().get(address)
    page = Paginator(range(count), 25).get_page(request.GET.get("trang"))
    return Template("{% pager page %}").render(RequestContext(request, {"page": page}))


def test_one_page_needs_no_pager():
    assert pager("/?q=a", 25).strip() == ""


def test_the_pager_keeps_the_filters_of_the_address():
    html = pager("/?q=b%E1%BA%A3o&trang=3", 1300)
    assert 'rel="prev" href="?q=b%E1%BA%A3o&amp;trang=2"' in html
    assert 'rel="next" href="?q=b%E1%BA%A3o&amp;trang=4"' in html
    assert 'href="?q=b%E1%BA%A3o&amp;trang=52"' in html
    assert html.count('aria-current="page"') == 1


def test_a_message_can_bring_a_way_back():
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    feedback.done(request, "Đã nộp.", undo_url="/lam-viec/rut-lai/")
    feedback.done(request, "Đã lưu.")
    assert [feedback.undo_url(message) for message in get_messages(request)] == ["/lam-viec/rut-lai/", ""]
