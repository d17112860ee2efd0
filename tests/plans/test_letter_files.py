"""Urging letters as Word and PDF: one at a time, all drafts as a ZIP, and in the register once they are signed."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.documents import reading
from lantoa.documents.writing.checks import check_docx
from lantoa.files.access import may_open
from lantoa.files.models import StoredFile
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.outgoing.models import Paper
from lantoa.plans.enums import BundleState
from lantoa.plans.exports.letter_files import letter_file
from lantoa.plans.models import LetterBundle
from lantoa.plans.services import letter_bundles, letters
from tests.factories import AssignmentFactory, UserFactory
from tests.plans.watching import DAY, make_world


@pytest.fixture
def world(db):
    with clock.at(DAY):
        w = make_world()
        w.agency = w.person[Role.STANDING_AGENCY]
        w.plan.place = "Long Khánh"
        w.plan.save()
        yield w


def written(world, *units):
    return letters.write_letters(world.plan, [unit.pk for unit in units], by=world.agency)


def test_the_word_file_keeps_the_decree_and_says_what_the_page_says(world):
    [letter] = written(world, world.vinh)
    name, content = letter_file(letter, "docx")
    assert name == "001-phuong-bao-vinh.docx"
    assert check_docx(content, place="Long Khánh") == []
    said = reading.read(content, name=name)
    assert said.number is None
    assert "đôn đốc" in said.title
    words = " ".join(clause.text for clause in said.clauses)
    assert "Hoàn thành các nhiệm vụ nêu trên" in words


def test_the_pdf_opens(world):
    [letter] = written(world, world.vinh)
    assert letter_file(letter, "pdf")[1].startswith(b"%PDF-")


def test_all_drafts_as_one_file(world, django_capture_on_commit_callbacks):
    AssignmentFactory(duty=world.monthly, unit=world.thien, period="2022-M04", due_on=DAY.replace(month=5))
    assert len(written(world, world.vinh, world.thien)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        asked = letter_bundles.ask_for_bundle(world.plan, form="docx", by=world.agency)
    bundle = LetterBundle.objects.get(pk=asked.pk)
    assert (bundle.state, bundle.done_count, bundle.total) == (BundleState.DONE, 2, 2)
    with bundle.file.content.open() as stored, zipfile.ZipFile(io.BytesIO(stored.read())) as archive:
        assert {name[4:] for name in archive.namelist()} == {"phuong-bao-vinh.docx", "xa-xuan-thien.docx"}
        assert archive.testzip() is None
    assert Notice.objects.filter(recipient=world.agency, kind="plans.letter_bundle").exists()
    assert may_open(world.agency, bundle.file)
    assert not may_open(UserFactory(), bundle.file)


@pytest.mark.django_db(transaction=True)
def test_the_worker_that_has_no_transaction_around_it_makes_it_too(world):
    written(world, world.vinh)
    asked = letter_bundles.ask_for_bundle(world.plan, form="docx", by=world.agency)
    assert LetterBundle.objects.get(pk=asked.pk).state == BundleState.DONE


@pytest.mark.django_db(transaction=True)
def test_the_worker_says_that_it_could_not(world, monkeypatch):
    written(world, world.vinh)
    monkeypatch.setattr(letter_bundles, "letter_files", lambda letters, form: (_ for _ in ()).throw(OSError("disk")))
    asked = letter_bundles.ask_for_bundle(world.plan, form="docx", by=world.agency)
    assert LetterBundle.objects.get(pk=asked.pk).state == BundleState.FAILED


def test_asked_twice_it_is_made_once(world):
    written(world, world.vinh)
    first = letter_bundles.ask_for_bundle(world.plan, form="pdf", by=world.agency)
    assert letter_bundles.ask_for_bundle(world.plan, form="pdf", by=world.agency) == first


def test_killed_half_way_it_starts_anew(world):
    written(world, world.vinh)
    bundle = letter_bundles.ask_for_bundle(world.plan, form="docx", by=world.agency)
    LetterBundle.objects.filter(pk=bundle.pk).update(state=BundleState.RUNNING, done_count=0)
    from lantoa.plans.background import make_letters

    assert make_letters.call(bundle.pk) == 1
    bundle.refresh_from_db()
    assert bundle.state == BundleState.DONE
    kept = bundle.file_id
    assert make_letters.call(bundle.pk) == 1
    bundle.refresh_from_db()
    assert bundle.file_id == kept
    assert default_storage.exists(bundle.file.content.name)


def test_one_whose_maker_was_killed_is_taken_up_again_and_only_that(world, monkeypatch):
    AssignmentFactory(duty=world.monthly, unit=world.thien, period="2022-M04", due_on=DAY.replace(month=5))
    written(world, world.vinh, world.thien)
    bundle = letter_bundles.ask_for_bundle(world.plan, form="docx", by=world.agency)

    def killed_after_the_first(letters, form):
        yield letter_file(letters[0], form)
        raise SystemExit  # what a worker's process sees when it is told to end

    system = User.objects.system()
    with monkeypatch.context() as patch:
        patch.setattr(letter_bundles, "letter_files", killed_after_the_first)
        with pytest.raises(SystemExit):
            letter_bundles.make_bundle(bundle, by=system)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.file, StoredFile.objects.count()) == (BundleState.RUNNING, None, 0)
    assert letter_bundles.resume_bundles(by=system) == 0  # it may still be at work
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert letter_bundles.resume_bundles(by=system) == 1
        assert letter_bundles.resume_bundles(by=system) == 0
        letter_bundles.make_bundle(LetterBundle.objects.get(pk=bundle.pk), by=system)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done_count) == (BundleState.DONE, 2)
    with clock.at(clock.now() + timedelta(days=1)):
        assert letter_bundles.resume_bundles(by=system) == 0
    with pytest.raises(Refused):
        letter_bundles.resume_bundles(by=world.agency)


def test_nothing_to_write_and_no_right(world):
    with pytest.raises(ValidationError, match="Chưa có bản thảo"):
        letter_bundles.ask_for_bundle(world.plan, form="docx", by=world.agency)
    written(world, world.vinh)
    with pytest.raises(ValidationError):
        letter_bundles.ask_for_bundle(world.plan, form="exe", by=world.agency)
    for role in (Role.UNIT_OFFICER, Role.CLUSTER_HEAD, Role.CITY_LEADER):
        with pytest.raises(Refused):
            letter_bundles.ask_for_bundle(world.plan, form="docx", by=world.person[role])


def test_a_letter_sent_with_its_number_stands_in_the_register(world):
    [letter] = written(world, world.vinh)
    letters.mark_letter_sent(letter, number="45/PNV", issued_on=DAY, signer_name="Trần Thị Ký", by=world.agency)
    paper = Paper.objects.get()
    assert (paper.unit, paper.kind, paper.number, paper.recipients) == (world.plan.standing_agency, "CV", "45/PNV", "Phường Bảo Vinh")
    assert (paper.source, paper.source_id) == ("plans.urgingletter", letter.pk)


def test_a_number_that_is_taken_leaves_the_letter_a_draft(world):
    AssignmentFactory(duty=world.monthly, unit=world.thien, period="2022-M04", due_on=DAY.replace(month=5))
    first, second = written(world, world.vinh, world.thien)
    letters.mark_letter_sent(first, number="45/PNV", signer_name="Trần Thị Ký", by=world.agency)
    with pytest.raises(ValidationError, match="đã có trong sổ"):
        letters.mark_letter_sent(second, number="45/PNV", signer_name="Trần Thị Ký", by=world.agency)
    second.refresh_from_db()
    assert second.state == "draft"
