"""The shape of a service: `by` is keyword-only and required, and the first thing it does is ask for the right."""

import ast
from pathlib import Path

import pytest

import lantoa

ROOT = Path(lantoa.__file__).parent
FILES = sorted({*ROOT.rglob("services.py"), *(p for p in ROOT.rglob("services/*.py") if p.name != "__init__.py")})
# core has no rights to ask; the audit chain is written on behalf of services that asked already.
EXEMPT_ROOMS = {"core", "audit", "demo"}


def services(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


CASES = [(p, f) for p in FILES if p.relative_to(ROOT).parts[0] not in EXEMPT_ROOMS for f in services(p)]


@pytest.mark.parametrize(
    ("path", "function"), CASES, ids=lambda v: v.name if isinstance(v, ast.FunctionDef) else v.relative_to(ROOT).as_posix()
)
def test_takes_by(path, function):
    keyword_only = dict(zip((a.arg for a in function.args.kwonlyargs), function.args.kw_defaults, strict=True))
    assert "by" in keyword_only, "a service names who acts"
    assert keyword_only["by"] is None, "`by` has no default"
