"""What the pages need besides our own files: letters, htmx, the text editor and the icon sprite, made from installed packages.

Nothing third-party is kept in the repository; `lantoa build_assets` writes these files into BUILD_DIR/static.
"""

import importlib.resources
import io
import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PACKAGE = Path(__file__).resolve().parent
ICON_DIR = PACKAGE / "icons"

# Basic Latin, Latin-1, Vietnamese (Ă Đ Ĩ Ũ Ơ Ư, combining tones, U+1EA0–1EF9, ₫) and the signs our texts use.
UNICODES = [
    *range(0x20, 0x7F), *range(0xA0, 0x100),
    0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0,
    0x300, 0x301, 0x303, 0x309, 0x323, *range(0x1EA0, 0x1EFA),
    0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x202F, 0x20AB,
    0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2264, 0x2265,
]  # fmt: skip
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]

# (file, package, source inside it, weight to cut out of a variable font)
FONTS = [
    ("bvp-400.woff2", "fontpkg_be_vietnam_pro", "files/BeVietnamPro-Regular.ttf", None),
    ("bvp-500.woff2", "fontpkg_be_vietnam_pro", "files/BeVietnamPro-Medium.ttf", None),
    ("bvp-600.woff2", "fontpkg_be_vietnam_pro", "files/BeVietnamPro-SemiBold.ttf", None),
    ("bvp-700.woff2", "fontpkg_be_vietnam_pro", "files/BeVietnamPro-Bold.ttf", None),
    ("lora-600.woff2", "fontpkg_lora", "files/Lora[wght].ttf", 600),
]


def build(*, force: bool = False) -> list[Path]:
    """Write what is missing or older than its source into BUILD_DIR/static; returns the files written."""
    root = Path(settings.BUILD_DIR) / "static"
    written: list[Path] = []

    def make(target: Path, sources: list[Path], content: Callable[[], bytes]) -> None:
        newest = max(source.stat().st_mtime for source in sources)
        if not force and target.exists() and target.stat().st_mtime >= newest:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        part.write_bytes(content())
        part.replace(target)  # a server reading beside us sees the old file or the new one, never half of one
        written.append(target)

    this_file = Path(__file__)
    for name, package, source_name, weight in FONTS:
        source = Path(str(importlib.resources.files(package) / source_name))
        make(root / "fonts" / name, [source, this_file], lambda s=source, w=weight: cut_font(s, w))
    htmx = Path(str(importlib.resources.files("django_htmx") / "static/django_htmx/htmx-2.min.js"))
    make(root / "ui" / "htmx.min.js", [htmx], htmx.read_bytes)
    editor = Path(str(importlib.resources.files("django_prose_editor") / "static/django_prose_editor/editor.js"))
    make(root / "ui" / "prose-editor.js", [editor, this_file], lambda: without_map(editor.read_text(encoding="utf-8")).encode())
    icons = sorted(ICON_DIR.glob("*.svg"))
    # The folder is a source too: taking an icon away changes no file in it.
    make(root / "ui" / "icons.svg", [*icons, ICON_DIR, this_file], lambda: sprite(icons).encode())
    return written


def without_map(script: str) -> str:
    """The script without its pointer to a source map, which is not served."""
    return "\n".join(line for line in script.splitlines() if not line.startswith("//# sourceMappingURL=")) + "\n"


def cut_font(source: Path, weight: int | None) -> bytes:
    """The font at `source` cut to UNICODES (and to one weight, where it is variable), as WOFF2."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    font = TTFont(source)
    if weight is not None:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[1, 2, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=UNICODES)
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def sprite(icons: list[Path]) -> str:
    """One SVG with a <symbol> for each icon file, named as the file is; `{% icon %}` points into it."""
    symbols = []
    for path in icons:
        text = path.read_text(encoding="utf-8").strip()
        start, body = text.split(">", 1)
        box = start.split('viewBox="')[1].split('"')[0]
        symbols.append(f'<symbol id="{path.stem}" viewBox="{box}">{body.removesuffix("</svg>")}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbols) + "</svg>\n"
