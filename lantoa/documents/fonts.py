"""The typeface of printed papers: one with the widths of Times New Roman and every Vietnamese letter.

The set-up lays Tinos into BUILD_DIR/print-fonts; where it could not be had, one that the machine has is taken.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from fontTools.ttLib import TTFont, TTLibError

logger = logging.getLogger(__name__)

# With the widths of Times New Roman, best first. The first version of Liberation Serif lacks most Vietnamese letters.
FAMILIES = ("Tinos", "Times New Roman", "Liberation Serif", "TeX Gyre Termes", "Nimbus Roman")
_LAST = "Libertinus Serif"  # comes with typst
_OTHERS = ("Noto Serif", "DejaVu Serif", _LAST)
_LETTERS = set(map(ord, "ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"))
# What any serif typeface of our time has, for those whose file cannot be looked into.
_PLAIN = frozenset([*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA),
                    0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AC])  # fmt: skip


def folder() -> Path:
    """Where the set-up lays the typeface."""
    return Path(settings.BUILD_DIR) / "print-fonts"


@dataclass(frozen=True, slots=True)
class PrintFonts:
    """Typst's fonts, the families to set print in (best first), and the code points that the best one has in all its faces.

    An archival PDF may hold no sign without a shape, so what is not in `letters` must be replaced before typesetting.
    """

    fonts: typst.Fonts
    families: list[str]
    letters: frozenset[int]


def print_fonts() -> PrintFonts:
    """The typeface of this machine. Warns once when the widths of Times cannot be had."""
    return _found(str(folder()))


def letters_of(path: Path | str) -> frozenset[int]:
    """The code points that a font file has shapes for; empty for a file that is no font."""
    try:
        with open(path, "rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError, ValueError):
        return frozenset()


@lru_cache(2)
def _found(built: str) -> PrintFonts:
    laid_down = any(Path(built).glob("*.ttf"))
    fonts = typst.Fonts(include_system_fonts=not laid_down, include_embedded_fonts=True, font_paths=[built] if laid_down else [])
    for families in (FAMILIES, _OTHERS):
        usable = _usable(fonts.fonts(), families)
        if families is _OTHERS:
            logger.warning(
                "Máy chưa có phông chữ in (Tinos, Times New Roman hay Liberation Serif 2), bản PDF sẽ dùng phông %s; "
                "hãy nối mạng rồi chạy lại lệnh cài đặt, hoặc cài một phông kể trên.",
                next(iter(usable), _LAST),
            )
        if usable:
            break
    family, letters = next(iter(usable.items()), (_LAST, _PLAIN))
    return PrintFonts(fonts, list(dict.fromkeys([family, _LAST])), letters)


def _usable(fonts: Iterable[typst.FontInfo], families: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """Those of the families that have every Vietnamese letter in every face, with what they have."""
    paths: dict[str, list[str | None]] = {}
    for font in fonts:
        paths.setdefault(font.family, []).append(font.path)
    found = {family: [letters_of(path) if path else _PLAIN for path in paths[family]] for family in families if family in paths}
    return {family: frozenset.intersection(*faces) for family, faces in found.items() if all(face >= _LETTERS for face in faces)}
