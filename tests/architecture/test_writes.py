"""Only services write. This reads the code, because a view that saves a row works perfectly well until it is the one without an audit line."""

import ast
from pathlib import Path

import pytest

import lantoa

ROOT = Path(lantoa.__file__).parent
WRITES = {
    "save",
    "delete",
    "update",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "acreate",
    "asave",
    "adelete",
}
# Where writing is the point, and the tools the services write with.
WRITERS = {"services.py", "services", "migrations"}
TOOLS = {
    "core/workflow.py", "core/submits.py", "core/models.py", "core/schedule.py",
    "organisations/ancestry.py",  # a derived table, rebuilt by the services that change versions
    "search/indexing.py",  # a derived table as well, made anew from the rows it stands for
    "accounts/models.py",  # the manager's create_user, which Django's createsuperuser calls
    "portal/cards.py", "ui/assets.py", "files/validators.py", "documents/reading/ocr.py",  # save fonts and pictures, not rows
    "documents/writing/docx.py", "documents/writing/docx_base.py",  # save a Word file into memory
}  # fmt: skip
# receiver.method pairs that are no database writes
HARMLESS_RECEIVERS = {
    "hashlib",
    "hasher",
    "digest",
    "messages",
    "dict",
    "set",
    "session",
    "counts",
    "params",
    "context",
    "form_class",
    "workbook",
    "book",
}


def modules():
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        if WRITERS & set(parts) or path.relative_to(ROOT).as_posix() in TOOLS:
            continue
        yield path


def receiver(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


def writes_in(tree: ast.AST):
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        target = node.func.value
        dumped = ast.dump(target)
        through_manager = "attr='objects'" in dumped or "_default_manager" in dumped
        # set.update(x), dict.update(x), digest.update(x): one positional argument and no manager, never a queryset
        if node.func.attr == "update" and not through_manager and not node.keywords:
            continue
        if isinstance(target, ast.Call) and isinstance(target.func, ast.Name) and target.func.id == "super":
            continue
        if receiver(target) in HARMLESS_RECEIVERS:
            continue
        yield node.lineno, f"{ast.unparse(target)[:60]}.{node.func.attr}"


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_services_write(path):
    found = [f"{path.name}:{line} {what}" for line, what in writes_in(ast.parse(path.read_text(encoding="utf-8")))]
    assert found == []


def test_the_search_finds_a_write():
    source = "def view(request):\n    Plan.objects.filter(pk=1).update(title='x')\n    plan.save()\n    plan.clauses.create(ref='I')\n"
    assert len(list(writes_in(ast.parse(source)))) == 3
