"""Giving and withdrawing proof, by hand and by records; the kept counts equal a recount."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.organisations.enums import Role
from lantoa.plans import done_rules, evidence_kinds
from lantoa.plans.enums import AssignmentState
from lantoa.plans.models import Evidence
from lantoa.plans.services.assignments import add_proof, add_record_proof, recount, withdraw_proof, withdraw_record_proof
from tests.factories import AssignmentFactory, DutyFactory, EvidenceFactory, UserFactory, person_with
from tests.plans.doing import make_ground

DAY = date(2022, 5, 20)
LINK = {"kind": "link", "url": "https://long-khanh.example.vn/tin/1"}


@pytest.fixture
def ground(db):
    with clock.at(DAY):
        yield make_ground()


def text_file(name="bien-ban.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "Biên bản họp khu phố 3".encode(), "text/plain")


class TestGiving:
    def test_a_link_starts_the_work_and_counts(self, ground):
        [proof] = add_proof(ground.may, **LINK, title="Bài trên trang phường", by=ground.officer)
        ground.may.refresh_from_db()
        assert (proof.title, proof.added_by, ground.may.state, ground.may.done_count) == (
            "Bài trên trang phường", ground.officer, AssignmentState.IN_PROGRESS, 1,
        )  # fmt: skip

    def test_a_link_without_a_name_is_called_by_its_address(self, ground):
        [proof] = add_proof(ground.may, **LINK, by=ground.officer)
        assert proof.title == "long-khanh.example.vn/tin/1"

    def test_several_files_are_several_proofs(self, ground):
        proofs = add_proof(ground.may, kind="file", files=[text_file("a.txt"), text_file("b.txt")], by=ground.officer)
        ground.may.refresh_from_db()
        assert ([p.file.name for p in proofs], ground.may.done_count) == (["a.txt", "b.txt"], 2)

    def test_one_bad_file_keeps_none(self, ground):
        with pytest.raises(ValidationError):
            add_proof(ground.may, kind="file", files=[text_file(), SimpleUploadedFile("x.exe", b"MZ")], by=ground.officer)
        assert Evidence.objects.count() == 0

    def test_a_note_is_called_by_its_beginning(self, ground):
        [proof] = add_proof(ground.may, kind="note", note="Họp khu phố 3, 42 người dự.\nPhổ biến kế hoạch.", by=ground.officer)
        assert proof.title == "Họp khu phố 3, 42 người dự."

    def test_a_returned_duty_is_in_progress_again(self, ground):
        returned = AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", returned=True)
        add_proof(returned, **LINK, by=ground.officer)
        returned.refresh_from_db()
        assert returned.state == AssignmentState.IN_PROGRESS

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"kind": "link"}, "url"),
            ({"kind": "link", "url": "javascript:alert(1)"}, "url"),
            ({"kind": "photo"}, "files"),
            ({"kind": "note", "note": "  "}, "note"),
            ({"kind": "nil", "note": "Không có"}, "kind"),
            ({**LINK, "happened_on": date(2022, 5, 21)}, "happened_on"),
        ],
    )
    def test_what_is_missing_or_wrong_is_said_at_its_field(self, ground, given, field):
        with pytest.raises(ValidationError) as refused:
            add_proof(ground.may, **given, by=ground.officer)
        assert list(refused.value.error_dict) == [field]

    @pytest.mark.parametrize("trait", ["submitted", "approved", "accepted", "waived"])
    def test_not_after_it_was_handed_in(self, ground, trait):
        handed_in = AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", **{trait: True})
        with pytest.raises(ValidationError) as refused:
            add_proof(handed_in, **LINK, by=ground.officer)
        assert refused.value.code == "closed"

    @pytest.mark.parametrize(("role", "place"), [(Role.UNIT_LEADER, "vinh"), (Role.UNIT_OFFICER, "an"), (Role.STANDING_AGENCY, "office")])
    def test_only_by_who_works_for_the_unit(self, ground, role, place):
        with pytest.raises(Refused):
            add_proof(ground.may, **LINK, by=person_with(role, getattr(ground, place)))


class TestWithdrawing:
    def test_stays_crossed_out_with_its_reason(self, ground):
        [proof] = add_proof(ground.may, **LINK, by=ground.officer)
        withdraw_proof(proof, reason="Nhầm bài tháng trước.", by=ground.second_officer)
        proof.refresh_from_db()
        ground.may.refresh_from_db()
        assert (proof.withdrawn_by, proof.withdrawal_reason, ground.may.done_count) == (ground.second_officer, "Nhầm bài tháng trước.", 0)

    def test_needs_a_reason(self, ground):
        [proof] = add_proof(ground.may, **LINK, by=ground.officer)
        with pytest.raises(ValidationError):
            withdraw_proof(proof, reason=" ", by=ground.officer)

    def test_not_twice(self, ground):
        proof = EvidenceFactory(assignment=ground.may, withdrawn=True)
        with pytest.raises(ValidationError) as refused:
            withdraw_proof(proof, reason="Nhầm.", by=ground.officer)
        assert refused.value.code == "withdrawn"


@pytest.fixture
def _story(monkeypatch):
    story = evidence_kinds.EvidenceKind("story", "tin, bài", "text", source=evidence_kinds.Source.RECORD)
    monkeypatch.setitem(evidence_kinds._kinds, "story", story)


@pytest.mark.usefixtures("_story")
class TestRecords:
    def test_proves_each_duty_that_takes_its_kind_in_its_period(self, ground):
        stories = DutyFactory(plan=ground.plan, evidence_kinds=["story"])
        may = AssignmentFactory(duty=stories, unit=ground.vinh)
        quarter = AssignmentFactory(
            duty=DutyFactory(plan=ground.plan, evidence_kinds=["story", "event"]), unit=ground.vinh, period="2022-Q2",
            period_start=date(2022, 4, 1), period_end=date(2022, 6, 30),
        )  # fmt: skip
        AssignmentFactory(duty=stories, unit=ground.an)
        april = {"period": "2022-M04", "period_start": date(2022, 4, 1), "period_end": date(2022, 4, 30)}
        AssignmentFactory(duty=stories, unit=ground.vinh, **april)
        added = add_record_proof("story", 7, ground.vinh, title="Tuyến đường không rác", by=UserFactory())
        assert {proof.assignment for proof in added} == {may, quarter}
        assert {(a.state, a.done_count) for a in (proof.assignment for proof in added)} == {(AssignmentState.IN_PROGRESS, 1)}

    def test_again_adds_nothing(self, ground):
        AssignmentFactory(duty=DutyFactory(plan=ground.plan, evidence_kinds=["story"]), unit=ground.vinh)
        by = UserFactory()
        assert [len(add_record_proof("story", 7, ground.vinh, title="Bài", by=by)) for _ in range(2)] == [1, 0]

    def test_counts_even_after_it_was_handed_in(self, ground):
        handed_in = AssignmentFactory(duty=DutyFactory(plan=ground.plan, evidence_kinds=["story"]), unit=ground.vinh, submitted=True)
        add_record_proof("story", 7, ground.vinh, title="Bài", by=UserFactory())
        handed_in.refresh_from_db()
        assert (handed_in.state, handed_in.done_count) == (AssignmentState.SUBMITTED, 1)

    def test_falls_with_the_record(self, ground):
        may = AssignmentFactory(duty=DutyFactory(plan=ground.plan, evidence_kinds=["story"]), unit=ground.vinh)
        by = UserFactory()
        add_record_proof("story", 7, ground.vinh, title="Bài", by=by)
        assert withdraw_record_proof("story", 7, reason="Bài đã gỡ.", by=by) == 1
        may.refresh_from_db()
        assert may.done_count == 0

    def test_is_not_withdrawn_by_hand(self, ground):
        AssignmentFactory(duty=DutyFactory(plan=ground.plan, evidence_kinds=["story"]), unit=ground.vinh)
        [proof] = add_record_proof("story", 7, ground.vinh, title="Bài", by=UserFactory())
        with pytest.raises(ValidationError) as refused:
            withdraw_proof(proof, reason="Nhầm.", by=ground.officer)
        assert refused.value.code == "record"


class TestKinds:
    def test_a_coming_kind_says_it_counts_itself_and_leaves_the_basic_four(self):
        assert evidence_kinds.labels(["score_sheet", "minutes"]) == ["bảng điểm (sẽ tự ghi nhận)", "biên bản"]
        assert [kind.key for kind in evidence_kinds.given_for(["score_sheet", "minutes"])] == ["minutes", "link", "photo", "file", "note"]

    @pytest.mark.usefixtures("_story")
    def test_once_its_room_is_there_only_the_named_are_given(self):
        assert [kind.key for kind in evidence_kinds.given_for(["story", "minutes"])] == ["minutes"]

    def test_an_unknown_kind(self):
        with pytest.raises(LookupError):
            evidence_kinds.of("nonsense")


class TestKeptCounts(TestCase):
    """Whatever is given and withdrawn, in any order, the two columns say what counting anew says."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        rule=st.sampled_from([
            ("any_proof", {"min": 2}), ("distinct_forms", {"min": 2}), ("each_of", {"groups": [["link"], ["note", "nil"]]}),
            ("signed_unit_plan", {}),
        ]),
        steps=st.lists(st.sampled_from(["link", "note", "nil", "withdraw"]), max_size=6),
    )  # fmt: skip
    def test_equal_a_recount(self, rule, steps):
        with clock.at(DAY):
            ground = make_ground()
            ground.duty.done_rule, ground.duty.done_params = rule
            ground.duty.evidence_kinds = ["link", "note", "nil"]
            ground.duty.save()
            ground.may.refresh_from_db()
            recount(ground.may, by=ground.officer)
            for step in steps:
                live = ground.may.evidence.filter(withdrawn_at__isnull=True).order_by("pk").first()
                if step == "withdraw" and live:
                    withdraw_proof(live, reason="Nhầm.", by=ground.officer)
                elif step != "withdraw":
                    url = LINK["url"] if step == "link" else ""
                    add_proof(ground.may, kind=step, url=url, note="Đã làm.", by=ground.officer)
        ground.may.refresh_from_db()
        live = list(ground.may.evidence.filter(withdrawn_at__isnull=True))
        assert (ground.may.done_count, ground.may.needed_count) == done_rules.count(ground.may, live)
