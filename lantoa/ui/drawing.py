"""Pages that a higher room draws for a lower one: so the newsroom's preview is the portal's own page and not a copy of it.

drawing.register("story", draw)      # draw(request, story, version=…, body=…) -> HttpResponse
"""

from collections.abc import Callable

from django.http import HttpResponse

Draw = Callable[..., HttpResponse]

_drawn: dict[str, Draw] = {}


def register(key: str, draw: Draw) -> None:
    """The same key again takes the place of the first."""
    _drawn[key] = draw


def of(key: str) -> Draw | None:
    """None while no room has registered it."""
    return _drawn.get(key)
