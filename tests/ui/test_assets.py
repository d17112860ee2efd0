import io
import xml.etree.ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from lantoa.ui import assets, icons

# Every letter of the Vietnamese alphabet with every tone, small and large.
VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
BUDGET = 150_000  # bytes, compressed: everything the first page of the portal fetches (quality.md P16)


@pytest.fixture(scope="module")
def built(tmp_path_factory, django_db_blocker):
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("build")
    with override_settings(BUILD_DIR=folder):
        first = assets.build()
        again = assets.build()
    return folder / "static", first, again


def test_building_again_writes_nothing(built):
    _, first, again = built
    assert len(first) == len(assets.FONTS) + 3  # htmx, the sprite of icons, the text editor
    assert again == []


@pytest.mark.parametrize("name", [font[0] for font in assets.FONTS])
def test_fonts_hold_every_vietnamese_letter(built, name):
    font = TTFont(io.BytesIO((built[0] / "fonts" / name).read_bytes()))
    assert set(map(ord, VOWELS + VOWELS.upper())) - set(font.getBestCmap()) == set()


def test_lora_is_cut_to_one_weight(built):
    assert "fvar" not in TTFont(io.BytesIO((built[0] / "fonts/lora-600.woff2").read_bytes()))


def test_the_sprite_holds_every_icon(built):
    tree = ET.fromstring((built[0] / "ui/icons.svg").read_text())
    assert {symbol.get("id") for symbol in tree} == icons.names()


def test_the_first_page_stays_light(built):
    import brotli

    static = assets.PACKAGE / "static/ui"
    styles = ["fonts", "tokens", "base", "components", "forms", "portal", "modes", "print"]
    text = [static / f"{name}.css" for name in styles] + [
        static / "modes.js",
        static / "ui.js",
        static / "logo.svg",
        static / "flakes.svg",
        built[0] / "ui/icons.svg",
    ]
    total = sum(len(brotli.compress(path.read_bytes())) for path in text) + sum(f.stat().st_size for f in (built[0] / "fonts").iterdir())
    assert total < BUDGET
