"""A citizen tells of a good deed: one question a page, without account or cookie; and what people try on such a form."""

import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.exemplars.enums import AttachmentKind, Door, NominationState
from lantoa.exemplars.models import Attachment, Draft, DraftFile, Nomination
from lantoa.exemplars.services import doors, drafts
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from tests.factories import NominationFactory, SenderFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def picture(side: int = 60, name: str = "a.jpg", **save) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(out, "JPEG", **save)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def begin(client) -> Draft:
    answer = client.post("/ke-viec-tot/")
    assert (answer.status_code, answer.cookies) == (302, {})
    return Draft.objects.get()


def at(draft: Draft, step: str) -> str:
    return f"/ke-viec-tot/{draft.pk}/{step}/"


def tell(client, ward, **answers) -> Draft:
    """All questions answered, nothing sent."""
    draft = begin(client)
    client.post(at(draft, "ai"), {"name": "Ông Ba Thử", "type": "individual", **answers.pop("who", {})})
    client.post(at(draft, "o-dau"), {"unit": ward.pk, "hamlet": "Khu phố 2"})
    client.post(at(draft, "viec"), {"deed": answers.pop("deed", "Hiến 200 m² đất mở đường.")})
    client.post(at(draft, "goi-lai"), answers.pop("call", {"teller": "Lê Thị Kể", "phone": "0912 345 678", "may_be_called": "on"}))
    Draft.objects.filter(pk=draft.pk).update(created_at=clock.now() - timedelta(minutes=2))
    return draft


def test_two_minutes_on_a_phone(client):
    ward = UnitFactory(name="Phường Xuân Hòa")
    officer, leader, stranger = (
        person_with(Role.UNIT_OFFICER, ward),
        person_with(Role.UNIT_LEADER, ward),
        person_with(Role.UNIT_OFFICER, UnitFactory()),
    )
    draft = tell(client, ward)
    client.post(at(draft, "anh"), {"photos": [picture(), picture(name="b.jpg")]})
    check = client.get(at(draft, "kiem-tra"))
    assert [
        w for w in ("Ông Ba Thử", "Phường Xuân Hòa", "Khu phố 2", "Hiến 200 m² đất", "0912 345 678") if w not in check.content.decode()
    ] == []
    assert client.post(at(draft, "kiem-tra"), {"website": ""})["Location"] == at(draft, "xong")
    nomination = Nomination.objects.get()
    sender = nomination.senders.get()
    assert (nomination.door, nomination.unit, nomination.name, nomination.hamlet, nomination.state) == (
        Door.CITIZEN, ward, "Ông Ba Thử", "Khu phố 2", NominationState.RECEIVED)  # fmt: skip
    assert nomination.proposed_by == User.objects.citizens()
    assert (sender.name, sender.phone, sender.may_be_called) == ("Lê Thị Kể", "0912 345 678", True)
    assert sender.statement["deed"] == "Hiến 200 m² đất mở đường."
    assert list(nomination.attachments.values_list("kind", flat=True)) == ["photo", "photo"]
    assert sender.follow_code in client.get(at(draft, "xong")).content.decode()
    assert set(Notice.objects.filter(kind="exemplars.nomination_received").values_list("recipient", flat=True)) == {officer.pk, leader.pk}
    assert stranger.pk not in Notice.objects.values_list("recipient", flat=True)
    draft.refresh_from_db()
    assert (draft.answers, draft.files.count()) == ({}, 0)


def test_no_page_sets_a_cookie_or_is_kept_by_caches(client):
    ward = UnitFactory()
    draft = tell(client, ward)
    for address in [
        "/ke-viec-tot/",
        *(at(draft, s) for s in ("ai", "o-dau", "viec", "anh", "goi-lai", "kiem-tra")),
        "/ke-viec-tot/theo-doi/",
    ]:
        answer = client.get(address)
        assert (answer.status_code, dict(answer.cookies)) == (200, {}), address
        if address != "/ke-viec-tot/":
            assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer"), address


def test_a_form_needs_no_token_because_its_key_is_one(client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    draft = tell(strict, UnitFactory())
    assert strict.post(at(draft, "kiem-tra"), {"website": ""}).status_code == 302
    assert Nomination.objects.count() == 1


def test_sent_twice_it_is_one_and_leads_to_the_same_code(client):
    draft = tell(client, UnitFactory())
    client.post(at(draft, "kiem-tra"), {"website": ""})
    again = client.post(at(draft, "kiem-tra"), {"website": ""})
    assert again["Location"] == at(draft, "xong")
    assert doors.send_telling(draft, by=User.objects.citizens()) == Nomination.objects.get()
    late = client.post(at(draft, "ai"), {"name": "Người khác", "type": "individual"})
    assert (late["Location"], Nomination.objects.get().name) == (at(draft, "xong"), "Ông Ba Thử")


def test_what_lacks_is_said_with_the_way_to_it(client):
    draft = begin(client)
    Draft.objects.update(created_at=clock.now() - timedelta(minutes=2))
    answer = client.post(at(draft, "kiem-tra"), {"website": ""})
    assert answer.status_code == 422
    assert re.findall(r'href="/ke-viec-tot/[^/]+/([a-z-]+)/\?sua">[A-Z]', answer.content.decode())[:3] == ["ai", "o-dau", "viec"]
    assert not Nomination.objects.exists()


@pytest.mark.parametrize(
    ("step", "data", "words"),
    [
        ("ai", {"name": "", "type": "individual"}, "Ghi tên"),
        ("ai", {"name": "Ô" * 500, "type": "individual"}, "Tên dài quá 200 chữ"),
        ("ai", {"name": "Ông Ba", "type": "đảng"}, "Hãy chọn"),
        ("o-dau", {"unit": "999999"}, "Hãy chọn"),
        ("o-dau", {"unit": "x" * 30}, "Hãy chọn"),
        ("o-dau", {}, "Chọn phường, xã"),
        ("viec", {"deed": ""}, "Kể vài câu"),
        ("viec", {"deed": "a" * 6000}, "5.000 chữ"),
        ("goi-lai", {"phone": "12"}, "10 chữ số"),
        ("goi-lai", {"may_be_called": "on"}, "Để lại số điện thoại"),
    ],
)
def test_a_wrong_answer_says_what_to_do_and_keeps_nothing(client, step, data, words):
    UnitFactory()
    draft = begin(client)
    answer = client.post(at(draft, step), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    draft.refresh_from_db()
    assert draft.answers == {}


def test_html_in_the_words_stays_words(client):
    draft = tell(client, UnitFactory(), deed="<script>alert(1)</script> & đất")
    assert "<script>alert" not in client.get(at(draft, "kiem-tra")).content.decode()


def test_numbers_of_identity_cards_are_not_kept(client):
    draft = tell(client, UnitFactory(), deed="CCCD 075190001234, hiến đất.")
    client.post(at(draft, "kiem-tra"), {"website": ""})
    nomination = Nomination.objects.get()
    assert (nomination.deed, nomination.senders.get().statement["deed"]) == ("CCCD xxxxxxxxx234, hiến đất.",) * 2


def test_machines_are_held_up(client):
    draft = tell(client, UnitFactory())
    assert client.post(at(draft, "kiem-tra"), {"website": "http://x"}).status_code == 422
    Draft.objects.update(created_at=clock.now())
    assert "Gửi nhanh quá" in client.post(at(draft, "kiem-tra"), {"website": ""}).content.decode()
    assert not Nomination.objects.exists()


def test_too_many_beginnings_are_refused(client):
    answers = [client.post("/ke-viec-tot/").status_code for _ in range(61)]
    assert (answers.count(302), answers[-1]) == (60, 429)


@pytest.mark.parametrize("key", ["00000000-0000-4000-8000-000000000000", "khong-phai-ma"])
def test_a_forged_key_opens_nothing(client, key):
    UnitFactory()
    assert {client.get(f"/ke-viec-tot/{key}/{step}/").status_code for step in ("ai", "kiem-tra", "xong", "ghi-am")} <= {404, 405}


def test_an_officers_draft_is_not_opened_from_the_public_face(client):
    ward = UnitFactory()
    draft = drafts.open_draft(Door.OFFICER, unit=ward, by=person_with(Role.UNIT_OFFICER, ward))
    assert client.get(at(draft, "ai")).status_code == 404


# --- Where --------------------------------------------------------------------------------------------------------------------


def many(count: int = 21):
    return [UnitFactory(name=f"Xã Thử {n:02}") for n in range(count)]


def test_among_many_the_name_is_typed_without_marks(client):
    many()
    ward = UnitFactory(name="Phường Bảo Vinh")
    draft = begin(client)
    assert client.post(at(draft, "o-dau"), {"ward": "bao vinh"})["Location"] == at(draft, "viec")
    draft.refresh_from_db()
    assert (draft.answers["unit"], draft.answers["place"]) == (ward.pk, "Phường Bảo Vinh")


def test_of_several_called_so_one_is_chosen(client):
    units = many()
    draft = begin(client)
    first = client.post(at(draft, "o-dau"), {"ward": "xa thu 0"})
    assert (first.status_code, "Có mấy nơi tên như vậy" in first.content.decode()) == (422, True)
    then = client.post(at(draft, "o-dau"), {"ward": "xa thu 0", "asked": "xa thu 0", "unit": units[3].pk})
    assert then.status_code == 302
    none = client.post(at(draft, "o-dau"), {"ward": "Paris", "asked": "xa thu 0", "unit": units[3].pk})
    assert "Chưa thấy phường, xã nào" in none.content.decode()


def test_a_name_no_longer_used_leads_to_the_heir(client):
    from lantoa.exemplars.queries.choosing import find_localities
    from lantoa.organisations.models import UnitSuccession

    today = clock.today()
    old, new = UnitFactory(name="Phường Xuân An", closed_on=today - timedelta(days=30)), UnitFactory(name="Phường Long Khánh")
    UnitSuccession.objects.create(
        kind="merge", predecessor=old, successor=new, takes_effect_on=today - timedelta(days=30), legal_document="NQ"
    )
    assert [(p.unit, str(p)) for p in find_localities("xuan an")] == [(new.pk, "Phường Long Khánh (trước là Phường Xuân An)")]


# --- Photos and recordings ------------------------------------------------------------------------------------------------------


def test_a_photo_is_drawn_anew_without_its_place(client):
    from PIL.ExifTags import Base

    exif = Image.Exif()
    exif[Base.Make] = "Máy ảnh của tôi"
    exif.get_ifd(0x8825)[1] = "N"
    draft = begin(client)
    client.post(at(draft, "anh"), {"photos": [picture(exif=exif.tobytes())]})
    with draft.files.get().file.content.open("rb") as content, Image.open(content) as kept:
        assert dict(kept.getexif()) == {}


def test_a_photo_of_twenty_megabytes_is_refused_with_its_size_and_nothing_is_lost(client):
    ward = UnitFactory()
    draft = tell(client, ward)
    huge = SimpleUploadedFile("to.jpg", picture().read() + b"\0" * (20 * 2**20), "image/jpeg")
    answer = client.post(at(draft, "anh"), {"photos": [huge, picture(name="nho.jpg")]})
    assert answer.status_code == 422
    assert "nặng 20,0 MB, nhiều hơn mức 15 MB" in answer.content.decode()
    assert draft.files.get().file.name == "nho.jpg"
    draft.refresh_from_db()
    assert draft.answers["deed"] == "Hiến 200 m² đất mở đường."


def test_what_is_no_picture_is_refused(client):
    draft = begin(client)
    answer = client.post(at(draft, "anh"), {"photos": [SimpleUploadedFile("a.jpg", b"<?php")]})
    assert (answer.status_code, draft.files.count()) == (422, 0)


def test_five_photos_and_no_more(client):
    draft = begin(client)
    answer = client.post(at(draft, "anh"), {"photos": [picture(name=f"{n}.jpg") for n in range(6)]})
    assert (answer.status_code, draft.files.count()) == (422, 5)


WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 200


def test_spoken_instead_of_typed(client):
    draft = tell(client, UnitFactory(), deed="")
    for _ in range(2):  # spoken again, the later stays
        answer = client.post(at(draft, "ghi-am"), {"voice": SimpleUploadedFile("loi-ke.webm", WEBM, "audio/webm")})
    heard = client.get(answer.json()["file"])
    assert (heard["Content-Type"], b"".join(heard.streaming_content)) == ("audio/webm", WEBM)
    assert draft.files.filter(kind=AttachmentKind.VOICE).count() == 1
    assert client.post(at(draft, "viec"), {"deed": ""}).status_code == 302
    client.post(at(draft, "kiem-tra"), {"website": ""})
    nomination = Nomination.objects.get()
    assert (nomination.deed, nomination.attachments.get().kind) == (doors.ONLY_SPOKEN, AttachmentKind.VOICE)


def test_a_recording_that_is_none_is_refused(client):
    draft = begin(client)
    answer = client.post(at(draft, "ghi-am"), {"voice": SimpleUploadedFile("loi-ke.webm", b"\x1a\x45\xdf\xa3 exe", "audio/webm")})
    assert (answer.status_code, DraftFile.objects.count()) == (422, 0)
    assert client.post(at(draft, "ghi-am")).status_code == 422


def test_a_file_is_taken_out_and_shown_to_no_other_draft(client):
    draft, other = begin(client), drafts.open_draft(Door.CITIZEN, by=User.objects.citizens())
    client.post(at(draft, "anh"), {"photos": [picture()]})
    held = draft.files.get()
    seen = client.get(f"/ke-viec-tot/{draft.pk}/tep/{held.pk}/")
    assert (seen.status_code, b"".join(seen.streaming_content)[:2]) == (200, b"\xff\xd8")
    assert client.get(f"/ke-viec-tot/{other.pk}/tep/{held.pk}/").status_code == 404
    assert client.post(f"/ke-viec-tot/{other.pk}/tep/{held.pk}/bo/").status_code == 404
    client.post(f"/ke-viec-tot/{draft.pk}/tep/{held.pk}/bo/")
    assert draft.files.count() == 0


# --- Services -------------------------------------------------------------------------------------------------------------------


def test_only_the_public_page_and_the_writer_keep_a_draft():
    ward = UnitFactory()
    officer, colleague = person_with(Role.UNIT_OFFICER, ward), person_with(Role.UNIT_OFFICER, ward)
    citizens = drafts.open_draft(Door.CITIZEN, by=User.objects.citizens())
    own = drafts.open_draft(Door.OFFICER, unit=ward, by=officer)
    for draft, by in [(citizens, officer), (own, colleague), (own, User.objects.citizens())]:
        with pytest.raises(Refused):
            drafts.keep_answers(draft, {"name": "x"}, by=by)
    drafts.keep_answers(own, {"name": "Bà Tư"}, by=officer)
    own.refresh_from_db()
    assert own.answers == {"name": "Bà Tư"}


def test_old_drafts_are_forgotten_and_what_was_sent_stays(client):
    draft = tell(client, UnitFactory())
    client.post(at(draft, "kiem-tra"), {"website": ""})
    begun = begin_second(client)
    Draft.objects.update(touched_at=clock.now() - timedelta(days=8))
    assert drafts.sweep_drafts(by=User.objects.system()) == 2
    assert (Draft.objects.filter(pk=begun.pk).exists(), Nomination.objects.count()) == (False, 1)


def begin_second(client) -> Draft:
    known = set(Draft.objects.values_list("pk", flat=True))
    client.post("/ke-viec-tot/")
    return Draft.objects.exclude(pk__in=known).get()


def test_the_citizens_user_signs_in_nowhere_and_is_on_no_list():
    citizens = User.objects.citizens()
    assert (citizens.has_usable_password(), citizens in User.objects.people(), citizens.is_system) == (False, False, False)


def test_a_unit_without_people_is_answered_for_by_the_agency_above(client):
    city = UnitFactory(city=True)
    agent = person_with(Role.STANDING_AGENCY, UnitFactory(parent=city, department=True))
    draft = tell(client, UnitFactory(parent=city))
    client.post(at(draft, "kiem-tra"), {"website": ""})
    assert [n.recipient for n in Notice.objects.filter(kind="exemplars.nomination_received")] == [agent]


def test_without_the_recogniser_the_recording_stands_alone(client):
    from lantoa.exemplars import speech
    from lantoa.exemplars.services.recordings import propose_transcript

    if speech.is_available():
        pytest.skip("viet-asr is installed here")
    draft = tell(client, UnitFactory())
    client.post(at(draft, "ghi-am"), {"voice": SimpleUploadedFile("loi-ke.webm", WEBM, "audio/webm")})
    client.post(at(draft, "kiem-tra"), {"website": ""})
    attachment = Attachment.objects.get()
    assert (propose_transcript(attachment, by=User.objects.system()), attachment.transcript) == ("", "")


# --- Following ------------------------------------------------------------------------------------------------------------------


def followed(client, code: str) -> str:
    answer = client.get("/ke-viec-tot/theo-doi/", {"ma": code})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_code_tells_the_steps_and_never_the_name(client):
    sender = SenderFactory(nomination=NominationFactory(verified=True, phone="0912345678", hamlet="Khu phố Kín"))
    for code in (sender.follow_code, sender.follow_code.lower(), sender.follow_code.replace("-", " ")):
        text = followed(client, code)
        assert re.findall(r'<li class="(\w+)">', text) == ["done", "done", "doing", "none", "none"]
        assert [w for w in (sender.nomination.name, "0912345678", "Khu phố Kín", str(sender.nomination.unit)) if w in text] == []


def test_a_merged_code_leads_on(client):
    kept = NominationFactory(honoured=True)
    merged = NominationFactory(state=NominationState.MERGED, merged_into=kept)
    sender = SenderFactory(nomination=merged)
    text = followed(client, sender.follow_code)
    assert re.findall(r'<li class="(\w+)">', text) == ["done", "done", "done", "done", "doing"]
    assert "đã gộp làm một" in text


def test_what_was_ended_says_so_without_a_reason(client):
    sender = SenderFactory(nomination=NominationFactory(state=NominationState.NOT_ELIGIBLE, end_reason="Đang bị kỷ luật"))
    text = followed(client, sender.follow_code)
    assert ("đã dừng lại" in text, "kỷ luật" in text) == (True, False)


@pytest.mark.parametrize("code", ["LT-0001-AAAA", "LT-9999-K7QM", "K7QM", "LT-0001", "'; DROP TABLE", "x" * 500, "ℒT-0001-K7QM"])
def test_forged_codes_get_one_calm_answer_after_the_same_work(client, code, django_assert_num_queries):
    SenderFactory(nomination=NominationFactory(code="LT-0001"))
    with django_assert_num_queries(1):
        text = followed(client, code)
    assert ("Chưa thấy lời kể nào mang mã" in text, "journey" in text) == (True, False)


def test_guessing_is_slowed_down(client):
    answers = [client.get("/ke-viec-tot/theo-doi/", {"ma": f"LT-0001-AA{n:02}"}).status_code for n in range(31)]
    assert (answers.count(200), answers[-1]) == (30, 429)
