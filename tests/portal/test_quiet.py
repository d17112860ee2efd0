"""Every act of a service is either quiet (no public page changes) or loud by decision: nobody forgets to think of it."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import lantoa
from lantoa.front.freshness import concerns_public
from lantoa.portal import quiet
from tests.architecture.rooms import HEIGHT

ROOT = Path(lantoa.__file__).parent
# Acts after which public pages are made anew, by room and model. A new act belongs here, or, when surely nothing of it shows outside, in
# lantoa/portal/quiet.py; "move" is `core.workflow.move` on that model.
LOUD = {
    "core": {"move"},  # of every model with states: LOUD_MOVES
    "exemplars": {
        "attach", "correct", "hand_over", "hold", "join_subjects", "release", "remove_attachment", "take_consent", "take_down", "take_in",
        "withdraw_consent",
    },
    "movements": {"add_item", "answer", "create", "edit", "hand_over", "remove_item"},
    "newsroom": {
        "add_picture", "close_column", "cross_out_publication", "describe_picture", "edit_column", "note_taken_down", "open_column",
        "remove_picture", "reopen_column",
    },
    "organisations": {
        "close", "correct", "create", "found", "reorganise", "seat", "set_head", "unseat", "appoint", "end",
    },
    "plans": {"add", "add_item", "answer", "create", "edit", "excuse_clause", "extend", "hand_over", "plan", "remove_item"},
    "radio": {
        "add_slot", "arrange_parts", "break_in", "close", "create", "edit", "end_slot", "hand_over", "move_airing", "plan_airings", "read_live",
        "remove_part", "skip_day", "use_take", "withdraw_part",
    },
    "selection": {
        "add", "draft", "edit", "hand_over", "keep_signed_file", "money_returned", "remove", "revoke", "set_award_form", "set_base_salary",
        "settle_tie", "write_minutes",
    },
}  # fmt: skip
LOUD_MOVES = {
    "exemplars.nomination", "movements.movement", "movements.registration", "newsroom.story", "plans.plan", "plans.duty", "radio.bulletin",
    "radio.mix", "selection.decision", "selection.round",
}  # fmt: skip


def said(room: str, action: str) -> bool:
    """Whether quiet.py names the act: the whole room, or it at a model of the room."""
    return room in quiet.ROOMS or any(action in actions for model, actions in quiet.MODELS.items() if model.partition(".")[0] == room)


def acts() -> set[tuple[str, str]]:
    """(room, action) of every line a service writes to the log about something."""
    found = set()
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "trail.record" and node.args):
                continue
            about_nothing = len(node.args) > 1 and ast.unparse(node.args[1]) == "None"
            if isinstance(node.args[0], ast.Constant) and not about_nothing:
                found.add((room, node.args[0].value))
    return found


def test_every_act_is_quiet_or_loud_by_decision():
    new = {(room, action) for room, action in acts() if not said(room, action) and action not in LOUD.get(room, ())}
    assert new == set(), "decide: quiet in lantoa/portal/quiet.py, or loud here"


def test_every_state_is_quiet_or_loud_by_decision():
    stateful = {model._meta.label_lower for model in apps.get_models() if hasattr(model, "state_moves")}
    assert {model for model in stateful if concerns_public(model, "move")} == LOUD_MOVES


def test_no_decision_outlives_its_act():
    done = acts()
    assert {(room, action) for room, actions in LOUD.items() for action in actions} - done == set()
    assert set(quiet.ROOMS) - set(HEIGHT) - {"", "budget"} == set()
    assert [model for model in quiet.MODELS if "." in model and apps.get_model(model) is None] == []
    named = {(model.partition(".")[0], action) for model, actions in quiet.MODELS.items() for action in actions if action != "move"}
    assert named - done == set()


@pytest.mark.parametrize(
    "act", [("newsroom.story", "move"), ("exemplars.nomination", "withdraw_consent"), ("radio.bulletin", "withdraw_part")]
)
def test_what_takes_something_back_is_loud(act):
    assert concerns_public(*act)
