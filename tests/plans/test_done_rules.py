"""When a duty is done."""

import pytest

from lantoa.plans import done_rules
from lantoa.plans.models import Assignment, Duty, Evidence


def count(rule: str, params: dict, *kinds: str) -> tuple[int, int]:
    assignment = Assignment(duty=Duty(done_rule=rule, done_params=params))
    return done_rules.count(assignment, [Evidence(kind=kind) for kind in kinds])


@pytest.mark.parametrize(
    ("rule", "params", "kinds", "expected"),
    [
        ("any_proof", {}, [], (0, 1)),
        ("any_proof", {}, ["link"], (1, 1)),
        ("any_proof", {"min": 3}, ["link", "link"], (2, 3)),
        ("any_proof", {"min": 3}, ["nil"], (3, 3)),
        ("distinct_forms", {"min": 3}, ["link", "link", "photo"], (2, 3)),
        ("distinct_forms", {"min": 2}, ["link", "photo", "note"], (3, 2)),
        ("distinct_forms", {"min": 2}, ["nil"], (2, 2)),
        ("each_of", {"groups": [["event", "link"], ["photo"]]}, ["link", "event"], (1, 2)),
        ("each_of", {"groups": [["event", "link"], ["photo"]]}, ["photo", "link"], (2, 2)),
        ("each_of", {"groups": [["event"], ["photo"]]}, ["nil"], (2, 2)),
        ("signed_unit_plan", {}, ["file"], (0, 1)),
        ("signed_unit_plan", {}, ["signed_plan", "signed_plan"], (1, 1)),
    ],
)
def test_counts(rule, params, kinds, expected):
    assert count(rule, params, *kinds) == expected


@pytest.mark.parametrize(
    ("rule", "params", "words"),
    [
        ("any_proof", {"min": 2}, "có ít nhất 2 minh chứng"),
        ("distinct_forms", {"min": 3}, "có ít nhất 3 hình thức khác nhau"),
        ("each_of", {"groups": [["event", "link"], ["photo"]]}, "có đủ: hoạt động, sự kiện hoặc đường dẫn; ảnh"),
        ("signed_unit_plan", {}, "kế hoạch của đơn vị đã được lãnh đạo ký"),
    ],
)
def test_says_when_in_words(rule, params, words):
    assert done_rules.of(rule).words(params) == words


def test_an_unknown_rule():
    with pytest.raises(LookupError):
        done_rules.of("ticked_by_hand")


def test_a_higher_room_may_add_one(monkeypatch):
    monkeypatch.setattr(done_rules, "_rules", dict(done_rules._rules))
    done_rules.register(done_rules.DoneRule("each_story", "Đủ từng bài", lambda p: "đủ 5 bài", lambda a, e, p: (4, 5)))
    assert count("each_story", {}) == (4, 5)
