"""Every act the code can write has words a person reads."""

import ast
from pathlib import Path

import pytest

import lantoa
from lantoa.audit import words
from lantoa.audit.models import Entry

ROOT = Path(lantoa.__file__).parent
RECORDERS = {"trail.record", "_record"}  # the second: the receivers of accounts


def recorded_actions():
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in RECORDERS and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_every_act_has_words():
    assert set(recorded_actions()) == set(words.ACTIONS)


@pytest.mark.parametrize(
    ("model", "value", "shown"),
    [
        ("plans.plan", "draft", "dự thảo"),
        ("plans.plan", "lost", "lost"),
        ("gone.model", "x", "x"),
        ("accounts.user", "x", "x"),
        ("", "x", "x"),
    ],
)
def test_states_read_as_the_model_says(model, value, shown):
    assert words.state(Entry(model=model), value).lower() == shown


@pytest.mark.parametrize(
    ("given", "shown"), [(None, ""), ("", ""), (True, "có"), (False, "không"), (0, "0"), ([1, "hai"], "1, hai"), ({"a": [1, 2]}, "a: 1, 2")]
)
def test_values_read_plainly(given, shown):
    assert words.value(given) == shown
