"""Names of the icons we drew (lantoa/ui/icons/*.svg)."""

from functools import cache

from lantoa.ui.assets import ICON_DIR


@cache
def names() -> frozenset[str]:
    return frozenset(path.stem for path in ICON_DIR.glob("*.svg"))
