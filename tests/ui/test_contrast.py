"""Every pair of colours in use, measured (WCAG 2.2, 1.4.3 and 1.4.11); the ratios are those of product.md §5."""

import re
from pathlib import Path

import pytest

import lantoa

CSS = Path(lantoa.__file__).parent / "ui/static/ui"
NAMED = {"white": "#FFFFFF"}


def tokens(css: str) -> dict[str, str]:
    return {name: value.upper() for name, value in re.findall(r"--([a-z]+(?:-[a-z0-9]+)*): (#[0-9A-Fa-f]{3,6})\b", css)}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TOKENS = tokens((CSS / "tokens.css").read_text()) | NAMED
HIGH = TOKENS | tokens(re.search(r'html\[data-contrast="cao"\] \{(.*?)\}', (CSS / "modes.css").read_text(), re.S)[1])

# text, ground, ratio
TEXT = [
    ("muc-900", "giay-50", 16.52), ("muc-700", "giay-50", 10.04), ("muc-500", "giay-50", 6.26), ("muc-500", "giay-100", 5.79),
    ("son-600", "giay-50", 7.80), ("white", "son-600", 8.14), ("white", "son-700", 10.78), ("son-700", "son-100", 8.76),
    ("vang-700", "giay-50", 6.89), ("vang-700", "vang-100", 6.33), ("vang-600", "white", 5.04), ("vang-300", "son-900", 11.78),
    ("vang-300", "son-700", 7.43), ("vang-400", "son-900", 9.09), ("son-900", "vang-400", 9.09), ("giay-50", "son-900", 16.37),
    ("la-700", "la-100", 7.17), ("white", "la-600", 6.11), ("cham-700", "cham-100", 8.59), ("cam-700", "cam-100", 6.13),
    ("tim-600", "white", 8.44), ("ngoc-600", "white", 6.66),
]  # fmt: skip
# text, ground: in use, held to 4.5
MORE_TEXT = [
    ("tren-son", "son-900"),
    ("tren-son-nhe", "son-900"),
    ("son-700", "son-50"),
    ("cham-700", "white"),
    ("white", "muc-900"),
    ("vang-300", "muc-900"),
    ("muc-900", "vang-100"),
]
# edges of controls, held to 3
EDGES = [("giay-500", "white"), ("giay-500", "giay-50"), ("son-600", "white"), ("cham-600", "cham-100"), ("cam-700", "cam-100")]


@pytest.mark.parametrize(("text", "ground", "expected"), TEXT)
def test_text_is_as_legible_as_designed(text, ground, expected):
    assert ratio(TOKENS[text], TOKENS[ground]) == pytest.approx(expected, abs=0.01)
    assert ratio(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(("text", "ground"), MORE_TEXT)
def test_other_text_is_legible(text, ground):
    assert ratio(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_are_seen(edge, ground):
    assert ratio(TOKENS[edge], TOKENS[ground]) >= 3


@pytest.mark.parametrize(("text", "ground"), [(t, g) for t, g, _ in TEXT] + MORE_TEXT)
def test_high_contrast_reaches_seven(text, ground):
    assert ratio(HIGH[text], HIGH[ground]) >= 7
