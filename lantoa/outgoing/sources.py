"""Where the record stands from which a paper was written: filled by the rooms above.

sources.register("selection.decision", lambda pk: reverse("selection:decision", args=[pk]))
"""

from collections.abc import Callable

_pages: dict[str, Callable[[int], str]] = {}


def register(label: str, page: Callable[[int], str]) -> None:
    """Papers written from records of `label` ("room.model") lead to `page(pk)`."""
    _pages[label] = page


def url_of(label: str, pk: int | None) -> str:
    """The record's page; empty when the room says none."""
    return _pages[label](pk) if label in _pages and pk else ""
