"""The public face asks rooms only for what they publish."""

import ast
from pathlib import Path

import pytest

import lantoa
from tests.architecture.rooms import HEIGHT

ROOT = Path(lantoa.__file__).parent
FILES = sorted([*(ROOT / "portal").rglob("*.py"), *(ROOT / "api").rglob("*.py")])
# Tools that hold no data of their own, and the search that finds in public sources alone.
TOOLS = (
    "lantoa.channels.embedding",
    "lantoa.search.public",
    "lantoa.search.registry",
    "lantoa.feedback.subjects",
    "lantoa.feedback.enums",
    "lantoa.accounts.limits",
)
FREE = {"core", "ui", "front", "portal", "api"}  # no data of people or units in them


def imported(tree: ast.AST):
    """Dotted names: `from lantoa.plans.queries import published` gives lantoa.plans.queries.published."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_allowed(name: str) -> bool:
    root, _, rest = name.partition(".")
    room = rest.split(".")[0]
    return root != "lantoa" or room in FREE or room not in HEIGHT or name.startswith((f"lantoa.{room}.queries.published", *TOOLS))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_published_queries(path):
    assert [name for name in imported(ast.parse(path.read_text(encoding="utf-8"))) if not is_allowed(name)] == []


def test_the_rule_tells_them_apart():
    assert is_allowed("lantoa.plans.queries.published.published_plans")
    assert not is_allowed("lantoa.plans.models.Plan")
    assert not is_allowed("lantoa.accounts.models.User")
