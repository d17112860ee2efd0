"""The menu of the workspace: a registry filled by the rooms in their `apps.ready()`.

    navigation.register(Entry("Kế hoạch đơn vị", "plans:unit_plan", icon="calendar", order=20))

An entry shows to those its `allowed` lets through. `badge` may return a number; rooms that count should keep the count
per request (for example in a cached property of `request.shell`), because it is asked on every page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.urls import reverse


class Group(StrEnum):
    """Parts of the menu, from the top, by the word that stands over each; the first has none."""

    WORK = ""
    EXEMPLARS = "Gương"
    SPREAD = "Lan tỏa"
    RESULTS = "Theo dõi, báo cáo"
    SETUP = "Quản lý"


def signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


@dataclass(frozen=True)
class Entry:
    label: str
    url_name: str
    icon: str  # a file name in lantoa/ui/icons, without .svg
    order: int = 100
    group: Group = Group.WORK
    allowed: Callable[[HttpRequest], bool] = signed_in
    badge: Callable[[HttpRequest], int | None] | None = None
    badge_unit: str = "việc"  # read aloud after the number
    dock: str = ""  # short label in the bar at the foot of a phone; at most four fit, by order
    pages: tuple[str, ...] = ()  # URL names elsewhere that count as pages of this entry
    raised: bool = False  # the one action of the bar that stands out, such as "Giới thiệu"; needs `dock` too


@dataclass(frozen=True)
class Item:
    """An entry as one person sees it on one page."""

    entry: Entry
    url: str
    current: bool
    badge: int | None


@dataclass(frozen=True)
class Part:
    """The entries of one group. It stands open where the person is in it, and the first one on pages outside of all."""

    title: str
    items: list[Item]
    is_open: bool


@dataclass(frozen=True)
class Menu:
    groups: list[Part]
    dock: list[Item]  # the raised one, if any, stands in the middle


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add the entry; a second one with the same URL name takes the place of the first."""
    _entries[entry.url_name] = entry


def unregister(url_name: str) -> None:
    """Take an entry out again (tests)."""
    _entries.pop(url_name, None)


def menu_for(request: HttpRequest) -> Menu:
    """The menu for this person on this page. Current is the entry that names the page, else the one with the longest address beginning
    the path.
    """
    shown = [(e, reverse(e.url_name)) for e in sorted(_entries.values(), key=lambda e: e.order) if e.allowed(request)]
    page = request.resolver_match.view_name if request.resolver_match else ""
    here = next((url for e, url in shown if page in e.pages), None)
    here = here or max((url for _, url in shown if request.path.startswith(url)), key=len, default=None)
    items = [Item(e, url, url == here, e.badge(request) if e.badge else None) for e, url in shown]
    parts = [(group.value, [item for item in items if item.entry.group is group]) for group in Group]
    entered = next((title for title, found in parts if title and any(item.current for item in found)), None)
    entered = entered or next((title for title, found in parts if title and found), "")
    raised = [item for item in items if item.entry.raised][:1]
    dock = [item for item in items if item.entry.dock and not item.entry.raised][: 3 if raised else 4]
    return Menu(groups=[Part(title, found, title == entered) for title, found in parts if found], dock=dock[:2] + raised + dock[2:])


# --- The public face -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PublicEntry:
    """A page of the portal's menu, or with `column` of that column at the foot. Nothing here may look at the person: public pages set no
    cookie.
    """

    label: str
    url_name: str
    order: int = 100
    column: str = ""


@dataclass(frozen=True)
class PublicItem:
    label: str
    url: str
    current: bool


_public: dict[str, PublicEntry] = {}


def register_public(entry: PublicEntry) -> None:
    """Add the entry; a second one with the same URL name takes the place of the first."""
    _public[entry.url_name] = entry


def public_menu(path: str) -> list[PublicItem]:
    """The portal's menu as seen from `path`. The home page is current only on itself."""
    found = [(entry.label, reverse(entry.url_name)) for entry in _in_order() if not entry.column]
    return [PublicItem(label, url, path == url or (url != "/" and path.startswith(url))) for label, url in found]


def public_foot() -> list[tuple[str, list[tuple[str, str]]]]:
    """The columns at the foot: of each its title and its (label, address)."""
    columns: dict[str, list[tuple[str, str]]] = {}
    for entry in _in_order():
        if entry.column:
            columns.setdefault(entry.column, []).append((entry.label, reverse(entry.url_name)))
    return list(columns.items())


def _in_order() -> list[PublicEntry]:
    return sorted(_public.values(), key=lambda entry: entry.order)
