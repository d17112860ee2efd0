import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import include, path, resolve

from lantoa.ui import navigation
from lantoa.ui.navigation import Entry, Group


def page(request):
    raise AssertionError("only the address is asked for")


rooms = [
    path("", page, name="home"),
    path("viec/", page, name="work"),
    path("viec/thang/", page, name="month"),
    path("bao-cao/", page, name="report"),
]
urlpatterns = [path("lam-viec/", include((rooms, "t")))]
pytestmark = pytest.mark.urls(__name__)


class Person:
    is_authenticated = True


@pytest.fixture(autouse=True)
def _empty_menu(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})


def menu(address, user=None):
    request = RequestFactory().get(address)
    request.user = user or Person()
    return navigation.menu_for(request)


def labels(items):
    return [item.entry.label for item in items]


def test_entries_stand_in_their_group_by_order():
    navigation.register(Entry("Báo cáo", "t:report", "file", order=1, group=Group.RESULTS))
    navigation.register(Entry("Tháng", "t:month", "calendar", order=20))
    navigation.register(Entry("Việc", "t:work", "list", order=10))
    assert [labels(part.items) for part in menu("/lam-viec/").groups] == [["Việc", "Tháng"], ["Báo cáo"]]


def test_the_longest_address_is_the_current_one():
    for label, name in (("Nhà", "t:home"), ("Việc", "t:work"), ("Tháng", "t:month")):
        navigation.register(Entry(label, name, "list"))
    current = [item.entry.label for item in menu("/lam-viec/viec/thang/6/").groups[0].items if item.current]
    assert current == ["Tháng"]


def test_an_entry_shows_only_to_those_allowed():
    navigation.register(Entry("Việc", "t:work", "list"))
    navigation.register(Entry("Báo cáo", "t:report", "file", allowed=lambda request: False))
    assert [labels(part.items) for part in menu("/lam-viec/").groups] == [["Việc"]]
    assert menu("/lam-viec/", AnonymousUser()).groups == []


def test_registering_again_replaces():
    navigation.register(Entry("Cũ", "t:work", "list"))
    navigation.register(Entry("Mới", "t:work", "list"))
    assert [labels(part.items) for part in menu("/lam-viec/").groups] == [["Mới"]]


def test_the_badge_is_asked_only_of_entries_that_show():
    asked = []
    navigation.register(Entry("Việc", "t:work", "list", badge=lambda request: asked.append("work") or 6))
    navigation.register(
        Entry("Báo cáo", "t:report", "file", allowed=lambda request: False, badge=lambda request: asked.append("report") or 1)
    )
    assert [item.badge for item in menu("/lam-viec/").groups[0].items] == [6]
    assert asked == ["work"]


def test_the_raised_action_stands_in_the_middle_of_the_dock():
    for order, (label, name) in enumerate((("Việc", "t:work"), ("Tháng", "t:month"), ("Báo cáo", "t:report"))):
        navigation.register(Entry(label, name, "list", order=order, dock=label))
    navigation.register(Entry("Giới thiệu", "t:home", "plus", order=99, dock="Giới thiệu", raised=True))
    assert labels(menu("/lam-viec/").dock) == ["Việc", "Tháng", "Giới thiệu", "Báo cáo"]


def test_the_public_home_is_current_only_on_itself(monkeypatch):
    monkeypatch.setattr(navigation, "_public", {})
    navigation.register_public(navigation.PublicEntry("Trang", "t:work"))
    navigation.register_public(navigation.PublicEntry("Tháng", "t:month"))
    assert [item.current for item in navigation.public_menu("/lam-viec/viec/")] == [True, False]


def test_a_page_kept_elsewhere_belongs_to_the_entry_that_names_it():
    navigation.register(Entry("Việc", "t:work", "list"))
    navigation.register(Entry("Báo cáo", "t:report", "file", group=Group.RESULTS, pages=("t:month",)))
    request = RequestFactory().get("/lam-viec/viec/thang/")
    request.user, request.resolver_match = Person(), resolve("/lam-viec/viec/thang/")
    parts = navigation.menu_for(request).groups
    assert [(item.entry.label, item.current) for part in parts for item in part.items] == [("Việc", False), ("Báo cáo", True)]


def test_the_part_one_is_in_stands_open_and_the_first_one_elsewhere():
    navigation.register(Entry("Nhà", "t:home", "list"))
    navigation.register(Entry("Việc", "t:work", "list", group=Group.EXEMPLARS))
    navigation.register(Entry("Báo cáo", "t:report", "file", group=Group.RESULTS))

    def opened(address):
        return [part.title for part in menu(address).groups if part.is_open]

    assert opened("/lam-viec/bao-cao/") == [Group.RESULTS.value]
    assert opened("/lam-viec/") == [Group.EXEMPLARS.value]
