"""All code asks core.clock for the time; only the clock itself looks at the machine's."""

import ast
from pathlib import Path

import pytest

import lantoa

ROOT = Path(lantoa.__file__).parent
FORBIDDEN = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
}
FILES = [p for p in sorted(ROOT.rglob("*.py")) if p.relative_to(ROOT).as_posix() != "core/clock.py" and "migrations" not in p.parts]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_asks_the_clock(path):
    calls = [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in FORBIDDEN
    ]
    assert calls == []
