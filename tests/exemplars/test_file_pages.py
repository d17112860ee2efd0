"""The pages of a nomination, its verification and consent: what they show to whom, refused forms, forms sent twice, odd input."""

import re
from datetime import date

import pytest
from django.urls import reverse

from lantoa.core import clock
from lantoa.exemplars import masking
from lantoa.exemplars.enums import NominationState, Purpose, Relation
from lantoa.exemplars.models import Consent, CriterionCheck, Hold, MentoringEntry, Nomination, OwnLink, Source, Takedown
from lantoa.exemplars.queries.consents import text_for
from lantoa.exemplars.queries.seen import visible_to
from lantoa.exemplars.queries.waiting import SOURCES, requests_of, takedowns_of
from lantoa.exemplars.services import consents, editing, holds, mentoring, privacy, verifying
from lantoa.movements import naming
from lantoa.organisations.enums import Role
from tests.exemplars.checking import DAY, agree, agreed, drawing, nominated, ready, ward
from tests.factories import NominationFactory, SenderFactory, UnitFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db
S = NominationState
XSS = "<script>alert('x')</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _in_june(settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        yield


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"exemplars:{name}", args=args))


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# --- Masking ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "kept"), [
    ("CCCD 075190001234.", "CCCD xxxxxxxxx234."), ("số 075 190 001 234", "số xxxxxxxxx234"), ("CMND: 271234567", "CMND: xxxxxx567"),
    ("căn cước công dân số 271234567", "căn cước công dân số xxxxxx567"), ("quyên góp 200000000 đồng", "quyên góp 200000000 đồng"),
    ("100.000.000.000 đồng", "100.000.000.000 đồng"), ("gọi 0912345678", "gọi 0912345678"), ("mã 1075190001234", "mã 1075190001234"),
])  # fmt: skip
def test_numbers_of_papers_are_crossed_out_other_numbers_stay(given, kept):
    assert masking.keepable(given) == kept


@pytest.mark.parametrize(("given", "read"), [
    ("gọi 0912 345 678 nhé", "gọi 09xx xxx 678 nhé"), ("ĐT 0912345678", "ĐT 09xx xxx 678"), ("+84912345678", "09xx xxx 678"),
    ("2.000.000 đồng", "2.000.000 đồng"), ("năm 2022", "năm 2022"),
])  # fmt: skip
def test_phone_numbers_in_text_are_hidden_from_who_sees_it_masked(given, read):
    assert masking.text(given) == read


def test_a_phone_number_reads_masked():
    assert [masking.phone(n) for n in ("0912 345 678", "", "12345")] == ["09xx xxx 678", "", "đã che"]


# --- Who sees how much ---------------------------------------------------------------------------------------------------------

SECRETS = ["0912345678", "12 Lê Lợi", "3/4/1970", "Bà Kể Chuyện", "Chi bộ khu phố cho biết", "0987654321"]


def secretive(place):
    nomination = ready(
        place,
        title="Hiến đất, gọi 0912345678",
        phone="0912345678",
        address="12 Lê Lợi",
        birth_date=date(1970, 4, 3),
        deed="Hiến đất. Gọi 0912345678.",
    )
    SenderFactory(
        nomination=nomination, name="Bà Kể Chuyện", phone="0987654321",
        statement={"deed": "Ông ấy hiến đất, gọi 0987654321", "contact": "Bà Kể Chuyện, 12 Lê Lợi"},
    )  # fmt: skip
    mentoring.add_entry(nomination, happened_on=DAY, what="Hẹn gặp ở 12 Lê Lợi", by=place.officer)
    verifying.submit_for_approval(nomination, by=place.officer)
    verifying.approve(nomination, by=place.leader)
    return nomination


def test_the_unit_reads_everything(client):
    place = ward()
    nomination = secretive(place)
    for user in (place.officer, place.leader, place.agency):
        shown = text_of(page(client, user, "nomination", nomination.pk))
        assert [secret for secret in SECRETS if secret not in shown] == []


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.CITY_LEADER, Role.MEDIA_EDITOR])
def test_who_judges_or_writes_reads_it_masked(client, role):
    place = ward()
    nomination = secretive(place)
    user = person_with(role, place.office if role == Role.MEDIA_EDITOR else place.city)
    shown = text_of(page(client, user, "nomination", nomination.pk))
    assert [secret for secret in SECRETS if secret in shown] == []
    assert "09xx xxx 678" in shown
    assert "1970" in shown
    assert 'id="nhat-ky"' not in shown or role == Role.CITY_LEADER  # oversees the log, in which no private fact stands
    for name in ("verify", "consent", "correct", "own_links", "withdraw_consent"):
        assert page(client, user, name, nomination.pk).status_code == 404


def test_pages_answer_exactly_to_who_the_list_shows_it(client):
    """visible_to and the page agree for every role; what is not whole is masked."""
    place = ward()
    rows = [nominated(place), nominated(place, verified=True), nominated(place, honoured=True), NominationFactory(verified=True)]
    places = {
        Role.STANDING_AGENCY: place.office,
        Role.COUNCIL_MEMBER: place.city,
        Role.CITY_LEADER: place.city,
        Role.UPPER_VIEWER: place.city,
    }
    for role in [role for role in Role if role is not Role.CLUSTER_HEAD]:
        user = person_with(role, places.get(role, place.unit))
        opened = {row.pk for row in rows if page(client, user, "nomination", row.pk).status_code == 200}
        assert opened == set(visible_to(user).values_list("pk", flat=True)), role


def test_of_a_child_the_masked_reading_has_no_school_and_no_hamlet(client):
    place = ward()
    nomination = nominated(
        place, verified=True, birth_date=date(2010, 1, 1), birth_year=2010, occupation="Học sinh lớp 7A", hamlet="Khu phố 2"
    )
    shown = text_of(page(client, person_with(Role.COUNCIL_MEMBER, place.city), "nomination", nomination.pk))
    assert ("Học sinh lớp 7A" in shown, "Khu phố 2" in shown) == (False, False)
    assert "Học sinh lớp 7A" in text_of(page(client, place.officer, "nomination", nomination.pk))


def test_earlier_ones_of_the_same_subject_are_shown_only_where_seen(client):
    place, other = ward(), ward()
    first = nominated(place, title="Việc năm ngoái")
    again = NominationFactory(unit=place.unit, subject=first.subject)
    NominationFactory(unit=other.unit, subject=first.subject, title="Ở tỉnh khác")
    shown = text_of(page(client, place.officer, "nomination", again.pk))
    assert ("Việc năm ngoái" in shown, "Ở tỉnh khác" in shown) == (True, False)


def test_a_recording_is_only_for_who_sees_the_whole(client):
    place = ward()
    nomination = nominated(place, verified=True)
    from django.core.files.uploadedfile import SimpleUploadedFile

    photo = editing.attach(nomination, drawing(), kind="photo", shows_no_id_card=True, by=place.officer)
    paper = editing.attach(nomination, SimpleUploadedFile("don.txt", b"don"), kind="document", shows_no_id_card=True, by=place.officer)
    proof = agree(nomination, Purpose.PORTAL, by=place.officer)[0].proof

    def opened(*files):
        answers = [client.get(reverse("files:download", args=[file.pk])) for file in files]
        for answer in answers:
            list(answer)  # read to the end, so that the file is closed
        return [answer.status_code for answer in answers]

    council = person_with(Role.COUNCIL_MEMBER, place.city)
    client.force_login(council)
    assert opened(photo.file, paper.file, proof) == [200, 404, 404]
    editing.remove_attachment(photo, reason="Nhầm.", by=place.officer)
    assert opened(photo.file) == [404]
    client.force_login(place.leader)
    assert opened(photo.file, paper.file, proof) == [200, 200, 200]


# --- Acts ------------------------------------------------------------------------------------------------------------------------


def test_the_whole_way_by_its_forms(client):
    place = ward()
    nomination = nominated(place)
    client.force_login(place.officer)

    def post(name, *args, **data):
        return client.post(reverse(f"exemplars:{name}", args=[nomination.pk, *args]), data)

    assert post("nomination_act", "nhan").status_code == 302
    cards = ("ii-1-5e", "ii-1-5f", "ii-1-5g", "ii-1-5h", "ii-1-5i")
    met = {f"{card}-{name}": words for card in cards for name, words in (("result", "met"), ("grounds", "Tổ trưởng kể."))}
    assert post("set_criteria", **met).status_code == 302
    assert post("add_source", kind="person", who="Bà Lê", what="Thấy.", learned_on="9/6/2022").status_code == 302
    assert post("add_source", kind="visit", who="Tổ 5", what="Thấy.", learned_on="9/6/2022").status_code == 302
    assert post("add_confirmation", kind="police", confirmer="Đại úy An", confirmed_on="9/6/2022", is_good="1").status_code == 302
    refused = post("nomination_act", "gui-duyet")
    assert (refused.status_code, "Xin người được nêu đồng ý ít nhất một cách đưa tin." in text_of(refused)) == (422, True)
    answer = post("consent", text=text_for(Relation.SELF).pk, person="Trần Văn Gương", read_back="on", purposes=["portal", "image"],
                  channel="screen", proof=drawing())  # fmt: skip
    assert (answer.status_code, Consent.objects.count()) == (302, 2)
    assert post("nomination_act", "gui-duyet").status_code == 302
    client.force_login(place.leader)
    assert "Duyệt, xác nhận đã xác minh" in text_of(client.get(reverse("exemplars:nomination", args=[nomination.pk])))
    assert post("nomination_act", "duyet").status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == S.VERIFIED


def test_a_drawn_signature_is_kept_and_a_forged_one_refused(client):
    import base64

    place = ward()
    nomination = nominated(place)
    client.force_login(place.officer)
    data = {"text": text_for(Relation.SELF).pk, "person": "Trần Văn Gương", "read_back": "on", "purposes": "portal", "channel": "screen"}
    address = reverse("exemplars:consent", args=[nomination.pk])
    for drawn in ("data:image/png;base64,%%%", "data:text/html;base64,PGI+", "data:image/png;base64," + "A" * 500_000,
                  "data:image/png;base64," + base64.b64encode(b"GIF89a nothing").decode()):  # fmt: skip
        assert client.post(address, {**data, "drawn": drawn}).status_code == 422
    picture = base64.b64encode(drawing().read()).decode()
    assert client.post(address, {**data, "drawn": f"data:image/png;base64,{picture}"}).status_code == 302
    assert Consent.objects.get().proof.mime == "image/png"


def test_no_box_comes_ticked(client):
    place = ward()
    nomination = nominated(place)
    shown = page(client, place.officer, "consent", nomination.pk).content.decode()
    assert "checked" not in shown


def test_a_child_is_asked_after_the_representative(client):
    place = ward()
    nomination = nominated(place, birth_date=date(2012, 1, 1))
    client.force_login(place.officer)
    address = reverse("exemplars:consent", args=[nomination.pk])
    data = {"person": "Lê Thị Mẹ", "read_back": "on", "purposes": "portal", "channel": "screen"}
    first = client.post(address + "?nguoi=representative", {**data, "text": text_for(Relation.REPRESENTATIVE).pk, "proof": drawing()})
    assert first["Location"] == address + "?nguoi=child"
    second = client.post(address + "?nguoi=child", {**data, "text": text_for(Relation.CHILD).pk, "proof": drawing()})
    assert second["Location"].endswith("#dong-y")
    assert client.get(address + "?nguoi=self").context["relation"] == Relation.REPRESENTATIVE  # not one to be asked


def test_a_form_sent_twice_counts_once(client):
    place = ward()
    nomination = nominated(place)
    client.force_login(place.officer)
    data = {"happened_on": "9/6/2022", "what": "Hướng dẫn", "submit_key": "6f9f1b86-7f2c-4a5e-9a39-1f8d4a1d0001"}
    for _ in range(3):
        assert client.post(reverse("exemplars:nomination_act", args=[nomination.pk, "boi-duong"]), data).status_code == 302
    assert MentoringEntry.objects.count() == 1


def test_five_cards_are_saved_with_one_press_and_only_what_lacks_comes_back(client):
    nomination = nominated(place := ward(), state=S.SCREENING)
    client.force_login(place.officer)
    url = reverse("exemplars:set_criteria", args=[nomination.pk])
    typed = {
        "ii-1-5e-result": "met",
        "ii-1-5e-grounds": "Tổ trưởng kể.",
        "ii-1-5f-result": "met",
        "ii-1-5f-grounds": "",
        "ii-1-5g-grounds": "",
    }
    answer = client.post(url, typed)
    assert (answer.status_code, "Đã lưu 1 tiêu chí." in text_of(answer)) == (422, True)
    assert "Ghi tiêu chí này đạt là dựa vào đâu" in text_of(answer)
    assert [(check.criterion, check.result) for check in CriterionCheck.objects.all()] == [("II.1-5e", "met")]
    whole = {**typed, "ii-1-5f-grounds": "Công an phường."}
    assert client.post(url, whole).status_code == 302
    assert nomination.criteria.count() == 2
    assert "Chưa có tiêu chí nào thay đổi" in text_of(client.post(url, whole, follow=True))


def test_odd_input_comes_back_in_words_never_as_an_error(client):
    place = ward()
    nomination = nominated(place, state=S.SCREENING)
    client.force_login(place.officer)
    long = "Đ" * 500
    for name, args, data in [
        ("nomination_act", ["rut"], {}), ("nomination_act", ["boi-duong"], {"happened_on": "31/2/2022", "what": long}),
        ("nomination_act", ["them-tep"], {"kind": "photo"}), ("set_criteria", [], {"ii-1-5e-result": "giỏi", "ii-1-5e-grounds": "x"}),
        ("set_criteria", [], {"ii-1-5e-result": "met"}), ("add_source", [], {"kind": "person", "who": long, "what": "x", "learned_on": "1/1/2022"}),
        ("add_source", [], {"kind": "person", "who": "x\x00", "what": "x", "learned_on": "1/1/2022"}),
        ("add_confirmation", [], {"kind": "police", "confirmer": long, "confirmed_on": "x"}), ("correct", [], {"name": long, "deed": "x"}),
        ("correct", [], {"name": "A", "deed": "B", "type": "individual", "kind": "good_deed", "birth_date": "1/1/2030"}),
        ("consent", [], {"text": "abc"}), ("withdraw_consent", [], {"purposes": "portal"}),
    ]:  # fmt: skip
        answer = client.post(reverse(f"exemplars:{name}", args=[nomination.pk, *args]), data)
        assert answer.status_code == 422, (name, data)
    for name, args in [("nomination_act", ["xoa"]), ("make_own_link", [])]:
        assert client.post(reverse(f"exemplars:{name}", args=[nomination.pk, *args]), {"nguoi": "x"}).status_code == 404
    assert not Source.objects.exists()
    assert not CriterionCheck.objects.exists()
    assert not OwnLink.objects.exists()


def test_facts_are_corrected_by_the_form(client):
    place = ward()
    nomination = nominated(place, gender="male")
    client.force_login(place.officer)
    shown = client.get(reverse("exemplars:correct", args=[nomination.pk])).context["form"]
    data = {name: "" if (value := shown[name].value()) is None else value for name in shown.fields} | {
        "name": "Trần Văn Mới",
        "is_minority": "1",
    }
    assert client.post(reverse("exemplars:correct", args=[nomination.pk]), data).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.name, nomination.is_minority, nomination.is_direct_worker, nomination.birth_year) == (
        "Trần Văn Mới",
        True,
        None,
        1970,
    )
    assert client.post(reverse("exemplars:correct", args=[nomination.pk]), data).status_code == 422  # the page is an older one now


def test_what_is_written_is_never_markup(client):
    place = ward()
    nomination = nominated(place, name=f"{XSS}"[:200], title=XSS, deed=XSS, result=XSS, hamlet=XSS, state=S.SCREENING)
    SenderFactory(nomination=nomination, name=XSS, statement={"deed": XSS, XSS: XSS})
    verifying.add_source(nomination, kind="visit", who=XSS, what=XSS, learned_on=DAY, by=place.officer)
    verifying.set_criterion(nomination, "II.1-5e", result="met", grounds=XSS, by=place.officer)
    mentoring.add_entry(nomination, happened_on=DAY, what=XSS, by=place.officer)
    holds.hold(nomination, cause="complaint", reason=XSS, by=place.leader)
    agree(nomination, Purpose.PORTAL, by=place.officer, person=XSS[:200])
    link = consents.make_own_link(nomination, Relation.SELF, by=place.officer)
    privacy.ask_about_data(nomination, kind="see", text=XSS, link=link, by=place.officer)
    for name, args in [("nomination", [nomination.pk]), ("verify", [nomination.pk]), ("consent", [nomination.pk]), ("correct", [nomination.pk]),
                       ("consent_paper", [nomination.pk]), ("own_links", [nomination.pk]), ("data_requests", [])]:  # fmt: skip
        shown = page(client, place.leader if name != "verify" else place.officer, name, *args)
        assert (shown.status_code, b"<script>alert" in shown.content, b"<img src=x" in shown.content) == (200, False, False), name
    own = client.get(f"/cua-toi/{link.token}/")
    assert (own.status_code, b"<script>alert" in own.content) == (200, False)
    notice = client.get(reverse("exemplars:filming_notice"), {"su-kien": XSS})
    assert b"<script>alert" not in notice.content


def test_holds_are_released_by_the_form_with_a_reason(client):
    place = ward()
    nomination = nominated(place)
    client.force_login(place.leader)
    client.post(reverse("exemplars:nomination_act", args=[nomination.pk, "tam-dung"]), {"cause": "complaint", "reason": "Có đơn."})
    hold = Hold.objects.get()
    address = reverse("exemplars:release", args=[nomination.pk, hold.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Đơn sai."}).status_code == 302
    assert client.post(address, {"reason": "Lại."}).status_code == 422
    client.force_login(place.officer)
    assert client.post(address, {"reason": "Tôi."}).status_code == 404


# --- Lists ------------------------------------------------------------------------------------------------------------------------


def test_takedowns_and_requests_show_to_who_handles_the_file_only(client):
    place, other = ward(), ward()
    nomination = nominated(place, honoured=True)
    agreed(nomination, Purpose.RADIO)
    consents.withdraw_consent(nomination, purposes=[Purpose.RADIO], by=place.officer)
    privacy.ask_about_data(nomination, kind="see", text="Cho tôi xem.", by=place.officer)
    everybody = {"officer": place.officer, "leader": place.leader, "agency": place.agency, "council": person_with(Role.COUNCIL_MEMBER, place.city),
                 "media": person_with(Role.MEDIA_EDITOR, place.office), "neighbour": other.officer, "nobody": UserFactory()}  # fmt: skip
    assert {name for name, user in everybody.items() if takedowns_of(user).exists()} == {"officer", "leader", "agency"}
    assert {name for name, user in everybody.items() if requests_of(user).exists()} == {"officer", "leader", "agency"}
    takedown = Takedown.objects.get()
    client.force_login(other.officer)
    assert client.post(reverse("exemplars:finish_takedown", args=[takedown.pk]), {"proof": "Xong."}).status_code == 404
    client.force_login(everybody["council"])
    assert client.get(reverse("exemplars:takedowns")).status_code == 404
    client.force_login(place.officer)
    assert client.post(reverse("exemplars:finish_takedown", args=[takedown.pk]), {"proof": ""}).status_code == 422
    assert client.post(reverse("exemplars:finish_takedown", args=[takedown.pk]), {"proof": "Đã bỏ."}).status_code == 302
    assert takedown.where in text_of(client.get(reverse("exemplars:takedowns"), {"xem": "xong"}))


def test_the_lists_take_the_same_queries_for_one_row_and_three(client):
    place = ward()

    def more():
        nomination = nominated(place, honoured=True)
        agreed(nomination, Purpose.RADIO)
        consents.withdraw_consent(nomination, purposes=[Purpose.RADIO], by=place.officer)
        privacy.ask_about_data(nomination, kind="see", text="Cho tôi xem.", by=place.officer)

    def queries(name):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(f"exemplars:{name}")).status_code == 200
        return len(caught)

    more()
    client.force_login(place.leader)
    client.get(reverse("exemplars:takedowns"))
    one = {name: queries(name) for name in ("takedowns", "data_requests")}
    more()
    more()
    three = {name: queries(name) for name in ("takedowns", "data_requests")}
    assert one == three
    assert max(one.values()) <= 12


def test_work_waits_for_the_right_people():
    place = ward()
    fresh = nominated(place)
    checked = nominated(place, checked=True)
    mentoring.add_entry(fresh, happened_on=DAY, what="Giúp.", next_step="Mời dự tọa đàm", next_on=DAY, by=place.officer)
    nominated(place, state=S.WITHDRAWN, end_reason="Rút.")
    nominated(ward())

    def titles(user):
        return [row.title for source in SOURCES for row in source(user, DAY, 10)]

    assert titles(place.officer) == [f"Nhận xác minh {fresh.code}, {fresh.name}", f"Bồi dưỡng {fresh.name}"]
    assert titles(place.proposer) == [f"Bồi dưỡng {fresh.name}"]  # not one's own
    assert titles(place.leader) == [f"Duyệt hồ sơ {checked.code}, {checked.name}", f"Bồi dưỡng {fresh.name}"]
    assert titles(person_with(Role.COUNCIL_MEMBER, place.city)) == titles(UserFactory()) == []


def test_the_page_of_a_long_story_stays_at_a_few_queries(client):
    place = ward()
    nomination = ready(place)
    client.force_login(place.officer)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = reverse("exemplars:nomination", args=[nomination.pk])
    client.get(address)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    before = queries()
    for _ in range(3):
        SenderFactory(nomination=nomination)
        mentoring.add_entry(nomination, happened_on=DAY, what="Giúp.", by=place.officer)
        editing.attach(nomination, drawing(), kind="photo", shows_no_id_card=True, by=place.officer)
        NominationFactory(unit=place.unit, subject=nomination.subject)
    assert queries() == before


def test_a_name_of_200_letters_shows(client):
    place = ward()
    nomination = nominated(place, name="Đặng " * 40)
    assert page(client, place.officer, "nomination", nomination.pk).status_code == 200
    assert Nomination.objects.filter(unit=UnitFactory()).count() == 0


def test_what_was_told_reads_in_words(client):
    place = ward()
    nomination = nominated(place)
    statement = {
        "deed": "Hiến đất.",
        "type": "household",
        "unit": 7,
        "may_be_called": True,
        "teller": "Bà Kể",
        "lạ": "gì đó",
        "": "x",
        "title": ["x"],
    }
    SenderFactory(nomination=nomination, statement=statement)
    SenderFactory(nomination=nomination, statement=["không phải từ điển"])
    client.force_login(place.officer)
    told = client.get(reverse("exemplars:nomination", args=[nomination.pk])).context["told"]
    assert [one.lines for one in told] == [
        (("Đối tượng", "hộ gia đình"), ("Đã làm gì", "Hiến đất."), ("Người kể", "Bà Kể"), ("", "x"), ("Lạ", "gì đó")), (),
    ]  # fmt: skip


def test_a_review_may_name_what_is_verified_and_seen(django_assert_max_num_queries):
    place = ward()
    mine = NominationFactory(unit=place.unit, verified=True, name="Trần Văn Đất", title="Hiến đất")
    NominationFactory(unit=place.unit)  # not verified yet
    NominationFactory(unit=UnitFactory(), verified=True)  # of another unit
    with django_assert_max_num_queries(8):
        named = naming.choices_for(place.unit, place.officer)
    assert [(one.record_id, one.name, one.deed) for one in named] == [(mine.pk, f"Trần Văn Đất ({mine.code})", "Hiến đất")]
    assert naming.choices_for(place.unit, UserFactory()) == []
    assert naming.url_of(mine.pk) == reverse("exemplars:nomination", args=[mine.pk])
